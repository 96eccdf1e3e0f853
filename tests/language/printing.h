// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/parse.h"
#include "core/language/yaml.h"

#include <string>
#include <string_view>

// Policies and trees as text, so that a test can compare all of it.
namespace runlog {

SourcePtr sourceOf(std::string bytes);

// Every diagnostic of a file as `line:column code`, one per line.
std::string problems(std::string bytes);

// One line per condition, indented: kind or test, then the text in the file in `<…>`.
std::string printPolicies(std::string bytes);
std::string printConditions(std::string when); // of a policy with this `when`

// The tree in the notation of the YAML test suite's events, without document events.
std::string printEvents(const Node& node);

} // namespace runlog
