// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/decimal.h"

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace runlog {

struct Member;

// A view of one recorded value: what JSON can hold, plus Absent (not there) and Unrecorded (the recording
// cannot say whether it was there).
//
// 16 bytes, copied freely. The bytes behind it belong to an arena (a memory resource that only grows) and live as long
// as that. Numbers keep their text as written, so that nothing is rounded and a detector sees what was sent.
class Value {
public:
    enum class Kind : std::uint8_t { Absent, Unrecorded, Null, Boolean, Number, Text, List, Map };

    constexpr Value() = default;
    static Value unrecorded() { return Value(Kind::Unrecorded, 0, nullptr); }
    static Value null() { return Value(Kind::Null, 0, nullptr); }
    static Value boolean(bool value) { return Value(Kind::Boolean, value ? 1U : 0U, nullptr); }

    // Views of memory that outlives the value; nothing is copied. `number` is a JSON number, as written.
    static Value number(std::string_view written);
    static Value text(std::string_view utf8);
    static Value list(std::span<const Value> items);
    static Value map(std::span<const Member> members);

    Kind kind() const { return m_kind; }
    bool isAbsent() const { return m_kind == Kind::Absent; }
    bool isThere() const { return m_kind > Kind::Null; } // neither absent, unrecorded nor null
    bool boolean() const { return m_size != 0; }
    std::string_view text() const; // of a Text, or of a Number as written; else empty
    std::optional<Decimal> number() const; // nullopt also for a Number past Decimal's range
    std::span<const Value> items() const;
    std::span<const Member> members() const;

    // Items or keys; 0 for anything else.
    std::size_t size() const { return m_kind >= Kind::List ? m_size : 0; }

    // The value of a key, Absent where there is none; of a key twice, the last.
    Value find(std::string_view key) const;
    Value at(std::size_t index) const;

private:
    constexpr Value(Kind kind, std::uint32_t size, const void* memory)
        : m_kind(kind), m_size(size), m_memory(memory)
    {
    }

    Kind m_kind = Kind::Absent;
    std::uint32_t m_size = 0;
    const void* m_memory = nullptr;
};

struct Member {
    std::string_view key;
    Value value;
};

static_assert(sizeof(Value) == 16);

// Copies into an arena.
std::string_view copyText(std::string_view text, std::pmr::memory_resource& arena);
Value copyText(Value::Kind kind, std::string_view text, std::pmr::memory_resource& arena);
std::span<const Value> copyItems(std::span<const Value> items, std::pmr::memory_resource& arena);
std::span<const Member> copyMembers(std::span<const Member> members, std::pmr::memory_resource& arena);
Value deepCopy(Value value, std::pmr::memory_resource& arena);

// Equal as the language compares: numbers by value, text by code point, lists in order, maps in any order.
bool equal(Value a, Value b);

// JSON of a value. `canonical` is RFC 8785 (sorted keys, shortest numbers; a number that no double holds exactly keeps
// its decimal digits); `compact` keeps order and numbers as written. Absent and Unrecorded print as null.
void appendCanonicalJson(std::string& out, Value value);
void appendCompactJson(std::string& out, Value value);
void appendJsonText(std::string& out, std::string_view text); // a quoted JSON string

// RFC 8785 of a decimal.
void appendCanonicalNumber(std::string& out, const Decimal& number);

} // namespace runlog
