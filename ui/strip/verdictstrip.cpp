// SPDX-License-Identifier: Apache-2.0
#include "ui/strip/verdictstrip.h"

#include "ui/strip/stripaccessible.h"
#include "ui/strip/stripmeasures.h"
#include "ui/theme/figures.h"
#include "ui/theme/paint.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTextDocument>
#include <QToolTip>

namespace studio {

namespace {

using namespace strip;

constexpr int TallFrom = 1400; // window width
constexpr std::size_t DamagePlace = 12;
// Words in the order in which they are kept when width runs out, after the damage: spend, runs, assumption, time.
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
    connect(&session, &ReplaySession::runsChanged, this, &VerdictStrip::refresh);
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
    const auto runs = m_session.runs();
    const Damage damage{runs ? static_cast<qint64>(runs->damagedLines()) : 0, m_firstDamage};
    m_cells = verdictCells(m_session.result().get(), m_session.baselineName(), m_session.answers().mode, damage);
    place();
    update();
}

void VerdictStrip::setFirstDamage(const QString& words)
{
    m_firstDamage = words;
    refresh();
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
    const int sign = cell.isSigned() ? MarkSize + Gap : 0;
    const int label = sign + QFontMetrics(smallFont()).horizontalAdvance(cell.label);
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
    if (!m_cells[DamagePlace].value.isEmpty()) {
        const int damage = naturalWidth(m_cells[DamagePlace]);
        m_rects[DamagePlace] = QRect(width() - Inset - damage, 0, damage, height());
        left -= damage;
        for (std::size_t cell = 0; cell < FirstWords; ++cell) // of a very narrow strip
            if (m_rects[cell].intersects(m_rects[DamagePlace]))
                m_rects[cell] = QRect();
    }
    std::vector<bool> kept(m_cells.size(), false);
    for (const std::size_t cell : KeptWords) {
        if (naturalWidth(m_cells[cell]) > left)
            break;
        kept[cell] = true;
        left -= naturalWidth(m_cells[cell]);
    }
    for (std::size_t cell = FirstWords; cell < DamagePlace; ++cell) {
        if (kept[cell])
            put(cell, naturalWidth(m_cells[cell]));
    }
}

QRect VerdictStrip::cellRect(std::size_t cell) const { return m_rects[cell]; }

bool VerdictStrip::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const auto cell = cellAt(help->pos());
    if (cell == DamagePlace)
        QToolTip::showText(help->globalPos(), Qt::convertFromPlainText(m_cells[*cell].sentence), this, m_rects[*cell]);
    else
        QToolTip::hideText();
    return true;
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
    else if (m_cells[cell].isButton())
        emit damageClicked();
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
    setCursor(cell && m_cells[*cell].isButton() ? Qt::PointingHandCursor : Qt::ArrowCursor);
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
