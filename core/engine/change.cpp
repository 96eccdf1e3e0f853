// SPDX-License-Identifier: Apache-2.0
#include "core/engine/change.h"

#include "core/engine/evaluator.h"

#include <algorithm>
#include <map>

namespace runlog {

namespace {

// All changes of one path, joined.
struct Target {
    FieldRef field;
    std::optional<Value> set;
    bool remove = false;
    std::optional<Decimal> min;
    std::optional<Decimal> max;
    bool redact = false;
    bool conflict = false;

    bool writes() const { return set || remove || min || max; }
};

using Targets = std::map<std::string, Target>;

void join(Target& target, const Change& change)
{
    switch (change.kind) {
    case Change::Kind::Redact: target.redact = true; return;
    case Change::Kind::Remove:
        target.conflict |= target.set.has_value();
        target.remove = true;
        return;
    case Change::Kind::Set:
        target.conflict |= target.remove || (target.set && !equal(*target.set, change.value));
        target.set = change.value;
        return;
    case Change::Kind::Clamp:
        if (change.min && (!target.min || change.min->number > *target.min))
            target.min = change.min->number;
        if (change.max && (!target.max || change.max->number < *target.max))
            target.max = change.max->number;
        target.conflict |= target.min && target.max && *target.min > *target.max;
        return;
    }
}

bool isBelow(const Path& path, const Path& parent)
{
    return path.size() > parent.size() && std::equal(parent.begin(), parent.end(), path.begin());
}

// A value is written to a path and another to its parent.
bool overlap(const Targets& targets)
{
    for (const auto& [name, target] : targets)
        for (const auto& [otherName, other] : targets)
            if (target.writes() && (other.set || other.remove) && target.field.field == other.field.field
                && isBelow(target.field.path, other.field.path))
                return true;
    return false;
}

Value withMember(Value map, std::string_view key, Value value, std::pmr::memory_resource& arena)
{
    std::vector<Member> members(map.members().begin(), map.members().end());
    const auto known = std::find_if(members.rbegin(), members.rend(), [&](const Member& m) { return m.key == key; });
    if (known != members.rend())
        known->value = value;
    else
        members.push_back({copyText(key, arena), value});
    if (value.isAbsent())
        std::erase_if(members, [&](const Member& m) { return m.key == key; });
    return Value::map(copyMembers(members, arena));
}

Value withItem(Value list, std::size_t index, Value value, std::pmr::memory_resource& arena)
{
    std::vector<Value> items(list.items().begin(), list.items().end());
    if (index > items.size())
        return list;
    if (value.isAbsent() && index < items.size())
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
    else if (index == items.size())
        items.push_back(value);
    else
        items[index] = value;
    return Value::list(copyItems(items, arena));
}

// The tree with another value at a path; Absent removes. Maps on the way are made where there is nothing.
Value replaced(Value root, std::span<const PathStep> path, Value value, std::pmr::memory_resource& arena)
{
    if (path.empty())
        return value;
    const auto& step = path.front();
    if (step.isIndex) {
        if (root.kind() != Value::Kind::List)
            return root;
        const auto child = replaced(root.at(step.index), path.subspan(1), value, arena);
        return withItem(root, step.index, child, arena);
    }
    if (root.isThere() && root.kind() != Value::Kind::Map)
        return root;
    const auto child = replaced(root.kind() == Value::Kind::Map ? root.find(step.key) : Value(), path.subspan(1), value,
                                arena);
    return withMember(root, step.key, child, arena);
}

Value numberValue(const Decimal& number, std::pmr::memory_resource& arena)
{
    return copyText(Value::Kind::Number, number.text(), arena);
}

// The clamped value; nullopt where it is no number that can be compared.
std::optional<Value> clamped(const Target& target, Value value, std::pmr::memory_resource& arena)
{
    if (!value.isThere())
        return value;
    const auto number = value.kind() == Value::Kind::Number ? value.number() : std::nullopt;
    if (!number)
        return std::nullopt;
    if (target.max && *number > *target.max)
        return numberValue(*target.max, arena);
    if (target.min && *number < *target.min)
        return numberValue(*target.min, arena);
    return value;
}

std::string_view lastKey(const Path& path)
{
    for (auto step = path.rbegin(); step != path.rend(); ++step)
        if (!step->isIndex)
            return step->key;
    return {};
}

Value& rootOf(Changed& changed, const FieldRef& field)
{
    return field.field == Field::Args ? changed.args : changed.input;
}

bool write(const Target& target, Changed& changed, std::pmr::memory_resource& arena)
{
    auto& root = rootOf(changed, target.field);
    auto value = at(root, target.field.path);
    if (target.remove && !value.isAbsent())
        root = replaced(root, target.field.path, Value(), arena);
    if (target.remove)
        return true;
    if (target.set)
        value = *target.set;
    if (target.min || target.max) {
        const auto narrowed = clamped(target, value, arena);
        if (!narrowed || (target.set && !equal(*narrowed, *target.set)))
            return false;
        value = *narrowed;
    }
    if (target.set || value.isThere())
        root = replaced(root, target.field.path, value, arena);
    return true;
}

void redact(const Target& target, Changed& changed, std::pmr::memory_resource& arena)
{
    auto& root = rootOf(changed, target.field);
    const auto value = at(root, target.field.path);
    if (value.isThere())
        root = replaced(root, target.field.path, redacted(value, lastKey(target.field.path), arena), arena);
}

} // namespace

std::string redactedText(std::string_view text, std::string_view fieldName)
{
    pii::ScanOptions options;
    options.wanted = pii::EntitySet::defaults() | pii::EntitySet::secrets();
    options.fieldName = fieldName;
    return pii::redact(text, options);
}

Value redacted(Value value, std::string_view fieldName, std::pmr::memory_resource& arena)
{
    if (value.kind() == Value::Kind::Text || value.kind() == Value::Kind::Number) {
        const auto masked = redactedText(value.text(), fieldName);
        return masked == value.text() ? value : copyText(Value::Kind::Text, masked, arena);
    }
    if (value.kind() == Value::Kind::List) {
        std::vector<Value> items;
        for (const auto item : value.items())
            items.push_back(redacted(item, fieldName, arena));
        return Value::list(copyItems(items, arena));
    }
    if (value.kind() != Value::Kind::Map)
        return value;
    std::vector<Member> members;
    for (const auto& member : value.members())
        members.push_back({member.key, redacted(member.value, member.key, arena)});
    return Value::map(copyMembers(members, arena));
}

Changed applyChanges(const std::vector<const Policy*>& policies, const Request& request,
                     std::pmr::memory_resource& arena)
{
    Targets targets;
    for (const auto* policy : policies)
        for (const auto& change : policy->changes) {
            auto& target = targets[print(change.target)];
            target.field = change.target;
            join(target, change);
        }
    Changed changed{request.args, request.input, false, overlap(targets)};
    for (const auto& [name, target] : targets)
        changed.conflict |= target.conflict || !write(target, changed, arena);
    for (const auto& [name, target] : targets)
        if (target.redact)
            redact(target, changed, arena);
    changed.changed = !equal(changed.args, request.args) || !equal(changed.input, request.input);
    return changed;
}

} // namespace runlog
