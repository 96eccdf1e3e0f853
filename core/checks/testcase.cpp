// SPDX-License-Identifier: Apache-2.0
#include "core/checks/testcase.h"

#include "core/language/amount.h"
#include "core/traces/builder.h"
#include "core/traces/nativeline.h"
#include "core/traces/read.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace runlog {

namespace {

std::string_view textOf(Value value)
{
    const bool isWord = value.kind() == Value::Kind::Text || value.kind() == Value::Kind::Number;
    return isWord ? value.text() : std::string_view();
}

// A name that the file's first `service` takes.
std::string governedService(const PolicyFile& file)
{
    std::string name;
    const std::string_view pattern = file.services.empty() ? std::string_view() : file.services.front().text;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        if (pattern[at] == '\\' && at + 1 < pattern.size())
            name += pattern[++at];
        else if (pattern[at] == '?')
            name += 'x';
        else if (pattern[at] != '*')
            name += pattern[at];
    }
    return name.empty() ? "test" : name;
}

std::optional<ApprovalState> answerNamed(std::string_view word)
{
    if (word == "approve")
        return ApprovalState::Approved;
    if (word == "deny")
        return ApprovalState::Denied;
    if (word == "expire")
        return ApprovalState::Expired;
    return word == "hold" ? std::optional(ApprovalState::Pending) : std::nullopt;
}

// A field that a step is said to see, as it is written: money, a number, a duration, a time of day; of a weekday its
// place.
std::optional<std::int64_t> valueOf(Field field, Value value)
{
    static constexpr std::array<std::string_view, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    if (field == Field::Weekday) {
        const auto day = std::find(days.begin(), days.end(), value.text());
        return day == days.end() ? std::nullopt : std::optional<std::int64_t>(day - days.begin());
    }
    if (field == Field::TimeOfDay)
        return parseTimeOfDay(textOf(value));
    if (row(field).type == FieldType::Count)
        return value.kind() == Value::Kind::Number && value.number() ? value.number()->scaled(0) : std::nullopt;
    if (row(field).type == FieldType::Money) {
        const auto money = parseMoney(textOf(value));
        return money ? std::optional(money->nanos) : std::nullopt;
    }
    const auto duration = parseDuration(textOf(value));
    return duration ? std::optional(duration->nanos) : std::nullopt;
}

class CaseMaker {
public:
    CaseMaker(const PolicyFile& file, const PolicyTest& test)
        : m_test(test), m_service(test.service.empty() ? governedService(file) : test.service),
          m_now(parseTime(test.now).value_or(ParsedTime{NoonOfTests, true}).time), m_last(m_now),
          m_part(std::make_shared<RunsPart>(m_builder.addSource("tests")))
    {
    }

    TestCase make()
    {
        for (std::size_t step = 0; step < m_test.steps.size() && m_case.problems.empty(); ++step)
            add(step);
        if (!m_case.problems.empty())
            return std::move(m_case);
        m_builder.add(std::move(m_part));
        std::vector<TraceProblem> ignored; // the reader's warnings are about recordings
        m_case.runs = m_builder.finish(ignored);
        placeSteps();
        return std::move(m_case);
    }

private:
    using RunKey = std::tuple<std::string, std::string>; // service and id

    // A run of the test as far as it is written.
    struct Way {
        std::int64_t seq = 0;
        bool started = false;
        Value user;
        Value environment;
        Time time = NoTime;
    };

    void problem(std::size_t step, std::string text) { m_case.problems.push_back({step, std::move(text)}); }

    bool append(std::size_t step, std::span<const Member> members)
    {
        NativeLine line(static_cast<std::uint32_t>(step + 1), *m_part);
        line.take(members);
        if (line.apply())
            return true;
        problem(step, line.refusal());
        return false;
    }

    void add(std::size_t index)
    {
        const auto fields = m_test.steps[index].fields;
        const std::string service(textOf(fields.find("service")));
        const std::string run(textOf(fields.find("run")));
        const RunKey key{service.empty() ? m_service : service, run.empty() ? "test" : run};
        auto& way = m_ways[key];
        if (!startRun(index, key, way) || !addSeq(index, way) || !addTime(index, way))
            return;
        const auto kind = kindOf(fields);
        std::vector<Member> members;
        for (const auto& member : fields.members())
            if (member.key != "started_at" && member.key != "seq")
                members.push_back(member);
        const auto started = timeText(way.time);
        const auto seq = std::to_string(way.seq);
        for (const Member& member : {Member{"type", Value::text("step")}, Member{"run", Value::text(std::get<1>(key))},
                                     Member{"service", Value::text(std::get<0>(key))}, Member{"seq", Value::number(seq)},
                                     Member{"kind", Value::text(kind)}, Member{"started_at", Value::text(started)}})
            members.push_back(member);
        if (kind == name(StepKind::ToolCall) && !fields.find("args").isThere())
            members.push_back({"args", Value::map({})});
        if (append(index, members))
            m_placeOf[{key, way.seq}] = index;
        addScript(index);
    }

    static std::string_view kindOf(Value fields)
    {
        if (const auto kind = fields.find("kind"); kind.isThere())
            return kind.text();
        if (fields.find("tool").isThere())
            return name(StepKind::ToolCall);
        return name(fields.find("model").isThere() ? StepKind::LlmCall : StepKind::Call);
    }

    // The run's line stands before its first step; later steps may repeat what it says.
    bool startRun(std::size_t index, const RunKey& key, Way& way)
    {
        const auto fields = m_test.steps[index].fields;
        const auto user = fields.find("user");
        const auto environment = fields.find("environment");
        if (way.started) {
            const bool same = (user.isAbsent() || equal(user, way.user))
                && (environment.isAbsent() || equal(environment, way.environment));
            if (!same)
                problem(index, "a run has one `user` and one `environment`; give the step another `run`");
            return same;
        }
        way.started = true;
        way.user = user.isAbsent() ? m_test.user : user;
        way.environment = environment;
        const std::vector<Member> members{{"type", Value::text("run")}, {"run", Value::text(std::get<1>(key))},
                                          {"service", Value::text(std::get<0>(key))}, {"user", way.user},
                                          {"environment", way.environment}};
        return append(index, members);
    }

    bool addSeq(std::size_t index, Way& way)
    {
        const auto written = m_test.steps[index].fields.find("seq");
        const auto number = written.number();
        const auto seq = number ? number->scaled(0) : std::nullopt;
        if (written.isAbsent()) {
            ++way.seq;
            return true;
        }
        const bool rises = seq && *seq >= 0 && (way.time == NoTime || *seq > way.seq);
        if (rises)
            way.seq = *seq;
        else
            problem(index, "`seq` is a whole number that rises within a run");
        return rises;
    }

    // `at`, else `started_at`, else the test's `now`; never before the step before it in its run.
    bool addTime(std::size_t index, Way& way)
    {
        const auto fields = m_test.steps[index].fields;
        const auto written = textOf(fields.find(fields.find("at").isAbsent() ? "started_at" : "at"));
        Time time = m_now;
        if (const auto length = written.starts_with('+') ? parseDuration(written.substr(1)) : std::nullopt) {
            if (__builtin_add_overflow(m_last, length->nanos, &time))
                time = NoTime;
        } else if (!written.empty()) {
            time = parseTime(written).value_or(ParsedTime{}).time;
        }
        if (!isTime(time)) {
            problem(index, "the step stands at no time that exists");
            return false;
        }
        way.time = way.time == NoTime ? time : std::max(way.time, time);
        m_last = way.time;
        return true;
    }

    void addScript(std::size_t index)
    {
        const auto& step = m_test.steps[index];
        ScriptedStep scripted;
        scripted.answer = answerNamed(step.then);
        for (const auto& member : step.fields.members())
            addSeen(index, member, scripted);
        m_written.push_back(std::move(scripted));
    }

    void addSeen(std::size_t index, const Member& member, ScriptedStep& step)
    {
        const auto field = fieldNamed(member.key);
        if (!field || *field < Field::Cost || *field > Field::Weekday)
            return;
        if (!step.seen)
            step.seen.emplace();
        const auto value = valueOf(*field, member.value);
        if (!value)
            problem(index, "`" + std::string(row(*field).name) + "` has no value that a step can see");
        else if (*field == Field::Weekday)
            step.seen->weekday = member.value.text();
        else if (*field == Field::TimeOfDay)
            step.seen->timeOfDay = value;
        else
            step.seen->set(*field, *value);
    }

    // Finds every step of the test again in the store.
    void placeSteps()
    {
        const auto& runs = *m_case.runs;
        std::vector<std::uint32_t> listed(runs.stepCount());
        m_case.stepOf.resize(m_test.steps.size());
        m_case.script.resize(runs.stepCount());
        for (std::size_t step = 0; step < runs.stepCount(); ++step) {
            const auto& run = runs.run(runs.runOf(step));
            const RunKey key{runs.names().name(run.service), run.id};
            const auto index = m_placeOf.at({key, runs.seq()[step]});
            listed[step] = static_cast<std::uint32_t>(index);
            m_case.stepOf[index] = step;
            m_case.script[step] = std::move(m_written[index]);
        }
        m_case.order = std::make_shared<const ReplayOrder>(runs, listed);
    }

    const PolicyTest& m_test;
    std::string m_service;
    Time m_now;
    Time m_last; // of the step before
    RunsBuilder m_builder;
    std::shared_ptr<RunsPart> m_part;
    std::map<RunKey, Way> m_ways;
    std::map<std::pair<RunKey, std::int64_t>, std::size_t> m_placeOf;
    std::vector<ScriptedStep> m_written;
    TestCase m_case;
};

} // namespace

TestCase testCase(const PolicyFile& file, const PolicyTest& test) { return CaseMaker(file, test).make(); }

Replay replayTest(EnginePtr engine, const TestCase& test, StepWatcher* watcher)
{
    Answers answers;
    answers.mode = ApprovalMode::ApproveAll;
    ReplayOptions options;
    options.watcher = watcher;
    options.order = test.order;
    options.script = &test.script;
    return replay(std::move(engine), test.runs, answers, options);
}

} // namespace runlog
