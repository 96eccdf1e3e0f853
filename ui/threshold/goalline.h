// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/threshold/goal.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace studio {

// "Goal: at most [60] [denied]", and below it the values that meet it: "73.84 to 77.88, or from 82.99"; or, where labels exclude each
// other, two steps as links of which one goes wrong at every value.
class GoalLine : public QWidget {
    Q_OBJECT
public:
    explicit GoalLine(QWidget* parent = nullptr);

    void setOutcomeWord(const QString& word);           // "denied"
    const std::optional<Goal>& goal() const { return m_goal; } // nullopt: none is stated
    QString answer() const;
    void setAnswer(const QString& answer);              // empty: none yet

    struct Link {
        QString text;
        std::size_t step = 0;
    };
    void setConflict(const std::optional<std::pair<Link, Link>>& links);

    QComboBox* kind() { return m_kind; }
    QLineEdit* field() { return m_field; }

signals:
    void goalChanged();
    void stepWanted(std::size_t step);

private:
    void layOut();
    void read();

    QLabel* m_atMost;
    QLineEdit* m_field;
    QComboBox* m_kind;
    QLabel* m_note;   // what is wrong with what was typed
    QWidget* m_below;
    QLabel* m_answer;
    QToolButton* m_block;
    QToolButton* m_pass;
    std::optional<Goal> m_goal;
};

} // namespace studio
