// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/policyfiles.h"

#include <string>

namespace runlog::cli {

// The problems of policy files as one SARIF 2.1.0 log: a rule per code, a result per problem, columns in UTF-16 units.
std::string sarif(const PolicyFiles& files);

} // namespace runlog::cli
