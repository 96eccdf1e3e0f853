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
#include <variant>
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
    bool boolean = false;
    bool isGlob = false;     // text that compares as a glob here
    Span span;               // the bytes in the file, quotes included
    std::string text;
    Decimal number;          // Number
    std::int64_t nanos = 0;  // Money: 10⁻⁹ dollars; Duration: nanoseconds; TimeOfDay: nanoseconds since midnight
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

struct Window;
struct Special;

// A node of `when` or `unless`. A file has a great many, so what only few of them have stands apart.
struct Condition {
    enum class Kind : std::uint8_t { All, Any, None, Not, Test, After, NotAfter, Window };

    Kind kind = Kind::All;
    Operator op = Operator::Eq;           // Test
    bool ignoreCase = false;              // Test
    Span span;                            // key and value
    Span opSpan;                          // Test: the operator's key; the field's where the operator is implied

    // Kind::Test: one operator on one field. Two operators in one map are an All of two Tests.
    FieldRef field;
    std::vector<Literal> literals;        // scalar: one; Between: two; lists: any number; InGroup: the patterns, all globs

    std::vector<Condition> children;      // All, Any, None: any number; Not, After, NotAfter: one

    // Stable name within its file: policy id, then the way down, "budget_control/when/cost_today/gt".
    std::string id;

    const std::vector<Condition>& itemTests() const; // Length, AnyItem, AllItems, NoItem: conditions on Field::Item; else none
    const EntityTest& entities() const;              // ContainsPii, ContainsSecret
    std::string_view group() const;                  // InGroup: its name
    const Window* window() const;                    // Kind::Window; else nullptr

    // Instead of what was there; copies share it.
    void setSpecial(Special special);

private:
    std::shared_ptr<const Special> m_special;
};

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

struct GroupName {
    std::string name;
};

// What only some operators and kinds of condition have: see the functions of Condition.
struct Special : std::variant<std::vector<Condition>, EntityTest, GroupName, Window> {
    using variant::variant;
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

// What a policy says to people; never evaluated.
struct Notes {
    std::string name;
    std::string description;
    Value owner;                          // owner, tags, links: as written; owned by the file's arena
    Value tags;
    Value links;
};

struct Policy {
    std::string id;
    std::string message;
    Condition when;
    std::shared_ptr<const Condition> unless; // null: no exception
    Action action = Action::Deny;
    std::optional<Mode> mode;             // nullopt: the file's
    bool enabled = true;
    bool skipOnError = false;             // `on_error: skip`
    bool shorthand = false;               // came from a policy type such as `max_cost_per_run`
    bool stale = false;                   // the text is broken; this is its last valid form
    std::vector<std::string> approvers;
    std::vector<Change> changes;
    Span span;                            // the whole entry
    Span idSpan;
    Span actionSpan;

    const Approval& approval() const;
    const Notes& notes() const;
    void setApproval(Approval approval) { m_approval = std::make_shared<const Approval>(std::move(approval)); }
    void setNotes(Notes notes) { m_notes = std::make_shared<const Notes>(std::move(notes)); }

private:
    std::shared_ptr<const Approval> m_approval; // null: as where nothing is written
    std::shared_ptr<const Notes> m_notes;       // null: nothing is said
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
