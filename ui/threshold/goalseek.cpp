// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/goalseek.h"

namespace studio {

namespace {

// Changes of outcomes passed on each side: what is near is shown at once.
constexpr std::size_t Near = 16;
constexpr std::size_t Farther = 8; // times as many at each try
constexpr std::size_t Farthest = 8192;

} // namespace

GoalSeek::GoalSeek(ReplaySession& session, LabelBook& labels, QObject* parent)
    : QObject(parent), m_session(session), m_labels(labels)
{
}

void GoalSeek::clear()
{
    m_found.reset();
    m_isWhole = false;
    m_isSeeking = false;
    m_isWithoutLabels = false;
}

void GoalSeek::seek(const std::optional<Goal>& goal, const ThresholdTarget& target, runlog::Outcome asked)
{
    if (goal != m_goal || m_of != std::optional(target.place.threshold))
        clear();
    m_goal = goal;
    m_of = target.place.threshold;
    if (!goal || m_isWhole)
        return;
    const auto wanted = targetOf(*goal, asked, m_labels.found());
    m_isWithoutLabels = !wanted;
    if (wanted)
        ask(*wanted, target, Near);
}

void GoalSeek::ask(const runlog::Target& target, const ThresholdTarget& number, std::size_t most)
{
    m_isSeeking = true;
    m_session.meeting(target, number.place.threshold, number.value(), number.grain(), most,
                      [this, target, number, most](const runlog::TargetSet& set) { take(target, number, set, most); }, this);
}

void GoalSeek::take(const runlog::Target& target, const ThresholdTarget& number, const runlog::TargetSet& set, std::size_t most)
{
    const bool grew = !m_found || !(m_found->known == set.known);
    m_found = set;
    m_isSeeking = false;
    m_isWhole = (!set.known.from && !set.known.to) || !grew || most >= Farthest;
    if (!m_isWhole)
        ask(target, number, most * Farther);
    emit answered();
}

} // namespace studio
