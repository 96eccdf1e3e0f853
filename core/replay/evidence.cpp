// SPDX-License-Identifier: Apache-2.0
#include "core/replay/evidence.h"

#include "core/engine/evaluator.h"
#include "core/engine/state.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::uint32_t NoWindow = 0xFFFFFFFFU;

// A leaf where the program has it; a window's tests look at the window's result.
struct Place {
    std::uint32_t node = 0;
    std::uint32_t window = NoWindow;
};

// Looks at every leaf of every policy that a step concerns.
class EvidenceWatcher : public StepWatcher {
public:
    explicit EvidenceWatcher(const Engine& engine) : m_program(engine.program())
    {
        for (std::uint32_t policy = 0; policy < m_program.policies.size(); ++policy) {
            const auto& compiled = m_program.policies[policy];
            m_evidence.policies.push_back({policy, 0, 0, {}});
            m_places.emplace_back();
            addLeaves(compiled.when, false);
            if (compiled.unless)
                addLeaves(*compiled.unless, true);
        }
    }

    bool wants(std::size_t) override { return true; }

    void decided(std::size_t step, const Request& request, const RunState& state, const Decision& decision) override
    {
        ++m_evidence.steps;
        for (const auto* list : {&decision.matched, &decision.observed})
            for (const auto policy : *list)
                ++m_evidence.policies[policy].matched;
        const Evaluator evaluator(m_program, request, state);
        for (auto& policy : m_evidence.policies) {
            const auto& compiled = m_program.policies[policy.policy];
            if (!contains(compiled.info.concerns, request.kind) || !m_program.governs(compiled.file, request.service))
                continue;
            ++policy.steps;
            for (std::size_t leaf = 0; leaf < policy.conditions.size(); ++leaf)
                look(policy.conditions[leaf], m_places[policy.policy][leaf], evaluator, step);
        }
    }

    Evidence take() { return std::move(m_evidence); }

private:
    // In preorder: what stands inside a test or a history is no condition of this step.
    void addLeaves(std::uint32_t root, bool inUnless)
    {
        for (auto node = root; node < m_program.nodes[root].end;) {
            const auto kind = m_program.nodes[node].kind;
            if (kind == Condition::Kind::Window)
                addWindow(node, inUnless);
            else if (kind == Condition::Kind::Test || kind == Condition::Kind::After || kind == Condition::Kind::NotAfter)
                add({node, NoWindow}, inUnless);
            const bool isGroup = kind == Condition::Kind::All || kind == Condition::Kind::Any
                || kind == Condition::Kind::None || kind == Condition::Kind::Not;
            node = isGroup ? node + 1 : m_program.nodes[node].end;
        }
    }

    void addWindow(std::uint32_t node, bool inUnless)
    {
        const auto window = m_program.nodes[node].index;
        const auto tests = m_program.windows[window].tests;
        for (auto test = tests + 1; test < m_program.nodes[tests].end; test = m_program.nodes[test].end)
            add({test, window}, inUnless);
    }

    void add(Place place, bool inUnless)
    {
        ConditionEvidence evidence;
        evidence.condition = m_program.nodes[place.node].condition;
        evidence.window = place.window == NoWindow ? nullptr : m_program.windows[place.window].window;
        evidence.policy = m_evidence.policies.back().policy;
        evidence.inUnless = inUnless;
        if (comparesNames(*evidence.condition))
            evidence.seen.resize(evidence.condition->literals.size());
        if (evidence.condition->kind == Condition::Kind::Test && evidence.condition->field.field != Field::Item)
            evidence.seenEntities.resize(evidence.condition->entities().entities.size());
        m_evidence.policies.back().conditions.push_back(std::move(evidence));
        m_places.back().push_back(place);
    }

    void look(ConditionEvidence& evidence, Place place, const Evaluator& evaluator, std::size_t step) const
    {
        const auto item = place.window == NoWindow ? std::nullopt : std::optional(evaluator.window(place.window));
        const auto truth = evaluator.condition(place.node, item ? &*item : nullptr).truth;
        evidence.isTrue += truth == Truth::True;
        evidence.isFalse += truth == Truth::False;
        evidence.inError += truth == Truth::Error;
        evidence.unknown += truth == Truth::Unknown;
        if (truth == Truth::True && !evidence.whereTrue)
            evidence.whereTrue = step;
        if (truth == Truth::False && !evidence.whereFalse)
            evidence.whereFalse = step;
        const bool isPlain = truth == Truth::True || truth == Truth::False;
        evidence.absent += isPlain && isAbsent(evidence, place, item, evaluator);
        if (!evidence.seen.empty())
            countNames(evidence, m_program.leaves[m_program.nodes[place.node].index], evaluator);
        if (!evidence.seenEntities.empty())
            countEntities(evidence, m_program.leaves[m_program.nodes[place.node].index], evaluator);
    }

    bool isAbsent(const ConditionEvidence& evidence, Place place, const std::optional<ItemValue>& item,
                  const Evaluator& evaluator) const
    {
        if (item)
            return !item->number;
        if (evidence.condition->kind != Condition::Kind::Test)
            return false;
        const Leaf& leaf = m_program.leaves[m_program.nodes[place.node].index];
        if (leaf.field == Field::Weekday)
            return !evaluator.weekday(leaf.zone);
        if (leaf.field >= Field::Cost && leaf.field <= Field::TimeOfDay)
            return evaluator.counter(leaf).absent;
        return !evaluator.value(leaf.condition->field, nullptr).isThere();
    }

    // Weekdays are few, and a step's own day is no value of the request.
    static void countNames(ConditionEvidence& evidence, const Leaf& leaf, const Evaluator& evaluator)
    {
        const auto value = leaf.field == Field::Weekday ? Value::text(evaluator.weekday(leaf.zone).value_or(""))
                                                        : evaluator.value(leaf.condition->field, nullptr);
        if (!value.isThere())
            return;
        Leaf one;
        one.condition = leaf.condition;
        one.op = Operator::In;
        for (std::size_t at = 0; at < evidence.seen.size(); ++at) {
            one.literals = leaf.literals.subspan(at, 1);
            evidence.seen[at] += namesValue(leaf, at, one, value) ? 1 : 0;
        }
    }

    static void countEntities(ConditionEvidence& evidence, const Leaf& leaf, const Evaluator& evaluator)
    {
        if (!evaluator.value(leaf.condition->field, nullptr).isThere())
            return;
        Leaf one = leaf;
        const auto tools = std::make_shared<TestTools>(*leaf.tools);
        tools->minCount = 1;
        one.tools = tools;
        for (std::size_t at = 0; at < evidence.seenEntities.size(); ++at) {
            const auto entity = pii::entityNamed(leaf.condition->entities().entities[at]);
            tools->scan.wanted = entity ? pii::EntitySet{*entity} : pii::EntitySet();
            evidence.seenEntities[at] += evaluator.scanned(one) == Truth::True ? 1 : 0;
        }
    }

    static bool namesValue(const Leaf& leaf, std::size_t at, const Leaf& one, Value value)
    {
        if (leaf.tools->patterns.size() == leaf.literals.size() && value.kind() == Value::Kind::Text) {
            const auto text = value.text();
            return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), *leaf.tools->patterns[at]);
        }
        return valueTest(one, value) == Truth::True;
    }

    const Program& m_program;
    Evidence m_evidence;
    std::vector<std::vector<Place>> m_places; // of the leaves, by policy
};

} // namespace

bool comparesNames(const Condition& condition)
{
    const bool equality = condition.op == Operator::Eq || condition.op == Operator::In || condition.op == Operator::Ne
        || condition.op == Operator::NotIn || condition.op == Operator::InGroup;
    const auto type = row(condition.field.field).type;
    const bool counted = type == FieldType::Money || type == FieldType::Count || type == FieldType::Duration
        || type == FieldType::TimeOfDay;
    return condition.kind == Condition::Kind::Test && equality && !counted && condition.field.field != Field::Item;
}

Evidence evidenceOf(EnginePtr engine, RunsPtr runs, const Answers& answers, std::stop_token stop)
{
    EvidenceWatcher watcher(*engine);
    ReplayOptions options;
    options.watcher = &watcher;
    options.stop = std::move(stop);
    replay(std::move(engine), std::move(runs), answers, options);
    return watcher.take();
}

} // namespace runlog
