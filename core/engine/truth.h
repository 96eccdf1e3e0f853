// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace runlog {

// The result of a condition: Kleene's three values, and Unknown for what a recording does not hold.
//
// False settles an All and True an Any whatever stands beside it. Unknown is stronger than Error where
// neither is settled, because the missing part could still turn the error into a plain False or True.
enum class Truth : std::uint8_t { False = 0, True = 1, Error = 2, Unknown = 3 };

constexpr Truth toTruth(bool value) { return value ? Truth::True : Truth::False; }

constexpr Truth negate(Truth value)
{
    return value == Truth::False ? Truth::True : value == Truth::True ? Truth::False : value;
}

constexpr Truth both(Truth a, Truth b)
{
    if (a == Truth::False || b == Truth::False)
        return Truth::False;
    return a > b ? a : b;
}

constexpr Truth either(Truth a, Truth b) { return negate(both(negate(a), negate(b))); }

// What holds when everything that was not recorded is taken as absent, kept beside the four-valued truth so that a
// replay can name one outcome and still know that another was possible.
struct Verdict {
    Truth truth = Truth::False;   // False, True, Error or Unknown
    Truth assumed = Truth::False; // False, True or Error
    bool operator==(const Verdict&) const = default;
};

} // namespace runlog
