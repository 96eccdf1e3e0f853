// SPDX-License-Identifier: Apache-2.0
#include "ui/outcomes/changerows.h"

#include "ui/theme/paint.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <map>
#include <numeric>

namespace studio {

using runlog::ChangedStep;
using runlog::Outcome;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Outcomes)
};

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

// Answers a question of a small set of keys once per key.
class Remembered {
public:
    explicit Remembered(std::function<bool(std::size_t)> question) : m_question(std::move(question)) {}

    bool operator()(std::size_t key)
    {
        if (key >= m_known.size())
            m_known.resize(key + 1, Unknown);
        if (m_known[key] == Unknown)
            m_known[key] = m_question(key) ? Yes : No;
        return m_known[key] == Yes;
    }

private:
    enum : std::uint8_t { Unknown, Yes, No };
    std::function<bool(std::size_t)> m_question;
    std::vector<std::uint8_t> m_known;
};

// The filter over one pair of replays: names are compared once each, not once per row.
class Sieve {
public:
    Sieve(const ChangeSource& source, const ChangeFilter& filter)
        : m_source(source)
        , m_runs(*source.after->runs)
        , m_filter(filter)
        , m_run([this](std::size_t run) { return matches(fromView(m_runs.run(run).id)); })
        , m_tool([this](std::size_t tool) { return matches(fromView(m_runs.names().name(static_cast<std::uint32_t>(tool)))); })
        , m_policyBefore([this](std::size_t policy) { return matches(idOf(*m_source.before, policy)); })
        , m_policyAfter([this](std::size_t policy) { return matches(idOf(*m_source.after, policy)); })
        , m_outcome([this](std::size_t outcome) { return matches(fromView(name(static_cast<Outcome>(outcome)))); })
    {
    }

    bool passes(const ChangedStep& change)
    {
        if (m_filter.runs && !(*m_filter.runs)[m_runs.runOf(change.step)])
            return false;
        if (m_filter.outcome && change.before.outcome != *m_filter.outcome && change.after.outcome != *m_filter.outcome)
            return false;
        return m_filter.text.isEmpty() || textPasses(change);
    }

private:
    bool matches(const QString& text) const { return text.contains(m_filter.text, Qt::CaseInsensitive); }

    static QString idOf(const runlog::Replay& replay, std::size_t policy)
    {
        return QString::fromStdString(replay.engine->policies()[policy].policy->id);
    }

    bool textPasses(const ChangedStep& change)
    {
        const auto policy = [](Remembered& remembered, const runlog::StepOutcome& outcome) {
            return outcome.policy >= 0 && remembered(static_cast<std::size_t>(outcome.policy));
        };
        return m_run(m_runs.runOf(change.step)) || m_tool(m_runs.tool()[change.step])
               || policy(m_policyBefore, change.before) || policy(m_policyAfter, change.after)
               || m_outcome(static_cast<std::size_t>(change.before.outcome))
               || m_outcome(static_cast<std::size_t>(change.after.outcome));
    }

    const ChangeSource& m_source;
    const runlog::Runs& m_runs;
    const ChangeFilter& m_filter;
    Remembered m_run;
    Remembered m_tool;
    Remembered m_policyBefore;
    Remembered m_policyAfter;
    Remembered m_outcome;
};

bool decidedByBefore(const ChangedStep& change)
{
    return runlog::strictness(change.before) > runlog::strictness(change.after);
}

// A number for the edits of a change: equal for equal edits; many edits are told by the titles of their groups.
std::int64_t edits(const runlog::Attribution& attribution, std::size_t index)
{
    std::int64_t key = 0;
    for (const std::uint32_t edit : attribution.causes[index])
        key = key * 1'000'003 + edit + 1;
    return key;
}

// A number that is equal for changes of one group; the titles come later, once per group.
std::int64_t groupKey(const ChangeSource& source, std::size_t index, Grouping grouping)
{
    const ChangedStep& change = source.impact->changes[index];
    const runlog::Runs& runs = *source.after->runs;
    switch (grouping) {
    case Grouping::Direction: return static_cast<std::int64_t>(change.direction);
    case Grouping::Policy: {
        const bool before = decidedByBefore(change);
        return std::int64_t{before ? change.before.policy : change.after.policy} * 2 + (before ? 1 : 0);
    }
    case Grouping::Tool:
        return runs.kind()[change.step] == runlog::StepKind::ToolCall ? std::int64_t{runs.tool()[change.step]}
                                                                      : -1 - static_cast<std::int64_t>(runs.kind()[change.step]);
    case Grouping::Run: return static_cast<std::int64_t>(runs.runOf(change.step));
    case Grouping::Edit: return source.attribution ? edits(*source.attribution, index) : -1;
    }
    return 0;
}

QString groupTitle(const ChangeSource& source, std::size_t index, Grouping grouping)
{
    const ChangedStep& change = source.impact->changes[index];
    const runlog::Runs& runs = *source.after->runs;
    switch (grouping) {
    case Grouping::Direction: return directionTitle(change.direction);
    case Grouping::Policy: return policyOf(source, change);
    case Grouping::Tool:
        if (runs.kind()[change.step] == runlog::StepKind::ToolCall)
            return plain(runs.names().name(runs.tool()[change.step]));
        return fromView(runlog::name(runs.kind()[change.step]));
    case Grouping::Run: return plain(runs.run(runs.runOf(change.step)).id);
    case Grouping::Edit: return editsOf(source, index);
    }
    return {};
}

// Puts changes into groups in order of first appearance; equal titles are one group.
class Groups {
public:
    Groups(const ChangeSource& source, Grouping grouping) : m_source(source), m_grouping(grouping) {}

    std::uint32_t of(std::size_t index)
    {
        const std::int64_t key = groupKey(m_source, index, m_grouping);
        if (m_last && m_last->first == key)
            return m_last->second;
        auto found = m_byKey.find(key);
        if (found == m_byKey.end())
            found = m_byKey.emplace(key, add(groupTitle(m_source, index, m_grouping))).first;
        m_last = *found;
        return found->second;
    }
    // A group that no change of the grouping itself goes to.
    std::uint32_t addApart(const QString& title)
    {
        m_groups.push_back({title, 0});
        return static_cast<std::uint32_t>(m_groups.size() - 1);
    }
    std::vector<ChangeGroup> take() { return std::move(m_groups); }

private:
    std::uint32_t add(const QString& title)
    {
        const auto [found, isNew] = m_byTitle.emplace(title, static_cast<std::uint32_t>(m_groups.size()));
        if (isNew)
            m_groups.push_back({title, 0});
        return found->second;
    }

    const ChangeSource& m_source;
    Grouping m_grouping;
    std::optional<std::pair<std::int64_t, std::uint32_t>> m_last;
    std::map<std::int64_t, std::uint32_t> m_byKey;
    std::map<QString, std::uint32_t> m_byTitle;
    std::vector<ChangeGroup> m_groups;
};

void addChange(ChangeRows& laid, const ChangeSource& source, std::uint32_t index, const std::set<std::size_t>& unfolded)
{
    laid.rowOf[index] = static_cast<std::uint32_t>(laid.rows.size());
    laid.rows.push_back({ChangeRow::Kind::Change, index});
    const std::size_t step = source.impact->changes[index].step;
    if (unfolded.empty() || !unfolded.contains(step))
        return;
    const ConsequenceRange range = consequencesOf(*source.impact, step);
    for (std::size_t n = range.begin; n < range.end; ++n)
        laid.rows.push_back({ChangeRow::Kind::Consequence, static_cast<std::uint32_t>(n)});
}

std::size_t countOf(const runlog::Impact& impact, ChangedStep::Direction direction)
{
    switch (direction) {
    case ChangedStep::Direction::Loosened: return impact.loosened;
    case ChangedStep::Direction::Tightened: return impact.tightened;
    case ChangedStep::Direction::Note: return impact.notes;
    case ChangedStep::Direction::Consequence: break;
    }
    return 0;
}

// The last line of a group that is not listed to its end; its count is of all.
void addRest(ChangeRows& laid, const ChangeSource& source, std::uint32_t group, const std::vector<std::uint32_t>& members)
{
    const std::size_t all = countOf(*source.impact, source.impact->changes[members.front()].direction);
    laid.groups[group].count = all;
    laid.shown += all - members.size();
    if (all == members.size())
        return;
    laid.rows.push_back({ChangeRow::Kind::Head, static_cast<std::uint32_t>(laid.groups.size())});
    laid.groups.push_back({Words::tr("more, listed when the number rests:"), all - members.size()});
}

} // namespace

bool isPlainList(Grouping grouping, const ChangeFilter& filter, const ShownLabels& labels)
{
    return grouping == Grouping::Direction && filter.text.isEmpty() && !filter.outcome && !filter.runs && labels.empty();
}

ChangeRows layOut(const ChangeSource& source, Grouping grouping, const ChangeFilter& filter,
                  const std::set<std::size_t>& unfolded)
{
    ChangeRows laid;
    if (!source.before || !source.after || !source.impact)
        return laid;
    const std::vector<ChangedStep>& changes = source.impact->changes;
    laid.rowOf.assign(changes.size(), ChangeRows::NoRow);
    if (!source.isWhole && !isPlainList(grouping, filter, source.labels ? *source.labels : ShownLabels())) {
        laid.shown = source.impact->loosened + source.impact->tightened + source.impact->notes;
        return laid;
    }
    Sieve sieve(source, filter);
    Groups groups(source, grouping);
    const std::uint32_t against = groups.addApart(Words::tr("Against a label"));
    std::vector<std::vector<std::uint32_t>> members;
    for (std::uint32_t index = 0; index < changes.size(); ++index) {
        if (!sieve.passes(changes[index]))
            continue;
        const std::uint32_t group = isAgainstLabel(source, changes[index]) ? against : groups.of(index);
        if (group >= members.size())
            members.resize(group + 1);
        members[group].push_back(index);
        ++laid.shown;
    }
    laid.groups = groups.take();
    laid.rows.reserve(laid.shown + laid.groups.size());
    for (std::uint32_t group = 0; group < members.size(); ++group) {
        if (members[group].empty())
            continue;
        laid.groups[group].count = members[group].size();
        laid.rows.push_back({ChangeRow::Kind::Head, group});
        for (const std::uint32_t index : members[group])
            addChange(laid, source, index, unfolded);
        if (!source.isWhole)
            addRest(laid, source, group, members[group]);
    }
    return laid;
}

std::optional<std::size_t> indexOfChange(const runlog::Impact& impact, std::size_t step)
{
    const auto& all = impact.changes;
    for (auto begin = all.begin(); begin != all.end();) { // each direction in order of step
        const auto end = std::partition_point(begin, all.end(), [&](const auto& change) { return change.direction == begin->direction; });
        const auto found = std::partition_point(begin, end, [&](const auto& change) { return change.step < step; });
        if (found != end && found->step == step)
            return static_cast<std::size_t>(found - all.begin());
        begin = end;
    }
    return std::nullopt;
}

std::optional<std::size_t> indexOfConsequence(const runlog::Impact& impact, std::size_t step)
{
    const auto& all = impact.consequences;
    const auto found = std::partition_point(all.begin(), all.end(), [&](const auto& change) { return change.step < step; });
    return found != all.end() && found->step == step ? std::optional(static_cast<std::size_t>(found - all.begin())) : std::nullopt;
}

ConsequenceRange consequencesOf(const runlog::Impact& impact, std::size_t step)
{
    const auto& all = impact.consequences;
    const auto range = std::equal_range(all.begin(), all.end(), ChangedStep{0, {}, {}, {}, step},
                                        [](const ChangedStep& a, const ChangedStep& b) { return a.cause < b.cause; });
    return {static_cast<std::size_t>(range.first - all.begin()), static_cast<std::size_t>(range.second - all.begin())};
}

const ShownLabel* labelOf(const ChangeSource& source, std::size_t step)
{
    if (!source.labels || source.labels->empty())
        return nullptr;
    const auto isBefore = [](const ShownLabel& label, std::size_t wanted) { return label.step < wanted; };
    const auto found = std::lower_bound(source.labels->begin(), source.labels->end(), step, isBefore);
    return found != source.labels->end() && found->step == step ? &*found : nullptr;
}

bool isAgainstLabel(const ChangeSource& source, const ChangedStep& change)
{
    const ShownLabel* label = labelOf(source, change.step);
    return label && runlog::violates(label->wanted, change.after);
}

} // namespace studio
