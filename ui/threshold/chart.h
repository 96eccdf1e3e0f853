// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/labels.h"
#include "ui/theme/tokens.h"
#include "ui/threshold/axis.h"
#include "ui/threshold/histogram.h"

#include <QPainter>
#include <QString>
#include <optional>
#include <vector>

namespace studio {

// Everything that the threshold's chart shows, as values; made by the pane, painted by paintChart().
struct Chart {
    struct Line {
        double value = 0;
        QString text;
    };
    struct CurvePoint {
        double value = 0;
        double count = 0;
    };
    struct Flip {
        double value = 0;
        qint64 steps = 0;  // more of the asked outcome from here on
    };
    struct Label {         // a step that somebody labelled, at the value that it had
        double value = 0;
        runlog::Wanted wanted = runlog::Wanted::Block;
        bool isAgainst = false;
        std::size_t step = 0;
    };
    struct Reach {         // where the goal holds
        double from = 0;
        double to = 0;
    };

    Axis axis;             // the range; pixels are set by the widget
    std::vector<Bin> bins;
    QString binText;       // "steps per $0.50"
    bool logarithmicCounts = false;
    bool isCumulative = false; // each bin counts all values up to it
    Line draft;            // what is in the text, or under the hand
    std::optional<Line> saved;
    std::vector<Line> others; // further numbers of the same condition, each with a handle of its own
    QString difference;    // "−25.80"
    QString leftOut;       // "96 % below 56"
    QString leftOutRight;
    bool held = false;     // a hand is on it
    bool movable = true;
    runlog::Outcome asked = runlog::Outcome::Deny;
    LegendLines legend;
    std::vector<CurvePoint> curve;
    QString curveText;     // "denied, by threshold"
    std::vector<Flip> flips;
    std::optional<Line> pointed; // the flip under the pointer, with its case
    std::vector<Label> labels;
    std::vector<Reach> reaches;
    std::optional<double> limit; // of the goal, in steps
    QString empty;         // instead of bars: why there are none
    bool muted = false;    // the numbers are of an older replay
    std::vector<Line> axisLabels;
};

// Where the parts of a chart stand in its widget.
struct ChartPlaces {
    QRectF top;     // handle and labels
    QRectF bars;
    QRectF labels;  // without a label: no height
    QRectF flips;
    QRectF curve;
    QRectF bottom;  // axis labels
    QRectF plot() const { return {bars.topLeft(), curve.bottomRight()}; }
};
ChartPlaces placesOf(const QSizeF& size, bool hasLabels);

// The handle with the value in it.
QRectF handleBox(const Chart& chart, const ChartPlaces& places, const Chart::Line& line);

// Cosmetic pens on half pixels. The axis' pixels must be those of places.bars.
void paintChart(QPainter& painter, const ChartPlaces& places, const Chart& chart, const Tokens& tokens);

} // namespace studio
