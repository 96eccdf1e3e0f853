// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.h"
#include "core/replay/matchsets.h"
#include "core/replay/order.h"
#include "core/replay/replay.h"

#include <memory>
#include <vector>

namespace runlog {

// One replay under way: the state of every run, and what they share, twice: as this replay goes, and as it was recorded.
class Replaying {
public:
    Replaying(EnginePtr engine, RunsPtr runs, const Answers& answers, const ReplayOptions& options);
    Replay run();

private:
    // One run's way through the replay.
    struct Way {
        std::unique_ptr<RunState> state;
        std::unique_ptr<RunState> recorded;  // as if all steps had gone as recorded; only where the day's money beside it is not enough
        std::vector<std::int64_t> notRun;    // seqs whose children were never reached, ascending
        bool diverged = false;
        bool ended = false;                  // terminated, held, or its entry refused
        bool started = false;
    };

    void decide(std::uint32_t index);
    Way& wayOf(std::uint32_t run, const Request& request);
    void arrive(RunState& state, std::uint32_t index, const Step& step, const Request& request) const;
    bool needsWholeRecord(std::uint32_t run) const;
    bool isReached(const Way& way, const Step& step) const;
    void notReached(std::uint32_t index, Way& way, const Step& step, const Request& request);
    void askApprovers(std::uint32_t index, const Way& way, const Step& step, Request& request, StepOutcome& outcome);
    bool editByApprover(const std::string& json, const Way& way, Request& request);
    bool wouldDiffer(const Way& way, const Request& request, Action outcome);
    bool evaluatesTo(const RunState& state, const Request& request, Action outcome);
    StepClass classOf(const Way& way, const Request& request);
    Departure departureOf(const Step& step, const StepOutcome& outcome) const;
    void depart(Way& way, const Step& step, const Request& asked, Request& ran, const StepOutcome& outcome);
    void departRecorded(Way& way, const Step& step, const Request& request);
    const RecordedDecision* decisionOf(const Step& step) const;
    Request asRecorded(const Step& step, const Request& request) const;

    EnginePtr m_engine;
    RunsPtr m_runs;
    const Answers& m_answers;
    const ReplayOptions& m_options;
    std::shared_ptr<const ReplayOrder> m_order;
    std::shared_ptr<const Program> m_program;
    SharedState m_shared;
    SharedState m_sharedRecorded;
    bool m_shares = false;
    std::vector<Way> m_ways;
    std::pmr::monotonic_buffer_resource m_scratch;
    MatchSets m_matchSets;
    std::vector<ScanColumn*> m_scanColumns;
    Decision m_decision;
    Decision m_other;
    bool m_terminates = false; // the last request for approval ended its run
    Replay m_replay;
};

} // namespace runlog
