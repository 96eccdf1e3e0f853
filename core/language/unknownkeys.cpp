// SPDX-License-Identifier: Apache-2.0
#include "core/language/fields.h"
#include "core/language/keys.h"
#include "core/language/lookalike.h"
#include "core/language/suggest.h"
#include "core/language/utf8.h"

#include <algorithm>

namespace runlog {

namespace {

bool startsWithField(std::string_view name)
{
    return fieldNamed(name.substr(0, name.find_first_of(".["))) || fieldNamed(name);
}

// Other levels that have the key, named.
std::vector<std::string> otherPlaces(std::string_view name, Level level)
{
    std::vector<std::string> places;
    if (isPolicyType(name) && level == Level::Policy)
        return places;
    for (const KeyRow& row : keyRows())
        if (row.name == name && row.level != level && row.level != Level::Step)
            places.emplace_back(placeName(row.level));
    if (level != Level::Condition && level != Level::Step && startsWithField(name))
        places.emplace_back(placeName(Level::Condition));
    if (operatorNamed(name))
        places.emplace_back("a field of a condition");
    return places;
}

std::string joined(const std::vector<std::string>& places)
{
    std::string out;
    for (const std::string& place : places)
        out += (out.empty() ? "" : " and under ") + place;
    return out;
}

std::string strayHelp(char32_t stray)
{
    return "it has the letter " + codePointName(stray) + " of " + std::string(alphabetOf(stray)) + "; ";
}

// What a word may be meant for: another word for it, then those that are written almost so.
std::vector<std::string> meantBy(std::string_view written, std::span<const std::string_view> candidates)
{
    std::vector<std::string> names;
    const std::string_view other = wordFor(written);
    if (!other.empty() && std::ranges::find(candidates, other) != candidates.end())
        names.emplace_back(other);
    for (std::string& name : nearest(written, candidates))
        if (std::ranges::find(names, name) == names.end() && names.size() < 5)
            names.push_back(std::move(name));
    return names;
}

void addNames(Diagnostic& diagnostic, const Node& node, std::span<const std::string_view> candidates)
{
    const auto names = meantBy(node.text(), candidates);
    const char32_t stray = strayLetter(node.text());
    diagnostic.help = (stray != 0 ? strayHelp(stray) : std::string()) + didYouMean(names);
    if (names.empty() && stray == 0 && candidates.size() <= 12) {
        const std::vector<std::string> all(candidates.begin(), candidates.end());
        diagnostic.help = "write " + listed(all);
    }
    for (const std::string& name : names)
        addReplacement(diagnostic, node.span(), node.text(), name);
}

} // namespace

void reportUnknownKey(Report& report, const Node& key, Level level, Code code, std::string_view kind,
                      std::span<const std::string_view> candidates)
{
    if (key.refused || key.kind != Node::Kind::Scalar)
        return;
    const std::string what = std::string(kind) + ' ' + inTicks(key.text());
    const std::string_view word = wordFor(key.text());
    const bool meant = !word.empty() && std::ranges::find(candidates, word) != candidates.end();
    const auto places = meant ? std::vector<std::string>() : otherPlaces(key.text(), level);
    if (!places.empty()) {
        report.add(Code::MisplacedKey, key.span(), inTicks(key.text()) + " cannot stand under " + std::string(placeName(level)),
                   "it exists under " + joined(places));
        return;
    }
    addNames(report.add(code, key.span(), "unknown " + what), key, candidates);
}

void reportUnknownKey(Report& report, const Node& key, Level level)
{
    reportUnknownKey(report, key, level, Code::UnknownKey, "key", keysOf(level));
}

void reportUnknownWord(Report& report, const Node& value, Code code, std::string_view kind,
                       std::span<const std::string_view> candidates)
{
    addNames(report.add(code, value.span(), "unknown " + std::string(kind) + ' ' + inTicks(value.text())), value, candidates);
}

bool isAlmostThere(const Node& map, std::string_view key, std::span<const std::string_view> candidates)
{
    const auto& nodes = map.children();
    for (std::size_t i = 0; i + 1 < nodes.size(); i += 2) {
        const bool known = nodes[i].kind != Node::Kind::Scalar || nodes[i].refused
                           || std::ranges::find(candidates, nodes[i].text()) != candidates.end();
        const auto names = known ? std::vector<std::string>() : meantBy(nodes[i].text(), candidates);
        if (!names.empty() && names.front() == key)
            return true;
    }
    return false;
}

} // namespace runlog
