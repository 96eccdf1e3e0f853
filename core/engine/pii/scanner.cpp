// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/scanner.h"

#include "core/engine/pii/chars.h"
#include "core/engine/pii/recognizers.h"
#include "core/engine/pii/shapes.h"

#include <algorithm>
#include <array>

namespace runlog::pii {

namespace {

// What a byte gives reason to look for.
enum class Trigger : unsigned char { None, Digit, AtSign, Colon, Equals, Prefix };

using Triggers = std::array<Trigger, 256>;

constexpr Triggers triggersFor(bool prefixes)
{
    Triggers triggers{};
    for (unsigned char c = '0'; c <= '9'; ++c)
        triggers[c] = Trigger::Digit;
    triggers[static_cast<unsigned char>('@')] = Trigger::AtSign;
    triggers[static_cast<unsigned char>(':')] = Trigger::Colon;
    triggers[static_cast<unsigned char>('=')] = Trigger::Equals;
    for (const char c : {'_', '-', '.', 'I'})
        triggers[static_cast<unsigned char>(c)] = prefixes ? Trigger::Prefix : Trigger::None;
    return triggers;
}

constexpr Triggers personal = triggersFor(false);
constexpr Triggers all = triggersFor(true);

constexpr std::size_t longestLookBack = 96;
constexpr std::size_t longestNumberWord = 128;

// In text that was written as JSON inside of JSON a number may follow `\n` or `\t`.
std::size_t behindEscape(std::string_view text, std::size_t begin, std::size_t digit)
{
    const char c = text[begin];
    const bool escaped = before(text, begin) == '\\' && (c == 'n' || c == 't' || c == 'r') && begin + 1 == digit;
    return escaped ? digit : begin;
}

// AA 12 34 56 B, X-1234567-L: the number begins with the short word before its first digit.
void offerShapesBefore(Pass& pass, std::size_t begin)
{
    const auto text = pass.text();
    const char separator = before(text, begin);
    if (separator != ' ' && separator != '-' && separator != '.')
        return;
    const auto word = runBegin(text, begin - 1, isAlnum, 4);
    if (begin - 1 - word == 1 || begin - 1 - word == 2)
        offerShapes(pass, word, begin - 1);
}

constexpr std::size_t fewestDigits = 7; // of any number in groups
constexpr std::size_t fewestOfCard = 12;
constexpr std::size_t longestRun = 48;

// What a byte is to digits that stand together.
enum class Beside : unsigned char { Other, Digit, Parting };

constexpr auto besideDigits()
{
    std::array<Beside, 256> kinds{};
    for (unsigned char c = '0'; c <= '9'; ++c)
        kinds[c] = Beside::Digit;
    for (const unsigned char c : std::string_view(" -./():+"))
        kinds[c] = Beside::Parting;
    return kinds;
}

constexpr auto besides = besideDigits();

constexpr Beside beside(char c) { return besides[static_cast<unsigned char>(c)]; }
constexpr bool partsDigits(char c) { return beside(c) == Beside::Parting; }

// How many digits stand together from `begin` on, with what may stand between them.
std::size_t digitsTogether(std::string_view text, std::size_t begin)
{
    std::size_t digits = 0;
    const auto stop = std::min(text.size(), begin + longestRun);
    auto place = begin;
    for (; place < stop && digits < fewestOfCard && beside(text[place]) != Beside::Other; ++place)
        digits += beside(text[place]) == Beside::Digit ? 1U : 0U;
    noteRead(place - begin + 1);
    return digits;
}

// 05 of 2024-05-20 and 30 of 12:30: the number has begun before.
bool isInside(std::string_view text, std::size_t begin)
{
    const char previous = before(text, begin);
    if (previous == '-')
        return begin >= 2 && isWord(text[begin - 2]);
    return (previous == '.' || previous == ':') && begin >= 2 && isDigit(text[begin - 2]);
}

void atNumber(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto digits = digitsTogether(pass.text(), begin);
    if (digits + 1 >= fewestDigits)
        offerShapesBefore(pass, begin);
    if (isInside(pass.text(), begin))
        return;
    offerBirthDate(pass, begin, end);
    offerAddress(pass, begin, end);
    if (digits < fewestDigits)
        return;
    offerShapes(pass, begin, end);
    offerPhone(pass, begin, end);
    if (digits >= fewestOfCard)
        offerCard(pass, begin, end);
    if (end - begin >= 26)
        offerCrypto(pass, begin, end);
}

void atMixedWord(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto text = pass.text();
    if (end - begin >= fewestDigits || (partsDigits(at(text, end)) && isAlnum(at(text, end + 1))))
        offerShapes(pass, begin, end);
    offerShapesBefore(pass, begin);
    offerIban(pass, begin, end);
    if (isDigit(text[begin])) {
        offerPhone(pass, begin, end);
        offerBirthDate(pass, begin, end);
    }
    if (end - begin >= 26) {
        offerCrypto(pass, begin, end);
        offerLongKey(pass, begin, end);
    }
}

// Looks at the word around the digit and says where the walk goes on.
std::size_t atDigit(Pass& pass, std::size_t digit)
{
    const auto text = pass.text();
    const auto digitsEnd = runEnd(text, digit, isDigit);
    const auto end = runEnd(text, digitsEnd, isAlnum);
    if (end - digit > longestNumberWord)
        return end;
    const auto begin = behindEscape(text, runBegin(text, digit, isAlnum, longestLookBack), digit);
    if (begin == digit && end == digitsEnd)
        atNumber(pass, begin, end);
    else
        atMixedWord(pass, begin, end);
    return end;
}

constexpr EntitySet inAddresses{Entity::UrlPassword, Entity::SlackWebhook, Entity::DiscordWebhook};

void atColon(Pass& pass, std::size_t place)
{
    offerKeyed(pass, place);
    offerColonAddress(pass, place);
    if (pass.wanted().intersects(inAddresses) && startsAt(pass.text(), place, "://"))
        offerWebAddress(pass, place);
    if (startsAt(pass.text(), place, ":AA"))
        offerBotToken(pass, place);
}

std::size_t look(Pass& pass, Trigger trigger, std::size_t place)
{
    switch (trigger) {
    case Trigger::Digit: return atDigit(pass, place);
    case Trigger::AtSign: offerEmail(pass, place); break;
    case Trigger::Colon: atColon(pass, place); break;
    case Trigger::Equals:
        offerKeyed(pass, place);
        offerAccountKey(pass, place);
        break;
    case Trigger::Prefix:
        offerPrefixed(pass, place);
        if (pass.text()[place] == '-' || pass.text()[place] == '.')
            offerColonAddress(pass, place);
        break;
    case Trigger::None: break;
    }
    return place + 1;
}

// The next byte from `place` on that gives reason to look, eight at a time where none does.
std::size_t nextTrigger(std::string_view text, std::size_t place, const Triggers& triggers)
{
    const auto triggerAt = [&](std::size_t i) {
        return static_cast<unsigned>(triggers[static_cast<unsigned char>(text[i])]);
    };
    while (place + 8 <= text.size()) {
        const auto any = triggerAt(place) | triggerAt(place + 1) | triggerAt(place + 2) | triggerAt(place + 3)
                         | triggerAt(place + 4) | triggerAt(place + 5) | triggerAt(place + 6) | triggerAt(place + 7);
        if (any != 0)
            break;
        place += 8;
    }
    while (place < text.size() && triggerAt(place) == 0)
        ++place;
    return place;
}

void walk(Pass& pass)
{
    const auto text = pass.text();
    static const auto beyondPeople = EntitySet::secrets() | EntitySet::of(Category::Network);
    const auto& triggers = pass.wanted().intersects(beyondPeople) ? all : personal;
    offerField(pass);
    auto place = nextTrigger(text, 0, triggers);
    while (place < text.size() && !pass.decided()) {
        place = look(pass, triggers[static_cast<unsigned char>(text[place])], place);
        place = nextTrigger(text, place, triggers);
    }
}

} // namespace

std::optional<Likelihood> likelihoodNamed(std::string_view name)
{
    if (name == "possible")
        return Likelihood::Possible;
    if (name == "likely")
        return Likelihood::Likely;
    if (name == "very_likely" || name == "very likely" || name == "very-likely")
        return Likelihood::VeryLikely;
    return std::nullopt;
}

std::string_view name(Likelihood likelihood)
{
    switch (likelihood) {
    case Likelihood::Possible: return "possible";
    case Likelihood::Likely: return "likely";
    case Likelihood::VeryLikely: return "very_likely";
    }
    return {};
}

std::string_view name(ReasonKind kind)
{
    switch (kind) {
    case ReasonKind::Pattern: return "pattern";
    case ReasonKind::Checksum: return "checksum";
    case ReasonKind::ContextWord: return "context word";
    case ReasonKind::FieldName: return "field name";
    case ReasonKind::NegativeContext: return "negative context";
    case ReasonKind::SampleValue: return "sample value";
    case ReasonKind::Entropy: return "entropy";
    }
    return {};
}

void scan(std::string_view text, const ScanOptions& options, std::vector<Finding>& out)
{
    Pass pass(text, options, out);
    walk(pass);
}

void scanOverlapping(std::string_view text, const ScanOptions& options, std::vector<Finding>& out)
{
    Pass pass(text, options, out, Pass::Overlaps::Kept);
    walk(pass);
}

std::vector<Finding> apart(std::span<const Finding> together, const EntitySet& wanted)
{
    std::vector<Finding> findings;
    for (const auto& finding : together)
        if (wanted.contains(finding.entity))
            place(findings, 0, finding);
    return findings;
}

bool contains(std::string_view text, const ScanOptions& options, Likelihood atLeast)
{
    Pass pass(text, options, atLeast);
    walk(pass);
    return pass.decided();
}

} // namespace runlog::pii
