// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/session/replaysession.h"
#include "ui/theme/tokens.h"
#include "ui/threshold/gesture.h"
#include "ui/threshold/histogram.h"
#include "ui/threshold/planechart.h"
#include "ui/threshold/planegrid.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace studio {

// The face of two numbers: what both do together, as a plane of replays, and one grip that moves both.
//
// The number in focus goes across, another one of the file, chosen below, upwards. A row of the plane is asked for after the other
// while the face is in sight and nobody drags; what is known stands until something else than these two numbers changes.
class MapFace : public QWidget {
    Q_OBJECT
public:
    MapFace(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent = nullptr);
    ~MapFace() override;

    bool hasNumbers() const { return m_x.target && m_y.target; }
    bool isAtRest() const;       // every row is known
    QString detail() const;      // "args.amount gt × cost_today gt"
    QString words() const;       // below the chart: what the place under the pointer, or the grip, comes to
    PlaneChart* chart() { return m_chart; }
    QComboBox* other() { return m_other; }
    const PlaneGrid& grid() const { return m_grid; }
    const ThresholdGesture& gesture() const { return *m_gesture; }

signals:
    void shownChanged();
    void statusChanged(const QString& text); // what the keys do while the grip is held

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Side {
        std::optional<ThresholdTarget> target;
        Histogram histogram;
        bool isObserved = false;
        Axis axis;
    };

    void makeWidgets();
    void connectInput();
    void retarget();
    void listOthers();
    void setTarget(Side& side, std::optional<ThresholdTarget> target);
    void takeResult();
    void askObservations(Side& side);
    void fit();
    void layGrid();
    void askRow();
    void forget();

    bool ensureBegun();
    void drag(const QPointF& values, const QSizeF& valuesPerPixel);
    void nudge(int x, int y, ThresholdChart::Stride stride);
    void commit();
    void returnToBaseline();
    void endGesture(ThresholdGesture::Ending ending);

    void showPlane();
    Plane::Side sideOf(const Side& side, std::size_t number, const Axis& pixels, int mostLabels) const;
    std::vector<std::optional<Plane::Cell>> cells() const;
    void showWords();
    QString wordsOf(const runlog::ImpactCounts& counts, const runlog::Totals& totals) const;
    runlog::Decimal value(const Side& side, std::size_t number) const;
    std::optional<runlog::Decimal> savedValue(const Side& side) const;

    Document& m_document;
    ReplaySession& m_session;
    Focus& m_focus;
    Theme& m_theme;
    ThresholdGesture* m_gesture;
    Side m_x;
    Side m_y;
    std::optional<runlog::Threshold> m_chosen; // what goes upwards, as chosen last
    std::vector<runlog::ThresholdPlace> m_listed;
    std::shared_ptr<const runlog::PolicyFile> m_listedFile;
    PlaneGrid m_grid;
    ReplayResultPtr m_result;
    bool m_keepAnswers = false;
    std::pair<int, int> m_pointed{-1, -1};
    QString m_refusal;

    PlaneChart* m_chart;
    QComboBox* m_other;
    QLabel* m_words;
    QLabel* m_progress;          // "12 of 30 rows"
};

} // namespace studio
