// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/mapface.h"

#include "ui/theme/paint.h"
#include "ui/threshold/chartbuild.h"
#include "ui/threshold/words.h"

#include <QComboBox>

#include <algorithm>

namespace studio {

using runlog::Decimal;

namespace {

constexpr qreal CellPixels = 11;
constexpr double MostCells = 48; // across; upwards as many as fit

std::size_t stripsOf(qreal pixels)
{
    return static_cast<std::size_t>(std::clamp(pixels / CellPixels, 4.0, MostCells));
}

} // namespace

MapFace::MapFace(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_focus(focus), m_theme(theme),
      m_gesture(new ThresholdGesture(document, session, this))
{
    makeWidgets();
    connectInput();
    connect(&m_focus, &Focus::thresholdChanged, this, &MapFace::retarget);
    connect(&m_document, &Document::policiesChanged, this, &MapFace::retarget);
    connect(&m_session, &ReplaySession::resultChanged, this, &MapFace::takeResult);
    connect(&m_session, &ReplaySession::runsChanged, this, [this] {
        m_result.reset();
        forget();
    });
    connect(&m_theme, &Theme::changed, this, &MapFace::showPlane);
    connect(m_gesture, &ThresholdGesture::moved, this, &MapFace::showPlane);
    connect(m_gesture, &ThresholdGesture::ended, this, &MapFace::endGesture);
    retarget();
}

MapFace::~MapFace()
{
    m_chart->disconnect(this); // a focus that leaves a dying face is no wish any more
}

bool MapFace::isAtRest() const { return !isVisible() || !hasNumbers() || (!m_grid.columns().empty() && m_grid.isWhole()); }

// Observed values and points of before are of something else.
void MapFace::forget()
{
    m_grid.clear();
    m_x.isObserved = false;
    m_y.isObserved = false;
    askObservations(m_x);
    askObservations(m_y);
}

void MapFace::retarget()
{
    const auto wanted = m_focus.place().threshold;
    if (m_gesture->isActive() && wanted != std::optional(m_gesture->target().place.threshold))
        m_gesture->rollBack();
    const auto file = m_document.policyFile();
    if (file != m_listedFile)
        m_listed = file ? runlog::thresholds(*file) : std::vector<runlog::ThresholdPlace>();
    m_listedFile = file;
    auto across = wanted ? findThreshold(file, *wanted) : std::nullopt;
    if (across && m_chosen == wanted) // two numbers change places
        m_chosen = m_x.target ? std::optional(m_x.target->place.threshold) : std::nullopt;
    setTarget(m_x, std::move(across));
    auto upwards = m_chosen ? findThreshold(file, *m_chosen) : std::nullopt;
    for (std::size_t n = 0; !upwards && n < m_listed.size(); ++n)
        if (m_listed[n].threshold != wanted)
            upwards = ThresholdTarget{file, m_listed[n]};
    if (m_x.target)
        setTarget(m_y, std::move(upwards));
    listOthers();
    showPlane();
    emit shownChanged();
}

// Every number but the one that goes across.
void MapFace::listOthers()
{
    if (!isVisible())
        return;
    const QSignalBlocker quiet(m_other);
    m_other->clear();
    for (std::size_t n = 0; n < m_listed.size(); ++n) {
        const runlog::ThresholdPlace& place = m_listed[n];
        if (m_x.target && place.threshold == m_x.target->place.threshold)
            continue;
        m_other->addItem(tr("%1 in %2").arg(conditionName(place), plain(place.policy, 60)), static_cast<int>(n));
        if (m_y.target && place.threshold == m_y.target->place.threshold)
            m_other->setCurrentIndex(m_other->count() - 1);
    }
}

void MapFace::setTarget(Side& side, std::optional<ThresholdTarget> target)
{
    const bool isSame = side.target && target && side.target->place.threshold == target->place.threshold;
    side.target = std::move(target);
    if (isSame)
        return;
    m_grid.clear();
    side.isObserved = false;
    askObservations(side);
}

void MapFace::takeResult()
{
    m_result = m_session.result();
    if (m_result && m_result->draft)
        return showPlane();
    if (!std::exchange(m_keepAnswers, false))
        forget();
    else
        askRow();
    showPlane();
}

void MapFace::askObservations(Side& side)
{
    if (!side.target || !m_result || m_gesture->isActive() || !isVisible())
        return;
    const runlog::Threshold threshold = side.target->place.threshold;
    m_session.observe(threshold, [this, &side, threshold](const runlog::Observations& answer) {
        if (!side.target || side.target->place.threshold != threshold)
            return;
        side.histogram.setValues(answer.values);
        side.isObserved = true;
        if (m_x.isObserved && m_y.isObserved)
            fit();
    }, &side);
}

void MapFace::fit()
{
    std::size_t number = 0;
    for (Side* side : {&m_x, &m_y}) {
        const auto saved = savedValue(*side);
        const double now = value(*side, number++).approximate();
        side->axis = fittingAxis(side->histogram, now, saved ? std::optional(saved->approximate()) : std::nullopt,
                                 side->target->grain().approximate(), logarithmHelps(side->histogram));
    }
    layGrid();
    showPlane();
}

void MapFace::layGrid()
{
    if (!hasNumbers() || !m_x.isObserved || !m_y.isObserved)
        return;
    const QRectF plot = m_chart->plot();
    const auto valuesOf = [](const Side& side, const Axis& pixels, qreal length) {
        std::vector<Decimal> values = middles(pixels, stripsOf(length), side.target->grain());
        std::erase_if(values, [&](const Decimal& each) { return !runlog::withValue(side.target->literal(), each); });
        return values;
    };
    m_grid.setValues(valuesOf(m_x, m_chart->pixelsOfX(m_x.axis), plot.width()),
                     valuesOf(m_y, m_chart->pixelsOfY(m_y.axis), plot.height()));
    askRow();
}

void MapFace::askRow()
{
    const auto row = m_grid.nextRow();
    if (!row || !isVisible() || !hasNumbers() || m_gesture->isActive())
        return;
    const auto x = m_x.target->place.threshold;
    const auto y = m_y.target->place.threshold;
    m_session.planeRow(x, y, *row, m_grid.columns(), [this, row = *row, count = m_grid.columns().size()](std::vector<runlog::PlanePoint> points) {
        if (points.size() != count || count != m_grid.columns().size())
            return;
        m_grid.add(row, std::move(points));
        showPlane();
        emit shownChanged();
        askRow();
    }, this);
}

} // namespace studio
