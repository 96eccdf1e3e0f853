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
    members.push_back({"pii_query", action.find("pii").find("query")});
    members.push_back({"pii_input", action.find("pii").find("input")});
    return Value::map(copyMembers(members, arena));
}

Action actionOf(Value json, std::size_t index, Actions& actions)
{
    Action action;
    action.request.kind = StepKind::ToolCall;
    action.request.service = Value::text("bench");
    action.request.runId = json.find("run");
    action.request.tool = actions.tools.value(actions.tools.intern(json.find("tool").text()));
    action.request.args = argumentsOf(json, actions.members);
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
    std::string field(condition.find("field").text());
    if (field.starts_with("pii."))
        field = "args.pii_" + field.substr(4);
    const auto op = condition.find("op").text();
    const auto value = condition.find("value");
    std::string literal;
    appendCompactJson(literal, value);
    return field + ": { " + std::string(op) + ": " + literal + " }";
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
        actions->list.push_back(actionOf(*json, actions->list.size(), *actions));
    }
    if (actions->list.size() != count)
        throw std::runtime_error("actions.jsonl has too few lines");
    return actions;
}

std::string policyText(const std::string& folder, const std::string& name)
{
    std::pmr::monotonic_buffer_resource arena;
    std::string text = "policies:\n";
    const auto policies = jsonOf(folder + "/policies_" + name + ".json", arena).find("policies");
    for (const auto policy : policies.items())
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

void ArrivedStates::arrive(const Engine& engine, const Actions& actions, std::size_t begin, std::size_t end)
{
    m_states.clear();
    m_seen.clear();
    m_seen.reserve(end - begin);
    m_shared = std::make_unique<SharedState>(engine.shared());
    m_begin = begin;
    for (auto index = begin; index < end; ++index) {
        const auto& action = actions.list[index];
        auto& seen = m_seen.emplace_back();
        seen.set(Field::Cost, action.cost);
        seen.set(Field::CostToday, action.costToday);
        seen.set(Field::ToolCallsInRun, action.toolCalls);
        auto& state = m_states.emplace_back(std::make_unique<RunState>(engine.shared(), *m_shared, action.request, Request::NoTime));
        state->arrive(action.request, {});
        state->see(seen);
    }
}

} // namespace runlog::bench
