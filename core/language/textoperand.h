// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/reading.h"

namespace runlog {

// Checks the text after `matches` (a regular expression of linear time), `url_host`, `path_under` and `ip_in`; any other operator
// takes every text. False: it was reported.
bool checkText(Reading& reading, const Node& node, Operator op);

// The tests of a number: a scalar, or a map of comparisons. Empty: it was reported.
std::vector<Condition> readNumberTests(Reading& reading, const FieldRef& number, const Node& key, const Node& value,
                                       const std::string& id);

// One comparison of a number inside a window or `length`.
bool comparesNumbers(Operator op);
std::optional<Condition> readNumberTest(Reading& reading, const FieldRef& number, const Entry& entry, Operator op,
                                        const std::string& id);

} // namespace runlog
