// SPDX-License-Identifier: Apache-2.0
#include "core/replay/session/entryreader.h"

#include "core/language/diagnostic.h"
#include "core/language/suggest.h"
#include "core/traces/numbers.h"
#include "core/traces/read.h"

#include <algorithm>
#include <functional>

namespace runlog {

namespace {

constexpr std::size_t MostListed = 50;
constexpr std::size_t DigestLength = 64;

std::string inTicks(std::string_view text) { return "`" + printable(text) + "`"; }

bool isDigest(std::string_view text)
{
    return text.size() == DigestLength && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

} // namespace

void SessionProblems::add(std::size_t offset, std::string message)
{
    if (m_problems.size() > MostListed)
        return;
    if (m_problems.size() == MostListed)
        message = "more problems than these are not listed";
    const auto place = m_source.place(std::min(offset, m_source.bytes().size()));
    m_problems.push_back({place.line, place.byteColumn, std::move(message)});
}

std::size_t SessionProblems::offsetOf(std::string_view part, std::size_t otherwise) const
{
    const auto text = m_source.bytes();
    const std::less<> isBefore;
    const bool isInside = !isBefore(part.data(), text.data()) && isBefore(part.data(), text.data() + text.size());
    return isInside ? static_cast<std::size_t>(part.data() - text.data()) : otherwise;
}

std::vector<SessionProblem> SessionProblems::take()
{
    std::stable_sort(m_problems.begin(), m_problems.begin() + static_cast<std::ptrdiff_t>(std::min(m_problems.size(), MostListed)),
                     [](const SessionProblem& a, const SessionProblem& b) {
                         return std::pair(a.line, a.column) < std::pair(b.line, b.column);
                     });
    return std::move(m_problems);
}

EntryReader::EntryReader(SessionProblems& problems, Value entry, std::initializer_list<std::string_view> keys,
                         std::size_t otherwise)
    : m_problems(problems), m_entry(entry), m_offset(otherwise)
{
    if (entry.kind() != Value::Kind::Map) {
        m_offset = problems.offsetOf(entry.text(), otherwise);
        refuse({}, "an object was expected");
        return;
    }
    if (!entry.members().empty())
        m_offset = problems.offsetOf(entry.members().front().key, otherwise);
    for (const auto& member : entry.members()) {
        if (std::find(keys.begin(), keys.end(), member.key) != keys.end())
            continue;
        const auto meant = didYouMean(nearest(member.key, std::span(keys.begin(), keys.size())));
        refuse(member.key, "unknown key " + inTicks(member.key) + (meant.empty() ? "" : "; " + meant));
    }
}

void EntryReader::refuse(std::string_view key, const std::string& message)
{
    m_problems.add(offsetOf(key), message);
    m_good = false;
}

std::size_t EntryReader::offsetOf(std::string_view key) const
{
    for (const auto& member : m_entry.members())
        if (member.key == key)
            return m_problems.offsetOf(member.key, m_offset);
    return m_offset;
}

bool EntryReader::has(std::string_view key)
{
    if (!m_entry.find(key).isAbsent())
        return true;
    if (m_entry.kind() == Value::Kind::Map)
        refuse(key, "the key " + inTicks(key) + " is missing");
    return false;
}

std::string EntryReader::text(std::string_view key)
{
    if (!has(key))
        return {};
    auto text = textOrNone(key);
    if (text.empty() && m_good)
        refuse(key, inTicks(key) + " must not be empty");
    return text;
}

std::string EntryReader::textOrNone(std::string_view key)
{
    const auto value = m_entry.find(key);
    if (value.isAbsent())
        return {};
    if (value.kind() == Value::Kind::Text)
        return std::string(value.text());
    refuse(key, inTicks(key) + " must be a text");
    return {};
}

std::int64_t EntryReader::whole(std::string_view key)
{
    if (!has(key))
        return 0;
    const auto value = m_entry.find(key);
    const auto number = value.kind() == Value::Kind::Number ? wholeNumber(value) : std::nullopt;
    if (!number || *number < 0)
        refuse(key, inTicks(key) + " must be a whole number, 0 or more");
    return number.value_or(0);
}

std::string EntryReader::digest(std::string_view key)
{
    auto digest = text(key);
    if (!digest.empty() && !isDigest(digest))
        refuse(key, inTicks(key) + " must be a SHA-256 digest: 64 hexadecimal digits in lower case");
    return digest;
}

Time EntryReader::timeOrNone(std::string_view key)
{
    const auto text = textOrNone(key);
    if (text.empty())
        return NoTime;
    const auto time = parseTime(text);
    if (!time || !time->zoned)
        refuse(key, inTicks(text) + " is not a time with a zone, such as `2026-03-01T10:00:00Z`");
    return time ? time->time : NoTime;
}

} // namespace runlog
