// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"

#include <QObject>
#include <optional>
#include <vector>

namespace studio {

// What every pane looks at: one step of one run, one policy, one number. Indexes are those of the open Runs.
struct FocusPlace {
    std::optional<std::size_t> step;
    std::string policy;                              // id; empty: none
    std::optional<runlog::Threshold> threshold;
    std::string condition;                           // id of a test without a number; empty: none
    bool operator==(const FocusPlace&) const = default;
};

// The one Focus of the window, with its history (Alt+Left, Alt+Right).
class Focus : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    const FocusPlace& place() const { return m_place; }
    void setStep(std::size_t step);
    void setPolicy(const std::string& policy);
    void setThreshold(const runlog::Threshold& threshold, const std::string& policy);
    void setCondition(const std::string& condition, const std::string& policy); // a test without a number
    void clear(); // other runs were opened
    bool canGoBack() const;
    bool canGoForward() const;

public slots:
    void back();
    void forward();

signals:
    void stepChanged();
    void policyChanged();
    void thresholdChanged();
    void conditionChanged();
    void historyChanged();

private:
    void remember(const FocusPlace& place);
    void go(const FocusPlace& place);

    FocusPlace m_place;
    std::vector<FocusPlace> m_history;
    std::size_t m_at = 0;
};

} // namespace studio
