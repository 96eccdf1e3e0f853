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

const std::vector<Condition>& Condition::itemTests() const
{
    static const std::vector<Condition> none;
    const auto* tests = std::get_if<std::vector<Condition>>(m_special.get());
    return tests != nullptr ? *tests : none;
}

const EntityTest& Condition::entities() const
{
    static const EntityTest any;
    const auto* test = std::get_if<EntityTest>(m_special.get());
    return test != nullptr ? *test : any;
}

std::string_view Condition::group() const
{
    const auto* group = std::get_if<GroupName>(m_special.get());
    return group != nullptr ? std::string_view(group->name) : std::string_view();
}

const Window* Condition::window() const { return std::get_if<runlog::Window>(m_special.get()); }

void Condition::setSpecial(Special special) { m_special = std::make_shared<const Special>(std::move(special)); }

const Approval& Policy::approval() const
{
    static const Approval usual;
    return m_approval != nullptr ? *m_approval : usual;
}

const Notes& Policy::notes() const
{
    static const Notes none;
    return m_notes != nullptr ? *m_notes : none;
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
