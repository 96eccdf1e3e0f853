// SPDX-License-Identifier: Apache-2.0
#include "ui/strip/verdictstrip.h"

#include "ui/strip/stripaccessible.h"
#include "ui/theme/figures.h"
#include "ui/theme/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace studio {

namespace {

constexpr int Inset = 12;
constexpr int MarkSize = 14;
constexpr int Gap = 6;
constexpr int TallFrom = 1400; // window width
constexpr std::size_t FirstCount = 6;
constexpr std::size_t FirstWords = 8;
// Words in the order in which they are kept when width runs out: spend, runs, assumption, time.
constexpr std::size_t KeptWords[] = {8, 11, 9, 10};

} // namespace

VerdictStrip::VerdictStrip(ReplaySession& session, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_theme(theme)
{
    offerStripAccessible();
    setAccessibleName(tr("Verdict"));
    setObjectName(QStringLiteral("verdictStrip"));
    setFocusPolicy(Qt::TabFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_patience.setSingleShot(true);
    m_patience.setInterval(300);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_showsWork = true;
        update();
    });
    connect(&session, &ReplaySession::resultChanged, this, &VerdictStrip::refresh);
    connect(&session, &ReplaySession::answersChanged, this, &VerdictStrip::refresh);
    connect(&session, &ReplaySession::busyChanged, this, &VerdictStrip::busyChanged);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    refresh();
}

QSize VerdictStrip::sizeHint() const
{
    const int text = QFontMetrics(smallFont()).height() + QFontMetrics(figureFont()).height();
    return {1280, std::max(width() >= TallFrom ? 60 : 52, text + 8)};
}

QSize VerdictStrip::minimumSizeHint() const { return {320, sizeHint().height()}; }

void VerdictStrip::refresh()
{
    m_cells = verdictCells(m_session.result().get(), m_session.baselineName(), m_session.answers().mode);
    place();
    update();
}

void VerdictStrip::busyChanged(bool busy)
{
    if (busy) {
        m_patience.start();
        return;
    }
    m_patience.stop();
    if (std::exchange(m_showsWork, false))
        update();
}

int VerdictStrip::naturalWidth(const VerdictCell& cell) const
{
    const int label = QFontMetrics(smallFont()).horizontalAdvance(cell.label);
    return std::max(label, static_cast<int>(figuresWidth(font(), cell.value)) + 1) + 16;
}

// Outcomes and counts have widths of the window's width alone, so that nothing moves when a number grows.
void VerdictStrip::place()
{
    m_rects.assign(m_cells.size(), QRect());
    const int unit = std::clamp(width() * 76 / 1000, 78, 120);
    int x = Inset;
    const auto put = [&](std::size_t cell, int cellWidth) {
        m_rects[cell] = QRect(x, 0, cellWidth, height());
        x += cellWidth;
    };
    for (std::size_t cell = 0; cell < FirstCount; ++cell)
        put(cell, cell + 1 == FirstCount ? unit * 5 / 4 : unit);
    x += Inset;
    put(6, unit * 6 / 5);
    put(7, unit);
    x += Inset;

    int left = width() - Inset - x;
    std::vector<bool> kept(m_cells.size(), false);
    for (const std::size_t cell : KeptWords) {
        if (naturalWidth(m_cells[cell]) > left)
            break;
        kept[cell] = true;
        left -= naturalWidth(m_cells[cell]);
    }
    for (std::size_t cell = FirstWords; cell < m_cells.size(); ++cell) {
        if (kept[cell])
            put(cell, naturalWidth(m_cells[cell]));
    }
}

QRect VerdictStrip::cellRect(std::size_t cell) const { return m_rects[cell]; }

void VerdictStrip::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.pane);
    for (std::size_t cell = 0; cell < m_cells.size(); ++cell)
        paintCell(painter, cell);
    for (const std::size_t first : {FirstCount, FirstWords})
        painter.fillRect(QRect(m_rects[first].left() - Inset, 12, 1, height() - 24), tokens.line);
    painter.fillRect(QRect(0, height() - 1, width(), 1), tokens.line);
    if (m_showsWork)
        painter.fillRect(QRect(0, height() - 2, width(), 2), tokens.accent);
}

void VerdictStrip::paintCell(QPainter& painter, std::size_t index) const
{
    const QRect rect = m_rects[index];
    if (rect.isEmpty())
        return;
    const VerdictCell& cell = m_cells[index];
    const Tokens& tokens = m_theme.tokens();
    if (m_hovered == index && cell.outcome)
        painter.fillRect(rect.adjusted(-Gap, 0, -Gap, -1), tokens.hover);
    if (hasFocus() && m_current == index)
        painter.fillRect(QRect(rect.left(), height() - 3, rect.width() - Inset, 2), tokens.accent);

    const QFontMetrics small(smallFont());
    const QFontMetrics figure(figureFont());
    const int top = (height() - small.height() - figure.height()) / 2;
    int x = rect.left();
    if (cell.kind == VerdictCell::Kind::Outcome) {
        paintMark(painter, QPointF(x + MarkSize / 2.0, top + small.height() / 2.0), MarkSize, *cell.outcome, MarkStyle::Filled, tokens);
        x += MarkSize + Gap;
    }
    painter.setFont(smallFont());
    painter.setPen(tokens.muted);
    painter.drawText(QPoint(x, top + small.ascent()), cell.label);
    paintFigure(painter, cell, rect, top + small.height() + figure.ascent());
}

void VerdictStrip::paintFigure(QPainter& painter, const VerdictCell& cell, const QRect& rect, int baseline) const
{
    const Tokens& tokens = m_theme.tokens();
    const bool quiet = m_showsWork || cell.kind == VerdictCell::Kind::Count;
    if (cell.kind == VerdictCell::Kind::Words || cell.kind == VerdictCell::Kind::Warning) {
        painter.setFont(font());
        painter.setPen(cell.kind == VerdictCell::Kind::Warning ? tokens.warn : m_showsWork ? tokens.muted : tokens.text);
        paintFigures(painter, QPointF(rect.left(), baseline - 1), cell.value);
        return;
    }
    const bool changed = cell.delta != 0;
    const QString delta = changed ? countText(std::abs(cell.delta)) : QStringLiteral("=");
    const QFont deltaFont = changed ? strong(font()) : font();
    const qreal deltaWidth = figuresWidth(deltaFont, delta) + (changed ? 10 : 0) + Gap;
    QFont numberFont = changed ? strong(figureFont()) : figureFont();
    if (figuresWidth(numberFont, cell.value) + deltaWidth > rect.width() - 4)
        numberFont = changed ? strong(font()) : font();
    painter.setFont(numberFont);
    painter.setPen(changed && !quiet ? tokens.text : tokens.muted);
    qreal x = rect.left() + paintFigures(painter, QPointF(rect.left(), baseline), cell.value) + Gap;
    painter.setFont(deltaFont);
    if (cell.value == QStringLiteral("–"))
        return;
    if (changed) {
        const qreal middle = baseline - QFontMetricsF(deltaFont).capHeight() / 2;
        paintTriangle(painter, QPointF(x + 4, middle), 9, cell.delta > 0, quiet ? tokens.muted : tokens.text);
        x += 10;
    }
    paintFigures(painter, QPointF(x, baseline), delta);
}

void VerdictStrip::resizeEvent(QResizeEvent*)
{
    updateGeometry();
    place();
}

std::optional<std::size_t> VerdictStrip::cellAt(const QPoint& position) const
{
    for (std::size_t cell = 0; cell < m_rects.size(); ++cell) {
        if (m_rects[cell].contains(position))
            return cell;
    }
    return std::nullopt;
}

void VerdictStrip::press(std::size_t cell)
{
    if (m_cells[cell].outcome)
        emit outcomeClicked(*m_cells[cell].outcome);
}

void VerdictStrip::mousePressEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !cell)
        return;
    m_current = *cell;
    press(*cell);
}

void VerdictStrip::mouseMoveEvent(QMouseEvent* event)
{
    const auto cell = cellAt(event->position().toPoint());
    if (cell == m_hovered)
        return;
    m_hovered = cell;
    setCursor(cell && m_cells[*cell].outcome ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void VerdictStrip::leaveEvent(QEvent*)
{
    m_hovered.reset();
    update();
}

void VerdictStrip::moveCurrent(int step)
{
    const int last = static_cast<int>(m_cells.size()) - 1;
    int next = static_cast<int>(m_current);
    do
        next += step;
    while (next >= 0 && next <= last && m_rects[static_cast<std::size_t>(next)].isEmpty());
    if (next < 0 || next > last)
        return;
    m_current = static_cast<std::size_t>(next);
    tellStripFocus(*this, m_current);
    update();
}

void VerdictStrip::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return moveCurrent(-1);
    case Qt::Key_Right:
        return moveCurrent(1);
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return press(m_current);
    default:
        QWidget::keyPressEvent(event);
    }
}

void VerdictStrip::focusInEvent(QFocusEvent*)
{
    tellStripFocus(*this, m_current);
    update();
}

void VerdictStrip::focusOutEvent(QFocusEvent*) { update(); }

void VerdictStrip::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::FontChange)
        place();
    QWidget::changeEvent(event);
}

} // namespace studio
