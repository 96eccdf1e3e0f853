// SPDX-License-Identifier: Apache-2.0
#include "core/engine/candidates.h"
#include "core/engine/engine.h"
#include "core/engine/explain.h"
#include "core/engine/state.h"
#include "core/language/parse.h"
#include "tests/engine/naive.h"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <thread>

using namespace runlog;

namespace {

std::shared_ptr<const PolicyFile> parsed(const std::string& text)
{
    const auto source = std::make_shared<const Source>("made.yaml", text);
    auto result = parse(source);
    if (hasError(result.diagnostics))
        qFatal("the made policies have an error:\n%s%s", text.c_str(), print(result.diagnostics, *source).c_str());
    return result.file;
}

std::string joined(const std::vector<std::string>& ids)
{
    std::string text;
    for (const auto& id : ids)
        text += (text.empty() ? "" : ",") + id;
    return text;
}

// Drives the compiled engine through a world, one event at a time.
class Driver {
public:
    Driver(std::shared_ptr<const PolicyFile> file, World& world)
        : m_engine(PolicySet{{std::move(file)}}), m_world(world), m_shared(m_engine.shared())
    {
        for (std::size_t run = 0; run < world.runs.size(); ++run)
            m_states.push_back(stateOf(run));
    }

    const Decision& decide(std::size_t index)
    {
        const auto& event = m_world.events[index];
        auto& state = *m_states[event.run];
        state.arrive(event.request, {event.estimate, event.batch});
        m_engine.evaluate(event.request, state, m_decision, m_scratch);
        return m_decision;
    }

    // After decide(): the step runs, or not, as it was decided; approvals are granted.
    void go(std::size_t index)
    {
        const auto& event = m_world.events[index];
        auto ran = event.request;
        if (m_decision.changed)
            ran.args = m_decision.args;
        ran.output = event.output;
        Departure departure;
        departure.ran = m_decision.outcome < Action::Deny;
        departure.cost = event.cost;
        departure.tokens = event.tokens;
        departure.failed = event.failed;
        m_states[event.run]->depart(ran, departure);
    }

    std::string matched() const
    {
        std::vector<std::string> ids;
        for (const auto policy : m_decision.matched)
            ids.push_back(m_engine.policies()[policy].policy->id);
        if (m_decision.defaultDenied)
            ids.push_back("default");
        return joined(ids);
    }

    std::string print() const
    {
        std::vector<std::string> observed;
        for (const auto policy : m_decision.observed)
            observed.push_back(m_engine.policies()[policy].policy->id);
        const std::string decider = m_decision.policy == Decision::Nobody ? ""
            : m_decision.policy == Decision::Default ? "default"
                                                     : m_engine.policies()[static_cast<std::size_t>(m_decision.policy)].policy->id;
        return std::string(name(m_decision.outcome)) + " " + decider + " [" + matched() + "] [" + joined(observed) + "]";
    }

    // Policies that were found to match by their limit alone, at the last step.
    std::size_t foundByLimit(std::size_t index) const
    {
        std::size_t found = 0;
        Marks marks;
        const auto& event = m_world.events[index];
        markCandidates(m_engine.program(), event.request, *m_states[event.run], marks);
        marks.visit([&](std::uint32_t, bool isKnown) { found += isKnown ? 1 : 0; });
        return found;
    }

    const Engine& engine() const { return m_engine; }
    const RunState& state(std::size_t run) const { return *m_states[run]; }

private:
    std::unique_ptr<RunState> stateOf(std::size_t run)
    {
        Request request;
        for (const auto& event : m_world.events)
            if (event.run == run)
                request = event.request;
        return std::make_unique<RunState>(m_engine.shared(), m_shared, request, m_world.runs[run].startedAt);
    }

    Engine m_engine;
    World& m_world;
    SharedState m_shared;
    std::vector<std::unique_ptr<RunState>> m_states;
    Decision m_decision;
    std::pmr::monotonic_buffer_resource m_scratch;
};

std::string print(const NaiveDecision& decision)
{
    return decision.outcome + " " + decision.policy + " [" + joined(decision.matched) + "] [" + joined(decision.observed) + "]";
}

std::size_t casesFor(const char* variable, std::size_t usual)
{
    const auto wanted = qEnvironmentVariableIntValue(variable);
    return wanted > 0 ? static_cast<std::size_t>(wanted) : usual;
}

// A tree of conditions as one line.
std::string texts(const ExplainedCondition& condition)
{
    auto text = condition.subject + " " + condition.observed + " " + condition.test + " " + condition.margin + "(";
    for (const auto& child : condition.children)
        text += texts(child);
    return text + ")" + std::to_string(static_cast<int>(condition.truth));
}

struct Compared {
    std::size_t decisions = 0;
    std::size_t foundByLimit = 0;
};

// Decides a world both ways and stops the program at the first difference.
Compared compare(const std::string& text, World& world, std::size_t seed)
{
    Compared compared;
    const auto file = parsed(text);
    Driver driver(file, world);
    Naive naive(*file, world);
    for (std::size_t index = 0; index < world.events.size(); ++index) {
        if (naive.ended(world.events[index].run))
            continue;
        const auto wanted = print(naive.decide(index));
        driver.decide(index);
        const auto got = driver.print();
        if (got != wanted)
            qFatal("seed %zu, event %zu\n%sengine: %s\nnaive:  %s", seed, index, text.c_str(), got.c_str(), wanted.c_str());
        compared.foundByLimit += driver.foundByLimit(index);
        driver.go(index);
        ++compared.decisions;
    }
    return compared;
}

// The pair of policy set and run of one seed; answers the number of its decisions.
std::size_t comparePair(std::size_t seed)
{
    WorldMaker maker(seed);
    const auto text = maker.policies();
    World world;
    maker.fill(world, 1 + seed % 3, 10 + seed % 9);
    return compare(text, world, seed).decisions;
}

bool hasEnded(const std::vector<bool>& ended, const Event& event) { return ended[event.run]; }

} // namespace

class TestDifferential : public QObject {
    Q_OBJECT
private slots:
    void theCompiledEngineDecidesAsTheNaiveReading();
    void policiesFoundByTheirLimitsDecideAsTheNaiveReading();
    void whatTheIndexSaysIsWhatEvaluatingSays();
    void theOrderOfPoliciesChangesNeitherOutcomeNorMatches();
    void addingAPolicyNeverLoosens();
    void tighteningAThresholdOfAGuardNeverAllowsMore();
    void explainAgreesWithEvaluate();
};

void TestDifferential::theCompiledEngineDecidesAsTheNaiveReading()
{
    const auto cases = casesFor("RUNLOG_DIFFERENTIAL_CASES", 20'000);
    const auto processors = std::max(1U, std::thread::hardware_concurrency());
    std::atomic<std::size_t> decisions = 0;
    std::vector<std::jthread> threads;
    for (std::size_t first = 0; first < processors; ++first)
        threads.emplace_back([=, &decisions] {
            for (auto seed = first; seed < cases; seed += processors)
                decisions += comparePair(seed);
        });
    threads.clear();
    qInfo("%zu pairs of policy set and run, %zu decisions, 0 mismatches", cases, decisions.load());
    QVERIFY(decisions > cases);
}

// Sets in which most policies are found by their limits: more than fit into one word of bits, too.
void TestDifferential::policiesFoundByTheirLimitsDecideAsTheNaiveReading()
{
    const auto cases = casesFor("RUNLOG_LIMIT_CASES", 3'000);
    Compared all;
    for (std::size_t seed = 0; seed < cases; ++seed) {
        WorldMaker maker(seed + 5'000'000);
        const auto text = maker.limits(seed % 25 == 0 ? 60 + maker.below(80) : 3 + maker.below(15));
        World world;
        maker.fill(world, 1 + seed % 3, 8 + seed % 9);
        const auto compared = compare(text, world, seed);
        all.decisions += compared.decisions;
        all.foundByLimit += compared.foundByLimit;
    }
    qInfo("%zu pairs, %zu decisions, %zu matches found by a limit, 0 mismatches", cases, all.decisions, all.foundByLimit);
    QVERIFY(all.foundByLimit > 3 * cases);
}

// Also where a counter is not exactly known: then its policies are evaluated.
void TestDifferential::whatTheIndexSaysIsWhatEvaluatingSays()
{
    std::size_t known = 0;
    std::size_t uncertain = 0;
    for (std::size_t seed = 0; seed < casesFor("RUNLOG_LIMIT_CASES", 3'000); ++seed) {
        WorldMaker maker(seed + 6'000'000);
        const Engine engine(PolicySet{{parsed(maker.limits(3 + maker.below(15)))}});
        World world;
        maker.fill(world, 1, 8);
        SharedState shared(engine.shared());
        RunState state(engine.shared(), shared, world.events.front().request, world.runs.front().startedAt);
        Marks marks;
        for (auto& event : world.events) {
            if (maker.below(6) == 0)
                event.request.time = Request::NoTime;
            state.arrive(event.request, {event.estimate, event.batch});
            const Evaluator evaluator(engine.program(), event.request, state);
            markCandidates(engine.program(), event.request, state, marks);
            std::vector<bool> marked(engine.policies().size(), false);
            marks.visit([&](std::uint32_t policy, bool isKnown) {
                marked[policy] = true;
                known += isKnown ? 1 : 0;
                const auto verdict = evaluator.policy(engine.program().policies[policy]);
                uncertain += verdict.truth == Truth::Unknown ? 1 : 0;
                if (isKnown)
                    QCOMPARE(verdict, (Verdict{Truth::True, Truth::True}));
            });
            for (std::uint32_t policy = 0; policy < marked.size(); ++policy) {
                const auto& each = engine.program().policies[policy];
                const bool concerned = contains(each.info.concerns, event.request.kind)
                    && engine.program().governs(each.file, event.request.service);
                if (concerned && evaluator.policy(each).truth != Truth::False)
                    QVERIFY(marked[policy]);
            }
            Departure departure;
            departure.cost = event.cost;
            departure.costIsMissing = maker.below(8) == 0;
            state.depart(event.request, departure);
        }
    }
    QVERIFY(known > 1000);
    QVERIFY(uncertain > 1000);
}

void TestDifferential::theOrderOfPoliciesChangesNeitherOutcomeNorMatches()
{
    for (std::size_t seed = 0; seed < casesFor("RUNLOG_PROPERTY_CASES", 10'000); ++seed) {
        WorldMaker maker(seed + 1'000'000);
        std::vector<std::string> entries;
        for (std::size_t index = 0; index < 4; ++index)
            entries.push_back(maker.policy("p" + std::to_string(index)));
        World world;
        maker.fill(world, 1, 8);
        const auto inOrder = "policies:\n" + entries[0] + entries[1] + entries[2] + entries[3];
        const auto turned = "policies:\n" + entries[2] + entries[0] + entries[3] + entries[1];
        Driver first(parsed(inOrder), world);
        Driver second(parsed(turned), world);
        for (std::size_t index = 0; index < world.events.size(); ++index) {
            const auto a = first.decide(index).outcome;
            const auto b = second.decide(index).outcome;
            auto sorted = [](std::string ids) { std::ranges::sort(ids); return ids; };
            QCOMPARE(b, a);
            QCOMPARE(sorted(second.matched()), sorted(first.matched()));
            first.go(index);
            second.go(index);
            if (a == Action::Terminate)
                break;
        }
    }
}

void TestDifferential::addingAPolicyNeverLoosens()
{
    for (std::size_t seed = 0; seed < casesFor("RUNLOG_PROPERTY_CASES", 10'000); ++seed) {
        WorldMaker maker(seed + 2'000'000);
        const auto base = maker.policies();
        const auto more = base + maker.policy("added");
        World world;
        maker.fill(world, 1, 8);
        Driver few(parsed(base), world);
        Driver many(parsed(more), world);
        for (std::size_t index = 0; index < world.events.size(); ++index) {
            const auto before = few.decide(index).outcome;
            const auto after = many.decide(index).outcome;
            const auto rank = [](Action action) { return std::max(action, Action::Log); }; // log against allow is a note
            if (rank(after) < rank(before) && after != Action::Modify && before != Action::Modify)
                qFatal("seed %zu, event %zu\n%s%s against %s", seed, index, more.c_str(), many.print().c_str(), few.print().c_str());
            if (before != after || few.print() != many.print())
                break; // from here on the two runs are in different states
            few.go(index);
            many.go(index);
            if (before == Action::Terminate)
                break;
        }
    }
}

void TestDifferential::tighteningAThresholdOfAGuardNeverAllowsMore()
{
    static constexpr const char* fields[] = {"cost", "cost_today", "args.a", "tool_calls_in_run", "tokens_in_run"};
    for (std::size_t seed = 0; seed < casesFor("RUNLOG_PROPERTY_CASES", 10'000); ++seed) {
        WorldMaker maker(seed + 3'000'000);
        const std::string field = fields[maker.below(5)];
        const auto guard = [&](std::size_t limit) {
            return parsed("policies:\n  - id: guard\n    when: { " + field + ": { gt: " + std::to_string(limit) + " } }\n    action: deny\n");
        };
        const auto loose = 1 + maker.below(5);
        World world;
        maker.fill(world, 1, 8);
        Driver wide(guard(loose), world);
        Driver tight(guard(maker.below(loose)), world);
        for (std::size_t index = 0; index < world.events.size(); ++index) {
            const auto before = wide.decide(index).outcome;
            const auto after = tight.decide(index).outcome;
            QVERIFY2(after >= before, qPrintable(QString("seed %1 event %2").arg(seed).arg(index)));
            if (before != after)
                break;
            wide.go(index);
            tight.go(index);
        }
    }
}

// Each reason says what evaluating its condition says, and its text is that of the whole explanation.
static void checkReasons(const Program& program, const Request& request, const RunState& state, const Reasons& reasons,
                         const Explanation& explained)
{
    const Evaluator evaluator(program, request, state);
    for (const auto& reason : reasons.conditions)
        if (!std::holds_alternative<ItemValue>(reason.seen))
            QCOMPARE(reason.truth, evaluator.condition(reason.node).truth);
    for (std::size_t index = 0; index < reasons.policies.size(); ++index) {
        const auto policy = describe(program, reasons, index);
        const auto& whole = explained.policies[policy.policy];
        QCOMPARE(policy.truth, whole.truth);
        QCOMPARE(texts(policy.when), texts(whole.when));
        QCOMPARE(policy.unless.has_value(), whole.unless.has_value());
        if (policy.unless)
            QCOMPARE(texts(*policy.unless), texts(*whole.unless));
    }
}

void TestDifferential::explainAgreesWithEvaluate()
{
    for (std::size_t seed = 0; seed < casesFor("RUNLOG_PROPERTY_CASES", 10'000); ++seed) {
        WorldMaker maker(seed + 4'000'000);
        const auto file = parsed(maker.policies());
        World world;
        maker.fill(world, 1, 6);
        Driver driver(file, world);
        std::vector<bool> ended(1, false);
        for (std::size_t index = 0; index < world.events.size() && !hasEnded(ended, world.events[index]); ++index) {
            const auto decision = driver.decide(index);
            std::pmr::monotonic_buffer_resource scratch;
            const auto& event = world.events[index];
            const auto explained = driver.engine().explain(event.request, driver.state(event.run), scratch);
            QCOMPARE(explained.decision.outcome, decision.outcome);
            QCOMPARE(explained.decision.policy, decision.policy);
            QCOMPARE(explained.decision.matched, decision.matched);
            Reasons reasons;
            reasonsOf(driver.engine(), event.request, driver.state(event.run), decision, reasons);
            checkReasons(driver.engine().program(), event.request, driver.state(event.run), reasons, explained);
            QCOMPARE(reasons.policies.size(), decision.matched.size());
            for (const auto& policy : explained.policies) {
                const bool isTrue = policy.concerned && policy.truth == Truth::True;
                const auto& list = driver.engine().policies()[policy.policy].mode == Mode::Observe ? decision.observed : decision.matched;
                if (isTrue)
                    QVERIFY(std::ranges::find(list, policy.policy) != list.end());
            }
            driver.go(index);
            ended[0] = decision.outcome == Action::Terminate;
        }
    }
}

QTEST_APPLESS_MAIN(TestDifferential)
#include "tst_differential.moc"
