// SPDX-License-Identifier: Apache-2.0
#include "core/language/suggest.h"

#include "core/language/lookalike.h"
#include "core/language/report.h"

#include <algorithm>
#include <utility>

namespace runlog {

namespace {

constexpr std::size_t maxDistance = 3;
constexpr std::size_t maxNames = 5;
constexpr std::size_t maxWord = 64; // longer ones are no slip of the pen

std::size_t limitFor(std::string_view word)
{
    if (word.size() <= 3)
        return 1;
    return word.size() <= 5 ? 2 : maxDistance;
}

} // namespace

std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit)
{
    if ((a.size() > b.size() ? a.size() - b.size() : b.size() - a.size()) > limit)
        return limit + 1;
    std::vector<std::size_t> beforeLast;
    std::vector<std::size_t> last(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::vector<std::size_t> row(b.size() + 1, i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], beforeLast[j - 2] + 1);
        }
        beforeLast = std::exchange(last, std::move(row));
    }
    return std::min(last.back(), limit + 1);
}

std::vector<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates)
{
    if (word.size() > maxWord)
        return {};
    const std::string folded = skeleton(word);
    const std::size_t limit = limitFor(folded);
    std::vector<std::pair<std::size_t, std::string_view>> found;
    for (const std::string_view candidate : candidates) {
        const std::size_t distance = editDistance(folded, skeleton(candidate), limit);
        if (distance <= limit && distance < candidate.size())
            found.emplace_back(distance, candidate);
    }
    std::ranges::stable_sort(found, {}, [](const auto& entry) { return entry.first; });
    std::vector<std::string> names;
    const bool exact = !found.empty() && found.front().first == 0; // but for case and look-alike letters
    for (const auto& [distance, name] : found)
        if (!(exact && distance > 0) && names.size() < maxNames && std::ranges::find(names, name) == names.end())
            names.emplace_back(name);
    return names;
}

std::string didYouMean(std::span<const std::string> names)
{
    return names.empty() ? std::string() : "did you mean " + listed(names) + '?';
}

} // namespace runlog
