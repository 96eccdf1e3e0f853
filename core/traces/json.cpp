// SPDX-License-Identifier: Apache-2.0
#include "core/traces/json.h"

#include "core/traces/jsonmembers.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>

namespace runlog {

namespace {

namespace ondemand = simdjson::ondemand;

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t digitsAt(std::string_view text, std::size_t at)
{
    std::size_t end = at;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    return end - at;
}

std::string_view withoutBlanks(std::string_view token)
{
    while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
        token.remove_suffix(1);
    return token;
}

std::string_view wordsFor(simdjson::error_code error)
{
    switch (error) {
    case simdjson::UTF8_ERROR: return "not valid UTF-8";
    case simdjson::UNCLOSED_STRING: return "a text without its closing quote";
    case simdjson::UNESCAPED_CHARS: return "a control character in a text";
    case simdjson::EMPTY: return "nothing where a value was expected";
    case simdjson::STRING_ERROR: return "an escape in a text that does not exist";
    case simdjson::DEPTH_ERROR: return "nested too deeply";
    case simdjson::CAPACITY: return "longer than 4 GiB";
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT: return "a bracket that is not closed";
    default: return "not valid JSON"; // the library has more names for the same
    }
}

} // namespace

bool isJsonNumber(std::string_view text)
{
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const auto whole = digitsAt(text, at);
    if (whole == 0 || (whole > 1 && text[at] == '0'))
        return false;
    at += whole;
    if (at < text.size() && text[at] == '.') {
        const auto decimals = digitsAt(text, at + 1);
        if (decimals == 0)
            return false;
        at += 1 + decimals;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-'))
            ++at;
        const auto exponent = digitsAt(text, at);
        if (exponent == 0)
            return false;
        at += exponent;
    }
    return at == text.size();
}

// Children of open lists and maps wait on two stacks until their container closes and they are copied to the arena.
struct JsonReader::Body {
    ondemand::parser parser;
    Remarks remarks;
    std::vector<Value> items;
    JsonMembers members{remarks.repeatedKeys};
    std::pmr::memory_resource* arena = nullptr;

    bool fail(std::string_view words)
    {
        if (remarks.error.empty())
            remarks.error = words;
        return false;
    }
    bool fail(simdjson::error_code error) { return fail(wordsFor(error)); }

    template <typename Element> bool take(simdjson::simdjson_result<Element> result, Element& element)
    {
        const auto error = std::move(result).get(element);
        return error == simdjson::SUCCESS || fail(error);
    }

    bool readText(ondemand::value value, std::string_view token, Value& out);
    bool readScalar(ondemand::value value, Value& out);
    bool readKey(ondemand::field& field, std::string_view& key);
    bool readList(ondemand::array array, int depth, Value& out);
    bool readMap(ondemand::object object, int depth, Value& out);
    bool readValue(ondemand::value value, int depth, Value& out);
    bool readRoot(ondemand::document& document, Value& out);
    bool readDocument(std::string_view text, Value& out);
};

bool JsonReader::Body::readText(ondemand::value value, std::string_view token, Value& out)
{
    token = withoutBlanks(token);
    if (token.size() < 2 || token.back() != '"')
        return fail("a text without its closing quote");
    const auto content = token.substr(1, token.size() - 2);
    if (std::memchr(content.data(), '\\', content.size()) == nullptr) {
        out = Value::text(content);
        return true;
    }
    std::string_view unescaped;
    if (!take(value.get_string(), unescaped))
        return false;
    out = Value::text(copyText(unescaped, *arena));
    return true;
}

bool JsonReader::Body::readScalar(ondemand::value value, Value& out)
{
    const std::string_view token = value.raw_json_token();
    if (token.starts_with('"'))
        return readText(value, token, out);
    const auto word = withoutBlanks(token);
    if (word == "null")
        out = Value::null();
    else if (word == "true" || word == "false")
        out = Value::boolean(word == "true");
    else if (isJsonNumber(word))
        out = Value::number(word);
    else
        return fail("not a JSON value");
    return true;
}

bool JsonReader::Body::readKey(ondemand::field& field, std::string_view& key)
{
    const char* raw = field.key().raw();
    const auto* end = raw;
    while (*end != '"' && *end != '\\')
        ++end;
    if (*end == '"') {
        key = {raw, static_cast<std::size_t>(end - raw)};
        return true;
    }
    std::string_view unescaped;
    if (!take(field.unescaped_key(), unescaped))
        return false;
    key = copyText(unescaped, *arena);
    return true;
}

bool JsonReader::Body::readList(ondemand::array array, int depth, Value& out)
{
    const auto first = items.size();
    for (auto element : array) {
        ondemand::value value;
        Value item;
        if (!take(std::move(element), value) || !readValue(value, depth, item))
            return false;
        items.push_back(item);
    }
    out = Value::list(copyItems(std::span(items).subspan(first), *arena));
    items.resize(first);
    return true;
}

bool JsonReader::Body::readMap(ondemand::object object, int depth, Value& out)
{
    const auto first = members.size();
    std::uint64_t seen = 0;
    for (auto element : object) {
        ondemand::field field;
        Member member;
        if (const auto error = std::move(element).get(field); error != simdjson::SUCCESS)
            return fail(error);
        if (!readKey(field, member.key) || !readValue(field.value(), depth, member.value))
            return false;
        members.add(first, member, seen);
    }
    members.dropRepeated(first);
    out = Value::map(copyMembers(members.since(first), *arena));
    members.closeTo(first);
    return true;
}

bool JsonReader::Body::readValue(ondemand::value value, int depth, Value& out)
{
    const std::string_view token = value.raw_json_token();
    const char start = token.empty() ? '\0' : token[0];
    if (start != '{' && start != '[')
        return readScalar(value, out);
    if (depth >= MaxJsonDepth)
        return fail("nested more than 128 levels deep");
    if (start == '{') {
        ondemand::object object;
        return take(value.get_object(), object) && readMap(object, depth + 1, out);
    }
    ondemand::array array;
    return take(value.get_array(), array) && readList(array, depth + 1, out);
}

bool JsonReader::Body::readRoot(ondemand::document& document, Value& out)
{
    ondemand::value root;
    if (!take(document.get_value(), root))
        return false;
    if (!readValue(root, 0, out))
        return false;
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS || fail("text left over after the value");
}

bool JsonReader::Body::readDocument(std::string_view text, Value& out)
{
    ondemand::document document;
    const simdjson::padded_string_view padded(text.data(), text.size(), text.size() + JsonPadding);
    if (!take(parser.iterate(padded), document))
        return false;
    if (readRoot(document, out))
        return true;
    const char* place = nullptr;
    if (document.current_location().get(place) == simdjson::SUCCESS && place >= text.data())
        remarks.offset = std::min(static_cast<std::size_t>(place - text.data()), text.size());
    return false;
}

JsonReader::JsonReader() : m_body(std::make_unique<Body>())
{
}
JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader&&) noexcept = default;
JsonReader& JsonReader::operator=(JsonReader&&) noexcept = default;

const JsonReader::Remarks& JsonReader::remarks() const { return m_body->remarks; }

std::optional<Value> JsonReader::read(std::string_view text, std::pmr::memory_resource& arena)
{
    static_assert(JsonPadding >= simdjson::SIMDJSON_PADDING);
    auto& body = *m_body;
    body.arena = &arena;
    body.remarks.error.clear();
    body.remarks.offset = 0;
    body.remarks.repeatedKeys.clear();
    body.items.clear();
    body.members.clear();
    const auto start = text.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) {
        body.fail("nothing where a value was expected");
        return std::nullopt;
    }
    Value value;
    const bool container = text[start] == '{' || text[start] == '[';
    if (container)
        return body.readDocument(text, value) ? std::optional(value) : std::nullopt;
    // The library iterates lists and maps only: a lone scalar is read as the item of a list.
    std::string wrapped = "[";
    wrapped.append(text).append("]");
    const auto inArena = copyText(wrapped.append(JsonPadding, ' '), arena).substr(0, text.size() + 2);
    if (!body.readDocument(inArena, value) || value.size() != 1)
        return std::nullopt;
    return value.at(0);
}

std::optional<Value> parseJson(std::string_view text, std::pmr::memory_resource& arena)
{
    std::string padded(text);
    padded.append(JsonPadding, ' ');
    std::pmr::monotonic_buffer_resource scratch;
    JsonReader reader;
    const auto value = reader.read(std::string_view(padded).substr(0, text.size()), scratch);
    return value ? std::optional(deepCopy(*value, arena)) : std::nullopt;
}

} // namespace runlog
