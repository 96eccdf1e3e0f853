// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/truth.h"

#include <cstdint>

namespace runlog::checks {

// The truths that a condition may still have: bits of False, True and Error. Unknown is no truth here: the checks ask
// what can be, and take what is not recorded as absent.
using TruthSet = std::uint8_t;

constexpr TruthSet Nothing = 0;
constexpr TruthSet Falses = 1;
constexpr TruthSet Trues = 2;
constexpr TruthSet Errors = 4;
constexpr TruthSet Plain = Falses | Trues;
constexpr TruthSet Anything = Falses | Trues | Errors;

constexpr TruthSet only(Truth truth) {
    return static_cast<TruthSet>(1U << static_cast<unsigned>(truth));
}

constexpr TruthSet negated(TruthSet set) {
    return static_cast<TruthSet>((set & Errors) | ((set & Falses) != 0 ? Trues : 0) |
                                 ((set & Trues) != 0 ? Falses : 0));
}

// What `a AND b` may be when each is any of its own.
constexpr TruthSet bothOf(TruthSet a, TruthSet b) {
    if (a == Nothing || b == Nothing) return Nothing;
    const auto falses = (a | b) & Falses;
    const auto trues = a & b & Trues;
    const bool errors = ((a & Errors) != 0 && (b & (Trues | Errors)) != 0) || ((b & Errors) != 0 && (a & Trues) != 0);
    return static_cast<TruthSet>(falses | trues | (errors ? Errors : 0));
}

constexpr TruthSet eitherOf(TruthSet a, TruthSet b) {
    return negated(bothOf(negated(a), negated(b)));
}

} // namespace runlog::checks
