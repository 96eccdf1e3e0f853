// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/context.h"

#include "core/engine/pii/words.h"

#include <optional>

namespace runlog::pii {

namespace {

constexpr std::size_t reachBefore = 96; // bytes
constexpr std::size_t reachAfter = 48;
constexpr std::size_t wordsAfter = 5;
constexpr std::size_t reachAgainst = 4; // words
constexpr std::size_t reachWeak = 4;
constexpr std::size_t longestLine = 512;
constexpr std::size_t longestCell = 40;

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
    case '{': case '}': case ']': case ';': case '|': return true;
    case '\n': case '[': return lastNonBlank(text, place) != ':';
    case ',': return commaSeparates(text, place);
    default: return false;
    }
}

std::size_t statementBegin(std::string_view text, std::size_t place)
{
    const auto stop = place > reachBefore ? place - reachBefore : 0;
    while (place > stop && !endsStatement(text, place - 1))
        --place;
    return place;
}

bool endsRemark(std::string_view text, std::size_t place)
{
    switch (text[place]) {
    case '{': case '}': case '[': case ']': case ';': case '|': case '\n': case '"': case ',': return true;
    case '.': return isSpace(at(text, place + 1));
    default: return false;
    }
}

std::size_t remarkEnd(std::string_view text, std::size_t place)
{
    const auto stop = std::min(text.size(), place + reachAfter);
    while (place < stop && !endsRemark(text, place))
        ++place;
    return place;
}

bool sameWord(std::string_view word, std::string_view wanted)
{
    if (word.size() == wanted.size() + 1 && toLower(word.back()) == 's')
        word.remove_suffix(1);
    return equalsFolded(word, wanted);
}

std::string_view takeLast(std::string_view& phrase)
{
    const auto blank = phrase.rfind(' ');
    const auto last = blank == std::string_view::npos ? phrase : phrase.substr(blank + 1);
    phrase = blank == std::string_view::npos ? std::string_view() : phrase.substr(0, blank);
    return last;
}

// The index of the first word of `phrase` where its last one is words[last]; words.size() where it is not.
std::size_t phraseBegin(const WordList& words, std::string_view phrase, std::size_t last)
{
    for (auto index = last; index < words.size(); ++index) {
        if (!sameWord(words[index].text, takeLast(phrase)))
            break;
        if (phrase.empty())
            return index;
    }
    return words.size();
}

// Where `phrase` ends a stretch that is given nearest word first; the number of nearer words is its distance.
std::optional<ContextWord> findBackwards(const WordList& words, std::string_view phrase, std::size_t reach)
{
    for (std::size_t start = 0; start < words.size() && start < reach; ++start) {
        const auto first = phraseBegin(words, phrase, start);
        if (first < words.size())
            return ContextWord{phrase, words[first].place, start};
    }
    return std::nullopt;
}

// Scripts that are written without blanks: the phrase may stand anywhere.
bool isUnspaced(std::string_view phrase) { return static_cast<unsigned char>(phrase.front()) >= 0xE0U; }

template <typename Visit>
void forEachPhrase(std::string_view list, Visit visit)
{
    while (!list.empty()) {
        const auto bar = list.find('|');
        visit(list.substr(0, bar));
        list = bar == std::string_view::npos ? std::string_view() : list.substr(bar + 1);
    }
}

void keepNearer(std::optional<ContextWord>& best, std::optional<ContextWord> found)
{
    if (found && (!best || found->distance < best->distance))
        best = found;
}

std::optional<ContextWord> nearest(const WordList& words, std::string_view list, std::size_t reach)
{
    std::optional<ContextWord> best;
    forEachPhrase(list, [&](std::string_view phrase) { keepNearer(best, findBackwards(words, phrase, reach)); });
    return best;
}

std::optional<ContextWord> unspaced(std::string_view text, std::size_t begin, std::size_t end, std::string_view list)
{
    std::optional<ContextWord> best;
    forEachPhrase(list, [&](std::string_view phrase) {
        if (best || !isUnspaced(phrase))
            return;
        const auto found = text.substr(begin, end - begin).find(phrase);
        if (found != std::string_view::npos)
            best = ContextWord{phrase, begin + found, 0};
    });
    return best;
}

// The words after a candidate, turned round so that the nearest is the last one of a phrase's reach.
std::optional<ContextWord> following(std::string_view text, std::size_t begin, std::size_t end, std::string_view list)
{
    const auto words = wordsOf(text, begin, end);
    std::optional<ContextWord> best;
    forEachPhrase(list, [&](std::string_view phrase) {
        WordList reversed;
        for (auto i = std::min(words.size(), wordsAfter); i > 0; --i)
            reversed.add(words[i - 1]);
        auto found = findBackwards(reversed, phrase, reversed.size());
        if (found)
            found->distance = reversed.size() - 1 - found->distance;
        keepNearer(best, found);
    });
    return best;
}

struct FieldName {
    std::string_view text;
    std::size_t place = Reason::nowhere;
};

std::optional<ContextWord> inFieldName(const FieldName& name, std::string_view list)
{
    auto found = nearest(wordsBackwards(name.text, 0, name.text.size()), list, WordList::capacity);
    if (!found)
        found = unspaced(name.text, 0, name.text.size(), list);
    if (found)
        *found = {found->word, name.place, 0};
    return found;
}

// The first line names the columns where it is short and has commas without blanks behind them.
std::string_view headerLine(std::string_view text)
{
    const auto line = text.substr(0, std::min(text.find('\n'), text.size()));
    return line.size() <= longestLine && line.find(", ") == std::string_view::npos ? line : std::string_view();
}

// In comma-separated lines: what the first line says above the value at `place`.
FieldName columnName(std::string_view text, std::size_t place)
{
    const auto lineBegin = runBegin(text, place, [](char c) { return c != '\n'; }, longestLine);
    if (lineBegin == 0 || text[lineBegin - 1] != '\n')
        return {};
    const auto header = headerLine(text);
    auto column = std::ranges::count(text.substr(lineBegin, place - lineBegin), ',');
    std::size_t begin = 0;
    for (; column > 0; --column) {
        const auto comma = header.find(',', begin);
        if (comma == std::string_view::npos)
            return {};
        begin = comma + 1;
    }
    const auto end = std::min(header.find(',', begin), header.size());
    const bool alone = begin == 0 && end == header.size();
    return alone || end - begin > longestCell ? FieldName{} : FieldName{header.substr(begin, end - begin), begin};
}

} // namespace

Context contextOf(std::string_view text, std::size_t begin, std::size_t end, std::string_view fieldName, Entity entity,
                  Strength strength)
{
    const auto list = tellingWords(entity, strength);
    const auto start = statementBegin(text, begin);
    const auto stop = remarkEnd(text, end);
    const auto words = wordsBackwards(text, start, begin);

    Context context;
    context.telling = nearest(words, list, strength == Strength::Weak ? reachWeak : WordList::capacity);
    keepNearer(context.telling, unspaced(text, start, stop, list));
    auto against = nearest(words, wordsAgainst(), reachAgainst);
    if (!context.telling)
        context.telling = following(text, end, stop, list);
    for (const auto& name : {FieldName{fieldName, Reason::nowhere}, columnName(text, begin)}) {
        if (!context.telling && !against)
            context.telling = inFieldName(name, list);
        if (!context.telling && !against)
            against = inFieldName(name, wordsAgainst());
    }
    if (against && (!context.telling || against->distance < context.telling->distance))
        context.against = against;
    if (context.against)
        context.telling.reset();
    return context;
}

} // namespace runlog::pii
