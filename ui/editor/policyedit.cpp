// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/policyedit.h"

#include "ui/editor/completionpopup.h"
#include "ui/editor/gutter.h"
#include "ui/editor/linescan.h"
#include "ui/editor/overviewruler.h"
#include "ui/editor/rowlayout.h"

#include <QHelpEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTimer>
#include <algorithm>

namespace studio {

namespace {

constexpr int InlayMargin = 12;
constexpr int TooManyLinesBack = 20'000;

QTextEdit::ExtraSelection selection(const QTextCursor& range, const QTextCharFormat& format)
{
    QTextEdit::ExtraSelection shown;
    shown.cursor = range;
    shown.format = format;
    return shown;
}

// A line with which everything before it is over: a key of the file's top.
bool startsKey(const QString& line) { return !line.isEmpty() && line[0].isLetter(); }

QColor squiggleColor(runlog::Severity severity, const Tokens& tokens)
{
    switch (severity) {
    case runlog::Severity::Error:
        return tokens.of(runlog::Outcome::Deny).mark;
    case runlog::Severity::Warning:
        return tokens.warn;
    case runlog::Severity::Note:
        break;
    }
    return tokens.edge;
}

} // namespace

PolicyEdit::PolicyEdit(QTextDocument* document, Theme& theme, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_layout(new RowLayout(document))
    , m_folding(document)
    , m_gutter(new EditGutter(*this))
    , m_ruler(new OverviewRuler(*this))
    , m_popup(new CompletionPopup(this))
{
    document->setDocumentLayout(m_layout);
    document->setDefaultFont(monoFont());
    setDocument(document);
    setFont(monoFont());
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setAccessibleName(tr("Policy text"));
    m_syntax = new PolicySyntax(document, m_theme.tokens());
    m_syntax->QObject::setParent(this);
    m_lineCount = blockCount();

    connect(document, &QTextDocument::contentsChange, this, &PolicyEdit::documentChanged);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &PolicyEdit::layOutSides);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this](const QRect&, int) { m_gutter->update(); });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        updateSelections();
        m_gutter->update();
        m_ruler->update();
        viewport()->update();
    });
    connect(&m_folding, &Folding::changed, this, [this] {
        viewport()->update();
        m_gutter->update();
        emit visibleLinesChanged();
    });
    connect(m_popup, &CompletionPopup::accepted, this, &PolicyEdit::insertCompletion);
    connect(&m_theme, &Theme::changed, this, &PolicyEdit::applyTheme);
    applyTheme();
    layOutSides();
}

PolicyEdit::~PolicyEdit()
{
    document()->disconnect(this); // the highlighter, a child, touches the document once more as it goes
    delete m_popup; // may be a child of the window
}

void PolicyEdit::applyTheme()
{
    const Tokens& tokens = m_theme.tokens();
    QPalette palette = studio::palette(tokens);
    palette.setColor(QPalette::Base, tokens.pane);
    palette.setColor(QPalette::Highlight, tokens.accentTint);
    palette.setColor(QPalette::HighlightedText, tokens.text);
    setPalette(palette);
    m_syntax->setTokens(tokens);
    updateSelections();
    update();
}

void PolicyEdit::setMarks(EditorMarks marks)
{
    m_marks = std::move(marks);
    updateSelections();
    viewport()->update();
    m_gutter->update();
    m_ruler->update();
}

void PolicyEdit::setFound(const std::vector<QTextCursor>& matches)
{
    m_found = matches;
    updateSelections();
    m_ruler->update();
}

void PolicyEdit::documentChanged(int position, int, int)
{
    const int added = blockCount() - m_lineCount;
    m_lineCount = blockCount();
    if (added != 0)
        m_marks.shiftLines(document()->findBlock(position).blockNumber(), added);
}

void PolicyEdit::updateSelections()
{
    const Tokens& t = tokens();
    QList<QTextEdit::ExtraSelection> shown;
    for (const auto& tint : m_marks.tints) {
        QTextCharFormat format;
        format.setBackground(t.of(tint.outcome).tint);
        format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
        format.setUnderlineColor(t.of(tint.outcome).mark);
        shown << selection(tint.range, format);
    }
    for (const auto& match : m_found) {
        QTextCharFormat format;
        format.setBackground(t.accentTint);
        shown << selection(match, format);
    }
    for (const auto& squiggle : m_marks.squiggles) {
        QTextCharFormat format;
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(squiggleColor(squiggle.severity, t));
        shown << selection(squiggle.range, format);
    }
    setExtraSelections(shown);
}

void PolicyEdit::layOutSides()
{
    const int gutter = m_gutter->wantedWidth();
    setViewportMargins(gutter, 0, OverviewRuler::Width, 0);
    const QRect inner = contentsRect();
    m_gutter->setGeometry(inner.left(), inner.top(), gutter, inner.height());
    const QRect view = viewport()->geometry();
    m_ruler->setGeometry(view.right() + 1, view.top(), OverviewRuler::Width, view.height());
}

void PolicyEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    layOutSides();
    emit visibleLinesChanged();
}

void PolicyEdit::scrollContentsBy(int dx, int dy)
{
    QPlainTextEdit::scrollContentsBy(dx, dy);
    m_popup->hide();
    if (dx != 0)
        viewport()->update(); // inlays stand at the right edge, wherever the text is
    m_gutter->update();
    emit visibleLinesChanged();
}

void PolicyEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOutSides();
}

bool PolicyEdit::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QPlainTextEdit::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QTextBlock block = blockAt(help->pos().y());
    const QPoint inRow(help->pos().x(), static_cast<int>(rowOf(block).center().y()));
    emit hoverAsked(cursorForPosition(inRow).position(), help->globalPos());
    return true;
}

LineRange PolicyEdit::visibleLines() const
{
    const QTextBlock first = firstVisibleBlock();
    const int rows = static_cast<int>(viewport()->height() / m_layout->rowHeight()) + 2;
    QTextBlock last = first;
    for (int i = 0; i < rows && last.next().isValid(); ++i)
        for (last = last.next(); !last.isVisible() && last.next().isValid();)
            last = last.next();
    return {first.blockNumber(), last.blockNumber()};
}

QRectF PolicyEdit::rowOf(const QTextBlock& block) const
{
    if (!block.isValid() || !block.isVisible())
        return {};
    const QRectF box = blockBoundingGeometry(block).translated(contentOffset());
    return {0, box.top(), static_cast<qreal>(viewport()->width()), m_layout->rowHeight()};
}

QRectF PolicyEdit::inlayRoomOf(const QTextBlock& block) const
{
    QRectF row = rowOf(block);
    const QTextLayout* layout = block.layout();
    const qreal textWidth = layout->lineCount() > 0 ? layout->lineAt(0).naturalTextWidth() : 0;
    row.setLeft(contentOffset().x() + document()->documentMargin() + textWidth);
    row.setRight(std::max(row.left(), static_cast<qreal>(viewport()->width() - InlayMargin)));
    return row;
}

QTextBlock PolicyEdit::blockAt(qreal viewportY) const
{
    QTextBlock block = firstVisibleBlock();
    QTextBlock last = block;
    for (; block.isValid(); block = block.next()) {
        if (!block.isVisible())
            continue;
        last = block;
        if (rowOf(block).bottom() > viewportY)
            break;
    }
    return last;
}

CaretContext PolicyEdit::contextAt(int position) const
{
    QTextBlock first = document()->findBlock(position);
    QStringList lines{first.text().left(position - first.position())};
    for (int i = 0; i < TooManyLinesBack && first.previous().isValid() && !startsKey(first.text()); ++i) {
        first = first.previous();
        lines << first.text();
    }
    std::reverse(lines.begin(), lines.end());
    CaretContext context = studio::contextAt(lines.join(QLatin1Char('\n')), position - first.position());
    context.wordBegin += first.position();
    return context;
}

void PolicyEdit::jumpTo(int position)
{
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(position, 0, document()->characterCount() - 1));
    m_folding.reveal(cursor.block());
    setTextCursor(cursor);
    m_jumpPending = !isVisible(); // without its size nobody knows what is in sight
    const QRectF row = rowOf(cursor.block());
    if (row.top() < 0 || row.bottom() > viewport()->height())
        centerCursor();
    horizontalScrollBar()->setValue(0);
    ensureCursorVisible();
}

void PolicyEdit::showEvent(QShowEvent* event)
{
    QPlainTextEdit::showEvent(event);
    if (m_jumpPending)
        QTimer::singleShot(0, this, [this] { jumpTo(textCursor().position()); });
}

} // namespace studio
