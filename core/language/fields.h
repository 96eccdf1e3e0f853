// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// The one table of fields and operators. Parser, checker, completion, hover, schema and reference read it; a new
// operator is one row here and one evaluation function in the engine.
namespace runlog {

// Messages and structure of a recording are Message: shown, never decided, never counted.
enum class StepKind : std::uint8_t { Call, LlmCall, ToolCall, Message };

std::string_view name(StepKind kind); // "call", "llm_call", "tool_call", "message"
std::optional<StepKind> stepKindNamed(std::string_view name);

// Kinds of step as bits; Message is never in one.
enum class KindSet : std::uint8_t { None = 0, Call = 1, LlmCall = 2, ToolCall = 4, All = 7 };

constexpr KindSet operator&(KindSet a, KindSet b)
{
    return static_cast<KindSet>(static_cast<std::uint8_t>(a) & static_cast<std::uint8_t>(b));
}
constexpr KindSet operator|(KindSet a, KindSet b)
{
    return static_cast<KindSet>(static_cast<std::uint8_t>(a) | static_cast<std::uint8_t>(b));
}
constexpr bool contains(KindSet set, StepKind kind)
{
    return kind != StepKind::Message && (static_cast<unsigned>(set) >> static_cast<unsigned>(kind) & 1U) != 0;
}

enum class Field : std::uint8_t {
    Service, Environment, User, RunId, RunInput, Kind,
    Tool, Args, Model, Input, Output,
    Cost, CostToday,
    ToolCallsInRun, LlmCallsInRun, StepsInRun,
    AttemptsInRun, DenialsInRun, ErrorsInRun, TokensInRun, UnknownCostsInRun,
    SameCallRepeats, Elapsed,
    TimeOfDay, Weekday,
    Item // the value itself inside any_item, length and windows; has no name in a file
};

enum class FieldType : std::uint8_t { Text, Map, Any, Money, Count, Duration, TimeOfDay, Weekday };

struct FieldRow {
    Field field;
    std::string_view name; // as written, "cost_today"; `user` and `args` take a path
    FieldType type;
    KindSet concerns;      // the kinds of step that a test of this field is about
    bool takesPath;
    bool mayBeAbsent;
    bool onlyInHistory;    // `output`
    std::string_view description;
};

std::span<const FieldRow> fieldRows();
const FieldRow& row(Field field);
std::optional<Field> fieldNamed(std::string_view name);

enum class Operator : std::uint8_t {
    Eq, Ne, Gt, Gte, Lt, Lte, Between, In, NotIn,
    Contains, NotContains, StartsWith, EndsWith, Glob, Matches,
    Exists, Type, Length, AnyItem, AllItems, NoItem,
    ContainsPii, ContainsSecret,
    UrlHost, PathUnder, IpIn,
    InGroup
};

// What stands after the operator.
enum class OperandShape : std::uint8_t {
    Scalar,     // one literal of the field's type
    Ordered,    // one literal that has an order: number, money, duration, time of day
    ScalarList, // a list of literals
    Range,      // [from, to]
    TextOrList, // one text or a list of texts
    Text,
    Flag,       // true or false
    TypeName,   // text number boolean list map null
    NumberTest, // a number, or operators on one
    ItemTest,   // operators on the item, or a map of its fields
    Entities    // true, false, a list of entities, or a map
};

struct OperatorRow {
    Operator op;
    std::string_view name;
    OperandShape shape;
    bool negative; // an exact complement: true of an absent field
    std::string_view description;
    std::string_view example;
};

std::span<const OperatorRow> operatorRows();
const OperatorRow& row(Operator op);
std::optional<Operator> operatorNamed(std::string_view name);

// Whether an operator can ever be meant for a field of this type (`cost: { contains: … }` cannot).
bool fits(Operator op, FieldType type);

// `a.b`, `items[0]`, `"key with . in it"`.
struct PathStep {
    std::string key;          // empty when this is an index
    std::size_t index = 0;
    bool isIndex = false;
    bool operator==(const PathStep&) const = default;
};
using Path = std::vector<PathStep>;

std::optional<Path> parsePath(std::string_view text);
std::string print(const Path& path); // as parsePath reads it

} // namespace runlog
