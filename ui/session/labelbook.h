// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/labels.h"

#include <QObject>
#include <optional>
#include <vector>

namespace studio {

class ReplaySession;

// What people say should happen to recorded steps, with undo, and where those steps are among the open runs. Labels of other
// runs are kept. Lives on the window's thread.
class LabelBook : public QObject {
    Q_OBJECT
public:
    explicit LabelBook(ReplaySession& session, QObject* parent = nullptr);

    const runlog::Labels& labels() const { return m_labels; }
    void setLabels(const runlog::Labels& labels); // as read from a file; nothing can be undone afterwards

    // `step` is one of the open runs.
    void give(std::size_t step, const runlog::Label& label);
    void take(std::size_t step);
    bool canUndo() const { return !m_given.empty(); }
    void undo();

    const std::vector<runlog::LabelledStep>& found() const { return m_found; } // among the open runs, in order of step
    const runlog::Label* labelOf(std::size_t step) const;                      // null: none

signals:
    void changed();

private:
    struct Before {
        runlog::StepKey key;
        std::optional<runlog::Label> label;
    };

    void put(const runlog::StepKey& key, const std::optional<runlog::Label>& label);
    void find();

    ReplaySession& m_session;
    runlog::Labels m_labels;
    std::vector<runlog::LabelledStep> m_found;
    std::vector<Before> m_given;
};

} // namespace studio
