// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/reading.h"

namespace runlog {

// Where a condition stands: it decides what can be asked there.
enum class ConditionScope : std::uint8_t {
    Step,    // `when` and `unless`: everything but `output`
    History, // inside `after` and `not_after`: the step's own fields, `output` included
    Window   // inside `of` and `where`: the step's own fields
};

// Reads a map of conditions to an All with one child per entry. `id` is the stable name of the map itself. What cannot be read is
// reported and left out.
Condition readCondition(Reading& reading, const Node& map, Span span, std::string id, ConditionScope scope);

// Reads what stands after a field: a scalar, a list, or a map of operators. Answers a Test, or an All of Tests.
std::optional<Condition> readTest(Reading& reading, FieldRef field, const Node& key, const Node& value, const std::string& id);

// Reads the operators of a map as Tests of one field, appended to `tests`.
void readOperators(Reading& reading, const FieldRef& field, const Node& map, const std::string& id,
                   std::vector<Condition>& tests);

// Reads one operator of a map of operators.
std::optional<Condition> readOperator(Reading& reading, const FieldRef& field, const Entry& entry, Operator op,
                                      const std::string& id);

// Reads `count`, `sum` or `distinct`.
std::optional<Condition> readWindow(Reading& reading, Window::Function function, const Entry& entry, const std::string& id);

// Reads what stands after contains_pii and contains_secret.
std::optional<EntityTest> readEntities(Reading& reading, Operator op, const Node& key, const Node& value);

} // namespace runlog
