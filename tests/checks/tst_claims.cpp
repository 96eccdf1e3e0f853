// SPDX-License-Identifier: Apache-2.0
#include "core/checks/findings.h"
#include "core/engine/evaluator.h"
#include "core/language/parse.h"
#include "tests/checks/smallworld.h"

#include <QtTest>

#include <algorithm>
#include <map>

using namespace runlog;
using checks::Finding;

namespace {

std::shared_ptr<const PolicyFile> parsed(const std::string& text) {
    const auto source = std::make_shared<const Source>("made.yaml", text);
    auto result = parse(source);
    if (hasError(result.diagnostics))
        qFatal("the made policies have an error:\n%s%s", text.c_str(), print(result.diagnostics, *source).c_str());
    return result.file;
}

// What the engine says of one step of a world.
struct Said {
    Action outcome = Action::Allow;
    std::int32_t decider = 0;
    std::vector<bool> matched;
    std::vector<Truth> truths;
    std::vector<Truth> nodes; // of the program
    StepKind kind = StepKind::ToolCall;
};

class Asked {
public:
    Asked(std::shared_ptr<const PolicyFile> file, const SmallWorld& world)
        : engine(PolicySet{{std::move(file)}}) {
        for (const auto& step : world.steps())
            ask(step);
    }

    Engine engine;
    std::vector<Said> seen;

private:
    void ask(const SmallWorld::Step& step) {
        std::pmr::monotonic_buffer_resource scratch;
        SharedState shared(engine.shared());
        RunState state(engine.shared(), shared, step.request, Request::NoTime);
        auto past = step.request;
        past.kind = StepKind::ToolCall;
        past.tool = Value::text("a");
        for (std::size_t i = 0; i < step.before; ++i) {
            state.arrive(past, {});
            state.depart(past, {});
        }
        state.arrive(step.request, {});
        state.see(step.seen);
        Decision decision;
        engine.evaluate(step.request, state, decision, scratch);
        Said result;
        result.outcome = decision.outcome;
        result.decider = decision.policy;
        result.kind = step.request.kind;
        result.matched.resize(engine.policies().size());
        for (const auto* list : {&decision.matched, &decision.observed})
            for (const auto policy : *list)
                result.matched[policy] = true;
        const Evaluator evaluator(engine.program(), step.request, state);
        for (const auto& policy : engine.program().policies)
            result.truths.push_back(evaluator.policy(policy).assumed);
        for (std::uint32_t node = 0; node < engine.program().nodes.size(); ++node)
            result.nodes.push_back(isOfStep(node) ? evaluator.condition(node).assumed : Truth::Unknown);
        seen.push_back(std::move(result));
    }

    // Not one about an item, a length or a window's number.
    bool isOfStep(std::uint32_t node) const {
        const auto* condition = engine.program().nodes[node].condition;
        return condition != nullptr &&
               (condition->kind != Condition::Kind::Test || condition->field.field != Field::Item);
    }
};

bool isConcerned(const Asked& asked, std::uint32_t policy, const Said& seen) {
    return contains(asked.engine.policies()[policy].concerns, seen.kind);
}

// The same file without a policy, or without its exception.
std::shared_ptr<const PolicyFile> without(const PolicyFile& file, std::uint32_t policy, bool onlyUnless) {
    auto copy = std::make_shared<PolicyFile>(file);
    if (onlyUnless)
        copy->policies[policy].unless.reset();
    else
        copy->policies.erase(copy->policies.begin() + policy);
    return copy;
}

std::vector<std::uint32_t> nodesOf(const Asked& asked, const Finding& finding) {
    std::vector<std::uint32_t> nodes;
    for (const auto* condition : finding.conditions)
        for (std::uint32_t node = 0; node < asked.engine.program().nodes.size(); ++node)
            if (asked.engine.program().nodes[node].condition == condition) nodes.push_back(node);
    return nodes;
}

bool sameOutcomes(const Asked& a, const Asked& b) {
    return std::ranges::equal(a.seen, b.seen, [](const Said& x, const Said& y) { return x.outcome == y.outcome; });
}

// Whether a claim holds for every step of the world.
bool isRight(const Finding& finding, const Asked& asked, const PolicyFile& file, const SmallWorld& world) {
    const auto policy = finding.policy;
    const auto all = [&](auto test) { return std::ranges::all_of(asked.seen, test); };
    const auto nodes = nodesOf(asked, finding);
    switch (finding.kind) {
    case Finding::Kind::NeverMatches: return all([&](const Said& seen) { return !seen.matched[policy]; });
    case Finding::Kind::OnlyInError:
        return all(
            [&](const Said& seen) { return !isConcerned(asked, policy, seen) || seen.truths[policy] != Truth::True; });
    case Finding::Kind::AlwaysMatches:
        return all([&](const Said& seen) { return !isConcerned(asked, policy, seen) || seen.matched[policy]; });
    case Finding::Kind::NeverTrue:
        return all([&](const Said& seen) {
            return !isConcerned(asked, policy, seen) || nodes.empty() ||
                   std::ranges::any_of(nodes, [&](auto node) { return seen.nodes[node] != Truth::True; });
        });
    case Finding::Kind::AlwaysTrue:
        return all([&](const Said& seen) {
            return !isConcerned(asked, policy, seen) ||
                   std::ranges::any_of(nodes, [&](auto node) { return seen.nodes[node] == Truth::True; });
        });
    case Finding::Kind::DeadUnless: {
        const Asked other(without(file, policy, true), world);
        return std::ranges::equal(asked.seen, other.seen,
                                  [&](const Said& a, const Said& b) { return a.matched == b.matched; });
    }
    case Finding::Kind::EqualConditions:
    case Finding::Kind::Covered:
        if (finding.kind == Finding::Kind::EqualConditions &&
            !all([&](const Said& seen) { return seen.truths[policy] == seen.truths[finding.others.front()]; }))
            return false;
        if (file.policies[policy].action == Action::RequireApproval && finding.kind == Finding::Kind::EqualConditions)
            return true; // asks the same people once more
        return all([&](const Said& seen) { return seen.decider != static_cast<std::int32_t>(policy); }) &&
               sameOutcomes(asked, Asked(without(file, policy, false), world));
    case Finding::Kind::MatchesAbsent: {
        const auto& compiled = asked.engine.program().policies[policy];
        const auto& unless = file.policies[policy].unless;
        const auto place = finding.conditions.front()->span.begin;
        const bool excuses = unless && unless->span.begin <= place && place < unless->span.end;
        return !finding.witness.empty() && std::ranges::any_of(asked.seen, [&](const Said& seen) {
            const bool complement = seen.nodes[nodes.front()] == Truth::True;
            return complement &&
                   (excuses ? seen.nodes[compiled.when] == Truth::True && seen.nodes[*compiled.unless] == Truth::True
                            : seen.truths[policy] == Truth::True);
        });
    }
    }
    return false;
}

// What an all-knowing check of this world would find, and whether ours did: so that a check that says nothing is seen.
struct Recall {
    std::size_t never = 0;
    std::size_t neverFound = 0;
    std::size_t covered = 0;
    std::size_t coveredFound = 0;
};

bool hasFinding(const std::vector<Finding>& findings, std::uint32_t policy,
                std::initializer_list<Finding::Kind> kinds) {
    return std::ranges::any_of(findings, [&](const Finding& finding) {
        return finding.policy == policy && std::ranges::find(kinds, finding.kind) != kinds.end();
    });
}

void recall(Recall& recall, const Asked& asked, const std::vector<Finding>& findings) {
    for (std::uint32_t policy = 0; policy < asked.engine.policies().size(); ++policy) {
        const bool matches = std::ranges::any_of(asked.seen, [&](const Said& seen) { return seen.matched[policy]; });
        const auto& info = asked.engine.policies()[policy];
        if (!matches) {
            ++recall.never;
            recall.neverFound += hasFinding(findings, policy, {Finding::Kind::NeverMatches}) ? 1 : 0;
            continue;
        }
        const bool decides = std::ranges::any_of(
            asked.seen, [&](const Said& seen) { return seen.decider == static_cast<std::int32_t>(policy); });
        if (decides || info.mode == Mode::Observe ||
            (info.policy->action != Action::Deny && info.policy->action != Action::Terminate))
            continue;
        ++recall.covered;
        recall.coveredFound +=
            hasFinding(findings, policy, {Finding::Kind::Covered, Finding::Kind::EqualConditions}) ? 1 : 0;
    }
}

} // namespace

class TestClaims : public QObject {
    Q_OBJECT
private slots:
    void everyClaimHoldsForEveryStepOfFiveThousandSmallWorlds();
};

void TestClaims::everyClaimHoldsForEveryStepOfFiveThousandSmallWorlds() {
    const auto wanted = qEnvironmentVariableIntValue("RUNLOG_CLAIM_WORLDS");
    const std::size_t worlds = wanted > 0 ? static_cast<std::size_t>(wanted) : 5'000;
    std::map<Finding::Kind, std::size_t> claims;
    std::size_t wrong = 0;
    std::size_t steps = 0;
    std::size_t notProven = 0;
    Recall recalled;
    for (std::size_t seed = 0; seed < worlds; ++seed) {
        const SmallWorld world(seed);
        const auto file = parsed(world.text());
        const Asked asked(file, world);
        steps += asked.seen.size();
        auto findings = checks::checkEach(asked.engine).found;
        const auto covered = checks::checkCovered(asked.engine);
        notProven += covered.notProven;
        findings.insert(findings.end(), covered.found.begin(), covered.found.end());
        for (const Finding& finding : findings) {
            ++claims[finding.kind];
            if (isRight(finding, asked, *file, world)) continue;
            ++wrong;
            qWarning("seed %zu\n%s%s", seed, world.text().c_str(), print(finding.diagnostic, *file->source).c_str());
        }
        recall(recalled, asked, findings);
    }
    std::size_t total = 0;
    for (const auto& [kind, count] : claims) {
        qInfo("kind %d: %zu claims", static_cast<int>(kind), count);
        total += count;
    }
    qInfo("%zu sets, %zu steps, %zu claims, %zu wrong, %zu not proven; never matching: found %zu of %zu; stops that "
          "never decide: %zu of %zu",
          worlds, steps, total, wrong, notProven, recalled.neverFound, recalled.never, recalled.coveredFound,
          recalled.covered);
    QCOMPARE(claims.size(), std::size_t(9));
    for (const auto& [kind, count] : claims)
        QVERIFY(count > worlds / 200);
    QCOMPARE(wrong, std::size_t(0));
    QVERIFY(recalled.neverFound * 2 > recalled.never);
    QVERIFY(recalled.coveredFound * 2 > recalled.covered);
}

QTEST_APPLESS_MAIN(TestClaims)
#include "tst_claims.moc"
