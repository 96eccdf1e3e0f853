// SPDX-License-Identifier: Apache-2.0
#include "ui/step/timeline.h"

#include "ui/theme/figures.h"
#include "ui/theme/paint.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace studio {

namespace {

constexpr int Inset = 12;
constexpr qreal MarkLine = 15;    // centre of the marks
constexpr qreal MostPitch = 18;
constexpr qreal LeastPitch = 6;   // below it a column stands for several steps

qreal markSize(runlog::Outcome outcome)
{
    switch (outcome) {
    case runlog::Outcome::Allow: return 7;
    case runlog::Outcome::Log: return 8;
    case runlog::Outcome::Modify: return 9;
    case runlog::Outcome::RequireApproval: return 10;
    case runlog::Outcome::Deny: case runlog::Outcome::Terminate: return 11;
    case runlog::Outcome::NotReached: case runlog::Outcome::Undecided: break;
    }
    return 6;
}

int strictness(runlog::Outcome outcome)
{
    switch (outcome) {
    case runlog::Outcome::Undecided: return 0;
    case runlog::Outcome::NotReached: return 1;
    case runlog::Outcome::Allow: return 2;
    case runlog::Outcome::Log: return 3;
    case runlog::Outcome::Modify: return 4;
    case runlog::Outcome::RequireApproval: return 5;
    case runlog::Outcome::Deny: return 6;
    case runlog::Outcome::Terminate: return 7;
    }
    return 0;
}

} // namespace

Timeline::Timeline(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline of the run"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Timeline::setSteps(std::vector<StepEntry> steps)
{
    m_steps = std::move(steps);
    speak();
    update();
}

void Timeline::setCurrent(int place)
{
    m_current = place;
    speak();
    update();
}

void Timeline::speak()
{
    if (m_current < 0 || m_current >= count())
        return setAccessibleDescription(QString());
    const StepEntry& entry = m_steps[static_cast<std::size_t>(m_current)];
    setAccessibleDescription(tr("step %1, %2 of %3, %4: %5").arg(entry.seq).arg(m_current + 1).arg(count())
                                 .arg(entry.name, outcomeWords(entry.now)));
}

QSize Timeline::sizeHint() const { return {400, 42}; }
QSize Timeline::minimumSizeHint() const { return {120, 42}; }

qreal Timeline::pitch() const
{
    return m_steps.empty() ? MostPitch : std::min(MostPitch, (width() - 2.0 * Inset) / count());
}

qreal Timeline::xOf(int place) const { return Inset + (place + 0.5) * pitch(); }

int Timeline::placeAt(qreal x) const
{
    if (m_steps.empty())
        return -1;
    return std::clamp(static_cast<int>(std::floor((x - Inset) / pitch())), 0, count() - 1);
}

void Timeline::choose(int place)
{
    if (m_steps.empty())
        return;
    place = std::clamp(place, 0, count() - 1);
    if (place == m_current)
        return;
    setCurrent(place);
    emit chosen(place);
}

void Timeline::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        choose(placeAt(event->position().x()));
}

void Timeline::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        choose(placeAt(event->position().x()));
}

void Timeline::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left: return choose(m_current - 1);
    case Qt::Key_Right: return choose(m_current + 1);
    case Qt::Key_Home: return choose(0);
    case Qt::Key_End: return choose(count() - 1);
    default: QWidget::keyPressEvent(event);
    }
}

void Timeline::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = m_theme.tokens();
    QPainter painter(this);
    painter.fillRect(rect(), tokens.pane);
    if (m_steps.empty())
        return;
    if (m_current >= 0) {
        const qreal width = std::max<qreal>(pitch(), 3);
        painter.fillRect(QRectF(xOf(m_current) - width / 2, 3, width, 2 * (MarkLine - 3)), tokens.accentTint);
    }
    paintHatch(painter);
    pitch() < LeastPitch ? paintColumns(painter) : paintMarks(painter);
    paintScale(painter);
    if (hasFocus()) {
        painter.setPen(QPen(tokens.accent, 1));
        painter.drawRect(QRectF(rect()).adjusted(4.5, 1.5, -4.5, -1.5));
    }
}

// Behind every step of which the recording no longer says what would have happened.
void Timeline::paintHatch(QPainter& painter) const
{
    for (int first = 0; first < count(); ++first) {
        if (!m_steps[static_cast<std::size_t>(first)].isAfterStop()
            || m_steps[static_cast<std::size_t>(first)].now.outcome == runlog::Outcome::NotReached)
            continue;
        int last = first;
        while (last + 1 < count() && m_steps[static_cast<std::size_t>(last + 1)].isAfterStop()
               && m_steps[static_cast<std::size_t>(last + 1)].now.outcome != runlog::Outcome::NotReached)
            ++last;
        hatch(painter, QRectF(xOf(first) - pitch() / 2, 5, (last - first + 1) * pitch(), 2 * (MarkLine - 5)), m_theme.tokens().line);
        first = last;
    }
}

void Timeline::paintStep(QPainter& painter, int place) const
{
    const Tokens& tokens = m_theme.tokens();
    const StepEntry& entry = m_steps[static_cast<std::size_t>(place)];
    const QPointF centre(xOf(place), MarkLine);
    if (entry.now.outcome == runlog::Outcome::Undecided) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(tokens.edge);
        return painter.drawEllipse(centre, 1.2, 1.2);
    }
    const qreal size = std::min(markSize(entry.now.outcome), pitch() + 1) + (place == m_current ? 2 : 0);
    paintMark(painter, centre, size, entry.now.outcome, entry.isAfterStop() ? MarkStyle::Outlined : MarkStyle::Filled, tokens);
}

void Timeline::paintMarks(QPainter& painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    for (int place = 0; place < count(); ++place)
        paintStep(painter, place);
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void Timeline::paintColumns(QPainter& painter) const
{
    const Tokens& tokens = m_theme.tokens();
    for (int x = Inset; x < width() - Inset; x += 3) {
        const int from = placeAt(x);
        const int to = std::max(from + 1, placeAt(x + 3));
        runlog::Outcome strictest = runlog::Outcome::Undecided;
        for (int place = from; place < std::min(to, count()); ++place) {
            const runlog::Outcome outcome = m_steps[static_cast<std::size_t>(place)].now.outcome;
            if (strictness(outcome) > strictness(strictest))
                strictest = outcome;
        }
        const qreal height = markSize(strictest) * 1.6;
        painter.fillRect(QRectF(x, MarkLine + 9 - height, 2, height),
                         strictest == runlog::Outcome::Undecided ? tokens.line : tokens.of(strictest).mark);
    }
}

// The first and the last number, the current one in bold between them; neighbours that would touch are left out.
void Timeline::paintScale(QPainter& painter) const
{
    const Tokens& tokens = m_theme.tokens();
    const qreal base = height() - 5;
    qreal freeFrom = 0;
    qreal freeTo = width();
    if (m_current >= 0) {
        painter.setFont(strong(smallFont()));
        painter.setPen(tokens.text);
        const QString number = QString::number(m_steps[static_cast<std::size_t>(m_current)].seq);
        const qreal wide = figuresWidth(painter.font(), number);
        const qreal left = std::clamp(xOf(m_current) - wide / 2, 2.0, width() - wide - 2);
        paintFigures(painter, {left, base}, number);
        freeFrom = left + wide + 6;
        freeTo = left - 6;
    }
    painter.setFont(smallFont());
    painter.setPen(tokens.faint);
    const QString first = QString::number(m_steps.front().seq);
    const QString last = QString::number(m_steps.back().seq);
    if (xOf(0) + figuresWidth(painter.font(), first) / 2 < freeTo)
        paintFigures(painter, {xOf(0) - figuresWidth(painter.font(), first) / 2, base}, first);
    const qreal lastLeft = xOf(count() - 1) - figuresWidth(painter.font(), last) / 2;
    if (lastLeft > freeFrom)
        paintFigures(painter, {lastLeft, base}, last);
}

} // namespace studio
