// SPDX-License-Identifier: Apache-2.0
#include "core/replay/attribution.h"

#include <algorithm>
#include <numeric>

namespace runlog {

namespace {

bool goesAlike(const StepOutcome& a, const StepOutcome& b) { return a.outcome == b.outcome && a.approval == b.approval; }

class Attributing {
public:
    Attributing(const Impact& impact, const Replay& before, const Replay& after, const Answers& answers, const ReplayOptions& options)
        : m_impact(impact), m_before(before), m_after(after), m_answers(answers), m_options(options)
    {
        m_result.edits = editsBetween(before.engine->policySet(), after.engine->policySet());
        m_result.causes.resize(impact.changes.size());
    }

    Attribution take()
    {
        const auto count = static_cast<std::uint32_t>(m_result.edits.size());
        if (count > 1) {
            for (std::uint32_t edit = 0; edit < count; ++edit)
                addNeeded(edit);
            for (std::uint32_t edit = 0; edit < count && isAnyOpen(); ++edit)
                addSufficient(edit);
            join();
        }
        std::vector<std::uint32_t> all(count);
        std::iota(all.begin(), all.end(), 0U);
        for (auto& causes : m_result.causes)
            if (causes.empty())
                causes = all;
        return std::move(m_result);
    }

private:
    // The replay with one edit exchanged; nullopt: it cannot be, or a stop was asked for.
    std::optional<Replay> with(const Replay& base, const Replay& other, std::uint32_t edit)
    {
        const auto engine = exchanged(base.engine, other.engine->policySet(), m_result.edits[edit]);
        if (!engine || !m_result.isComplete)
            return std::nullopt;
        auto made = replay(engine, m_after.runs, m_answers, m_options);
        m_result.isComplete = !made.stopped;
        return made.stopped ? std::nullopt : std::optional(std::move(made));
    }

    void addNeeded(std::uint32_t edit)
    {
        const auto without = with(m_after, m_before, edit);
        for (std::size_t n = 0; without && n < m_impact.changes.size(); ++n)
            if (!goesAlike(without->steps[m_impact.changes[n].step], m_impact.changes[n].after))
                m_result.causes[n].push_back(edit);
    }

    bool isAnyOpen() const
    {
        return std::any_of(m_result.causes.begin(), m_result.causes.end(), [](const auto& causes) { return causes.empty(); });
    }

    void addSufficient(std::uint32_t edit)
    {
        m_sufficient.resize(m_impact.changes.size());
        const auto alone = with(m_before, m_after, edit);
        for (std::size_t n = 0; alone && n < m_impact.changes.size(); ++n)
            if (m_result.causes[n].empty() && goesAlike(alone->steps[m_impact.changes[n].step], m_impact.changes[n].after))
                m_sufficient[n].push_back(edit);
    }

    void join()
    {
        for (std::size_t n = 0; n < m_sufficient.size(); ++n)
            if (m_result.causes[n].empty())
                m_result.causes[n] = std::move(m_sufficient[n]);
    }

    const Impact& m_impact;
    const Replay& m_before;
    const Replay& m_after;
    const Answers& m_answers;
    const ReplayOptions& m_options;
    Attribution m_result;
    std::vector<std::vector<std::uint32_t>> m_sufficient;
};

} // namespace

Attribution attribute(const Impact& impact, const Replay& before, const Replay& after, const Answers& answers, const ReplayOptions& options)
{
    return Attributing(impact, before, after, answers, options).take();
}

} // namespace runlog
