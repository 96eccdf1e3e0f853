// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/dailymatches.h"
#include "core/replay/livereplay.h"
#include "ui/session/replaysession.h"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace studio {

// What a replay is made of. A value that crosses to the worker's thread.
struct ReplayInput {
    runlog::RunsPtr runs;
    runlog::PolicySet policies;
    runlog::PolicySet baseline;
    bool isBaselineRecorded = false; // instead of the policies
    runlog::Answers answers;
    quint64 answersState = 0;
    std::optional<Draft> draft;
    std::string ratesOf; // a policy; empty: of none
    quint64 generation = 0;
    bool isWhole = true; // a draft's result, too, without waiting until it rests
    std::shared_ptr<const runlog::ReplayOrder> order = {}; // of the runs; the worker's own
};

// One thread that makes replays and answers questions about the last one. Of each kind and asker only the newest order is kept;
// a replay goes first, then questions by their kind, then the one that waits longest; where nothing is asked for a moment, the last
// result is made whole. Public functions are for the owner's thread;
// `done` and the answers' work are called in the worker's.
class ReplayWorker {
public:
    struct Made {
        ReplayResultPtr result;
        runlog::EnginePtr engine; // of the text, without draft
    };
    using Done = std::function<void(quint64 state, const Made& made)>;
    using Work = std::function<void(const runlog::EnginePtr& engine, const ReplayInput& input, std::stop_token stop)>;
    enum class Urgency { CancelRunning, AfterRunning };

    explicit ReplayWorker(Done done);
    ~ReplayWorker();

    // AfterRunning lets a replay under way end first; questions are always given up.
    void replay(quint64 state, const ReplayInput& input, Urgency urgency);
    void ask(const Asked& asked, Work work);

    // Makes ready to follow this number of the text, so that the first frame of a draft need not wait for that. A draft of it that
    // comes meanwhile does not end this.
    void prepare(const runlog::Threshold& number);

private:
    struct Order {
        quint64 state = 0;
        ReplayInput input;
    };
    struct Cached {
        runlog::EnginePtr engine;
        runlog::PolicySet policies;
        runlog::ReplayPtr replay;
        runlog::RunsPtr runs;
        quint64 answersState = 0;
    };

    struct WithNumber {
        runlog::EnginePtr text;
        Draft::Number number;
        runlog::EnginePtr engine;
    };
    struct Sides {
        Draft::Number moving;
        std::optional<Draft::Number> resting;
    };

    void loop(const std::stop_token& stop);
    bool waitForWork(std::unique_lock<std::mutex>& lock, const std::stop_token& stop);
    void makeWhole();
    bool hasWork() const;
    std::pair<Asked, Work> takeQuestion();
    void make(const Order& order, const std::stop_token& stop);
    void compile(Cached& cached, const runlog::PolicySet& policies, const Cached& other) const;
    bool bringUpToDate(Cached& cached, const std::stop_token& stop) const;
    bool makeBaseline(const std::stop_token& stop);
    void countRates(ReplayResult& result);
    void takeDraft(ReplayResult& result);
    void countStandings(ReplayResult& result, const runlog::Standing* current);
    bool followDraft(ReplayResult& result, const std::stop_token& stop);
    bool movesBoth(const Draft& draft) const;
    bool replayBoth(ReplayResult& result, const std::stop_token& stop);
    void makeReady(const runlog::Threshold& number, const std::stop_token& stop);
    bool follow(const runlog::EnginePtr& text, const runlog::Threshold& number, const runlog::ReplayPtr& baseline,
                const std::stop_token& stop);
    Sides sidesOf(const Draft& draft) const;
    runlog::EnginePtr withNumber(const Draft::Number& number);
    runlog::ReplayPtr replayOnce(const runlog::EnginePtr& engine, const std::stop_token& stop) const;

    Done m_done;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Order> m_order;
    std::vector<std::pair<Asked, Work>> m_questions; // in order of asking
    std::stop_source m_running;
    bool m_isReplaying = false;
    std::optional<runlog::Threshold> m_toPrepare;
    std::optional<runlog::Threshold> m_preparing; // is under way

    // Only the worker's thread touches these.
    ReplayInput m_input;
    std::shared_ptr<const runlog::ReplayOrder> m_runOrder;
    Cached m_text;
    Cached m_baseline;
    Cached m_recorded;
    runlog::EnginePtr m_shownEngine;
    std::unique_ptr<runlog::LiveReplay> m_live; // follows the draft's number, from the text and the baseline below
    runlog::EnginePtr m_liveText;
    WithNumber m_resting;
    std::optional<Draft> m_lastDraft;
    quint64 m_liveAnswers = 0;
    runlog::ReplayPtr m_liveBaseline;
    std::unique_ptr<runlog::DailyMatches> m_daily;
    quint64 m_partialState = 0;
    ReplayResultPtr m_partial; // the last result, where it is not whole
    quint64 m_lastShot = 0;    // the generation of m_live's last shot; 0: none
    runlog::ReplayPtr m_countedBaseline;
    runlog::Standing m_baselineStanding;

    std::jthread m_thread;
};

} // namespace studio
