// SPDX-License-Identifier: Apache-2.0
#include "ui/step/rawtext.h"

#include "ui/step/contentmodel.h"
#include "ui/theme/paint.h"

#include <QHelpEvent>
#include <QToolTip>

namespace studio {

RawText::RawText(Theme& theme, QWidget* parent) : QPlainTextEdit(parent), m_theme(theme)
{
    setReadOnly(true);
    setFrameShape(QFrame::NoFrame);
    setFont(monoFont());
    setAccessibleName(tr("What the step carries, as text"));
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(&theme, &Theme::changed, this, &RawText::mark);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this,
            [this] { emit findingChanged(findingAt(textCursor().position())); });
}

void RawText::setMarked(const MarkedText& marked)
{
    m_spans = marked.spans;
    if (toPlainText() != marked.text)
        setPlainText(marked.text);
    mark();
}

QString RawText::findingAt(int position) const
{
    for (const PersonalSpan& span : m_spans)
        if (span.begin <= position && position < span.end)
            return spanWords({span});
    return {};
}

void RawText::mark()
{
    const OutcomeColors& colors = m_theme.tokens().of(runlog::Outcome::Modify);
    QList<QTextEdit::ExtraSelection> selections;
    for (const PersonalSpan& span : m_spans) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = QTextCursor(document());
        selection.cursor.setPosition(span.begin);
        selection.cursor.setPosition(span.end, QTextCursor::KeepAnchor);
        selection.format.setBackground(colors.tint);
        selection.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        selection.format.setUnderlineColor(colors.text);
        selections << selection;
    }
    setExtraSelections(selections);
}

bool RawText::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString words = findingAt(cursorForPosition(help->pos()).position());
    words.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), words.toHtmlEscaped(), viewport());
    return true;
}

} // namespace studio
