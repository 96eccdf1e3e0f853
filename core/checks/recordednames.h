// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"
#include "core/traces/runs.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace runlog::checks {

// The words of a corpus that policies are written with: names of tools, models, services and environments, and the paths below
// `args` and `user`. Views of the runs.
class RecordedNames {
public:
    explicit RecordedNames(const Runs& runs);

    // Those near to a name that no step has, nearest first, at most 5.
    std::vector<std::string> namesNear(Field field, std::string_view name) const;
    // Fields near to one that no step has, as the language writes them.
    std::vector<std::string> fieldsNear(const FieldRef& field) const;

private:
    void addPaths(Field field, std::string_view above, Value value, std::size_t depth);

    std::map<Field, std::set<std::string, std::less<>>> m_names;
    std::map<Field, std::set<std::string, std::less<>>> m_paths; // "amount", "card.number"
};

} // namespace runlog::checks
