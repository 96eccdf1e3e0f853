// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"
#include "core/language/value.h"
#include "core/traces/argumentcolumns.h"
#include "core/traces/columns.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace runlog {

// A time in nanoseconds since 1970-01-01T00:00Z, or NoTime.
using Time = std::int64_t;
constexpr Time NoTime = std::numeric_limits<Time>::min();

// Texts that repeat (tools, services, models), each kept once. Id 0 is "not there", id 1 "not recorded".
class Names {
public:
    static constexpr std::uint32_t Absent = 0;
    static constexpr std::uint32_t Unrecorded = 1;

    Names();
    Names(const Names&) = delete;
    Names& operator=(const Names&) = delete;

    std::uint32_t intern(std::string_view name);
    std::optional<std::uint32_t> find(std::string_view name) const;
    std::string_view name(std::uint32_t id) const { return m_names[id]; } // empty for ids 0 and 1
    Value value(std::uint32_t id) const; // Absent, Unrecorded or Text
    std::size_t size() const { return m_names.size(); }

private:
    struct Index;
    std::pmr::monotonic_buffer_resource m_arena;
    std::vector<std::string_view> m_names;
    std::shared_ptr<Index> m_index;
};

// What the runtime decided when a step was recorded.
struct RecordedDecision {
    enum class Approval : std::uint8_t { None, Pending, Approved, Denied, Expired };

    Action outcome = Action::Allow;
    std::string_view policy;               // empty: none
    std::vector<std::string_view> matched;
    std::vector<std::string_view> observed;
    Approval approval = Approval::None;
    std::string_view by;
    Time at = NoTime;
    std::string_view reason;
    Value args;                            // what ran, when it differs from what was asked

    // Whether the step ran: allowed, logged, modified, or approved.
    bool ran() const;
};

// One recorded run. Its steps are [firstStep, firstStep + stepCount) of the store, in order of seq.
struct Run {
    enum class Attack : std::uint8_t { Unknown, None, Failed, Succeeded }; // recorded ground truth, where a format has it

    std::string_view id;
    std::uint32_t service = Names::Absent; // of Runs::names()
    std::string_view environment;
    Value user;                            // a map, or Absent
    Value input;
    Time startedAt = NoTime;
    std::string_view status;               // as recorded, empty: unknown
    std::uint32_t firstStep = 0;
    std::uint32_t stepCount = 0;
    std::uint32_t source = 0;              // index of Runs::sources()
    Attack attack = Attack::Unknown;
    std::string_view attackName;           // "important_instructions / injection_task_0"
    std::optional<Money> totalCost;        // where a recorder knows only the run's total
};

// One recorded step, as a reader hands it over and as Runs gives it back.
struct Step {
    std::int64_t seq = 0;
    StepKind kind = StepKind::ToolCall;
    std::uint32_t tool = Names::Absent;
    std::uint32_t model = Names::Absent;
    Value args;                            // Unrecorded when the recorder leaves arguments out
    Value input;
    Value output;
    std::optional<Money> cost;             // nullopt: unknown
    std::optional<Money> costEstimate;
    std::int64_t tokensIn = -1;            // -1: not recorded
    std::int64_t tokensOut = -1;
    Time startedAt = NoTime;
    std::int64_t durationNanos = -1;       // -1: not recorded
    std::string_view error;                // empty: none
    std::int64_t batch = -1;               // steps of one model message share it; -1: alone
    std::int64_t parent = -1;              // seq of the model call or call it belongs to; -1: none
    std::string_view role;                 // of a message: user, assistant, system, tool, user_tool …
    bool costIsEstimate = false;           // filled from a price table: an upper bound
    std::optional<std::uint32_t> decision; // index of Runs::decisions()
    std::uint32_t line = 0;                // in its source; 0: not known
};

// Recorded runs in memory: all texts and trees in arenas, steps in columns, ordered by (service, run id), each run's steps by
// seq. Built once by a RunsBuilder, then immutable, so that threads may share it. The order depends on the bytes alone.
class Runs {
public:
    const std::vector<Run>& runs() const { return m_runs; }
    const Run& run(std::size_t index) const { return m_runs[index]; }
    std::size_t runOf(std::size_t step) const { return m_runOf[step]; }
    std::size_t stepCount() const { return m_columns.size(); }
    std::size_t decidedStepCount() const { return m_decidedSteps; } // without messages

    // A whole step; the columns below read single fields of many.
    Step step(std::size_t index) const;

    const std::vector<std::int64_t>& seq() const { return m_columns.seq; }
    const std::vector<StepKind>& kind() const { return m_columns.kind; }
    const std::vector<std::uint32_t>& tool() const { return m_columns.tool; }
    const std::vector<std::uint32_t>& model() const { return m_columns.model; }
    const std::vector<Value>& args() const { return m_columns.args; }
    const std::vector<Time>& startedAt() const { return m_columns.startedAt; }       // as recorded
    const std::vector<std::int64_t>& cost() const { return m_columns.cost; }         // 10⁻⁹ dollars; UnknownCost
    static constexpr std::int64_t UnknownCost = StepColumns::UnknownCost;

    // What stands at a path of each step's arguments, as an engine is asked about it: Unrecorded where a tool call's arguments were not
    // recorded. Filled at the first call, which takes some time, then shared: the same column for the same path.
    ArgumentColumn argument(const Path& path) const;

    const Names& names() const { return *m_names; }
    const std::vector<std::string>& sources() const { return m_sources; }    // file names as given
    const std::vector<RecordedDecision>& decisions() const { return m_decisions; }
    const RecordedDecision* decisionOf(std::size_t step) const // null: none was recorded
    {
        const auto index = m_columns.decision[step];
        return index == StepColumns::NoDecision ? nullptr : &m_decisions[index];
    }

    std::optional<std::size_t> findRun(std::string_view id) const; // the first with that id
    std::optional<std::size_t> findStep(std::size_t run, std::int64_t seq) const;

    // Lines that were damaged and left out: a replay of these runs is incomplete.
    std::size_t damagedLines() const { return m_damagedLines; }
    std::size_t roundedCosts() const { return m_roundedCosts; }

private:
    friend class RunsBuilder;

    std::vector<Run> m_runs;
    std::vector<std::uint32_t> m_runOf;
    StepColumns m_columns;
    std::vector<RecordedDecision> m_decisions;
    std::vector<std::string> m_sources;
    std::shared_ptr<Names> m_names;
    std::vector<std::shared_ptr<const void>> m_arenas; // and mapped files
    std::unique_ptr<ArgumentColumns> m_arguments = std::make_unique<ArgumentColumns>();
    std::size_t m_decidedSteps = 0;
    std::size_t m_damagedLines = 0;
    std::size_t m_roundedCosts = 0;
};

using RunsPtr = std::shared_ptr<const Runs>;

} // namespace runlog
