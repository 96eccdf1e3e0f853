// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/context.h"

#include "core/engine/pii/chars.h"

#include <algorithm>

namespace runlog::pii {

namespace {

constexpr std::size_t reachBefore = 72; // bytes
constexpr std::size_t reachAfter = 48;
constexpr std::size_t wordsAfter = 5;
constexpr std::size_t reachAgainst = 4; // words
constexpr std::size_t reachWeak = 4;
constexpr std::size_t longestLine = 512;
constexpr std::size_t longestCell = 40;

// The bytes that may part statements or remarks: all others are passed over without a further look.
constexpr auto partingBytes()
{
    std::array<bool, 256> parts{};
    for (const unsigned char c : std::string_view("{}[];|\n\",."))
        parts[c] = true;
    return parts;
}

constexpr auto parting = partingBytes();

bool mayPart(char c) { return parting[static_cast<unsigned char>(c)]; }

bool isQuote(char c) { return c == '"' || c == '\''; }

char lastNonBlank(std::string_view text, std::size_t place)
{
    while (place > 0 && isSpace(text[place - 1]))
        --place;
    return before(text, place);
}

// A comma of a list of values, not one of a sentence.
bool commaSeparates(std::string_view text, std::size_t place)
{
    if (isQuote(before(text, place)) || !isSpace(at(text, place + 1)))
        return true;
    return isQuote(at(text, runEnd(text, place + 1, isSpace, 8)));
}

// Whether the statement that a candidate belongs to begins after the byte at `place`.
bool endsStatement(std::string_view text, std::size_t place)
{
    switch (text[place]) {
    case '{':
    case '}':
    case ']':
    case ';':
    case '|': return true;
    case '\n':
    case '[': return lastNonBlank(text, place) != ':';
    case ',': return commaSeparates(text, place);
    default: return false;
    }
}

std::size_t statementBegin(std::string_view text, std::size_t place)
{
    const auto stop = place > reachBefore ? place - reachBefore : 0;
    const auto start = place;
    while (place > stop && !(mayPart(text[place - 1]) && endsStatement(text, place - 1)))
        --place;
    noteRead(start - place);
    return place;
}

bool endsRemark(std::string_view text, std::size_t place)
{
    switch (text[place]) {
    case '{':
    case '}':
    case '[':
    case ']':
    case ';':
    case '|':
    case '\n':
    case '"':
    case ',': return true;
    case '.': return isSpace(at(text, place + 1));
    default: return false;
    }
}

std::size_t remarkEnd(std::string_view text, std::size_t place)
{
    const auto stop = std::min(text.size(), place + reachAfter);
    const auto start = place;
    while (place < stop && !(mayPart(text[place]) && endsRemark(text, place)))
        ++place;
    noteRead(place - start);
    return place;
}

// Whether a word ends like the last one of a phrase, or with the `s` of its plural: tells most of them apart.
bool mayEndAlike(std::string_view word, std::string_view phrase)
{
    const char end = toLower(word.back());
    return end == phrase.back() || end == 's';
}

// The last word of a phrase, which is shortened by it.
std::string_view takeLast(std::string_view& phrase)
{
    const auto blank = phrase.rfind(' ');
    const auto last = blank == std::string_view::npos ? phrase : phrase.substr(blank + 1);
    phrase = blank == std::string_view::npos ? std::string_view() : phrase.substr(0, blank);
    return last;
}

// The index of the first word of a phrase whose last one is words[last]; words.size() where the words before it are others.
// The words are given nearest to the candidate first.
std::size_t phraseBegin(const WordList& words, const Phrase& phrase, std::size_t last)
{
    auto earlier = phrase.earlier;
    auto index = last;
    while (!earlier.empty() && ++index < words.size())
        if (!mayEndAlike(words[index].text, earlier) || !isWordOf(words[index].text, takeLast(earlier)))
            return words.size();
    return earlier.empty() ? index : words.size();
}

// All phrases in a list of words that is given from its end.
void addPhrases(const WordList& words, PhraseHits& hits)
{
    const auto& index = phraseIndex();
    for (std::size_t last = 0; last < words.size(); ++last)
        index.forEachEndingIn(words[last].text, [&](const Phrase& phrase) {
            if (const auto first = phraseBegin(words, phrase, last); first < words.size())
                hits.add({&phrase, words[first].place, last});
        });
}

void addUnspaced(std::string_view text, std::size_t begin, std::size_t end, PhraseHits& hits)
{
    phraseIndex().forEachUnspacedIn(text.substr(begin, end - begin), [&](const Phrase& phrase, std::size_t place) {
        hits.add({&phrase, begin + place, 0});
    });
}

WordList reversed(const WordList& words)
{
    WordList result;
    for (auto i = words.size(); i > 0; --i)
        result.add(words[i - 1]);
    return result;
}

// The nearest phrase that `wanted` accepts.
template <typename Wanted> std::optional<ContextWord> nearest(const PhraseHits& hits, std::size_t reach, Wanted wanted)
{
    std::optional<ContextWord> best;
    for (const auto& hit : hits)
        if (hit.distance < reach && (!best || hit.distance < best->distance) && wanted(*hit.phrase))
            best = ContextWord{hit.phrase->text, hit.place, hit.distance};
    return best;
}

auto speaksFor(Entity entity, Strength strength)
{
    return
        [=](const Phrase& phrase) { return !phrase.against && phrase.entity == entity && phrase.strength == strength; };
}

bool speaksAgainst(const Phrase& phrase) { return phrase.against; }

struct FieldName {
    std::string_view text;
    std::size_t place = 0;
};

// The first line names the columns where others follow, it is short and has commas without blanks behind them.
std::string_view headerLine(std::string_view text)
{
    const auto stretch = text.substr(0, longestLine + 1);
    const auto end = std::min(stretch.find('\n'), stretch.size());
    noteRead(end);
    const auto line = text.substr(0, end);
    const bool heads = end < text.size() && end <= longestLine && line.find(',') != std::string_view::npos
                       && line.find(", ") == std::string_view::npos;
    return heads ? line : std::string_view();
}

// In comma-separated lines: what the first line says above the value at `place`.
FieldName columnName(std::string_view text, std::string_view header, std::size_t place)
{
    const auto lineBegin = runBegin(
        text, place, [](char c) { return c != '\n'; }, longestLine);
    if (header.empty() || lineBegin == 0 || text[lineBegin - 1] != '\n')
        return {};
    auto column = std::ranges::count(text.substr(lineBegin, place - lineBegin), ',');
    std::size_t begin = 0;
    for (; column > 0; --column) {
        const auto comma = header.find(',', begin);
        if (comma == std::string_view::npos)
            return {};
        begin = comma + 1;
    }
    const auto end = std::min(header.find(',', begin), header.size());
    return end - begin > longestCell ? FieldName{} : FieldName{header.substr(begin, end - begin), begin};
}

} // namespace

void Neighbourhood::readBefore(std::size_t begin)
{
    if (m_begin == begin)
        return;
    m_begin = begin;
    m_before.clear();
    const auto start = statementBegin(m_text, begin);
    addPhrases(wordsBackwards(m_text, start, begin), m_before);
    addUnspaced(m_text, start, begin, m_before);
}

void Neighbourhood::readAfter(std::size_t end)
{
    if (m_end == end)
        return;
    m_end = end;
    m_after.clear();
    const auto stop = remarkEnd(m_text, end);
    addPhrases(reversed(wordsOf(m_text, end, stop, wordsAfter)), m_after);
    addUnspaced(m_text, end, stop, m_after);
}

void Neighbourhood::readNames(std::size_t begin)
{
    if (m_names == begin)
        return;
    if (m_names == unread) {
        m_header = headerLine(m_text);
        addPhrases(wordsBackwards(m_fieldName, 0, m_fieldName.size()), m_field);
        addUnspaced(m_fieldName, 0, m_fieldName.size(), m_field);
    }
    m_names = begin;
    m_column.clear();
    if (m_header.empty())
        return;
    const auto [name, place] = columnName(m_text, m_header, begin);
    addPhrases(wordsBackwards(m_text, place, place + name.size()), m_column);
}

Context Neighbourhood::of(std::size_t begin, std::size_t end, Entity entity, Strength strength)
{
    readBefore(begin);

    Context context;
    context.telling =
        nearest(m_before, strength == Strength::Weak ? reachWeak : WordList::capacity, speaksFor(entity, strength));
    context.against = nearest(m_before, reachAgainst, speaksAgainst);
    if (context.telling && context.against)
        (context.against->distance < context.telling->distance ? context.telling : context.against).reset();
    if (context.telling || context.against)
        return context;
    readAfter(end);
    context.telling = nearest(m_after, WordList::capacity, speaksFor(entity, strength));
    if (context.telling)
        return context;
    readNames(begin);
    return inNames(entity, strength);
}

Context Neighbourhood::inNames(Entity entity, Strength strength) const
{
    for (const auto* hits : {&m_field, &m_column}) {
        Context context;
        context.telling = nearest(*hits, WordList::capacity, speaksFor(entity, strength));
        if (!context.telling)
            context.against = nearest(*hits, WordList::capacity, speaksAgainst);
        if (context.telling && hits == &m_field)
            context.telling->place = Reason::nowhere;
        if (context.against && hits == &m_field)
            context.against->place = Reason::nowhere;
        if (context.telling || context.against)
            return context;
    }
    return {};
}

} // namespace runlog::pii
