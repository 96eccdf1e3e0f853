// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/approvals/approvalload.h"
#include "core/replay/attribution.h"
#include "core/replay/livereplay.h"
#include "core/replay/rates.h"
#include "core/replay/sweep.h"
#include "core/replay/target.h"
#include "core/replay/thresholdplane.h"
#include "core/replay/valuecounts.h"
#include "ui/session/asked.h"

#include <QObject>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace studio {

class ReplayWorker;

// A draft that is not in the text yet: of one number while a handle is dragged, a key held, a value typed; of two on the map.
struct Draft {
    struct Number {
        runlog::Threshold threshold;
        runlog::Decimal value;
    };
    runlog::Threshold threshold;
    runlog::Decimal value;
    std::optional<Number> second = {};

    const runlog::Decimal* valueOf(const runlog::Threshold& number) const; // null: the draft leaves it
};

// The matches per day of one policy, in both replays; absent where a replay has no such policy.
struct RatePair {
    std::string policy;
    std::optional<runlog::PolicyRates> baseline;
    std::optional<runlog::PolicyRates> current;
};

// The only runs in which the current replay differs from that of an earlier result.
struct MovedRuns {
    quint64 since = 0; // its generation
    std::vector<std::uint32_t> runs;
};

// How the steps of both replays stand; the baseline's undecided ones count as in the current replay.
struct Standings {
    runlog::Standing baseline;
    runlog::Standing current;
};

// Everything the panes show at one moment; immutable, all parts belong together. While a draft of many steps moves, a result is not
// whole: its numbers are exact, but `impact` lists only the first changes of each direction with their consequences, and `current` has
// no requests. Soon after the draft rests the same result comes whole.
struct ReplayResult {
    quint64 generation = 0;
    runlog::ReplayPtr baseline;
    runlog::ReplayPtr current;
    runlog::Impact impact;
    std::optional<Draft> draft;    // the current replay is of this draft
    bool stalePolicies = false;    // some policies are in their last valid form
    std::optional<RatePair> rates; // where somebody watches them
    std::optional<Standings> standings;  // null: not counted yet
    bool isWhole = true;
    std::size_t consequences = 0;        // how many there are, where not all are listed
    std::size_t requests = 0;            // the same
    std::optional<MovedRuns> moved = {}; // null: any run can differ from the result before

    runlog::ImpactCounts counts() const;
    std::size_t requestCount() const { return isWhole ? current->requests.size() : requests; }
};
using ReplayResultPtr = std::shared_ptr<const ReplayResult>;

// Keeps the replay up to date in a worker thread. Setters return at once; a result of an older generation is dropped, never shown.
// While only the draft moves, each finished draft is shown although a newer one is already wanted: a drag never stands still.
class ReplaySession : public QObject {
    Q_OBJECT
public:
    explicit ReplaySession(QObject* parent = nullptr);
    ~ReplaySession() override;

    void setRuns(runlog::RunsPtr runs);
    void setPolicies(const runlog::PolicySet& policies);
    void setBaseline(const runlog::PolicySet& policies, const QString& name);
    // What the runtime decided is the baseline, where the runs carry it.
    void setRecordedBaseline(const QString& name);
    void setAnswers(const runlog::Answers& answers);
    void setDraft(const Draft& draft);
    void clearDraft();
    // Every result from the next one on carries the matches per day of this policy; empty: of none.
    void watchRates(const std::string& policy);
    // Every result from the next one on is whole, as long as this is wanted: for views that show more than the first changes.
    void wantWhole(bool on);
    // Runs of at most so many steps always have whole results: they cost less than a frame.
    void setWholeUpTo(std::size_t steps) { m_wholeUpTo = steps; }

    runlog::RunsPtr runs() const { return m_runs; }
    runlog::EnginePtr engine() const;         // of the text, without draft; may be null
    const runlog::Answers& answers() const { return m_answers; }
    QString baselineName() const { return m_baselineName; }
    ReplayResultPtr result() const { return m_result; } // null before the first
    bool isBusy() const;

    // Questions to the worker, answered on the window's thread with the state they were asked of; a later question of the same kind
    // and asker, or a newer result, drops an unanswered one. `asker` tells those who ask the same kind apart; any address will do.
    void explain(std::size_t step, std::function<void(std::optional<runlog::ExplainedStep>)> answer, const void* asker = nullptr);
    void observe(const runlog::Threshold& threshold, std::function<void(runlog::Observations)> answer, const void* asker = nullptr);
    void flips(const runlog::Threshold& threshold, const runlog::Decimal& from, const runlog::Decimal& grain,
               std::function<void(runlog::NextFlips)> answer, const void* asker = nullptr);
    void sweep(const runlog::Threshold& threshold, std::vector<runlog::Decimal> values,
               std::function<void(std::vector<runlog::SweepPoint>)> answer, const void* asker = nullptr);
    void meeting(const runlog::Target& target, const runlog::Threshold& threshold, const runlog::Decimal& from, const runlog::Decimal& grain,
                 std::size_t most, std::function<void(runlog::TargetSet)> answer, const void* asker = nullptr);
    // One row of the plane of two numbers, against the baseline that is shown; nothing where there is none.
    void planeRow(const runlog::Threshold& x, const runlog::Threshold& y, const runlog::Decimal& row, std::vector<runlog::Decimal> columns,
                  std::function<void(std::vector<runlog::PlanePoint>)> answer, const void* asker = nullptr);
    // Makes something of a result that would keep the window waiting: `work` is called in the worker's thread, and what it returns in
    // the window's. Dropped as the questions above.
    using Finish = std::function<void()>;
    void elsewhere(Question question, std::function<Finish(const std::stop_token& stop)> work, const void* asker = nullptr);
    // A draft of this number is likely to come: its first frame shall not wait for what can be done before. Nothing is answered.
    void prepare(const runlog::Threshold& threshold);
    // Which edits the changes that are shown come from; nothing while a draft is, or before the first result.
    void attribution(std::function<void(runlog::Attribution)> answer, const void* asker = nullptr);
    // Of the replay that is shown; nothing where there is none.
    void load(const runlog::ApproverModel& model, std::function<void(runlog::ApprovalLoad)> answer, const void* asker = nullptr);
    // Of the first file: entities that its conditions name and no recorded value holds. Never answered where they name none.
    void unrecordedEntities(std::function<void(runlog::SourcePtr source, runlog::Diagnostics found)> answer, const void* asker = nullptr);
    void valueCounts(const std::string& condition, std::function<void(std::optional<runlog::ValueCounts>)> answer,
                     const void* asker = nullptr);

signals:
    void runsChanged();
    void resultChanged();
    void answersChanged();
    void busyChanged(bool busy);

private:
    void stateChanged();
    void draftChanged();
    void want();
    void drop();
    void deliver(quint64 state, const ReplayResultPtr& result);
    std::function<bool()> ticket(const Asked& asked);

    runlog::RunsPtr m_runs;
    runlog::PolicySet m_policies;
    runlog::PolicySet m_baseline;
    runlog::Answers m_answers;
    std::optional<Draft> m_draft;
    std::string m_ratesOf;
    bool m_wantsWhole = false;
    std::size_t m_wholeUpTo = 20'000;
    QString m_baselineName;
    bool m_isBaselineRecorded = false;
    ReplayResultPtr m_result;
    runlog::EnginePtr m_engine;
    quint64 m_state = 0;      // counts changes of everything but the draft
    quint64 m_answersState = 0;
    quint64 m_wanted = 0;     // counts all changes
    quint64 m_shown = 0;
    std::map<Asked, quint64> m_asked; // the latest question of each
    std::unique_ptr<ReplayWorker> m_worker;
};

} // namespace studio
