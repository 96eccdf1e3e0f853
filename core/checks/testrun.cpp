// SPDX-License-Identifier: Apache-2.0
#include "core/checks/testrun.h"

#include "core/checks/explaintext.h"
#include "core/checks/testcase.h"
#include "core/language/report.h"
#include "core/replay/summary.h"

#include <algorithm>
#include <map>
#include <set>

namespace runlog {

namespace {

constexpr std::size_t LongestMessage = 300;

// What a watched step said.
struct Said {
    std::string message;
    std::string why;
};

// Listens to the steps of one test: the rendered messages, and on demand why the steps were decided as they were.
class Listener : public StepWatcher {
public:
    explicit Listener(const Engine& engine) : m_engine(engine) {}

    // From now on this step is explained, the policy with this id too.
    void explain(std::size_t step, std::string policy) { m_explained[step] = std::move(policy); }

    bool wants(std::size_t) override { return true; }

    void decided(std::size_t step, const Request& request, const RunState& state, const Decision& decision) override
    {
        auto& said = m_said[step];
        if (decision.policy >= 0)
            said.message = m_engine.message(static_cast<std::uint32_t>(decision.policy), request, state);
        if (const auto policy = m_explained.find(step); policy != m_explained.end())
            said.why = whyOf(m_engine.explain(request, state, m_scratch), policy->second);
    }

    const Said& said(std::size_t step) { return m_said[step]; }

private:
    std::string whyOf(const Explanation& explanation, std::string_view expected) const
    {
        std::string why;
        for (const auto& policy : explanation.policies)
            if (policy.decides || m_engine.policies()[policy.policy].policy->id == expected)
                why += policyText(policy, m_engine);
        if (why.ends_with('\n'))
            why.pop_back();
        return why;
    }

    const Engine& m_engine;
    std::pmr::monotonic_buffer_resource m_scratch;
    std::map<std::size_t, std::string> m_explained;
    std::map<std::size_t, Said> m_said;
};

std::string byWhom(std::string_view policy)
{
    return policy.empty() ? " by no policy" : " by " + inTicks(policy);
}

std::string withMessage(std::string_view message)
{
    return " with the message `" + printable(message, LongestMessage) + '`';
}

std::string expectedText(const PolicyTest::Step& step)
{
    std::string text = step.decision.empty() ? "a decision" : inTicks(step.decision);
    if (step.policy)
        text += byWhom(*step.policy);
    return step.message.empty() ? text : text + withMessage(step.message);
}

class TestRunner {
public:
    TestRunner(EnginePtr engine, const PolicyFile& file) : m_engine(std::move(engine)), m_file(file) {}

    TestResult run(const PolicyTest& test, bool explains) const
    {
        TestResult result{nameOf(test), test.span, {}};
        const auto made = testCase(m_file, test);
        for (const auto& problem : made.problems)
            result.failures.push_back({problem.step, test.steps[problem.step].span, {}, problem.text, {}});
        if (!made.problems.empty())
            return result;
        Listener listener(*m_engine);
        const auto replayed = replayTest(m_engine, made, &listener);
        for (std::size_t step = 0; step < test.steps.size(); ++step)
            compare(test.steps[step], step, replayed, made.stepOf[step], listener, result);
        if (explains && !result.passed())
            addReasons(test, made, result);
        return result;
    }

private:
    std::string nameOf(const PolicyTest& test) const
    {
        return test.name.empty() ? "test in line " + std::to_string(m_file.source->place(test.span.begin).line)
                                 : printable(test.name, LongestMessage);
    }

    static void compare(const PolicyTest::Step& expected, std::size_t index, const Replay& replayed, std::size_t step,
                        Listener& listener, TestResult& result)
    {
        const auto& outcome = replayed.steps[step];
        const auto decision = name(outcome.outcome);
        const auto policy = deciderId(replayed, outcome);
        const auto& message = listener.said(step).message;
        const bool fits = (expected.decision.empty() || expected.decision == decision)
            && (!expected.policy || *expected.policy == policy)
            && (expected.message.empty() || expected.message == message);
        if (fits)
            return;
        auto came = outcome.outcome == Outcome::NotReached ? "no decision: the step is not reached"
                                                           : inTicks(decision) + byWhom(policy);
        if (!expected.message.empty() && outcome.outcome != Outcome::NotReached)
            came += message.empty() ? " without a message" : withMessage(message);
        result.failures.push_back({index, expected.expectSpan, expectedText(expected), came, {}});
    }

    void addReasons(const PolicyTest& test, const TestCase& made, TestResult& result) const
    {
        Listener listener(*m_engine);
        for (const auto& failure : result.failures)
            listener.explain(made.stepOf[failure.step], test.steps[failure.step].policy.value_or(""));
        replayTest(m_engine, made, &listener);
        for (auto& failure : result.failures)
            failure.why = listener.said(made.stepOf[failure.step]).why;
    }

    EnginePtr m_engine;
    const PolicyFile& m_file;
};

} // namespace

std::size_t TestRun::passed() const
{
    const auto passes = [](const TestResult& test) { return test.passed(); };
    return static_cast<std::size_t>(std::count_if(tests.begin(), tests.end(), passes));
}

TestRun runTests(std::shared_ptr<const PolicyFile> file, std::stop_token stop)
{
    TestRun run;
    if (!file->tests.empty()) {
        const TestRunner runner(std::make_shared<const Engine>(PolicySet{{file}}), *file);
        for (const auto& test : file->tests) {
            if (stop.stop_requested()) {
                run.stopped = true;
                break;
            }
            run.tests.push_back(runner.run(test, true));
        }
    }
    run.file = std::move(file);
    return run;
}

bool allTestsPass(const std::shared_ptr<const PolicyFile>& file, std::stop_token stop)
{
    const TestRunner runner(std::make_shared<const Engine>(PolicySet{{file}}), *file);
    return std::all_of(file->tests.begin(), file->tests.end(), [&](const PolicyTest& test) {
        return stop.stop_requested() || runner.run(test, false).passed();
    });
}

Diagnostics failuresOf(const TestRun& run, Severity severity)
{
    Diagnostics diagnostics;
    for (const auto& test : run.tests)
        for (const auto& failure : test.failures) {
            const auto what = failure.expected.empty() ? "cannot be run: " + failure.came
                                                       : "expected " + failure.expected + ", came " + failure.came;
            auto message = "test `" + test.name + "`: " + what;
            diagnostics.push_back({"test-failed", severity, failure.span, std::move(message), failure.why, {}});
        }
    return diagnostics;
}

} // namespace runlog
