// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"

#include <vector>

// Every literal that an author wrote in the conditions of a file, those inside windows and item tests included.
namespace runlog {

inline void collect(const Condition& condition, std::vector<Literal>& literals)
{
    if (condition.kind == Condition::Kind::Test && condition.op != Operator::InGroup)
        literals.insert(literals.end(), condition.literals.begin(), condition.literals.end());
    for (const Condition& child : condition.children)
        collect(child, literals);
    for (const Condition& item : condition.itemTests())
        collect(item, literals);
    if (condition.window() == nullptr)
        return;
    if (condition.window()->where != nullptr)
        collect(*condition.window()->where, literals);
    for (const Condition& test : condition.window()->tests)
        collect(test, literals);
}

inline std::vector<Literal> literalsOf(const PolicyFile& file)
{
    std::vector<Literal> literals;
    for (const Policy& policy : file.policies) {
        collect(policy.when, literals);
        if (policy.unless)
            collect(*policy.unless, literals);
    }
    return literals;
}

} // namespace runlog
