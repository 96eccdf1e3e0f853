// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace studio {

class ThresholdChart;

// A line beside the threshold's handle on the first start: drag me. Hidden while the chart is;
// it goes away by itself once the handle is held, or on a click on it.
class HandleHint : public QWidget {
    Q_OBJECT
public:
    HandleHint(ThresholdChart& chart, Theme& theme, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();

    ThresholdChart& m_chart;
    Theme& m_theme;
    QString textFor(int room) const;

    QString m_text;
    bool m_isRight = true; // of the handle
};

} // namespace studio
