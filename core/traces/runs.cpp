// SPDX-License-Identifier: Apache-2.0
#include "core/traces/runs.h"

#include "core/language/valueat.h"

#include <algorithm>
#include <unordered_map>

namespace runlog {

struct Names::Index {
    std::unordered_map<std::string_view, std::uint32_t> ids;
};

Names::Names() : m_names{{}, {}}, m_index(std::make_shared<Index>())
{
}

std::uint32_t Names::intern(std::string_view name)
{
    if (const auto known = m_index->ids.find(name); known != m_index->ids.end())
        return known->second;
    const auto id = static_cast<std::uint32_t>(m_names.size());
    const auto kept = copyText(name, m_arena);
    m_names.push_back(kept);
    m_index->ids.emplace(kept, id);
    return id;
}

std::optional<std::uint32_t> Names::find(std::string_view name) const
{
    const auto known = m_index->ids.find(name);
    return known == m_index->ids.end() ? std::nullopt : std::optional(known->second);
}

Value Names::value(std::uint32_t id) const
{
    if (id == Absent)
        return {};
    return id == Unrecorded ? Value::unrecorded() : Value::text(m_names[id]);
}

bool RecordedDecision::ran() const
{
    switch (outcome) {
    case Action::Allow:
    case Action::Log:
    case Action::Modify:
        return true;
    case Action::RequireApproval:
        return approval == Approval::Approved;
    case Action::Deny:
    case Action::Terminate:
        return false;
    }
    return false;
}

namespace {

std::optional<Money> moneyOf(std::int64_t nanos)
{
    return nanos == Runs::UnknownCost ? std::nullopt : std::optional(Money{nanos});
}

} // namespace

Step Runs::step(std::size_t index) const
{
    const auto& c = m_columns;
    Step step;
    step.seq = c.seq[index];
    step.kind = c.kind[index];
    step.tool = c.tool[index];
    step.model = c.model[index];
    step.args = c.args[index];
    step.input = c.input[index];
    step.output = c.output[index];
    step.cost = moneyOf(c.cost[index]);
    step.costEstimate = moneyOf(c.costEstimate[index]);
    step.tokensIn = c.tokensIn[index];
    step.tokensOut = c.tokensOut[index];
    step.startedAt = c.startedAt[index];
    step.durationNanos = c.duration[index];
    step.error = c.error[index];
    step.batch = c.batch[index];
    step.parent = c.parent[index];
    step.role = c.role[index];
    step.costIsEstimate = c.costIsEstimate[index] != 0;
    if (c.decision[index] != StepColumns::NoDecision)
        step.decision = c.decision[index];
    step.line = c.line[index];
    return step;
}

ArgumentColumn Runs::argument(const Path& path) const
{
    return m_arguments->column(path, [&] {
        ValueColumn column(stepCount());
        for (std::size_t step = 0; step < stepCount(); ++step) {
            const auto args = m_columns.args[step];
            const bool isMissing = args.isAbsent() && m_columns.kind[step] == StepKind::ToolCall;
            column.set(step, at(isMissing ? Value::unrecorded() : args, path));
        }
        return column;
    });
}

std::optional<std::size_t> Runs::findRun(std::string_view id) const
{
    const auto found = std::ranges::find(m_runs, id, &Run::id);
    return found == m_runs.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - m_runs.begin()));
}

std::optional<std::size_t> Runs::findStep(std::size_t run, std::int64_t seq) const
{
    const auto first = m_columns.seq.begin() + m_runs[run].firstStep;
    const auto last = first + m_runs[run].stepCount;
    const auto found = std::lower_bound(first, last, seq);
    if (found == last || *found != seq)
        return std::nullopt;
    return static_cast<std::size_t>(found - m_columns.seq.begin());
}

} // namespace runlog
