// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QAbstractButton>

namespace studio {

// One side of the line "Next flip ◀ 74.03 r2023   74.25 r0411 ▶": a triangle, the value, and the case beside it. A press asks to go there.
class FlipButton : public QAbstractButton {
    Q_OBJECT
public:
    enum class Side { Below, Above };

    FlipButton(Side side, Theme& theme, QWidget* parent = nullptr);

    void setFlip(const QString& value, const QString& cases);
    void setNone(); // nothing flips on this side
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override; // without the case

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int valueWidth() const;
    void say();

    Side m_side;
    Theme& m_theme;
    QString m_value;
    QString m_cases;
};

} // namespace studio
