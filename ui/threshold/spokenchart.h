// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

namespace studio {

// A painted chart that says to assistive technology what it shows: the widget's accessible name and description for the whole, and a
// value for the place that the keys have come to.
class SpokenChart : public QWidget {
    Q_OBJECT
public:
    explicit SpokenChart(QWidget* parent = nullptr);

    QString spoken() const { return m_spoken; }

protected:
    void speak(const QString& value); // tells of it where it is new

private:
    QString m_spoken;
};

} // namespace studio
