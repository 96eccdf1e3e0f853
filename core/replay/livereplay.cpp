// SPDX-License-Identifier: Apache-2.0
#include "core/replay/livereplay.h"

#include "core/replay/live/passes.h"
#include "core/replay/requests.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace runlog {

LiveReplay::LiveReplay(EnginePtr engine, RunsPtr runs, Answers answers, std::shared_ptr<const ReplayOrder> order,
                       const std::optional<Threshold>& moving, std::stop_token stop)
    : m_passes(std::make_unique<Passes>(std::move(engine), std::move(runs), std::move(answers), std::move(order), moving, stop))
{
}

LiveReplay::~LiveReplay() = default;

bool LiveReplay::isComplete() const { return m_passes->isComplete; }
const std::optional<Threshold>& LiveReplay::moving() const { return m_passes->moving; }
bool LiveReplay::moveTo(const Decimal& value) { return m_passes->moveTo(value); }
void LiveReplay::compareWith(ReplayPtr baseline) { m_passes->compareWith(std::move(baseline)); }
const Replay& LiveReplay::current() const { return m_passes->replay; }
const ImpactCounts& LiveReplay::counts() const { return m_passes->counts; }
Impact LiveReplay::heads(std::size_t most) const { return m_passes->heads(most); }
ReplayPtr LiveReplay::snapshot() const { return m_passes->snapshot(); }
Shot LiveReplay::shot() { return m_passes->shot({}); }
Shot LiveReplay::shotWithRequests() { return m_passes->shot(m_passes->requests()); }
Impact LiveReplay::impact() const { return m_passes->impact(); }
std::optional<std::size_t> LiveReplay::firstChanged() const { return m_passes->firstChanged(); }
void LiveReplay::compareWithPresent() { m_passes->compareWithPresent(); }
std::optional<std::vector<Decimal>> LiveReplay::compared(const live::Outwards& search) const { return m_passes->compared(search); }
LiveReplay::Work LiveReplay::work() const { return m_passes->work; }

void add(ImpactCounts& counts, const ImpactCounts& more, int sign)
{
    const auto change = [sign](std::size_t& count, std::size_t by) { count = sign > 0 ? count + by : count - by; };
    change(counts.loosened, more.loosened);
    change(counts.tightened, more.tightened);
    change(counts.notes, more.notes);
    change(counts.uncertain, more.uncertain);
    change(counts.consequences, more.consequences);
    change(counts.runs, more.runs);
}

ImpactCounts countsOf(const Impact& impact)
{
    return {impact.loosened, impact.tightened, impact.notes, impact.uncertain, impact.consequences.size(), impact.runs};
}

void LiveReplay::Passes::compareWith(ReplayPtr baseline)
{
    m_baseline = std::move(baseline);
    counts = {};
    m_changes.assign(replay.runs->runs().size(), {});
    if (!m_baseline)
        return;
    for (std::uint32_t run = 0; run < m_changes.size(); ++run)
        countChanges(run, counts);
}

// Only runs that were counted since can be others than in the last present.
void LiveReplay::Passes::compareWithPresent()
{
    const bool isKept = m_isFast && m_present && m_baseline == m_present && m_present.use_count() == 2;
    counts = {};
    if (!isKept) {
        m_present = std::make_shared<Replay>(replay);
        m_changes.assign(replay.runs->runs().size(), {});
    } else {
        for (const auto index : m_countedSince) {
            const auto& run = replay.runs->run(index);
            std::copy_n(replay.steps.begin() + std::ptrdiff_t(run.firstStep), run.stepCount,
                        m_present->steps.begin() + std::ptrdiff_t(run.firstStep));
            m_changes[index] = {};
        }
        m_present->engine = replay.engine;
        m_present->matchSets = replay.matchSets;
        m_present->totals = replay.totals;
        m_present->changedArgs = replay.changedArgs;
    }
    m_baseline = m_present;
    m_countedSince.clear();
}

namespace {

// A change that was found, with its consequences.
void take(Impact& impact, const Impact& found, const ChangedStep& change)
{
    impact.changes.push_back(change);
    for (const auto& consequence : found.consequences)
        if (consequence.cause == change.step)
            impact.consequences.push_back(consequence);
}

} // namespace

// Loosenings of as many runs as it takes, then tightenings, then the rest.
Impact LiveReplay::Passes::heads(std::size_t most) const
{
    Impact impact;
    if (!m_baseline)
        return impact;
    const auto collect = [&](auto count, ChangedStep::Direction direction) {
        Impact found;
        std::size_t taken = 0;
        for (std::uint32_t run = 0; run < m_changes.size() && taken < most; ++run) {
            if (count(m_changes[run]) == 0)
                continue;
            found.changes.clear();
            found.consequences.clear();
            compareRun(found, *m_baseline, replay, replay.runs->run(run));
            for (const auto& change : found.changes)
                if (change.direction == direction && taken++ < most)
                    take(impact, found, change);
        }
    };
    collect([](const RunChanges& changes) { return changes.loosened; }, ChangedStep::Direction::Loosened);
    collect([](const RunChanges& changes) { return changes.tightened; }, ChangedStep::Direction::Tightened);
    collect([](const RunChanges& changes) { return changes.notes; }, ChangedStep::Direction::Note);
    std::sort(impact.consequences.begin(), impact.consequences.end(), [](const auto& a, const auto& b) { return a.step < b.step; });
    impact.loosened = counts.loosened;
    impact.tightened = counts.tightened;
    impact.notes = counts.notes;
    impact.uncertain = counts.uncertain;
    impact.runs = counts.runs;
    return impact;
}

Impact LiveReplay::Passes::impact() const
{
    Impact impact;
    for (std::uint32_t run = 0; m_baseline && run < m_changes.size(); ++run) {
        if (m_changes[run].isAny())
            compareRun(impact, *m_baseline, replay, replay.runs->run(run));
    }
    sortByDirection(impact);
    return impact;
}

std::optional<std::size_t> LiveReplay::Passes::firstChanged() const
{
    const auto run = std::find_if(m_changes.begin(), m_changes.end(), [](const RunChanges& changes) { return changes.isAny(); });
    if (!m_baseline || run == m_changes.end())
        return std::nullopt;
    Impact impact;
    compareRun(impact, *m_baseline, replay, replay.runs->run(static_cast<std::size_t>(run - m_changes.begin())));
    auto first = std::numeric_limits<std::size_t>::max();
    for (const auto* list : {&impact.changes, &impact.consequences})
        for (const auto& change : *list)
            first = std::min(first, change.step);
    return first;
}

std::vector<ApprovalRequest> LiveReplay::Passes::requests() const
{
    if (!m_isFast)
        return replay.requests;
    std::vector<ApprovalRequest> edited;
    for (const auto& [step, request] : m_edited)
        edited.push_back(request);
    return requestsOf(replay, edited);
}

// Without making them: a request about a changed action may have led to any outcome.
std::size_t LiveReplay::Passes::requestCount() const
{
    if (!m_isFast)
        return replay.requests.size();
    const auto isBeside = [this](const auto& entry) { return replay.steps[entry.first].outcome != Outcome::RequireApproval; };
    const auto beside = static_cast<std::size_t>(std::count_if(m_edited.begin(), m_edited.end(), isBeside));
    return replay.totals.outcomes[static_cast<std::size_t>(Outcome::RequireApproval)] + beside;
}

ReplayPtr LiveReplay::Passes::snapshot() const
{
    auto copy = std::make_shared<Replay>(replay);
    copy->requests = requests();
    return copy;
}

Shot LiveReplay::Passes::shot(std::vector<ApprovalRequest> requests)
{
    if (m_isFast) {
        auto shot = m_shots->take(replay, std::move(requests));
        shot.requests = requestCount();
        return shot;
    }
    auto copy = std::make_shared<Replay>(replay);
    copy->requests = std::move(requests);
    Shot shot{copy, standingOf(replay), requestCount(), {}};
    shot.moved.resize(replay.runs->runs().size());
    std::iota(shot.moved.begin(), shot.moved.end(), 0U);
    return shot;
}

} // namespace runlog
