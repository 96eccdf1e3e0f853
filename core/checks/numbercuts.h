// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"

#include <optional>
#include <span>
#include <vector>

namespace runlog::checks {

// The numbers that tests compare with; between two of them no test can tell.
class NumberCuts {
public:
    void add(std::span<const Literal> literals); // others than numbers do not count

    // One number of every class: each cut, one between two, one below and one above all. nullopt: a number is too long
    // to find another one beside it.
    std::optional<std::vector<Decimal>> numbers() const;
    // The same of whole numbers from zero on, ascending; each is the first of its class. nullopt: past 2⁶².
    std::optional<std::vector<Decimal>> counts() const;

private:
    std::vector<Decimal> m_cuts;
};

} // namespace runlog::checks
