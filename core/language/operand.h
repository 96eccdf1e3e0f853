// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/reading.h"

namespace runlog {

// Reads what stands after the operator of `test` into it, as the operator's row in the table of operators asks. False: it was
// reported.
bool readOperand(Reading& reading, const Node& key, const Node& value, Condition& test);

} // namespace runlog
