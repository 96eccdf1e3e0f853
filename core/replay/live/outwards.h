// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/decimal.h"

#include <cstdint>
#include <vector>

namespace runlog::live {

// Where a search for values begins, and which way it goes.
struct Outwards {
    Decimal from;
    bool up = true;
    bool orHere = true; // `from` itself is among them
    std::size_t most = 1;
};

// The nearest of many whole numbers of 10^-scale, each once.
class NearestNumbers {
public:
    NearestNumbers(const Outwards& search, int scale);

    void add(std::int64_t number)
    {
        if (m_up ? number >= m_first && number <= m_last : number <= m_first && number >= m_last)
            insert(number);
    }

    std::vector<Decimal> take() const; // the nearest first

private:
    void insert(std::int64_t number);

    bool m_up;
    int m_scale;
    std::size_t m_most;
    std::int64_t m_first; // the nearest and the farthest that can be among them
    std::int64_t m_last;
    std::vector<std::int64_t> m_numbers; // the nearest first
};

} // namespace runlog::live
