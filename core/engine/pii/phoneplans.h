// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/groups.h"
#include "core/engine/pii/pass.h"

#include <cstddef>
#include <string_view>

// What groups of digits are worth as a telephone number: with a calling code, in the groups of North America, with a
// trunk zero; anything else only beside a telling word. Dates, versions, addresses of machines and decimals have the
// same digits and are sorted out first.
namespace runlog::pii {

// How a number begins, before its first digit.
struct PhoneOpening {
    std::size_t begin = 0;
    bool plus = false;
    bool parenthesis = false;
};

struct PhoneVerdict {
    Level alone = Level::Nothing;
    Level beside = Level::Nothing;
    std::string_view pattern;
    bool grouped = true;
};

// Of all the groups together.
PhoneVerdict phoneVerdict(const DigitGroups& groups, const PhoneOpening& opening);

} // namespace runlog::pii
