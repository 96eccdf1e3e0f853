// SPDX-License-Identifier: Apache-2.0
#include "core/language/value.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <memory>
#include <vector>

namespace runlog {

namespace {

std::uint32_t checkedSize(std::size_t size)
{
    assert(size <= UINT32_MAX);
    return static_cast<std::uint32_t>(size);
}

// The members by key, of a key twice the last.
std::vector<const Member*> sortedMembers(Value map)
{
    std::vector<const Member*> sorted;
    sorted.reserve(map.size());
    for (const Member& member : map.members())
        sorted.push_back(&member);
    std::ranges::stable_sort(sorted, [](auto a, auto b) { return a->key < b->key; });
    std::vector<const Member*> unique;
    unique.reserve(sorted.size());
    for (const Member* member : sorted) {
        if (!unique.empty() && unique.back()->key == member->key)
            unique.back() = member;
        else
            unique.push_back(member);
    }
    return unique;
}

constexpr std::size_t FewMembers = 16;

const Member* lastOf(Value map, std::string_view key)
{
    const auto all = map.members();
    const auto found = std::find_if(all.rbegin(), all.rend(), [key](const Member& member) { return member.key == key; });
    return found == all.rend() ? nullptr : &*found;
}

// Every key of `a` is in `b` with an equal value, and every key of `b` is in `a`. Allocates nothing.
bool equalSmallMaps(Value a, Value b)
{
    const auto hasEqual = [&](const Member& member) {
        const auto* other = lastOf(b, member.key);
        return other != nullptr && equal(lastOf(a, member.key)->value, other->value);
    };
    return std::ranges::all_of(a.members(), hasEqual)
        && std::ranges::all_of(b.members(), [&](const Member& member) { return lastOf(a, member.key) != nullptr; });
}

bool equalMaps(Value a, Value b)
{
    if (a.members().data() == b.members().data() && a.size() == b.size())
        return true;
    if (a.size() <= FewMembers && b.size() <= FewMembers)
        return equalSmallMaps(a, b);
    return std::ranges::equal(sortedMembers(a), sortedMembers(b), [](const Member* x, const Member* y) {
        return x->key == y->key && equal(x->value, y->value);
    });
}

bool equalNumbers(Value a, Value b)
{
    if (a.text() == b.text())
        return true;
    const auto x = a.number();
    const auto y = b.number();
    return x && y && *x == *y;
}

template <typename Element>
std::span<const Element> copySpan(std::span<const Element> elements, std::pmr::memory_resource& arena)
{
    if (elements.empty())
        return {};
    auto* memory = static_cast<Element*>(arena.allocate(elements.size_bytes(), alignof(Element)));
    std::ranges::uninitialized_copy(elements, std::span(memory, elements.size()));
    return {memory, elements.size()};
}

} // namespace

Value Value::number(std::string_view written) { return Value(Kind::Number, checkedSize(written.size()), written.data()); }
Value Value::text(std::string_view utf8) { return Value(Kind::Text, checkedSize(utf8.size()), utf8.data()); }
Value Value::list(std::span<const Value> items) { return Value(Kind::List, checkedSize(items.size()), items.data()); }
Value Value::map(std::span<const Member> members) { return Value(Kind::Map, checkedSize(members.size()), members.data()); }

std::string_view Value::text() const
{
    if (m_kind != Kind::Text && m_kind != Kind::Number)
        return {};
    return {static_cast<const char*>(m_memory), m_size};
}

std::optional<Decimal> Value::number() const
{
    return m_kind == Kind::Number ? Decimal::parse(text()) : std::nullopt;
}

std::span<const Value> Value::items() const
{
    if (m_kind != Kind::List)
        return {};
    return {static_cast<const Value*>(m_memory), m_size};
}

std::span<const Member> Value::members() const
{
    if (m_kind != Kind::Map)
        return {};
    return {static_cast<const Member*>(m_memory), m_size};
}

Value Value::find(std::string_view key) const
{
    const auto all = members();
    for (std::size_t i = all.size(); i-- > 0;)
        if (all[i].key == key)
            return all[i].value;
    return {};
}

Value Value::at(std::size_t index) const
{
    const auto all = items();
    return index < all.size() ? all[index] : Value();
}

std::string_view copyText(std::string_view text, std::pmr::memory_resource& arena)
{
    if (text.empty())
        return {};
    auto* memory = static_cast<char*>(arena.allocate(text.size(), 1));
    std::memcpy(memory, text.data(), text.size());
    return {memory, text.size()};
}

Value copyText(Value::Kind kind, std::string_view text, std::pmr::memory_resource& arena)
{
    assert(kind == Value::Kind::Number || kind == Value::Kind::Text);
    const std::string_view copy = copyText(text, arena);
    return kind == Value::Kind::Number ? Value::number(copy) : Value::text(copy);
}

std::span<const Value> copyItems(std::span<const Value> items, std::pmr::memory_resource& arena)
{
    return copySpan(items, arena);
}

std::span<const Member> copyMembers(std::span<const Member> members, std::pmr::memory_resource& arena)
{
    return copySpan(members, arena);
}

Value deepCopy(Value value, std::pmr::memory_resource& arena)
{
    switch (value.kind()) {
    case Value::Kind::Absent:
    case Value::Kind::Unrecorded:
    case Value::Kind::Null:
    case Value::Kind::Boolean:
        return value;
    case Value::Kind::Number:
    case Value::Kind::Text:
        return copyText(value.kind(), value.text(), arena);
    case Value::Kind::List: {
        std::vector<Value> items;
        for (const Value& item : value.items())
            items.push_back(deepCopy(item, arena));
        return Value::list(copyItems(items, arena));
    }
    case Value::Kind::Map: {
        std::vector<Member> members;
        for (const Member& member : value.members())
            members.push_back({copyText(member.key, arena), deepCopy(member.value, arena)});
        return Value::map(copyMembers(members, arena));
    }
    }
    return {};
}

bool equal(Value a, Value b)
{
    if (a.kind() != b.kind())
        return false;
    switch (a.kind()) {
    case Value::Kind::Absent:
    case Value::Kind::Unrecorded:
    case Value::Kind::Null:
        return true;
    case Value::Kind::Boolean:
        return a.boolean() == b.boolean();
    case Value::Kind::Number:
        return equalNumbers(a, b);
    case Value::Kind::Text:
        return a.text() == b.text();
    case Value::Kind::List:
        return std::ranges::equal(a.items(), b.items(), [](Value x, Value y) { return equal(x, y); });
    case Value::Kind::Map:
        return equalMaps(a, b);
    }
    return false;
}

} // namespace runlog
