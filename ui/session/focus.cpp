// SPDX-License-Identifier: Apache-2.0
#include "ui/session/focus.h"

namespace studio {

namespace {
constexpr std::size_t LongestHistory = 500;
}

void Focus::setStep(std::size_t step)
{
    FocusPlace place = m_place;
    place.step = step;
    remember(place);
}

void Focus::setPolicy(const std::string& policy)
{
    FocusPlace place = m_place;
    if (place.policy != policy) {
        place.threshold.reset();
        place.condition.clear();
    }
    place.policy = policy;
    remember(place);
}

void Focus::setThreshold(const runlog::Threshold& threshold, const std::string& policy)
{
    FocusPlace place = m_place;
    place.policy = policy;
    place.threshold = threshold;
    place.condition.clear();
    remember(place);
}

void Focus::setCondition(const std::string& condition, const std::string& policy)
{
    FocusPlace place = m_place;
    place.policy = policy;
    place.condition = condition;
    place.threshold.reset();
    remember(place);
}

void Focus::clear()
{
    m_history.clear();
    m_at = 0;
    go({});
    emit historyChanged();
}

bool Focus::canGoBack() const { return m_at > 0; }
bool Focus::canGoForward() const { return m_at + 1 < m_history.size(); }

void Focus::back()
{
    if (!canGoBack())
        return;
    go(m_history[--m_at]);
    emit historyChanged();
}

void Focus::forward()
{
    if (!canGoForward())
        return;
    go(m_history[++m_at]);
    emit historyChanged();
}

void Focus::remember(const FocusPlace& place)
{
    if (place == m_place)
        return;
    if (m_history.empty())
        m_history.push_back(m_place);
    m_history.resize(m_at + 1);
    m_history.push_back(place);
    if (m_history.size() > LongestHistory)
        m_history.erase(m_history.begin());
    m_at = m_history.size() - 1;
    go(place);
    emit historyChanged();
}

void Focus::go(const FocusPlace& place)
{
    const FocusPlace before = m_place;
    m_place = place;
    if (before.step != place.step)
        emit stepChanged();
    if (before.policy != place.policy)
        emit policyChanged();
    if (before.threshold != place.threshold)
        emit thresholdChanged();
    if (before.condition != place.condition)
        emit conditionChanged();
}

} // namespace studio
