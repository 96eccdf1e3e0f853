// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace runlog::checks {

// Whether no text can match this regular expression, because each of its alternatives wants something before the start
// of the text or after its end: `a^b`, `$x|y\Az`. False where that is not plain: in groups, and with the flag `m`.
bool matchesNoText(std::string_view pattern);

} // namespace runlog::checks
