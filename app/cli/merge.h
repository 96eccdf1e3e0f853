// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options.h"

#include <istream>

namespace runlog::cli {

int merge(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err);

} // namespace runlog::cli
