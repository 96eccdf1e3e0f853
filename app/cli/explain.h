// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"

#include <istream>

namespace runlog::cli {

// `runlog explain --policy FILE --step JSON|RUN#SEQ [TRACE…]`: the decision of one step with every policy's conditions,
// what they saw and by how much. The step is written as JSON in the native form, or it is one of the recorded runs.
int explain(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace runlog::cli
