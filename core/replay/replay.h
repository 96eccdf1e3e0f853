// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/engine/seen.h"
#include "core/engine/sha256.h"
#include "core/replay/answers.h"
#include "core/traces/runs.h"

#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <span>
#include <stop_token>

namespace runlog {

// What became of a step. Undecided: a message, which is shown and never decided.
enum class Outcome : std::uint8_t { Allow, Log, Modify, RequireApproval, Deny, Terminate, NotReached, Undecided };
constexpr std::size_t OutcomeCount = 7; // without Undecided
std::string_view name(Outcome outcome); // "require_approval", "not_reached"

// How far an outcome can be trusted (section 5 of the language).
enum class StepClass : std::uint8_t { Exact, AfterDivergence, NotEvaluable };
std::string_view name(StepClass stepClass); // "exact", "after_divergence", "not_evaluable"

struct StepOutcome {
    Outcome outcome = Outcome::Undecided;
    StepClass stepClass = StepClass::Exact;
    ApprovalState approval = ApprovalState::None;
    bool failedClosed = false;
    std::int32_t policy = Decision::Nobody; // index into Engine::policies(), Nobody or Default
    std::uint32_t matches = 0;              // index into Replay::matchSets
    bool operator==(const StepOutcome&) const = default;

    // Allow, log and modify ran; so did an approval that was granted.
    bool ran() const
    {
        if (outcome == Outcome::RequireApproval)
            return approval == ApprovalState::Approved || approval == ApprovalState::Recorded;
        return outcome < Outcome::RequireApproval;
    }
};

// The policies that matched a step; equal sets are kept once.
struct MatchSet {
    std::vector<std::uint32_t> matched;
    std::vector<std::uint32_t> observed;
    bool defaultDenied = false;   // `default` is among the matches, as the last
    bool defaultObserved = false;
    auto operator<=>(const MatchSet&) const = default;
};

struct PolicyTotals {
    std::size_t matchedSteps = 0;
    std::size_t matchedRuns = 0;
    std::size_t decidedSteps = 0;
};

struct Totals {
    std::array<std::size_t, OutcomeCount> outcomes{};
    std::size_t steps = 0;           // decided ones: the sum of the next three
    std::size_t exact = 0;
    std::size_t afterDivergence = 0;
    std::size_t notEvaluable = 0;
    std::size_t toolCalls = 0;
    std::size_t llmCalls = 0;
    std::vector<PolicyTotals> policies; // by engine index
    Money stoppedCost;               // recorded cost of exact steps that were stopped: saved at least
    Money laterCost;                 // … plus all later cost of their runs: saved at most
    std::size_t unknownCosts = 0;    // stopped steps whose cost nobody knows
};

// One request for approval that a replay came to.
struct ApprovalRequest {
    std::size_t step = 0;                     // of the store
    std::vector<std::uint32_t> asking;        // policies, in file order
    ApprovalState state = ApprovalState::Pending;
    std::string action;                       // actionDigest of the action as the approvers see it; empty: see actionOf()
};

struct Replay {
    RunsPtr runs;
    EnginePtr engine;
    std::vector<StepOutcome> steps;           // by step of the store
    std::vector<MatchSet> matchSets;
    std::map<std::size_t, std::string> changedArgs; // canonical JSON, by step
    std::vector<ApprovalRequest> requests;    // in order of step
    Totals totals;
    bool stopped = false;                     // a stop was asked for: the rest is Undecided
    std::chrono::nanoseconds took{0};

    const MatchSet& matches(std::size_t step) const { return matchSets[steps[step].matches]; }
};

// The digest of what the approvers of a request see.
std::string actionOf(const Replay& replay, const ApprovalRequest& request);

// How many of the answers given by hand are to a request of this replay.
std::size_t askedFor(const Replay& replay, const Answers& answers);

// The digest of a step as it was recorded, before any policy.
std::string recordedAction(const Runs& runs, std::size_t step);

using ReplayPtr = std::shared_ptr<const Replay>;

// Looks on while a replay decides: what each step saw. Called in the order of replay; references die after the call.
class StepWatcher {
public:
    virtual ~StepWatcher() = default;
    virtual bool wants(std::size_t step) = 0;
    virtual void decided(std::size_t step, const Request& request, const RunState& state, const Decision& decision) = 0;
};

class ReplayOrder;

// What the author of a test says of a step besides what it is.
struct ScriptedStep {
    std::optional<SeenFields> seen;
    std::optional<ApprovalState> answer;      // to its request for approval: approved, denied, expired, or pending
};

struct ReplayOptions {
    unsigned threads = 1;                     // 0: as many as the machine has; one is used where a member below asks for it
    StepWatcher* watcher = nullptr;
    std::stop_token stop;
    std::shared_ptr<const ReplayOrder> order; // of these runs, for callers that replay again: what is learned is kept with it. Null: made
                                              // anew, each step goes through the engine, and nothing is kept
    const std::vector<ScriptedStep>* script = nullptr; // by step of the store; null: as the runs are
    std::optional<std::size_t> only;          // decide just what this step depends on; the rest stays Undecided
    const std::vector<std::uint32_t>* steps = nullptr; // decide just these, in order of replay: whole runs that share nothing
                                                       // with the others; the rest stays Undecided
};

// A pure function of engine, runs and answers; the same bytes on any machine. Fills `took` from a steady clock, nothing else.
Replay replay(EnginePtr engine, RunsPtr runs, const Answers& answers, const ReplayOptions& options = {});

// SHA-256, in hex, over the runs in order, each as the SHA-256 of its outcome lines in canonical JSON (section 5). `threads` as in
// ReplayOptions.
std::string digest(const Replay& replay, unsigned threads = 1);

// The same in two steps: each run's outcome lines, then all runs in order.
Sha256::Bytes runDigest(const Replay& replay, std::size_t run);
std::string digestOf(std::span<const Sha256::Bytes> runs);

// One outcome line in canonical JSON, as the digest sees it.
std::string outcomeLine(const Replay& replay, std::size_t step);

// One step looked at: replays what it depends on and explains it. nullopt: a message, or a step that is not reached.
struct ExplainedStep {
    Explanation explanation;
    Counters counters;
    std::string args;       // compact JSON as decided
};
std::optional<ExplainedStep> explainStep(EnginePtr engine, RunsPtr runs, const Answers& answers, std::size_t step,
                                         ReplayOptions options = {});

} // namespace runlog
