// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace runlog {

// The JSON Schema (draft 7) of policy files, made from the tables that the parser reads. For editors: it knows keys, fields,
// operators, words and shapes, not what a quoted scalar, an id or a regular expression means. Two blanks of indentation, a
// line end at the end.
std::string policySchema();

} // namespace runlog
