// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/reading.h"

namespace runlog {

// A group of tools that every file has. Its patterns are part of the language: the reference lists each.
struct GroupRow {
    std::string_view name;
    std::string_view description;
    std::span<const std::string_view> patterns;
};

std::span<const GroupRow> builtInGroups();

// The built-in groups with what `groups:` says: a list replaces or makes one, `{ add: [..] }` extends one.
Groups readGroups(Reading& reading, const Node* key, const Node* value);

// The globs of the groups that a scalar or a list of scalars names, each with the place of its name.
struct GroupUse {
    std::string name; // "a, b" of several
    std::vector<Literal> patterns;
};
std::optional<GroupUse> readGroupUse(Reading& reading, const Node& key, const Node& value);

} // namespace runlog
