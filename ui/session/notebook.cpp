// SPDX-License-Identifier: Apache-2.0
#include "ui/session/notebook.h"

namespace studio {

void NoteBook::setNotes(std::vector<runlog::Note> notes)
{
    m_before.clear();
    m_notes = std::move(notes);
    emit changed();
}

void NoteBook::add(const runlog::Note& note)
{
    m_before.push_back(m_notes);
    m_notes.push_back(note);
    emit changed();
}

void NoteBook::remove(std::size_t index)
{
    if (index >= m_notes.size())
        return;
    m_before.push_back(m_notes);
    m_notes.erase(m_notes.begin() + static_cast<std::ptrdiff_t>(index));
    emit changed();
}

void NoteBook::undo()
{
    if (m_before.empty())
        return;
    m_notes = std::move(m_before.back());
    m_before.pop_back();
    emit changed();
}

} // namespace studio
