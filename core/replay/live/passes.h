// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/board.h"
#include "core/replay/live/gaps.h"
#include "core/replay/live/shots.h"
#include "core/replay/live/walk.h"
#include "core/replay/livereplay.h"
#include "core/replay/totals.h"

#include <functional>
#include <span>

namespace runlog {

// The working part of a LiveReplay.
class LiveReplay::Passes {
public:
    Passes(EnginePtr engine, RunsPtr runs, Answers answers, std::shared_ptr<const ReplayOrder> order,
           const std::optional<Threshold>& moving, const std::stop_token& stop);

    bool moveTo(const Decimal& value);
    void compareWith(ReplayPtr baseline);
    void compareWithPresent();
    std::optional<std::vector<Decimal>> compared(const live::Outwards& search) const;
    Impact heads(std::size_t most) const;
    Impact impact() const;
    std::optional<std::size_t> firstChanged() const;
    ReplayPtr snapshot() const;
    std::vector<ApprovalRequest> requests() const;
    std::size_t requestCount() const;
    Shot shot(std::vector<ApprovalRequest> requests);

    bool isComplete = false;
    std::optional<Threshold> moving;
    Replay replay;
    ImpactCounts counts;
    Work work;

private:
    // One thread's part of a pass.
    struct Hand {
        live::Walk walk;
        std::vector<std::uint32_t> beyond;       // groups that the fast way could not follow
        std::vector<std::uint32_t> stopped;      // the same while runs still go on by themselves
        std::vector<std::uint32_t> opened;       // runs that are counted again at the end
        std::vector<std::uint32_t> counted;      // in this pass, for m_present
        std::vector<live::EffectChange> effects; // of runs that went on otherwise, on what runs share
        std::optional<RunCounter> counter;
        std::optional<TotalsChange> totals; // how the counts change in this pass
        ImpactCounts lostChanges;
        ImpactCounts wonChanges;
    };

    // Where a move begins.
    struct Touched {
        std::vector<std::uint32_t> positions; // sorted: steps to decide again in their runs, by what runs share as it is
        std::vector<std::uint32_t> moments;   // of steps that see another side of a cut in what runs share
    };

    // What is left to settle in one group.
    struct Unsettled {
        std::uint32_t group = 0;
        std::vector<live::EffectChange> effects;
        std::vector<std::uint32_t> moments;
        bool isBeyond = false; // the fast way cannot follow
    };

    void prepare(const std::stop_token& stop);
    void readRecorded();
    void replayAll();
    void addToday(std::uint32_t zone, live::NearestNumbers& numbers) const;
    void wholeAgain(const std::stop_token& stop);
    void fillRecordedCodes();
    void beginPass();
    void endPass();
    void replayGroup(Hand& hand, std::uint32_t group);
    void replayGeneral();
    bool isLarge() const;
    bool goesOn(std::uint32_t run) const;
    void rerunTouched(const std::vector<std::uint32_t>& positions);
    void settleTouched(const std::vector<std::uint32_t>& moments);
    std::vector<Unsettled> unsettled(const std::vector<std::uint32_t>& moments) const;
    void putEffects(Unsettled& group);
    void settleGroup(Hand& hand, Unsettled& group);
    void abandon(Hand& hand, std::uint32_t group);
    void open(Hand& hand, std::uint32_t run);
    void countOpened();
    void fetchCounted(std::uint32_t run) const;
    void countAgain(Hand& hand, std::uint32_t run);
    void general(std::vector<std::uint32_t> groups);
    void forgetEdits(std::uint32_t group);
    void countChanges(std::uint32_t run, ImpactCounts& changes);
    void inParallel(std::size_t turns, const std::function<void(Hand& hand, std::size_t turn)>& turn,
                    std::size_t worthAThread = 1); // so many turns
    Touched touchedBy(const std::vector<std::uint32_t>& positions);
    std::vector<std::uint32_t> crossed();
    std::vector<std::uint32_t> runsReached(Interval between) const;
    std::vector<std::uint32_t> crossedIn(const std::vector<std::uint32_t>& runs, Interval between);
    void noteGaps();
    void noteGap(std::uint32_t run);
    std::size_t stepsOf(std::uint32_t run) const { return m_layout.ends[run] - m_layout.begins[run]; }
    void crossedWhileRecorded(Interval between, std::vector<std::uint32_t>& positions) const;
    std::vector<std::uint32_t> touchedToday(const std::vector<std::uint32_t>& positions);

    EnginePtr m_text; // as given, with the number where the text has it
    std::shared_ptr<const ReplayOrder> m_order;
    Answers m_answers;
    bool m_isFast = false;
    live::Layout m_layout;
    live::Sources m_sources;
    std::shared_ptr<const live::Shapes> m_shapes;
    std::unique_ptr<live::Moving> m_moving;
    live::Recorded m_recorded;
    std::unique_ptr<live::Ground> m_ground;
    std::unique_ptr<live::Cells> m_cells;
    std::vector<std::uint8_t> m_traces; // by position
    std::unique_ptr<live::MatchSets> m_matchSets;
    live::SharedCodes m_codes;
    std::vector<std::int64_t> m_seen;                 // by position
    std::vector<std::uint8_t> m_isGeneral;            // by group: the last pass went through replay()
    std::vector<std::uint32_t> m_wholeIn;             // by group: the epoch of the pass that replayed all of it last
    std::vector<std::uint8_t> m_asks;                 // by position: the moving condition can matter
    live::Gaps m_gaps;                                // by m_seen
    std::vector<std::uint32_t> m_openedIn;            // by run: the epoch of the pass that opened it last
    std::vector<std::vector<std::uint32_t>> m_runsOf; // by group
    std::vector<std::unique_ptr<Hand>> m_hands;
    live::Board m_board;
    std::uint32_t m_epoch = 0;
    std::unique_ptr<live::Shots> m_shots; // of the fast way
    ReplayPtr m_baseline;
    std::shared_ptr<Replay> m_present;          // of compareWithPresent()
    std::vector<std::uint32_t> m_countedSince;  // runs, any number of times each
    std::vector<RunCounts> m_counted;  // by run: as counted last
    std::vector<RunChanges> m_changes; // the same against the baseline
    std::map<std::size_t, ApprovalRequest> m_edited; // requests of the general way, by step
};

} // namespace runlog
