// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

// Names that an author may have meant.
namespace runlog {

// Insertions, deletions, replacements and swaps of neighbours that make one text of the other, in bytes; `limit + 1` when
// there are more.
std::size_t editDistance(std::string_view a, std::string_view b, std::size_t limit);

// The candidates within edit distance 3 (less for short words), nearest first, at most 5. Case and look-alike letters of other
// alphabets are folded first.
std::vector<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates);

// "did you mean `a` or `b`?", or empty.
std::string didYouMean(std::span<const std::string> names);

} // namespace runlog
