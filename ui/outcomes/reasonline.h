// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>
#include <QWidget>
#include <functional>

class QLabel;
class QLineEdit;

namespace studio {

// One line that asks why, hidden until it is needed. Enter gives the reason, which may be empty; Escape and leaving the line give
// nothing.
class ReasonLine : public QWidget {
    Q_OBJECT
public:
    explicit ReasonLine(QWidget* parent = nullptr);

    // `what` stands before the line: "should block". A question that was not answered is dropped.
    void ask(const QString& what, std::function<void(const QString&)> answer);

signals:
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void putAway();

    QLabel* m_what;
    QLineEdit* m_reason;
    std::function<void(const QString&)> m_answer;
};

} // namespace studio
