// SPDX-License-Identifier: Apache-2.0
#include "core/language/yamlerror.h"

#include "core/language/scalarend.h"

#include <algorithm>
#include <array>
#include <optional>

namespace runlog {

namespace {

struct Meaning {
    std::string_view library;
    Code code;
    std::string_view message;
    std::string_view help;
};

constexpr std::array meanings{
    Meaning{"illegal block entry", Code::YamlSyntax, "a list item cannot stand here",
            "give the items of one list the same indentation"},
    Meaning{"illegal map key", Code::YamlSyntax, "a key cannot stand here", "give the keys of one map the same indentation"},
    Meaning{"illegal map value", Code::YamlSyntax, "a `:` cannot stand here", "put text with `: ` in it into quotes"},
    Meaning{"end of map not found", Code::YamlSyntax, "this line does not fit into the map around it",
            "give the keys of one map the same indentation, and each key its `:`"},
    Meaning{"end of sequence not found", Code::YamlSyntax, "this line does not fit into the list around it",
            "give the items of one list the same indentation, and each item its `- `"},
    Meaning{"end of map flow not found", Code::UnclosedBracket, "`{` without its `}`", "close the map with `}`"},
    Meaning{"end of sequence flow not found", Code::UnclosedBracket, "`[` without its `]`", "close the list with `]`"},
    Meaning{"illegal flow end", Code::UnclosedBracket, "this bracket closes nothing", "compare it with the brackets before"},
    Meaning{"unknown token", Code::YamlSyntax, "a text cannot begin with this character", "put the text into quotes"},
    Meaning{"the referenced anchor is not defined", Code::Alias, "an alias is not allowed", "write the value where it is needed"},
    Meaning{"illegal tab when looking for indentation", Code::TabIndentation, "a tab cannot indent", "indent with blanks"},
    Meaning{"illegal character found while scanning a plain scalar", Code::YamlSyntax, "a text cannot begin with this character",
            "put the text into quotes"},
};

constexpr Meaning unknown{"", Code::YamlSyntax, "the text cannot be read as YAML from here",
                          "compare the indentation, the quotes and the brackets with the lines around"};

const Meaning& meaningOf(std::string_view message)
{
    const auto* found = std::ranges::find_if(meanings, [&](const Meaning& m) { return message.starts_with(m.library); });
    return found == meanings.end() ? unknown : *found;
}

// The quote after the last node that was read, if it is never closed.
std::optional<std::size_t> openQuote(std::string_view text, std::size_t from)
{
    const std::size_t at = text.find_first_not_of(" \t\r\n:-,?[{", from);
    if (at == std::string_view::npos || (text[at] != '"' && text[at] != '\''))
        return std::nullopt;
    return quotedEnd(text, at) == std::string_view::npos ? std::optional(at) : std::nullopt;
}

const TreeBuilder::Open* innermostFlow(const TreeBuilder& builder)
{
    const auto& open = builder.openCollections();
    if (open.empty() || open.back().node.style != Node::Style::Flow)
        return nullptr;
    return &open.back();
}

std::size_t lineOf(std::string_view text, std::size_t at)
{
    return static_cast<std::size_t>(std::ranges::count(text.substr(0, std::min(at, text.size())), '\n'));
}

// The library may notice a tab or a left-over line only on the next line with content; never point past the text.
std::size_t clampToContent(std::string_view text, std::size_t at)
{
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? 0 : std::min(at, last);
}

bool startsWithTab(std::string_view text, std::size_t at)
{
    const std::size_t lineStart = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    const std::size_t content = text.find_first_not_of(" \t", lineStart);
    return text.substr(lineStart, content - lineStart).find('\t') != std::string_view::npos;
}

} // namespace

namespace {

void reportOpenBracket(TreeBuilder& builder, const TreeBuilder::Open& flow)
{
    const bool list = flow.node.kind == Node::Kind::List;
    builder.report(Code::UnclosedBracket, flow.begin, flow.begin + 1, list ? "`[` without its `]`" : "`{` without its `}`",
                   list ? "close the list with `]`" : "close the map with `}`");
}

// Inside brackets: another bracket closes, the line ends, or something stands behind a value.
bool reportInFlow(TreeBuilder& builder, const TreeBuilder::Open& flow, std::string_view message, std::size_t at, std::size_t place)
{
    const std::string_view text = builder.text();
    const bool closesOther = text[place] == (flow.node.kind == Node::Kind::List ? '}' : ']');
    const bool later = at >= text.size() || lineOf(text, place) != lineOf(text, flow.begin);
    if (closesOther || later) {
        reportOpenBracket(builder, flow);
        return true;
    }
    if (!message.starts_with("end of") || place < builder.cursor())
        return false;
    builder.report(Code::TextAfterValue, place, place + 1, "text is left over after a value", "put the whole value into quotes, or a `,` before this");
    return true;
}

} // namespace

void reportYamlError(TreeBuilder& builder, std::string_view libraryMessage, std::size_t at)
{
    const std::string_view text = builder.text();
    if (const auto quote = openQuote(text, builder.cursor())) {
        builder.report(Code::UnclosedQuote, *quote, *quote + 1, "this quote is not closed", "close the text with the same quote");
        return;
    }
    const TreeBuilder::Open* flow = innermostFlow(builder);
    const std::size_t place = clampToContent(text, at);
    if (flow != nullptr && !text.empty() && reportInFlow(builder, *flow, libraryMessage, at, place))
        return;
    if (startsWithTab(text, place)) {
        builder.report(Code::TabIndentation, place, place + 1, "a tab cannot indent", "indent with blanks");
        return;
    }
    const Meaning& meaning = meaningOf(libraryMessage);
    builder.report(meaning.code, place, place + 1, std::string(meaning.message), std::string(meaning.help));
}

} // namespace runlog
