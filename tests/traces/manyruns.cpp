// SPDX-License-Identifier: Apache-2.0
#include "tests/traces/manyruns.h"

#include <functional>

namespace runlog::manyruns {

namespace {

std::string n(std::size_t number) { return std::to_string(number); }

std::string listed(std::size_t count, const std::string& between, const std::function<std::string(std::size_t)>& item)
{
    std::string all;
    for (std::size_t i = 0; i < count; ++i)
        all += (i == 0 ? "" : between) + item(i);
    return all;
}

// Names that are not in the order of the file, with escapes and long texts here and there.
std::string id(std::size_t run) { return "r" + n(run * 7 % Runs); }
std::string words(std::size_t run) { return run % 3 == 0 ? R"(l\u00edne \"one\"\n{[)" : std::string(run * 40, 'w') + R"(]}\\)"; }

std::string messages(std::size_t run)
{
    return R"([{"role":"user","content":")" + words(run) + R"("},{"role":"assistant","content":null,"tool_calls":[)" +
           R"({"id":"c1","function":{"name":"pay","arguments":"{\"amount\": )" + n(run) + R"(.50}"}},)" +
           R"({"id":"c2","function":{"name":"mail","arguments":")" + (run % 4 == 0 ? "odd" : "{}") + R"("}}],)" +
           R"("usage":{"prompt_tokens":12,"completion_tokens":3}},{"role":"tool","tool_call_id":"c2","content":"sent"},)" +
           R"({"role":"tool","tool_call_id":"c1","content":"paid"}])";
}

std::string conversation(std::size_t run) { return R"({"id":")" + id(run) + R"(","model":"m","messages":)" + messages(run) + "}"; }
std::string trajectory(std::size_t run) { return R"({"task_id":)" + n(run % 5) + R"(,"reward":1.0,"traj":)" + messages(run) + "}"; }

std::string simulation(std::size_t run)
{
    return R"({"id":")" + id(run) + R"(","start_time":"2026-01-01T10:00:00","end_time":"2026-01-01T10:01:00","termination_reason":"user_stop",)" +
           R"("messages":[{"role":"user","content":")" + words(run) + R"("},{"role":"assistant","content":"ok","timestamp":"2026-01-01T10:00:0)" +
           n(run) + R"(","cost":0.0,"usage":{"prompt_tokens":5,"completion_tokens":1},"tool_calls":[{"id":"t","name":"pay","arguments":{"n":)" + n(run) +
           R"(}}]},{"role":"tool","id":"t","content":"done"}]})";
}

std::string sample(std::size_t run)
{
    return R"({"id":)" + n(run * 7 % Runs) + R"(,"epoch":1,"attachments":{"h":")" + words(run) + R"("},"events":[)" +
           R"({"event":"model","timestamp":"2026-01-01T10:00:00Z","model":"m","input":[{"role":"user","content":"attachment://h"}],)" +
           R"("output":{"choices":[{"message":{"role":"assistant","content":"x"}}],"usage":{"input_tokens":5,"output_tokens":6}}},)" +
           R"({"event":"approval","timestamp":"2026-01-01T10:00:01Z","call":{"id":"k","function":"pay","arguments":{"n":1}},"approver":"human","decision":"approve"},)" +
           R"({"event":"tool","timestamp":"2026-01-01T10:00:02Z","id":"k","function":"pay","arguments":{"n":1},"result":"paid"}]})";
}

std::string row(std::size_t run)
{
    return R"({"instance_id":")" + id(run) + R"(","history":[{"id":1,"source":"user","action":"message","args":{"content":")" + words(run) +
           R"("},"timestamp":"2026-01-01T10:00:00"},{"id":2,"source":"agent","action":"run","args":{"command":"ls","thought":"t"}},)" +
           R"({"id":3,"source":"agent","cause":2,"observation":"run","content":"a b"}],"metrics":{"accumulated_cost":0.25}})";
}

std::string langfuseTrace(std::size_t run)
{
    return R"({"trace":{"id":")" + id(run) + R"(","name":"agent","userId":"u"},"observations":[)" +
           R"({"id":"2","parentObservationId":"1","type":"TOOL","name":"pay","startTime":"2026-01-01T10:00:02Z","input":"{\"n\":1}","output":"ok"},)" +
           R"({"id":"1","type":"GENERATION","name":"g","model":"m","startTime":"2026-01-01T10:00:01Z","endTime":"2026-01-01T10:00:02Z","input":")" + words(run) +
           R"(","output":"o","inputUsage":7,"outputUsage":2}]})";
}

constexpr std::size_t SpansPerRun = 4;

// Span number `i` of all; those of one trace are far apart, a model call around a model call among them.
struct SpanParts {
    explicit SpanParts(std::size_t i) : trace(id(i % Runs)), number(SpansPerRun - i / Runs) {}
    std::string trace;
    std::size_t number;
    std::string parent() const { return number == 1 ? "" : number == 2 ? "1" : number == 3 ? "2" : "1"; }
    std::string nanos(std::size_t more) const { return "17847442706112709" + n(10 + number * 10 + more); }
};

std::string plainAttributes(const SpanParts& span)
{
    if (span.number == 4)
        return R"({"gen_ai.operation.name":"execute_tool","gen_ai.tool.name":"pay","gen_ai.tool.call.arguments":"{\"to\":\")" + span.trace + R"(\"}"})";
    if (span.number == 1)
        return R"({"gen_ai.operation.name":"invoke_agent","user.id":"u"})";
    return R"({"gen_ai.operation.name":"chat","gen_ai.request.model":"m","gen_ai.usage.input_tokens":)" + n(span.number) +
           R"(,"operation.cost":0.00)" + n(span.number) + R"(,"gen_ai.output.messages":"[1,null,true]"})";
}

std::string flatSpan(std::size_t i)
{
    const SpanParts span(i);
    return R"({"trace_id":")" + span.trace + R"(","span_id":")" + n(span.number) + R"(","parent_span_id":")" + span.parent() + R"(","name":"s","start_time":)" +
           span.nanos(0) + R"(,"end_time":)" + span.nanos(5) + R"(,"status":{"code":")" + (i % 11 == 0 ? "ERROR" : "OK") + R"("},"attributes":)" +
           plainAttributes(span) + "}";
}

std::string otlpResource(std::size_t i)
{
    const SpanParts span(i);
    const std::string operation = span.number == 4 ? "execute_tool" : span.number == 1 ? "invoke_agent" : "chat";
    return R"({"resource":{"attributes":[{"key":"service.name","value":{"stringValue":")" + std::string(i % 2 == 0 ? "shop" : "bank") +
           R"("}}]},"scopeSpans":[{"spans":[{"traceId":")" + span.trace + R"(","spanId":")" + n(span.number) + R"(","parentSpanId":")" + span.parent() +
           R"(","name":"s","startTimeUnixNano":")" + span.nanos(0) + R"(","endTimeUnixNano":")" + span.nanos(5) + R"(","attributes":[)" +
           R"({"key":"gen_ai.operation.name","value":{"stringValue":")" + operation + R"("}},{"key":"gen_ai.tool.name","value":{"stringValue":"pay"}},)" +
           R"({"key":"gen_ai.tool.call.arguments","value":{"kvlistValue":{"values":[{"key":"n","value":{"intValue":"9007199254740993"}}]}}},)" +
           R"({"key":"gen_ai.request.model","value":{"stringValue":"m"}}]}]}]})";
}

std::string jaegerTrace(std::size_t run)
{
    return R"({"traceID":")" + id(run) + R"(","processes":{"p":{"serviceName":"agent"}},"spans":[{"traceID":")" + id(run) +
           R"(","spanID":"1","operationName":"execute_tool pay","startTime":1771237536879614,"duration":57,"processID":"p","tags":[)" +
           R"({"key":"gen_ai.operation.name","value":"execute_tool"},{"key":"gen_ai.tool.name","value":"pay"}]}]})";
}

// Two lines of each message; sessions take turns.
std::string sessionLines()
{
    return R"({"type":"summary","leafUuid":"x","summary":"s"})" + std::string("\n") + listed(4 * Runs, "", [](std::size_t i) {
        const auto run = i % Runs;
        const auto start = R"({"sessionId":")" + id(run) + R"(","cwd":"/home/me/shop","timestamp":"2026-01-01T10:00:0)" + n(i / Runs) + R"(Z",)";
        const std::string answer = R"("type":"assistant","message":{"id":"m1","model":"m","usage":{"input_tokens":3,"output_tokens":2},"content":[)";
        const std::string ends[] = {R"("type":"user","message":{"content":")" + words(run) + R"("}})",
                                    answer + R"({"type":"text","text":"on it"}]}})",
                                    answer + R"({"type":"tool_use","id":"t","name":"Bash","input":{"command":"ls"}}]}})",
                                    R"("type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"t","content":"a"}]}})"};
        return start + ends[i / Runs] + "\n";
    }) + R"({"type":"progress","sessionId":"r1","sessionId":"r2"})" + "\n";
}

} // namespace

std::string otlpLines()
{
    return listed(SpansPerRun * Runs, "", [](std::size_t i) { return R"({"resourceSpans":[)" + otlpResource(i) + "]}\n"; });
}

std::vector<File> files()
{
    constexpr auto Spans = SpansPerRun * Runs;
    const auto withUnnamed = [](std::size_t i) { return i % 4 == 1 ? messages(i) : conversation(i); };
    return {
        {"chat.json", "[" + listed(Runs, ",\n", withUnnamed) + "]"},
        {"traj.json", "\xEF\xBB\xBF[ " + listed(Runs, " , ", trajectory) + " ]\n"},
        {"chat.jsonl", listed(Runs, "\r\n", withUnnamed)},
        {"tau2.json", R"({"simulations":[)" + listed(Runs, ",", simulation) +
                          R"(],"info":{"agent_info":{"llm":"m"},"environment_info":{"domain_name":"shop"}},"info2":[1]})"},
        {"inspect.json", R"({"status":"success","eval":{"run_id":"e","task":"t"},"samples":[)" + listed(Runs, ",", sample) + R"(],"stats":{}})"},
        {"openhands.jsonl", "\n" + listed(Runs, "\n\n", row) + "\n"},
        {"openhands.json", "[" + listed(Runs, ",", row) + "]"},
        {"langfuse.json", "[" + listed(Runs, ",", langfuseTrace) + "]"},
        {"langfuse.jsonl", listed(Runs, "\n", langfuseTrace)},
        {"spans.json", "[" + listed(Spans, ",", flatSpan) + "]"},
        {"any-agent.json", R"({"final_output":"x","spans":[)" + listed(Spans, ",", flatSpan) + R"(],"x":1})"},
        {"spans.jsonl", listed(Spans, "\n", flatSpan)},
        {"otlp.jsonl", otlpLines()},
        {"otlp.json", R"({"resourceSpans":[)" + listed(Spans, ",", otlpResource) + "]}"},
        {"batches.json", R"({"batches":[)" + listed(Spans, ",", otlpResource) + "]}"},
        {"jaeger.json", R"({"data":[)" + listed(Runs, ",", jaegerTrace) + R"(],"total":0})"},
        {"sessions.jsonl", sessionLines()},
    };
}

std::string nativeLines(int part)
{
    std::string lines;
    for (std::size_t run = 0; run < Runs; ++run) {
        if (part == 0 || run % 4 == 1)
            lines += R"({"type":"run","run":")" + id(run) + R"(","service":")" + (run % 2 == 0 ? "shop" : "bank") + R"(","input":"go"})" + "\n";
        lines += R"({"type":"step","run":")" + id(run) + R"(","seq":)" + n(static_cast<std::size_t>(10 - part * 2)) +
                 R"(,"kind":"llm_call","model":"m","tokens_in":10,"tokens_out":2,"cost_usd":0,"started_at":"2026-01-01T10:00:0)" + n(static_cast<std::size_t>(part)) +
                 R"(Z","seen":1})" + "\n";
        if (part == 2)
            lines += R"({"type":"end","run":")" + id(run) + R"(","status":"done"})" + "\n";
    }
    return lines;
}

} // namespace runlog::manyruns
