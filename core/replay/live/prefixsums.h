// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace runlog::live {

// Sums over the first so many of a row of numbers that change: a binary indexed tree (Fenwick, 1994).
class PrefixSums {
public:
    void assign(const std::vector<std::int64_t>& numbers);
    void add(std::size_t index, std::int64_t amount);
    std::int64_t before(std::size_t index) const; // of all numbers before that place

    // The first place whose sum before it is at least `sum`, where no number is negative; the size plus one if none.
    std::size_t reaching(std::int64_t sum) const;

private:
    std::vector<std::int64_t> m_tree; // one-based
};

} // namespace runlog::live
