// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"
#include "ui/threshold/sweepcurve.h"

#include <QWidget>
#include <optional>

class QLabel;
class QLineEdit;

namespace studio {

// The line "Goal at most [60] denied → 73.84 to 77.88, or from 82.99": a target in plain controls and the values that meet it.
class GoalLine : public QWidget {
    Q_OBJECT
public:
    explicit GoalLine(QWidget* parent = nullptr);

    void setOutcomeWord(const QString& word);  // "denied"
    std::optional<std::size_t> most() const { return m_most; } // nullopt: no goal stated
    void setAnswer(const QString& answer);

signals:
    void goalChanged();

private:
    void read(const QString& typed);

    QLabel* m_word;
    QLabel* m_answer;
    QLineEdit* m_field;
    std::optional<std::size_t> m_most;
};

// "73.84 to 77.88, or from 82.99" in the form of a literal; says so where no value was found.
QString intervalsText(const std::vector<SweepCurve::Interval>& intervals, const runlog::Literal& literal);

} // namespace studio
