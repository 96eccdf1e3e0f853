// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPointer>
#include <QWidget>

class QHBoxLayout;

namespace studio {

// The top line of a pane: title in bold, a muted detail beside it, a muted note at the right, then the pane's controls.
//
// Place it first in the pane's layout. While the keyboard focus is in its parent widget, it has a 2-px accent line on
// top. All texts are plain. What does not fit is left out whole: first the note, then the detail.
class PaneHeader : public QWidget {
    Q_OBJECT
public:
    explicit PaneHeader(const QString& title, QWidget* parent = nullptr);

    QString title() const { return m_title; }
    void setTitle(const QString& title);
    void setTitleShown(bool shown);        // false: the title stands on a tab above
    void setDetail(const QString& detail, const QString& shorter = {}); // "98,786 values"; what to say where that is too long
    void setDetailFont(const QFont& font); // monospace for names of fields and tools
    void setNote(const QString& note);
    void setLead(QWidget* lead);           // instead of the title, at its place: the title's words as tabs
    void addControl(QWidget* control);     // right-aligned, in the order of calls

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void focusMoved(QWidget* now);
    int controlsLeft() const;

    QString m_title;
    bool m_titleShown = true;
    QString m_detail;
    QString m_shorter;
    QString m_note;
    QFont m_detailFont;
    QHBoxLayout* m_controls;
    QWidget* m_lead = nullptr;
    bool m_active = false;
};

} // namespace studio
