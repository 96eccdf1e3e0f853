// SPDX-License-Identifier: Apache-2.0
//
// What the hand and the keys do to the two numbers of the map.
#include "ui/threshold/mapface.h"

#include "ui/threshold/stride.h"
#include "ui/threshold/sweepcurve.h"
#include "ui/threshold/valuetext.h"

#include <QComboBox>

#include <algorithm>

namespace studio {

using runlog::Decimal;

namespace {

// The value of the next cell on that side of where a number stands.
std::optional<Decimal> nextOf(const std::vector<Decimal>& values, const Decimal& at, int direction)
{
    const auto above = std::upper_bound(values.begin(), values.end(), at);
    if (direction > 0)
        return above == values.end() ? std::nullopt : std::optional(*above);
    const auto here = std::lower_bound(values.begin(), values.end(), at);
    return here == values.begin() ? std::nullopt : std::optional(*std::prev(here));
}

Decimal snapped(const ThresholdTarget& target, const Axis& axis, double wanted, double perPixel)
{
    return wholeGrains(std::clamp(wanted, axis.low, axis.high), grainOfPixel(target.grain(), perPixel));
}

} // namespace

void MapFace::connectInput()
{
    connect(m_chart, &PlaneChart::grabbed, this, &MapFace::ensureBegun);
    connect(m_chart, &PlaneChart::dragged, this, &MapFace::drag);
    connect(m_chart, &PlaneChart::released, this, &MapFace::commit);
    connect(m_chart, &PlaneChart::commitWanted, this, &MapFace::commit);
    connect(m_chart, &PlaneChart::cancelled, m_gesture, &ThresholdGesture::rollBack);
    connect(m_chart, &PlaneChart::nudged, this, &MapFace::nudge);
    connect(m_chart, &PlaneChart::baselineWanted, this, &MapFace::returnToBaseline);
    connect(m_chart, &PlaneChart::resized, this, [this] {
        layGrid();
        showPlane();
    });
    connect(m_chart, &PlaneChart::pointed, this, [this](int column, int row) {
        m_pointed = {column, row};
        showWords();
    });
    connect(m_other, &QComboBox::activated, this, [this](int index) {
        m_chosen = m_listed[static_cast<std::size_t>(m_other->itemData(index).toInt())].threshold;
        m_gesture->rollBack();
        retarget();
    });
}

bool MapFace::ensureBegun()
{
    if (m_gesture->isActive())
        return true;
    if (!hasNumbers())
        return false;
    m_refusal = m_gesture->begin(m_x.target->place.threshold, m_y.target->place.threshold);
    showPlane();
    return m_refusal.isEmpty();
}

void MapFace::drag(const QPointF& values, const QSizeF& valuesPerPixel)
{
    if (!m_gesture->isActive())
        return;
    const auto next = [](const Side& side, double wanted, double perPixel, const Decimal& now) {
        return perPixel > 0 ? snapped(*side.target, side.axis, wanted, perPixel) : now;
    };
    m_gesture->moveTo(next(m_x, values.x(), valuesPerPixel.width(), m_gesture->value(0)),
                      next(m_y, values.y(), valuesPerPixel.height(), m_gesture->value(1)));
}

void MapFace::nudge(int x, int y, ThresholdChart::Stride stride)
{
    if (!ensureBegun())
        return;
    const auto next = [&](const Side& side, const std::vector<Decimal>& cells, std::size_t number, int direction) {
        const Decimal now = m_gesture->value(number);
        if (direction == 0)
            return now;
        const auto moved = stride == ThresholdChart::Stride::Flip ? nextOf(cells, now, direction)
                                                                  : movedBy(now, strideValue(*side.target, stride), direction);
        return moved.value_or(now);
    };
    m_gesture->moveTo(next(m_x, m_grid.columns(), 0, x), next(m_y, m_grid.rows(), 1, y));
}

void MapFace::commit()
{
    if (!m_gesture->isActive())
        return;
    m_keepAnswers = m_gesture->isMoved();
    m_refusal = m_gesture->commit();
    showWords();
}

void MapFace::returnToBaseline()
{
    const bool isHeld = m_gesture->isActive();
    if (!ensureBegun())
        return;
    m_gesture->moveTo(savedValue(m_x).value_or(m_gesture->value(0)), savedValue(m_y).value_or(m_gesture->value(1)));
    if (!isHeld)
        commit();
}

void MapFace::endGesture(ThresholdGesture::Ending ending)
{
    m_keepAnswers = ending != ThresholdGesture::Ending::Outdated;
    retarget();
    emit statusChanged({});
}

} // namespace studio
