// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/reading.h"

namespace runlog {

// `args.query`, `user.role`, `run.id`, `cost_today` as a field; nullopt where that is none. `inItem`: any path is one of the
// item's own fields. The place is left empty.
std::optional<FieldRef> parseFieldRef(std::string_view text);

// What the value of a field can be: below `args` and `user` anything, alone a map.
FieldType typeOf(const FieldRef& field);

// The names of all fields, without the nameless item.
std::span<const std::string_view> fieldNames();

// Reports a key or value that parseFieldRef() refuses.
void reportBadField(Reading& reading, const Node& node, Level level);

// A path that a change or an approver may touch: `args…` or `input`.
std::optional<FieldRef> readTarget(Reading& reading, const Node& node, std::string_view what);

} // namespace runlog
