// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

// Country calling codes, ITU-T E.164.
namespace runlog::pii {

// How many digits of `digits` are an assigned calling code; 0 if they begin with none.
std::size_t callingCodeLength(std::string_view digits);

// Whether a number of this calling code may have so many digits after it, a trunk zero not counted.
bool nationalLengthFits(std::string_view callingCode, std::size_t length);

} // namespace runlog::pii
