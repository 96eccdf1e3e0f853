// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/step/personal.h"
#include "ui/step/runview.h"
#include "ui/theme/tokens.h"

#include <QWidget>

namespace studio {

// Two lines: what became of a step and what the baseline says, "Denied by cost-cap · saved file: allowed"; below it the
// action with its arguments, personal data marked.
class DecisionLine : public QWidget {
    Q_OBJECT
public:
    explicit DecisionLine(Theme& theme, QWidget* parent = nullptr);

    void setDecision(const StepEntry& entry, const QString& policy, const QString& baseline);
    void setAction(const QString& name, const MarkedText& args);
    QString words() const; // the first line as a sentence

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int lineHeight() const;
    QString decisionText() const;
    QString trustText() const;
    void paintDecision(QPainter& painter) const;
    void paintAction(QPainter& painter) const;

    Theme& m_theme;
    StepEntry m_entry;
    QString m_policy;
    QString m_baseline;
    QString m_action;
    MarkedText m_args;
};

} // namespace studio
