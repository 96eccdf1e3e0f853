// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/decimal.h"
#include "core/language/fields.h"
#include "core/language/source.h"
#include "core/language/value.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

// What a policy file says, as values with their places. Made by parse(), compiled by Engine.
namespace runlog {

// Weakest first; a stricter action has the greater value.
enum class Action : std::uint8_t { Allow, Log, Modify, RequireApproval, Deny, Terminate };
enum class Mode : std::uint8_t { Enforce, Observe };
enum class DefaultDecision : std::uint8_t { Allow, Deny };

std::string_view name(Action action); // as written: "require_approval"
std::string_view name(Mode mode);
std::optional<Action> actionNamed(std::string_view name);

// A scalar of the file with its meaning. `text` is the value without quotes.
struct Literal {
    enum class Type : std::uint8_t { Null, Boolean, Number, Money, Duration, TimeOfDay, Text };

    Type type = Type::Null;
    std::string text;
    bool boolean = false;
    Decimal number;          // Number
    std::int64_t nanos = 0;  // Money: 10⁻⁹ dollars; Duration: nanoseconds; TimeOfDay: nanoseconds since midnight
    bool isGlob = false;     // text that compares as a glob here
    Span span;               // the bytes in the file, quotes included
};

struct FieldRef {
    Field field = Field::Item;
    Path path;               // below args, user or an item
    Span span;
};

// `args.query`, `user.role`, `cost_today`; an item's own field prints as its path, the item itself as `item`.
std::string print(const FieldRef& field);

// What contains_pii and contains_secret ask for.
struct EntityTest {
    bool wanted = true;                    // false: the complement
    std::vector<std::string> entities;     // empty: the default set
    std::vector<Span> entitySpans;         // of each of them
    std::vector<std::string> except;
    std::string minLikelihood;             // empty: likely
    std::size_t minCount = 1;
};

struct Condition;

// `count`, `sum` and `distinct` over a window of executed steps.
struct Window {
    enum class Function : std::uint8_t { Count, Sum, Distinct };
    enum class Scope : std::uint8_t { Run, User, Service };
    enum class Reach : std::uint8_t { Run, Today, Length }; // `within`

    Function function = Function::Count;
    FieldRef of;                          // Sum and Distinct
    std::shared_ptr<const Condition> where; // Count's `of`, or `where`; null: every step
    Reach reach = Reach::Run;
    Duration length;                      // Reach::Length
    Scope per = Scope::Run;
    std::vector<Condition> tests;         // Test conditions on Field::Item, all must hold
};

// A node of `when` or `unless`.
struct Condition {
    enum class Kind : std::uint8_t { All, Any, None, Not, Test, After, NotAfter, Window };

    Kind kind = Kind::All;
    std::vector<Condition> children;      // All, Any, None: any number; Not, After, NotAfter: one
    Span span;                            // key and value

    // Kind::Test: one operator on one field. Two operators in one map are an All of two Tests.
    FieldRef field;
    Operator op = Operator::Eq;
    Span opSpan;                          // the operator's key; the field's where the operator is implied
    std::vector<Literal> literals;        // scalar: one; Between: two; lists: any number
    std::vector<Condition> itemTests;     // Length, AnyItem, AllItems, NoItem: conditions on Field::Item
    EntityTest entities;                  // ContainsPii, ContainsSecret
    std::string group;                    // InGroup: its name; `literals` holds the patterns, all globs
    bool ignoreCase = false;

    std::shared_ptr<const Window> window; // Kind::Window

    // Stable name within its file: policy id, then the way down, "budget_control/when/cost_today/gt".
    std::string id;
};

// One of the four changes of a modify policy.
struct Change {
    enum class Kind : std::uint8_t { Clamp, Redact, Set, Remove };

    Kind kind = Kind::Redact;
    FieldRef target;                      // args… or input
    std::optional<Literal> min;           // Clamp
    std::optional<Literal> max;
    Value value;                          // Set; owned by the file's arena
    Span span;
};

struct Approval {
    std::size_t required = 1;
    std::map<std::string, std::size_t> perGroup; // `required: { security: 1 }`; empty: any of the approvers
    std::optional<Duration> timeout;
    Action onTimeout = Action::Deny;      // Deny or Terminate
    std::vector<FieldRef> editable;
};

struct Policy {
    std::string id;
    std::string name;
    std::string description;
    std::string message;
    Value owner;                          // owner, tags, links: as written, never evaluated; owned by the file's arena
    Value tags;
    Value links;
    Condition when;
    std::optional<Condition> unless;
    Action action = Action::Deny;
    std::optional<Mode> mode;             // nullopt: the file's
    bool enabled = true;
    bool skipOnError = false;             // `on_error: skip`
    bool shorthand = false;               // came from a policy type such as `max_cost_per_run`
    bool stale = false;                   // the text is broken; this is its last valid form
    std::vector<std::string> approvers;
    Approval approval;
    std::vector<Change> changes;
    Span span;                            // the whole entry
    Span idSpan;
    Span actionSpan;
};

// One entry of `tests:`. Steps are kept as values; checks/ runs them.
struct PolicyTest {
    struct Step {
        Value fields;                     // the map as written: tool, args, at, run, counters …
        std::string decision;             // `expect.decision`, empty: not checked
        std::optional<std::string> policy;// `expect.policy`
        std::string message;              // `expect.message`, empty: not checked
        std::string then;                 // approve deny expire hold, or empty
        Span span;
        Span expectSpan;
    };
    std::string name;
    std::string now;                      // RFC 3339, empty: not given
    Value user;
    std::string service;
    std::vector<Step> steps;
    Span span;
};

// One policy file.
struct PolicyFile {
    SourcePtr source;
    std::vector<Literal> services;        // globs; empty: all
    std::string timezone = "UTC";
    DefaultDecision defaultDecision = DefaultDecision::Allow;
    Span defaultSpan;
    Mode mode = Mode::Enforce;
    std::map<std::string, std::vector<std::string>, std::less<>> groups; // built-in and own, resolved
    std::vector<Policy> policies;         // in file order, shorthand where it stands
    std::vector<PolicyTest> tests;
    std::shared_ptr<std::pmr::memory_resource> arena; // owns the Values
};

// Files that hold together: ids are unique over all, top-level keys hold for their own file.
struct PolicySet {
    std::vector<std::shared_ptr<const PolicyFile>> files;
};

} // namespace runlog
