// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/world.h"

#include <algorithm>

using namespace runlog;

namespace {

constexpr const char* Numbers[] = {"0", "1", "2", "3", "2.5", "-1", "1e1", "10"};
constexpr const char* Texts[] = {"alpha", "Beta", "be", "alphabet", "a@example.com x", "x"};
constexpr const char* Tools[] = {"mail.send", "mail.read", "pay", "search"};
constexpr const char* Models[] = {"big-1", "small"};
constexpr const char* Keys[] = {"a", "b", "c"};
constexpr std::int64_t Second = 1'000'000'000;

Value stored(Value::Kind kind, const char* text, std::pmr::memory_resource& arena) { return copyText(kind, text, arena); }

} // namespace

std::string WorldMaker::number() { return oneOf(Numbers); }
std::string WorldMaker::textLiteral() { return std::string("\"") + oneOf(Texts) + "\""; }

std::string WorldMaker::countTest(const char* const (&values)[6])
{
    static constexpr const char* operators[] = {"gt", "gte", "lt", "lte", "eq", "ne"};
    if (chance(15))
        return std::string("{ between: [") + values[below(3)] + ", " + values[3 + below(3)] + "] }";
    if (chance(15))
        return std::string("{ gt: ") + values[below(3)] + ", lte: " + values[3 + below(3)] + " }";
    return std::string("{ ") + oneOf(operators) + ": " + oneOf(values) + " }";
}

std::string WorldMaker::valueTest()
{
    switch (below(18)) {
    case 0: return number();
    case 1: return textLiteral();
    case 2: return "[" + number() + ", " + textLiteral() + "]";
    case 3: return "{ ne: " + number() + " }";
    case 4: return "{ not_in: [" + textLiteral() + ", " + number() + "] }";
    case 5: return "{ gt: " + number() + " }";
    case 6: return "{ lte: " + number() + " }";
    case 7: return "{ contains: " + textLiteral() + " }";
    case 8: return "{ not_contains: " + textLiteral() + " }";
    case 9: return "{ starts_with: " + textLiteral() + " }";
    case 10: return "{ ends_with: \"x\" }";
    case 11: return std::string("{ exists: ") + (chance(50) ? "true" : "false") + " }";
    case 12: return std::string("{ type: ") + (chance(50) ? "number" : "list") + " }";
    case 13: return "{ length: { gt: " + std::to_string(below(4)) + " } }";
    case 14: return "{ any_item: { gt: " + number() + " } }";
    case 15: return "{ all_items: { eq: " + number() + " } }";
    case 16: return "{ no_item: " + number() + " }";
    default: return std::string("{ contains_pii: ") + (chance(70) ? "true" : "false") + " }";
    }
}

std::string WorldMaker::window()
{
    static constexpr const char* reaches[] = {"run", "today", "10s", "30s"};
    static constexpr const char* scopes[] = {"run", "user", "service"};
    static constexpr const char* counts[6] = {"0", "1", "2", "2", "3", "4"};
    const std::string within = oneOf(reaches);
    const std::string per = within == "run" ? "run" : oneOf(scopes);
    const std::string tail = "within: " + within + ", per: " + per + ", gt: " + oneOf(counts) + " }";
    const std::string where = std::string("{ tool: \"") + oneOf(Tools) + "\"" + (chance(30) ? ", args.a: { gt: 1 }" : "") + " }";
    switch (below(3)) {
    case 0: return "count: { of: " + where + ", " + tail;
    case 1: return std::string("sum: { of: args.") + oneOf(Keys) + ", where: " + where + ", " + tail;
    default: return std::string("distinct: { of: args.") + oneOf(Keys) + ", where: " + where + ", " + tail;
    }
}

std::string WorldMaker::entry(int depth, std::vector<std::string>& taken)
{
    static constexpr const char* money[6] = {"0", "0.10", "0.20", "0.25", "0.30", "0.50"};
    static constexpr const char* counts[6] = {"0", "1", "2", "2.5", "3", "5"};
    static constexpr const char* lengths[6] = {"0s", "1s", "5s", "7s", "20s", "1m"};
    static constexpr const char* counters[] = {"tool_calls_in_run", "llm_calls_in_run", "steps_in_run", "attempts_in_run",
                                               "denials_in_run", "errors_in_run", "tokens_in_run", "unknown_costs_in_run",
                                               "same_call_repeats"};
    const auto choice = below(depth > 0 ? 16 : 12);
    std::string key;
    std::string test;
    switch (choice) {
    case 0: key = "tool", test = std::string("\"") + oneOf(Tools) + "\""; break;
    case 1: key = "tool", test = chance(50) ? "\"mail.*\"" : "{ not_in: [pay, search] }"; break;
    case 2: case 3: case 4: key = std::string("args.") + oneOf(Keys), test = valueTest(); break;
    case 5: key = "cost", test = countTest(money); break;
    case 6: key = "cost_today", test = countTest(money); break;
    case 7: key = oneOf(counters), test = countTest(counts); break;
    case 8: key = "elapsed", test = countTest(lengths); break;
    case 9: key = "model", test = chance(50) ? "\"big-*\"" : "small"; break;
    case 10: key = "user.role", test = chance(50) ? "dba" : "{ ne: dba }"; break;
    case 11: key = "kind", test = chance(50) ? "tool_call" : "[llm_call, call]"; break;
    case 12: key = chance(50) ? "any" : "none", test = "[" + condition(depth - 1) + ", " + condition(depth - 1) + "]"; break;
    case 13: key = "not", test = condition(depth - 1); break;
    case 14: key = chance(60) ? "after" : "not_after", test = std::string("{ tool: \"") + oneOf(Tools) + "\"" + (chance(50) ? ", output: { contains: \"be\" }" : "") + " }"; break;
    default: {
        const auto text = window();
        const auto colon = text.find(':');
        key = text.substr(0, colon), test = text.substr(colon + 2);
    }
    }
    if (std::find(taken.begin(), taken.end(), key) != taken.end())
        return {};
    taken.push_back(key);
    return key + ": " + test;
}

std::string WorldMaker::condition(int depth)
{
    std::vector<std::string> taken;
    std::string text;
    for (auto entries = 1 + below(2); entries > 0; --entries)
        if (const auto part = entry(depth, taken); !part.empty())
            text += (text.empty() ? "" : ", ") + part;
    return "{ " + text + " }";
}

std::string WorldMaker::policy(const std::string& id)
{
    static constexpr const char* actions[] = {"log", "deny", "deny", "require_approval", "terminate", "modify"};
    const std::string action = oneOf(actions);
    std::string text = "  - id: " + id + "\n    when: " + condition(2) + "\n    action: " + action + "\n";
    if (action == "modify")
        text += chance(50) ? "    modify: [ { clamp: args.a, max: 2 } ]\n" : std::string("    modify: [ { set: args.b, to: ") + std::to_string(below(2)) + " } ]\n";
    if (chance(25))
        text += "    unless: " + condition(1) + "\n";
    if (chance(10))
        text += "    mode: observe\n";
    if (chance(10))
        text += "    on_error: skip\n";
    return text;
}

// One comparison of a counter, and often of the tool.
std::string WorldMaker::limit()
{
    static constexpr const char* operators[] = {"gt", "gt", "gte", "lt", "lte"};
    static constexpr const char* money[] = {"0", "0.05", "0.10", "0.15", "0.20", "0.30"};
    static constexpr const char* counts[] = {"0", "1", "2", "2.5", "3", "5"};
    static constexpr const char* counters[] = {"tool_calls_in_run", "steps_in_run", "attempts_in_run", "denials_in_run",
                                               "tokens_in_run", "same_call_repeats"};
    std::string tests;
    if (chance(40))
        tests = std::string("tool: \"") + oneOf(Tools) + "\", ";
    else if (chance(15))
        tests = std::string("tool: [\"") + oneOf(Tools) + "\", \"" + oneOf(Tools) + "\", none], ";
    const bool isMoney = chance(50);
    tests += isMoney ? (chance(60) ? "cost_today" : "cost") : oneOf(counters);
    return "{ " + tests + ": { " + oneOf(operators) + ": " + (isMoney ? oneOf(money) : oneOf(counts)) + " } }";
}

std::string WorldMaker::limits(std::size_t count)
{
    static constexpr const char* services[] = {"", "", "service: support\n", "service: \"sa*\"\n", "service: [sales, none]\n"};
    static constexpr const char* actions[] = {"log", "log", "log", "deny", "require_approval", "terminate"};
    std::string text = std::string(oneOf(services)) + (chance(15) ? "timezone: Asia/Kathmandu\n" : "") + "policies:\n";
    for (std::size_t index = 0; index < count; ++index) {
        const auto id = "p" + std::to_string(index);
        if (chance(12)) {
            text += policy(id);
            continue;
        }
        text += "  - id: " + id + "\n    when: " + limit() + "\n    action: " + oneOf(actions) + "\n";
        text += chance(8) ? "    unless: " + limit() + "\n" : "";
        text += chance(10) ? "    mode: observe\n" : "";
    }
    return text;
}

std::string WorldMaker::policies()
{
    const bool denies = chance(15);
    std::string text = denies ? "default: deny\n" : "";
    text += chance(15) ? "timezone: Asia/Kathmandu\n" : "";
    text += "policies:\n";
    if (denies)
        text += "  - id: lift\n    when: { tool: [\"pay\", \"mail.*\"] }\n    action: allow\n";
    const auto count = 1 + below(6);
    for (std::size_t index = 0; index < count; ++index)
        text += policy("p" + std::to_string(index));
    return text;
}

Value WorldMaker::argument(std::pmr::memory_resource& arena)
{
    switch (below(7)) {
    case 0: case 1: case 2: return stored(Value::Kind::Number, oneOf(Numbers), arena);
    case 3: case 4: return stored(Value::Kind::Text, oneOf(Texts), arena);
    case 5: return chance(50) ? Value::null() : Value::boolean(chance(50));
    default: {
        std::vector<Value> items;
        for (auto count = below(3); count > 0; --count)
            items.push_back(chance(70) ? stored(Value::Kind::Number, oneOf(Numbers), arena) : stored(Value::Kind::Text, oneOf(Texts), arena));
        return Value::list(copyItems(items, arena));
    }
    }
}

Value WorldMaker::arguments(std::pmr::memory_resource& arena)
{
    std::vector<Member> members;
    for (const auto* key : Keys)
        if (chance(65))
            members.push_back({key, argument(arena)});
    return Value::map(copyMembers(members, arena));
}

void WorldMaker::fill(World& world, std::size_t runs, std::size_t steps)
{
    static constexpr const char* users[] = {"u1", "u2"};
    static constexpr const char* roles[] = {"dba", "agent"};
    std::vector<Value> people;
    std::vector<Value> services;
    std::int64_t now = 1'772'400'000 * Second + static_cast<std::int64_t>(below(86'400)) * Second;
    for (std::size_t run = 0; run < runs; ++run) {
        world.runs.push_back({now});
        const Member person[] = {{"id", Value::text(oneOf(users))}, {"role", Value::text(oneOf(roles))}};
        people.push_back(chance(80) ? Value::map(copyMembers(person, world.arena)) : Value());
        services.push_back(Value::text(chance(70) ? "support" : "sales"));
    }
    std::vector<std::int64_t> batches(runs, 0);
    for (std::size_t step = 0; step < steps; ++step) {
        Event event;
        event.run = below(runs);
        now += static_cast<std::int64_t>(below(4)) * 3 * Second + (chance(3) ? 40'000 * Second : 0);
        auto& request = event.request;
        request.kind = chance(70) ? StepKind::ToolCall : chance(85) ? StepKind::LlmCall : StepKind::Call;
        request.service = services[event.run];
        request.user = people[event.run];
        request.runId = Value::text("r");
        request.time = now;
        if (request.kind == StepKind::ToolCall) {
            request.tool = Value::text(oneOf(Tools));
            request.args = arguments(world.arena);
            event.batch = chance(40) ? batches[event.run] : -1;
        } else {
            ++batches[event.run];
            request.input = Value::text(oneOf(Texts));
            event.tokens = static_cast<std::int64_t>(below(3));
        }
        if (request.kind == StepKind::LlmCall) {
            request.model = Value::text(oneOf(Models));
            event.cost = Money{static_cast<std::int64_t>(below(3)) * 50'000'000};
        }
        if (chance(20))
            event.estimate = Money{100'000'000};
        event.failed = chance(15);
        event.output = Value::text(oneOf(Texts));
        world.events.push_back(event);
    }
}
