// SPDX-License-Identifier: Apache-2.0
#include "tests/traces/printed.h"

#include <QTest>

using namespace runlog;

// OpenTelemetry spans in their spellings, and Langfuse observations, which are spans too.
class TestSpans : public QObject {
    Q_OBJECT

private slots:
    void otlpReadsSpansWhateverTheirOrder();
    void otlpJoinsTracesOfSeveralLines();
    void modelSpansInsideEachOtherAreOneCall();
    void agentsAreStructureOnly();
    void argumentsThatAreNotRecordedStayUnrecorded();
    void anyAgentKeepsLongIdsAndAddsCosts();
    void jaegerReadsTagsAndMicroseconds();
    void parallelCallsShareTheirModelCall();
    void langfuseCountsGenerationsOnce();
    void spansThatAreTheirOwnParentsDoNotHang();
};

void TestSpans::otlpReadsSpansWhateverTheirOrder()
{
    const auto read = runsOf("o.json", R"({"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeSpans":[{"spans":[
 {"traceId":"t1","spanId":"b","parentSpanId":"a","name":"execute_tool find","startTimeUnixNano":"1767225602000000001","endTimeUnixNano":"1767225602500000001","status":{"code":2,"message":"lost"},"attributes":[
  {"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},{"key":"gen_ai.tool.name","value":{"stringValue":"find"}},
  {"key":"gen_ai.tool.call.arguments","value":{"kvlistValue":{"values":[{"key":"n","value":{"intValue":"9007199254740993"}}]}}}]},
 {"traceId":"t1","spanId":"c","parentSpanId":"a","name":"chat","startTimeUnixNano":"1767225601000000000","endTimeUnixNano":"1767225602000000000","attributes":[
  {"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},{"key":"gen_ai.request.model","value":{"stringValue":"m"}},{"key":"user.id","value":{"stringValue":"u1"}},
  {"key":"gen_ai.usage.input_tokens","value":{"intValue":"577"}},{"key":"gen_ai.usage.output_tokens","value":{"intValue":"7"}},{"key":"operation.cost","value":{"doubleValue":0.0028149}}]},
 {"traceId":"t1","spanId":"a","parentSpanId":"","name":"run","startTimeUnixNano":"1767225600000000000","endTimeUnixNano":"1767225603000000000","status":{"code":1},"attributes":[]}]}]}]})");
    const std::string expected = R"({"type":"run","run":"t1","service":"shop","started_at":"2026-01-01T00:00:00.000Z","user":{"id":"u1"},"status":"ok"}
{"type":"step","run":"t1","seq":1,"kind":"llm_call","model":"m","cost_usd":0.0028149,"tokens_in":577,"tokens_out":7,"started_at":"2026-01-01T00:00:01.000Z","duration_ms":1000}
{"type":"step","run":"t1","seq":2,"kind":"tool_call","tool":"find","args":{"n":9007199254740993},"started_at":"2026-01-01T00:00:02.000000001Z","duration_ms":500,"error":"lost","parent":1}
{"type":"end","run":"t1","status":"ok"}
)";
    QCOMPARE(read, expected);
}

void TestSpans::otlpJoinsTracesOfSeveralLines()
{
    const auto line = [](const char* id, const char* start) {
        return std::string(R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":")") + id + R"(","name":"execute_tool f","startTimeUnixNano":")" +
               start + R"(","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}}]}]}]}]})" + "\n";
    };
    const auto result = readTrace("o.jsonl", line("x", "2000") + "oops\n" + line("y", "1000"));
    QCOMPARE(result.runs->runs().size(), std::size_t(1));
    QCOMPARE(result.runs->step(0).startedAt, 1000);
    QCOMPARE(result.runs->step(1).startedAt, 2000);
    QCOMPARE(printed(result.problems), "o.jsonl:2: error: this line is left out: not a JSON value [damaged-line]\n");
}

void TestSpans::modelSpansInsideEachOtherAreOneCall()
{
    const auto result = readTrace("f.json", R"([
 {"trace_id":"t","span_id":"1","name":"call_llm","start_time":1000,"end_time":4000,"attributes":{"gen_ai.request.model":"m","gen_ai.usage.input_tokens":5,"gen_ai.usage.output_tokens":2}},
 {"trace_id":"t","span_id":"2","parent_span_id":"1","name":"openai.chat","start_time":1001,"end_time":3000,"attributes":{"llm.request.type":"chat","gen_ai.prompt.0.role":"user","gen_ai.prompt.0.content":"hi","gen_ai.completion.0.content":"yo"}},
 {"trace_id":"t","span_id":"3","parent_span_id":"1","name":"execute_tool f","start_time":3500,"end_time":3600,"attributes":{"gen_ai.operation.name":"execute_tool","gcp.vertex.agent.tool_call_args":"{\"x\":1}"}}])");
    const auto read = printed(*result.runs);
    const std::string expected = R"({"type":"run","run":"t","service":"f","started_at":"1970-01-01T00:00:00.000001000Z"}
{"type":"step","run":"t","seq":1,"kind":"llm_call","model":"m","input":"hi","output":"yo","tokens_in":5,"tokens_out":2,"started_at":"1970-01-01T00:00:00.000001001Z","duration_ms":0.001999}
{"type":"step","run":"t","seq":2,"kind":"tool_call","tool":"f","args":{"x":1},"started_at":"1970-01-01T00:00:00.000003500Z","duration_ms":0.0001,"parent":1}
)";
    QCOMPARE(read, expected);
}

void TestSpans::agentsAreStructureOnly()
{
    const auto result = readTrace("f.json", R"([{"trace_id":"t","span_id":"1","name":"agent","start_time":1,"end_time":2,"attributes":
 {"openinference.span.kind":"AGENT","llm.token_count.prompt":100,"llm.token_count.completion":9}}])");
    QCOMPARE(result.runs->runs().size(), std::size_t(1));
    QCOMPARE(result.runs->stepCount(), std::size_t(0));
}

void TestSpans::argumentsThatAreNotRecordedStayUnrecorded()
{
    const auto result = readTrace("f.json", R"([{"trace_id":"t","span_id":"1","name":"execute_tool f","start_time":1,"end_time":2,"attributes":{"gen_ai.operation.name":"execute_tool"}}])");
    QVERIFY(result.runs->step(0).args.kind() == Value::Kind::Unrecorded);
    QVERIFY(result.runs->step(0).output.isAbsent());
}

void TestSpans::anyAgentKeepsLongIdsAndAddsCosts()
{
    const auto result = readTrace("a.json", R"({"final_output":"x","spans":[{"name":"call_llm m","start_time":1758026593450406000,"end_time":1758026593450406001,
 "context":{"trace_id":100927429609276267646756448943279827607,"span_id":13687147528289423029},"parent":{"span_id":12324293800750531911},
 "attributes":{"gen_ai.operation.name":"call_llm","gen_ai.usage.input_tokens":2,"gen_ai.usage.output_tokens":1,"gen_ai.usage.input_cost":2.45e-05,"gen_ai.usage.output_cost":4.8e-06}}]})");
    QCOMPARE(result.runs->run(0).id, "100927429609276267646756448943279827607");
    QCOMPARE(result.runs->step(0).cost->nanos, 29'300);
    QCOMPARE(result.runs->step(0).startedAt, 1758026593450406000);
    QCOMPARE(result.runs->step(0).durationNanos, 1);
}

void TestSpans::jaegerReadsTagsAndMicroseconds()
{
    const auto read = runsOf("j.json", R"({"data":[{"traceID":"t","processes":{"p1":{"serviceName":"helm"}},"spans":[
 {"traceID":"t","spanID":"1","processID":"p1","operationName":"execute_tool list","startTime":1771237536879614,"duration":57091,"references":[],
  "tags":[{"key":"gen_ai.operation.name","type":"string","value":"execute_tool"},{"key":"gen_ai.tool.name","type":"string","value":"list"},{"key":"gcp.vertex.agent.tool_call_args","type":"string","value":"{}"}]},
 {"traceID":"t","spanID":"2","processID":"p1","operationName":"GET","startTime":1771237536879615,"duration":1,"references":[],"tags":[]}]}]})");
    const std::string expected = R"({"type":"run","run":"t","service":"helm","started_at":"2026-02-16T10:25:36.879614000Z"}
{"type":"step","run":"t","seq":1,"kind":"tool_call","tool":"list","args":{},"started_at":"2026-02-16T10:25:36.879614000Z","duration_ms":57.091}
)";
    QCOMPARE(read, expected);
}

void TestSpans::parallelCallsShareTheirModelCall()
{
    const auto tool = [](const char* id, const char* start) {
        return std::string(R"({"trace_id":"t","parent_span_id":"a","span_id":")") + id + R"(","name":"execute_tool f","start_time":)" + start +
               R"(,"end_time":9,"attributes":{"gen_ai.operation.name":"execute_tool"}})";
    };
    const auto result = readTrace("f.json", R"([{"trace_id":"t","span_id":"m","parent_span_id":"a","name":"chat","start_time":1,"end_time":2,"attributes":{"gen_ai.operation.name":"chat"}},)" +
                                                tool("x", "3") + "," + tool("y", "4") + "]");
    QCOMPARE(result.runs->step(1).batch, 1);
    QCOMPARE(result.runs->step(2).batch, 1);
    QCOMPARE(result.runs->step(2).parent, 1);
}

void TestSpans::langfuseCountsGenerationsOnce()
{
    const auto read = runsOf("l.json", R"({"trace":{"id":"t","name":"weather","userId":"u"},"observations":[
 {"id":"3","parentObservationId":"1","type":"TOOL","name":"running tool: look","startTime":"2026-01-01T00:00:02.000Z","endTime":"2026-01-01T00:00:03.000Z","input":"{\"city\":\"Rome\"}","output":"\"sun\"","totalCost":0},
 {"id":"2","parentObservationId":"1","type":"GENERATION","name":"chat","startTime":"2026-01-01T00:00:01.000Z","endTime":"2026-01-01T00:00:02.000Z","model":"m","input":"[{\"role\":\"user\",\"content\":\"hi\"}]","output":"\"ok\"","usageDetails":{"input":3,"output":1},"totalCost":0.004},
 {"id":"1","parentObservationId":null,"type":"AGENT","name":"agent","startTime":"2026-01-01T00:00:00.000Z","totalCost":0.004,"usageDetails":{"input":3,"output":1}}]})");
    const std::string expected = R"({"type":"run","run":"t","service":"weather","started_at":"2026-01-01T00:00:00.000Z","user":{"id":"u"}}
{"type":"step","run":"t","seq":1,"kind":"llm_call","model":"m","input":"hi","output":"ok","cost_usd":0.004,"tokens_in":3,"tokens_out":1,"started_at":"2026-01-01T00:00:01.000Z","duration_ms":1000}
{"type":"step","run":"t","seq":2,"kind":"tool_call","tool":"look","args":{"city":"Rome"},"output":"sun","started_at":"2026-01-01T00:00:02.000Z","duration_ms":1000,"parent":1}
)";
    QCOMPARE(read, expected);
}

void TestSpans::spansThatAreTheirOwnParentsDoNotHang()
{
    const auto result = readTrace("f.json", R"([{"trace_id":"t","span_id":"1","parent_span_id":"2","name":"execute_tool f","start_time":1,"end_time":2,"attributes":{"gen_ai.operation.name":"execute_tool"}},
 {"trace_id":"t","span_id":"2","parent_span_id":"1","name":"chat","start_time":1,"end_time":2,"attributes":{"gen_ai.operation.name":"chat"}},
 {"trace_id":"t","span_id":"3","parent_span_id":"3","name":"chat","start_time":1,"end_time":2,"attributes":{"gen_ai.operation.name":"chat"}}])");
    QCOMPARE(result.runs->stepCount(), std::size_t(3));
}

QTEST_APPLESS_MAIN(TestSpans)
#include "tst_spans.moc"
