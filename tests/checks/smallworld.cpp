// SPDX-License-Identifier: Apache-2.0
#include "tests/checks/smallworld.h"

using namespace runlog;

namespace {

constexpr const char* Numbers[] = {"0", "1", "2"};
constexpr const char* SeenNumbers[] = {"-1", "0", "0.5", "1", "1.5", "2", "3"};
constexpr const char* Texts[] = {"a", "ab", "b", "ba", "", "a@example.com", "zz"};
constexpr const char* Tools[] = {"a", "ab", "abb", "ac", "b", "zz"};
constexpr const char* Orders[] = {"gt", "gte", "lt", "lte", "eq", "ne"};

} // namespace

SmallWorld::SmallWorld(std::uint64_t seed)
    : m_random(seed)
    , m_topics(static_cast<std::size_t>(Topic::Size), false) {
    for (auto wanted = 1 + below(3); wanted > 0; --wanted)
        m_topics[below(m_topics.size())] = true;
    for (std::size_t topic = 0; topic < m_topics.size(); ++topic)
        if (m_topics[topic]) m_list.push_back(static_cast<Topic>(topic));
    makeText();
    makeSteps();
}

std::string SmallWorld::number() {
    return Numbers[below(3)];
}

std::string SmallWorld::valueTest() {
    static constexpr const char* texts[] = {"a", "\"ab\"", "b", "\"\""};
    if (chance(30)) // what leaves a gap between two numbers is rare among all tests
        return std::string("{ ") + Orders[below(4)] + ": " + number() + " }";
    switch (below(18)) {
    case 0: return number();
    case 1: return texts[below(3)];
    case 2: return std::string("{ in: [") + texts[below(4)] + ", " + number() + "] }";
    case 3: return std::string("{ not_in: [") + texts[below(3)] + ", " + number() + "] }";
    case 4:
    case 5: return std::string("{ ") + Orders[below(4)] + ": " + number() + " }";
    case 6: return "{ ne: " + number() + " }";
    case 7: return std::string("{ starts_with: ") + texts[below(3)] + " }";
    case 8: return std::string("{ ends_with: ") + texts[below(3)] + ", ignore_case: true }";
    case 9: return std::string("{ glob: \"") + (chance(50) ? "a*" : "*b") + "\" }";
    case 10: return std::string("{ contains: ") + texts[below(3)] + " }";
    case 11: return std::string("{ not_contains: ") + texts[below(3)] + " }";
    case 12: return std::string("{ matches: '") + (chance(50) ? "a^b" : chance(50) ? "^a" : "b$") + "' }";
    case 13: return std::string("{ exists: ") + (chance(50) ? "true" : "false") + " }";
    case 14: return std::string("{ type: ") + (chance(40) ? "number" : chance(50) ? "text" : "list") + " }";
    case 15: return std::string("{ length: { ") + Orders[below(4)] + ": " + number() + " } }";
    case 16:
        return std::string("{ ") +
               (chance(50)   ? "any_item"
                : chance(50) ? "all_items"
                             : "no_item") +
               ": { gt: " + number() + " } }";
    default: return std::string("{ contains_pii: ") + (chance(60) ? "true" : "false") + " }";
    }
}

std::string SmallWorld::test(Topic topic) {
    static constexpr const char* money[] = {"0.10", "0.20"};
    switch (topic) {
    case Topic::Tool:
        switch (below(5)) {
        case 0: return "tool: a";
        case 1: return "tool: \"a*\"";
        case 2: return "tool: [b, \"*b\"]";
        case 3: return "tool: { not_in: [a, \"?b\"] }";
        default: return std::string("tool: { ") + (chance(50) ? "eq" : "ne") + ": B, ignore_case: true }";
        }
    case Topic::X: return "args.x: " + valueTest();
    case Topic::Role:
        return std::string("user.role: ") + (chance(40) ? "dba" : chance(50) ? "{ ne: dba }" : "{ exists: true }");
    case Topic::Cost: return std::string("cost: { ") + Orders[below(6)] + ": " + money[below(2)] + " }";
    case Topic::Calls: return std::string("tool_calls_in_run: { ") + Orders[below(6)] + ": " + number() + " }";
    case Topic::Day:
        return chance(50) ? std::string("weekday: ") + (chance(50) ? "[sat, sun]" : "{ not_in: [mon, sat] }")
                          : std::string("time_of_day: { ") +
                                (chance(50) ? "between: [\"20:00\", \"06:00\"] }" : "lt: \"06:00\" }");
    case Topic::Before:
        return chance(40)
                   ? std::string(chance(50) ? "after" : "not_after") + ": { tool: a }"
                   : std::string("count: { of: { tool: a }, within: run, ") + Orders[below(4)] + ": " + number() + " }";
    case Topic::Size: break;
    }
    return {};
}

std::string SmallWorld::condition(int depth) {
    const auto shape = below(depth > 0 ? 8 : 4);
    const auto topic = [&] { return m_list[below(m_list.size())]; };
    switch (shape) {
    case 0:
    case 1:
    case 2: return "{ " + test(topic()) + " }";
    case 3: return "{ all: [ { " + test(topic()) + " }, { " + test(topic()) + " } ] }";
    case 4: return "{ any: [ " + condition(depth - 1) + ", " + condition(depth - 1) + " ] }";
    case 5: return "{ all: [ " + condition(depth - 1) + ", " + condition(depth - 1) + " ] }";
    case 6: return "{ not: " + condition(depth - 1) + " }";
    default: return "{ none: [ " + condition(depth - 1) + ", " + condition(depth - 1) + " ] }";
    }
}

std::string SmallWorld::policy(std::size_t index, bool allows) {
    static constexpr const char* actions[] = {"log", "modify", "require_approval", "deny", "deny", "terminate"};
    const std::string action = allows && chance(40) ? "allow" : actions[below(6)];
    std::string text =
        "  - id: p" + std::to_string(index) + "\n    when: " + condition(2) + "\n    action: " + action + "\n";
    if (action == "modify")
        text += chance(50) ? "    modify: [ { clamp: args.x, max: 1 } ]\n" : "    modify: [ { set: args.x, to: 2 } ]\n";
    if (chance(25)) text += "    unless: " + condition(1) + "\n";
    if (chance(8)) text += "    mode: observe\n";
    if (chance(12)) text += "    on_error: skip\n";
    return text;
}

void SmallWorld::makeText() {
    const bool denies = chance(25);
    m_text = denies ? "default: deny\n" : "";
    m_text += chance(10) ? "service: \"sup*\"\n" : "";
    m_text += "policies:\n";
    for (std::size_t index = 0, count = 2 + below(4); index < count; ++index)
        m_text += policy(index, denies);
}

// Every combination of what the topics of this world can be.
void SmallWorld::makeSteps() {
    std::vector<Step> steps;
    for (const auto kind : {StepKind::ToolCall, StepKind::LlmCall, StepKind::Call}) {
        Step step;
        step.request.kind = kind;
        step.request.service = Value::text("support");
        step.request.runId = Value::text("r");
        if (kind == StepKind::ToolCall) step.request.tool = Value::text("q"), step.request.args = Value::map({});
        steps.push_back(step);
    }
    const auto each = [&steps](auto vary) {
        std::vector<Step> more;
        for (const Step& step : steps)
            vary(step, more);
        steps = std::move(more);
    };
    if (has(Topic::Tool))
        each([](const Step& step, std::vector<Step>& more) {
            more.push_back(step);
            more.back().request.tool = Value();
            for (const auto* tool : Tools)
                if (step.request.kind == StepKind::ToolCall)
                    more.push_back(step), more.back().request.tool = Value::text(tool);
        });
    if (has(Topic::X))
        each([this](const Step& step, std::vector<Step>& more) {
            more.push_back(step);
            if (step.request.kind != StepKind::ToolCall) return;
            std::vector<Value> values{Value::null(), Value::boolean(true), Value::list({}), Value::map({})};
            for (const auto* number : SeenNumbers)
                values.push_back(Value::number(number));
            for (const auto* text : Texts)
                values.push_back(Value::text(text));
            for (const auto* first : {"0", "2"}) {
                const Value items[] = {Value::number(first), Value::text("a")};
                values.push_back(Value::list(copyItems(std::span(items).first(1), m_arena)));
                values.push_back(Value::list(copyItems(items, m_arena)));
            }
            for (const auto value : values) {
                const Member member[] = {{"x", value}};
                more.push_back(step);
                more.back().request.args = Value::map(copyMembers(member, m_arena));
            }
        });
    if (has(Topic::Role))
        each([this](const Step& step, std::vector<Step>& more) {
            more.push_back(step);
            for (const auto* role : {"dba", "x"}) {
                const Member member[] = {{"role", Value::text(role)}};
                more.push_back(step);
                more.back().request.user = Value::map(copyMembers(member, m_arena));
            }
        });
    if (has(Topic::Cost))
        each([](const Step& step, std::vector<Step>& more) {
            for (const std::int64_t nanos : {0L, 50'000'000L, 100'000'000L, 150'000'000L, 200'000'000L, 300'000'000L})
                more.push_back(step), more.back().seen.set(Field::Cost, nanos);
        });
    if (has(Topic::Calls))
        each([](const Step& step, std::vector<Step>& more) {
            for (const std::int64_t calls : {0, 1, 2, 3})
                if (calls > 0 || step.request.kind != StepKind::ToolCall)
                    more.push_back(step), more.back().seen.set(Field::ToolCallsInRun, calls);
        });
    if (has(Topic::Day))
        each([](const Step& step, std::vector<Step>& more) {
            more.push_back(step);
            for (const auto* day : {"mon", "tue", "sat", "sun"})
                for (const std::int64_t hour : {0, 6, 12, 20})
                    more.push_back(step), more.back().seen.weekday = day,
                                          more.back().seen.timeOfDay = hour * 3'600'000'000'000;
        });
    if (has(Topic::Before))
        each([](const Step& step, std::vector<Step>& more) {
            for (const std::size_t before : {0U, 1U, 2U, 3U})
                more.push_back(step), more.back().before = before;
        });
    m_steps = std::move(steps);
}
