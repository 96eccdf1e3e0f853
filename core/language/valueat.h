// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/fields.h"
#include "core/language/value.h"

namespace runlog {

// A path below a value; Absent where it leads nowhere, Unrecorded below something unrecorded.
Value at(Value value, const Path& path);

} // namespace runlog
