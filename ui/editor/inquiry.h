// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"

#include <QObject>
#include <QThreadPool>
#include <functional>
#include <map>
#include <memory>
#include <optional>

namespace studio {

class ReplaySession;

// What the editor asks about the replay that is shown: the observed values of its numbers, one after the other, and the conditions of one step.
//
// ReplaySession keeps one question of each kind, and that belongs to the pane whose subject it is; the editor has many numbers in
// sight at once. So it asks core itself, in one thread of its own with low priority. Answers are kept until another replay
// is shown; an answer about an older one is dropped. For the window's thread.
class Inquiry : public QObject {
    Q_OBJECT
public:
    using ObservationsPtr = std::shared_ptr<const runlog::Observations>;
    using ExplainedPtr = std::shared_ptr<const runlog::ExplainedStep>;

    explicit Inquiry(ReplaySession& session, QObject* parent = nullptr);
    ~Inquiry() override;

    // What is known; null until answered. Asking for what is not known starts a question.
    ObservationsPtr observations(const runlog::Threshold& threshold);
    ExplainedPtr explained(std::size_t step);

signals:
    void answered();

private:
    void reset();
    std::shared_ptr<const runlog::ReplayOrder> orderOf(const runlog::RunsPtr& runs);
    void start(std::function<std::function<void()>(std::stop_token)> work);

    ReplaySession& m_session;
    QThreadPool m_thread;
    std::stop_source m_stop;
    quint64 m_generation = 0;
    runlog::RunsPtr m_orderOf; // these two belong to the thread
    std::shared_ptr<const runlog::ReplayOrder> m_order;

    std::map<runlog::Threshold, ObservationsPtr> m_observations; // null: asked
    std::map<std::size_t, ExplainedPtr> m_explained;             // null: asked
};

} // namespace studio
