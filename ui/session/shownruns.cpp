// SPDX-License-Identifier: Apache-2.0
#include "ui/session/shownruns.h"

#include <algorithm>

namespace studio {

namespace {

runlog::Time startOf(const runlog::Runs& runs, const runlog::Run& run)
{
    for (std::size_t step = run.firstStep; run.startedAt == runlog::NoTime && step < run.firstStep + run.stepCount; ++step)
        if (runs.startedAt()[step] != runlog::NoTime)
            return runs.startedAt()[step];
    return run.startedAt;
}

} // namespace

ShownRuns::ShownRuns(ReplaySession& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &ReplaySession::runsChanged, this, [this] { setFilter({}); });
    connect(&session, &ReplaySession::resultChanged, this, [this] {
        if (!m_filter.outcomes.empty())
            sift(); // a draft moves runs in and out
    });
}

std::size_t ShownRuns::all() const { return m_session.runs() ? m_session.runs()->runs().size() : 0; }

void ShownRuns::setFilter(const RunFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    sift();
}

void ShownRuns::sift()
{
    const runlog::RunsPtr runs = m_session.runs();
    m_mask.reset();
    m_shown = all();
    if (runs && isFiltering()) {
        auto mask = std::make_shared<std::vector<bool>>();
        for (const runlog::Run& run : runs->runs())
            mask->push_back(passes(run));
        m_shown = static_cast<std::size_t>(std::count(mask->begin(), mask->end(), true));
        m_mask = std::move(mask);
    }
    emit changed();
}

bool ShownRuns::passes(const runlog::Run& run) const
{
    const runlog::Runs& runs = *m_session.runs();
    if (!m_filter.services.empty() && !m_filter.services.contains(std::string(runs.names().name(run.service))))
        return false;
    if (m_filter.from || m_filter.before) {
        const runlog::Time start = startOf(runs, run);
        if (start == runlog::NoTime || (m_filter.from && start < *m_filter.from) || (m_filter.before && start >= *m_filter.before))
            return false;
    }
    return m_filter.outcomes.empty() || hasOutcome(run);
}

bool ShownRuns::hasOutcome(const runlog::Run& run) const
{
    const ReplayResultPtr result = m_session.result();
    if (!result || result->current->runs != m_session.runs())
        return true; // not known yet
    for (std::size_t step = run.firstStep; step < run.firstStep + run.stepCount; ++step)
        for (const runlog::ReplayPtr& replay : {result->current, result->baseline})
            if (m_filter.outcomes.contains(replay->steps[step].outcome))
                return true;
    return false;
}

QStringList ShownRuns::services() const
{
    std::set<std::string_view> names;
    if (m_session.runs())
        for (const runlog::Run& run : m_session.runs()->runs())
            names.insert(m_session.runs()->names().name(run.service));
    QStringList services;
    for (const std::string_view name : names)
        services.append(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    return services;
}

std::optional<std::pair<runlog::Time, runlog::Time>> ShownRuns::times() const
{
    std::optional<std::pair<runlog::Time, runlog::Time>> times;
    if (!m_session.runs())
        return times;
    for (const runlog::Run& run : m_session.runs()->runs()) {
        const runlog::Time start = startOf(*m_session.runs(), run);
        if (start == runlog::NoTime)
            continue;
        times = times ? std::pair(std::min(times->first, start), std::max(times->second, start)) : std::pair(start, start);
    }
    return times;
}

} // namespace studio
