// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// Whether a value was drawn rather than written.
namespace runlog::pii {

// Shannon's entropy of the bytes, in bits per byte.
double entropyOf(std::string_view value);

// Long, of letters and digits, and of high entropy; no placeholder, path, call or word.
bool looksRandom(std::string_view value);

// People's passwords are shorter: letters with digits or signs among them.
bool looksLikePassword(std::string_view value);

} // namespace runlog::pii
