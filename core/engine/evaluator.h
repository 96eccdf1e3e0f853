// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"
#include "core/language/valueat.h"

#include <array>

namespace runlog::pii {
class TextScans;
}

namespace runlog {

// What a test on Field::Item looks at: an item of a list, a length, or a window's result.
struct ItemValue {
    Value value;
    std::optional<Decimal> number; // instead of a value
    bool error = false;
    bool unrecorded = false;
};

// Evaluates condition trees of a program for one request. Cheap to make; all parts outlive it.
class Evaluator {
public:
    Evaluator(const Program& program, const Request& request, const RunState& state)
        : m_program(&program), m_request(&request), m_state(&state)
    {
        m_scanned.fill(NotScanned);
    }

    // `when` and not `unless`.
    Verdict policy(const ProgramPolicy& policy) const;
    // The same of a policy that markCandidates() has marked for this request.
    Verdict candidate(const ProgramPolicy& policy) const;
    Verdict condition(std::uint32_t node) const { return condition(node, nullptr); }
    Verdict condition(std::uint32_t node, const ItemValue* item) const;
    Verdict leaf(const Leaf& leaf, const ItemValue* item) const;

    // From now on this leaf has this result, whatever it sees: to ask whether it matters.
    void force(const Leaf& leaf, Truth truth) { m_forced = &leaf, m_forcedTruth = truth; }

    // The value that a test looks at. Counters and windows have none: see counter() and window().
    Value value(const FieldRef& field, const ItemValue* item) const;

    // A counter with how well it is known.
    struct Counter {
        std::int64_t value = 0;
        bool atLeast = false;
        bool unrecorded = false;
        bool absent = false;
    };
    Counter counter(const Leaf& leaf) const { return counter(leaf.field, leaf.zone); }
    Counter counter(Field field, std::uint32_t zone) const; // Cost … Elapsed, TimeOfDay

    // The day of the step in a zone; nullopt: no time is known.
    std::optional<std::string_view> weekday(std::uint32_t zone) const;

    // What the detector says of the field of a leaf, whose own answers are neither asked for nor kept; the texts are scanned once.
    Truth scanned(const Leaf& leaf) const;

    // A window's result with the step under evaluation in it.
    ItemValue window(std::uint32_t slot) const;

private:
    Verdict without(const ProgramPolicy& policy, Verdict when) const;
    Verdict allOf(std::uint32_t node, std::uint32_t known, const ItemValue* item) const;
    Verdict counterTest(const Leaf& leaf) const;
    Verdict itemsTest(const Leaf& leaf, Value list) const;
    Verdict lengthTest(const Leaf& leaf, Value value) const;
    Truth ownPart(const WindowSlot& slot) const;
    Truth scan(const Leaf& leaf, Value value) const;
    Truth scanTexts(const Leaf& leaf, Value value) const;

    static constexpr auto NotScanned = Truth::Unknown;

    const Program* m_program;
    const Request* m_request;
    const RunState* m_state;
    const Leaf* m_forced = nullptr;
    Truth m_forcedTruth = Truth::False;
    mutable std::array<Truth, Leaf::MostMemos> m_scanned; // by Leaf::scanMemo: many policies ask for the same scan
};

// One positive operator on one value that is there; Error where the operator cannot be meant for its type.
Truth valueTest(const Leaf& leaf, Value value);

// The same for a leaf that has nanos, of a number of so many 10⁻⁹.
Truth nanosTest(const Leaf& leaf, std::int64_t nanos);
// The same of a test for personal data or secrets in a recorded value, whose texts are scanned once.
Truth recordedEntityTest(const Leaf& leaf, Value value, pii::TextScans& texts);
Truth numberTest(const Leaf& leaf, const Decimal& number);

// A literal that is a number, in base units (dollars, seconds).
Decimal numberOf(const Literal& literal);

} // namespace runlog
