// SPDX-License-Identifier: Apache-2.0
#include "core/language/policy.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 6> actionNames{"allow", "log", "modify", "require_approval", "deny", "terminate"};

} // namespace

std::string_view name(Action action) { return actionNames[static_cast<std::size_t>(action)]; }
std::string_view name(Mode mode) { return mode == Mode::Enforce ? "enforce" : "observe"; }

std::optional<Action> actionNamed(std::string_view name)
{
    const auto found = std::ranges::find(actionNames, name);
    if (found == actionNames.end())
        return std::nullopt;
    return static_cast<Action>(found - actionNames.begin());
}

std::string print(const FieldRef& field)
{
    const std::string path = print(field.path);
    if (field.field == Field::Item)
        return path.empty() ? "item" : path;
    std::string out(row(field.field).name);
    if (!path.empty() && !path.starts_with('['))
        out += '.';
    return out + path;
}

} // namespace runlog
