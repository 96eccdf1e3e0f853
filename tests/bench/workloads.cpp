// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/workloads.h"

#include "core/traces/json.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace runlog::bench {

namespace {

constexpr std::int64_t Day = 86'400'000'000'000;

std::string bytesOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error("cannot open " + path);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

Value jsonOf(const std::string& path, std::pmr::memory_resource& arena)
{
    const auto value = parseJson(bytesOf(path), arena);
    if (!value)
        throw std::runtime_error(path + " is not JSON");
    return *value;
}

std::int64_t wholeOf(Value number, int scale)
{
    const auto decimal = number.number();
    const auto whole = decimal ? decimal->scaled(scale) : std::nullopt;
    if (!whole)
        throw std::runtime_error("no such number: " + std::string(number.text()));
    return *whole;
}

// The arguments with the precomputed answers among them.
Value argumentsOf(Value action, std::pmr::memory_resource& arena)
{
    std::vector<Member> members(action.find("args").members().begin(), action.find("args").members().end());
    members.push_back({"pii", action.find("pii")});
    return Value::map(copyMembers(members, arena));
}

Action actionOf(Value json, std::size_t index, std::pmr::memory_resource& arena)
{
    Action action;
    action.request.kind = StepKind::ToolCall;
    action.request.service = Value::text("bench");
    action.request.runId = json.find("run");
    action.request.tool = json.find("tool");
    action.request.args = argumentsOf(json, arena);
    action.request.input = json.find("input");
    action.request.time = static_cast<std::int64_t>(index) * Day;
    action.cost = wholeOf(json.find("cost"), 9);
    action.costToday = wholeOf(json.find("cost_today"), 9);
    action.toolCalls = wholeOf(json.find("tool_calls_in_run"), 0);
    action.run = json.find("run").text();
    return action;
}

std::string testOf(Value condition)
{
    const auto field = condition.find("field").text();
    const auto op = condition.find("op").text();
    const auto value = condition.find("value");
    std::string literal;
    appendCompactJson(literal, value);
    const auto name = (field.starts_with("pii.") ? "args." : "") + std::string(field);
    return name + ": { " + std::string(op) + ": " + literal + " }";
}

std::string policyOf(Value policy)
{
    std::string tests;
    for (const auto condition : policy.find("when").items())
        tests += (tests.empty() ? "" : ", ") + testOf(condition);
    return "  - id: " + std::string(policy.find("id").text()) + "\n    when: { " + tests + " }\n    action: "
        + std::string(policy.find("action").text()) + "\n";
}

Expected expectedOf(Value json)
{
    Expected expected;
    expected.count = static_cast<std::size_t>(wholeOf(json.find("n"), 0));
    for (const auto& [name, count] : json.find("decisions").members())
        expected.decisions[std::string(name)] = static_cast<std::size_t>(wholeOf(count, 0));
    expected.matches = static_cast<std::size_t>(wholeOf(json.find("matches"), 0));
    expected.hash = json.find("hash").text();
    return expected;
}

} // namespace

std::unique_ptr<Actions> actionsOf(const std::string& folder, std::size_t count)
{
    auto actions = std::make_unique<Actions>();
    std::ifstream file(folder + "/actions.jsonl", std::ios::binary);
    std::string line;
    while (actions->list.size() < count && std::getline(file, line)) {
        const auto json = parseJson(line, actions->arena);
        if (!json)
            throw std::runtime_error("a line of actions.jsonl is not JSON");
        actions->list.push_back(actionOf(*json, actions->list.size(), actions->arena));
    }
    if (actions->list.size() != count)
        throw std::runtime_error("actions.jsonl has too few lines");
    return actions;
}

std::string policyText(const std::string& folder, const std::string& name)
{
    std::pmr::monotonic_buffer_resource arena;
    std::string text = "policies:\n";
    for (const auto policy : jsonOf(folder + "/policies_" + name + ".json", arena).find("policies").items())
        text += policyOf(policy);
    return text;
}

ExpectedResults::ExpectedResults(const std::string& folder) : m_root(jsonOf(folder + "/expected.json", m_arena)) {}

Expected ExpectedResults::of(const std::string& workload) const
{
    const auto found = m_root.find(workload);
    if (found.isAbsent())
        throw std::runtime_error("no workload `" + workload + "` is expected");
    return expectedOf(found);
}

std::vector<std::string> ExpectedResults::thresholds() const
{
    std::vector<std::string> texts;
    for (const auto threshold : m_root.find("w5").find("thresholds").items())
        texts.emplace_back(threshold.text());
    return texts;
}

Expected ExpectedResults::ofThreshold(std::size_t index) const
{
    return expectedOf(m_root.find("w5").find("results").at(index));
}

ArrivedStates::ArrivedStates(const Engine& engine, const Actions& actions) : m_program(engine.shared()), m_shared(m_program)
{
    m_states.reserve(actions.list.size());
    for (const auto& action : actions.list)
        m_states.push_back(arrived(action));
}

std::unique_ptr<RunState> ArrivedStates::arrived(const Action& action)
{
    const auto spend = [](RunState& state, StepKind kind, std::int64_t time, std::int64_t nanos) {
        Request request;
        request.kind = kind;
        request.time = time;
        Departure departure;
        departure.cost = Money{nanos};
        state.arrive(request, {});
        state.depart(request, departure);
    };
    RunState other(m_program, m_shared, action.request, Request::NoTime);
    spend(other, StepKind::LlmCall, action.request.time, action.costToday);
    auto state = std::make_unique<RunState>(m_program, m_shared, action.request, Request::NoTime);
    spend(*state, StepKind::LlmCall, Request::NoTime, action.cost);
    for (std::int64_t call = 1; call < action.toolCalls; ++call)
        spend(*state, StepKind::ToolCall, Request::NoTime, 0);
    state->arrive(action.request, {});
    return state;
}

} // namespace runlog::bench
