// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/yaml.h"

#include <string>

namespace runlog {

// Holds a YAML document against a JSON Schema (itself read as YAML) with the part of draft 7 that policySchema() uses. Answers the
// place of the first thing that does not fit, or an empty text. A keyword that is not known here is a failure.
std::string validate(const Node& schema, const Node& document);

} // namespace runlog
