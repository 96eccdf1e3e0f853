// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/session/sessionfile.h"

#include <QObject>
#include <vector>

namespace studio {

// The notes of a policy's session file, with undo. Lives on the window's thread.
class NoteBook : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const std::vector<runlog::Note>& notes() const { return m_notes; }
    void setNotes(std::vector<runlog::Note> notes); // as read from a file; nothing can be undone afterwards

    void add(const runlog::Note& note);
    void remove(std::size_t index);
    bool canUndo() const { return !m_before.empty(); }
    void undo();

signals:
    void changed();

private:
    std::vector<runlog::Note> m_notes;
    std::vector<std::vector<runlog::Note>> m_before;
};

} // namespace studio
