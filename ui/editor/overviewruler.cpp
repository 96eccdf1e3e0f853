// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/overviewruler.h"

#include "ui/editor/policyedit.h"

#include <QMouseEvent>
#include <QPainter>
#include <QTextBlock>
#include <algorithm>

namespace studio {

namespace {

constexpr int MarkHeight = 3;

QColor colorOf(const EditorMarks::RulerMark& mark, const Tokens& tokens)
{
    switch (mark.kind) {
    case EditorMarks::RulerMark::Kind::Changed:
        return tokens.of(mark.outcome).mark;
    case EditorMarks::RulerMark::Kind::Warning:
        return tokens.warn;
    case EditorMarks::RulerMark::Kind::Error:
        return tokens.of(runlog::Outcome::Deny).mark;
    case EditorMarks::RulerMark::Kind::Focus:
        break;
    }
    return tokens.accent;
}

} // namespace

OverviewRuler::OverviewRuler(PolicyEdit& edit)
    : QWidget(&edit)
    , m_edit(edit)
{
    setAccessibleName(tr("Overview of the file"));
    setCursor(Qt::ArrowCursor);
}

QRect OverviewRuler::markRect(int line) const
{
    const int lines = std::max(1, m_edit.blockCount());
    const qreal share = static_cast<qreal>(line) / static_cast<qreal>(lines);
    return {0, static_cast<int>(share * std::max(0, height() - MarkHeight)), Width, MarkHeight};
}

void OverviewRuler::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = m_edit.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.pane);
    painter.fillRect(markRect(m_edit.textCursor().blockNumber()), tokens.line);
    for (const auto& match : m_edit.m_found)
        painter.fillRect(markRect(match.blockNumber()), tokens.edge);
    auto marks = m_edit.marks().ruler;
    std::stable_sort(marks.begin(), marks.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; });
    for (const auto& mark : marks)
        painter.fillRect(markRect(mark.line), colorOf(mark, tokens));
}

void OverviewRuler::mousePressEvent(QMouseEvent* event)
{
    const qreal share = event->position().y() / std::max(1, height());
    const int line = std::clamp(static_cast<int>(share * m_edit.blockCount()), 0, m_edit.blockCount() - 1);
    m_edit.jumpTo(m_edit.document()->findBlockByNumber(line).position());
}

} // namespace studio
