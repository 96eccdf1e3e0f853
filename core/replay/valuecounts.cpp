// SPDX-License-Identifier: Apache-2.0
#include "core/replay/valuecounts.h"

#include "core/engine/evaluator.h"
#include "core/engine/observe.h"

#include <algorithm>
#include <map>
#include <set>

namespace runlog {

namespace {

using Key = std::pair<bool, std::string>; // whether it is text

std::string shortened(std::string_view text)
{
    if (text.size() <= ValueCounts::LongestValue)
        return std::string(text);
    auto end = ValueCounts::LongestValue;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(text.substr(0, end)) + "…";
}

std::optional<Key> keyOf(Value value)
{
    switch (value.kind()) {
    case Value::Kind::Text: return Key(true, shortened(value.text()));
    case Value::Kind::Number: return Key(false, std::string(value.text()));
    case Value::Kind::Boolean: return Key(false, value.boolean() ? "true" : "false");
    case Value::Kind::List: case Value::Kind::Map: case Value::Kind::Null: case Value::Kind::Absent: case Value::Kind::Unrecorded:
        return std::nullopt;
    }
    return std::nullopt;
}

class ValueWatcher : public StepWatcher {
public:
    ValueWatcher(const Engine& engine, const ConditionObserver& observer) : m_program(engine.program()), m_observer(observer)
    {
        const auto op = observer.leaf().condition->op;
        m_counts.areEntities = op == Operator::ContainsPii || op == Operator::ContainsSecret;
    }

    bool wants(std::size_t) override { return true; }

    void decided(std::size_t step, const Request& request, const RunState& state, const Decision&) override
    {
        const auto observed = m_observer.observe(request, state);
        if (observed.kind == Observed::Kind::Nothing)
            return;
        ++m_counts.steps;
        m_counts.absent += observed.kind == Observed::Kind::Absent ? 1 : 0;
        m_counts.unknown += observed.kind == Observed::Kind::Unknown ? 1 : 0;
        if (observed.kind == Observed::Kind::Absent || observed.kind == Observed::Kind::Unknown)
            return;
        m_step = step;
        m_holds = observed.truth == Truth::True;
        m_seen.clear();
        const Evaluator evaluator(m_program, request, state);
        const auto value = evaluator.value(m_observer.leaf().condition->field, nullptr);
        m_counts.areEntities ? find(value, m_observer.leaf().fieldName()) : count(value);
    }

    ValueCounts take()
    {
        for (auto& [key, found] : m_values) {
            found.value = {key.second, key.first};
            m_counts.values.push_back(std::move(found));
        }
        const auto& literals = m_observer.leaf().condition->literals;
        for (const auto& literal : literals)
            markListed(literal);
        std::stable_sort(m_counts.values.begin(), m_counts.values.end(),
                         [](const ValueCount& a, const ValueCount& b) { return a.steps > b.steps; });
        return std::move(m_counts);
    }

private:
    void count(Value value)
    {
        if (value.kind() == Value::Kind::List) {
            for (const auto item : value.items())
                add(keyOf(item), 0);
            return;
        }
        add(keyOf(value), 0);
    }

    // Every text in the value, as the condition looks at it.
    void find(Value value, std::string_view fieldName)
    {
        for (const auto item : value.kind() == Value::Kind::List ? value.items() : std::span<const Value>())
            find(item, fieldName);
        for (const auto& member : value.kind() == Value::Kind::Map ? value.members() : std::span<const Member>())
            find(member.value, member.key);
        if (value.kind() != Value::Kind::Text && value.kind() != Value::Kind::Number)
            return;
        auto options = m_observer.leaf().tools->scan;
        options.fieldName = fieldName;
        m_findings.clear();
        pii::scan(value.text(), options, m_findings);
        for (const auto& finding : m_findings)
            if (finding.likelihood >= m_observer.leaf().tools->minLikelihood)
                add(Key(true, std::string(pii::name(finding.entity))), 1);
    }

    void add(const std::optional<Key>& key, std::size_t findings)
    {
        if (!key || (m_values.size() == ValueCounts::MostValues && !m_values.contains(*key))) {
            ++m_counts.others;
            return;
        }
        auto& count = m_values[*key];
        count.findings += findings;
        if (!m_seen.insert(*key).second)
            return;
        if (count.steps++ == 0)
            count.first = m_step;
        count.held += m_holds ? 1 : 0;
    }

    void markListed(const Literal& literal)
    {
        bool isSeen = false;
        for (auto& count : m_counts.values)
            if (isSame(literal, count.value))
                isSeen = count.isListed = true;
        if (isSeen)
            return;
        ValueCount unseen;
        unseen.value = {literal.text, literal.type == Literal::Type::Text};
        unseen.isListed = true;
        m_counts.values.push_back(std::move(unseen));
    }

    const Program& m_program;
    const ConditionObserver& m_observer;
    ValueCounts m_counts;
    std::map<Key, ValueCount> m_values;
    std::set<Key> m_seen; // at this step
    std::size_t m_step = 0;
    bool m_holds = false;
    std::vector<pii::Finding> m_findings;
};

} // namespace

std::optional<ValueCounts> valueCounts(EnginePtr engine, RunsPtr runs, const Answers& answers, std::string_view condition,
                                       std::stop_token stop)
{
    const ConditionObserver observer(engine->shared(), condition);
    if (!observer.isKnown())
        return std::nullopt;
    ValueWatcher watcher(*engine, observer);
    ReplayOptions options;
    options.watcher = &watcher;
    options.stop = std::move(stop);
    replay(engine, std::move(runs), answers, options);
    return watcher.take();
}

} // namespace runlog
