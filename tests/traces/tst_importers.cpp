// SPDX-License-Identifier: Apache-2.0
#include "tests/traces/printed.h"

#include <QTest>

using namespace runlog;

// Small recordings of each format, written for these tests.
class TestImporters : public QObject {
    Q_OBJECT

private slots:
    void agentDojoKeepsParallelCallsAndGroundTruth();
    void agentDojoMatchesResultsWithoutIdsByOrder();
    void tau2KeepsTheSimulatedUserOutOfTheAgentsCalls();
    void tau2TakesEqualTimesAsAbsent();
    void chatReadsArgumentsWrittenAsText();
    void chatKeepsUnreadableArgumentsUnrecorded();
    void argumentsThatAreNoObjectCountAsNotRecorded();
    void countsOfTokensPastReasonAreNone();
    void chatReadsLinesOfConversations();
    void claudeCodeCountsAMessageOnce();
    void claudeCodeMakesASubagentARun();
    void inspectTakesApprovalsAsRecordedAnswers();
    void inspectPutsAttachmentsInPlace();
    void openHandsNamesToolsByAction();
    void sweAgentKeepsCostOnTheRun();
    void miniSweAgentReadsTheFencedCommand();
    void unknownJsonIsNoTrace();
};

void TestImporters::agentDojoKeepsParallelCallsAndGroundTruth()
{
    const auto read = runsOf("runs/model-x/banking/user_1/direct/inj_2.json", R"({"suite_name":"banking","pipeline_name":"model-x",
 "injection_task_id":"inj_2","attack_type":"direct","error":null,"utility":false,"security":true,"messages":[
 {"role":"user","content":"pay"},
 {"role":"assistant","content":"ok","tool_calls":[{"function":"read","args":{"f":"a"},"id":"1"},{"function":"send","args":{"n":2},"id":"2"}]},
 {"role":"tool","content":"sent","tool_call_id":"2","error":"no money"},
 {"role":"tool","content":"text","tool_call_id":"1","error":null},
 {"role":"assistant","content":"done","tool_calls":null}]})");
    const std::string expected = R"({"type":"run","run":"model-x/banking/user_1/direct/inj_2","service":"banking","status":"failed","attack":"succeeded","attack_name":"direct / inj_2"}
{"type":"step","run":"model-x/banking/user_1/direct/inj_2","seq":1,"kind":"message","role":"user","output":"pay"}
{"type":"step","run":"model-x/banking/user_1/direct/inj_2","seq":2,"kind":"llm_call","model":"model-x","input":"pay","output":"ok"}
{"type":"step","run":"model-x/banking/user_1/direct/inj_2","seq":3,"kind":"tool_call","tool":"read","args":{"f":"a"},"output":"text","batch":2,"parent":2}
{"type":"step","run":"model-x/banking/user_1/direct/inj_2","seq":4,"kind":"tool_call","tool":"send","args":{"n":2},"output":"sent","error":"no money","batch":2,"parent":2}
{"type":"step","run":"model-x/banking/user_1/direct/inj_2","seq":5,"kind":"llm_call","model":"model-x","input":["sent","text"],"output":"done"}
{"type":"end","run":"model-x/banking/user_1/direct/inj_2","status":"failed"}
)";
    QCOMPARE(read, expected);
}

void TestImporters::agentDojoMatchesResultsWithoutIdsByOrder()
{
    const auto result = readTrace("x.json", R"({"suite_name":"s","pipeline_name":"local","utility":true,"security":true,"messages":[
 {"role":"assistant","content":[{"type":"text","content":"hm"}],"tool_calls":[{"function":"a","args":{}},{"function":"b","args":{}}]},
 {"role":"tool","content":[{"type":"text","content":"first"}],"tool_call_id":null},
 {"role":"tool","content":[{"type":"text","content":"second"}],"tool_call_id":null}]})");
    QCOMPARE(result.runs->step(0).output.text(), "hm");
    QCOMPARE(result.runs->step(1).output.text(), "first");
    QCOMPARE(result.runs->step(2).output.text(), "second");
    QVERIFY(result.runs->run(0).attack == Run::Attack::None);
    QCOMPARE(result.runs->run(0).status, "success");
}

void TestImporters::tau2KeepsTheSimulatedUserOutOfTheAgentsCalls()
{
    const auto read = runsOf("t.json", R"({"info":{"agent_info":{"llm":"m"},"environment_info":{"domain_name":"air"}},"simulations":[{"id":"s1",
 "start_time":"2025-08-01T10:00:00","end_time":"2025-08-01T10:01:00","termination_reason":"user_stop","messages":[
 {"role":"assistant","content":"hi","cost":0.0,"usage":null,"timestamp":"2025-08-01T10:00:01"},
 {"role":"user","content":null,"tool_calls":[{"name":"reboot","arguments":{}}],"cost":0.5,"timestamp":"2025-08-01T10:00:02"},
 {"role":"tool","content":"rebooted","requestor":"user","id":"u"},
 {"role":"user","content":"help"},
 {"role":"assistant","content":null,"cost":0.0,"usage":{"prompt_tokens":10,"completion_tokens":2},"timestamp":"2025-08-01T10:00:03",
  "tool_calls":[{"id":"c","name":"find","arguments":{"id":7},"requestor":"assistant"}]},
 {"role":"tool","content":"none","requestor":"assistant","id":"c","error":true,"timestamp":"2025-08-01T10:00:04"}]}]})");
    const std::string expected = R"({"type":"run","run":"s1","service":"air","started_at":"2025-08-01T10:00:00.000Z","status":"user_stop"}
{"type":"step","run":"s1","seq":1,"kind":"llm_call","model":"m","output":"hi","cost_usd":0.00,"started_at":"2025-08-01T10:00:01.000Z"}
{"type":"step","run":"s1","seq":2,"kind":"message","role":"user_tool","output":{"name":"reboot","arguments":{}},"started_at":"2025-08-01T10:00:02.000Z"}
{"type":"step","run":"s1","seq":3,"kind":"message","role":"user_tool","output":"rebooted"}
{"type":"step","run":"s1","seq":4,"kind":"message","role":"user","output":"help"}
{"type":"step","run":"s1","seq":5,"kind":"llm_call","model":"m","input":"help","output":null,"tokens_in":10,"tokens_out":2,"started_at":"2025-08-01T10:00:03.000Z"}
{"type":"step","run":"s1","seq":6,"kind":"tool_call","tool":"find","args":{"id":7},"output":"none","started_at":"2025-08-01T10:00:03.000Z","duration_ms":1000,"error":"none","parent":5}
{"type":"end","run":"s1","status":"user_stop"}
)";
    QCOMPARE(read, expected);
}

void TestImporters::tau2TakesEqualTimesAsAbsent()
{
    const auto result = readTrace("t.json", R"({"info":{},"simulations":[{"id":"s","start_time":"2025-01-01T00:00:00","end_time":"2025-01-01T00:00:00",
 "messages":[{"role":"assistant","content":"x","timestamp":"2025-01-01T00:00:00"}]}]})");
    QCOMPARE(result.runs->run(0).startedAt, NoTime);
    QCOMPARE(result.runs->step(0).startedAt, NoTime);
}

void TestImporters::chatReadsArgumentsWrittenAsText()
{
    const auto read = runsOf("shop.json", R"([{"task_id":3,"trial":1,"reward":1.0,"traj":[{"role":"user","content":"hi"},
 {"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"find","arguments":"{\"id\":\"u\"}"}}]},
 {"role":"tool","tool_call_id":"c","name":"find","content":"ok"}]}])");
    const std::string expected = R"({"type":"run","run":"shop#3-1","service":"shop","status":"success"}
{"type":"step","run":"shop#3-1","seq":1,"kind":"message","role":"user","output":"hi"}
{"type":"step","run":"shop#3-1","seq":2,"kind":"llm_call","input":"hi","output":null}
{"type":"step","run":"shop#3-1","seq":3,"kind":"tool_call","tool":"find","args":{"id":"u"},"output":"ok","parent":2}
{"type":"end","run":"shop#3-1","status":"success"}
)";
    QCOMPARE(read, expected);
}

void TestImporters::chatKeepsUnreadableArgumentsUnrecorded()
{
    const auto result = readTrace("c.json", R"([{"role":"assistant","content":"x","function_call":{"name":"f","arguments":"{oops"}}])");
    QVERIFY(result.runs->step(1).args.kind() == Value::Kind::Unrecorded);
    QCOMPARE(printed(result.problems), "c.json: warning: arguments that are no JSON object count as not recorded: `{oops` [odd-arguments]\n");
}

void TestImporters::argumentsThatAreNoObjectCountAsNotRecorded()
{
    const auto result = readTrace("x.json", R"({"suite_name":"s","pipeline_name":"p","messages":[
 {"role":"assistant","content":"x","tool_calls":[{"function":"a","args":18446744073709551616},{"function":"b","args":{"n":1}}]}]})");
    QVERIFY(result.runs->step(1).args.kind() == Value::Kind::Unrecorded);
    QCOMPARE(result.runs->step(2).args.size(), std::size_t(1));
    QCOMPARE(printed(result.problems),
             "x.json: warning: arguments that are no JSON object count as not recorded: `18446744073709551616` [odd-arguments]\n");
}

void TestImporters::countsOfTokensPastReasonAreNone()
{
    const auto tokensIn = [](const std::string& counts) {
        return readTrace("s.jsonl", R"({"type":"assistant","sessionId":"s","cwd":"/w","message":{"id":"m","model":"c","content":[],"usage":)" + counts + "}}\n")
            .runs->step(0).tokensIn;
    };
    QCOMPARE(tokensIn(R"({"input_tokens":8,"cache_read_input_tokens":9223372036854775807})"), 8);
    QCOMPARE(tokensIn(R"({"input_tokens":1000000000000000,"cache_read_input_tokens":1})"), 1000000000000001);
    QCOMPARE(tokensIn(R"({"input_tokens":1000000000000001})"), -1);
}

void TestImporters::chatReadsLinesOfConversations()
{
    const auto result = readTrace("c.jsonl", R"({"messages":[{"role":"user","content":"a"}]}
{"id":"mine","messages":[{"role":"user","content":"b"}]}
)");
    QCOMPARE(result.runs->run(0).id, "c#0");
    QCOMPARE(result.runs->run(1).id, "mine");
}

void TestImporters::claudeCodeCountsAMessageOnce()
{
    const auto read = runsOf("s.jsonl", R"({"type":"summary","summary":"x","leafUuid":"l"}
{"type":"user","sessionId":"s","cwd":"/home/me/shop","timestamp":"2026-01-01T00:00:00.000Z","message":{"role":"user","content":"go"}}
{"type":"assistant","sessionId":"s","timestamp":"2026-01-01T00:00:01.000Z","message":{"id":"m1","model":"claude","content":[{"type":"text","text":"first"}],"usage":{"input_tokens":3,"cache_read_input_tokens":10,"cache_creation_input_tokens":5,"output_tokens":1}}}
{"type":"assistant","sessionId":"s","timestamp":"2026-01-01T00:00:02.000Z","message":{"id":"m1","model":"claude","content":[{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"ls"}}],"usage":{"input_tokens":3,"cache_read_input_tokens":10,"cache_creation_input_tokens":5,"output_tokens":9}}}
{"type":"user","sessionId":"s","timestamp":"2026-01-01T00:00:04.500Z","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"a.txt","is_error":false}]}}
)");
    const std::string expected = R"({"type":"run","run":"s","service":"shop","started_at":"2026-01-01T00:00:00.000Z"}
{"type":"step","run":"s","seq":1,"kind":"message","role":"user","output":"go","started_at":"2026-01-01T00:00:00.000Z"}
{"type":"step","run":"s","seq":2,"kind":"llm_call","model":"claude","input":"go","output":"first","tokens_in":18,"tokens_out":9,"started_at":"2026-01-01T00:00:01.000Z"}
{"type":"step","run":"s","seq":3,"kind":"tool_call","tool":"Bash","args":{"command":"ls"},"output":"a.txt","started_at":"2026-01-01T00:00:02.000Z","duration_ms":2500,"parent":2}
)";
    QCOMPARE(read, expected);
}

void TestImporters::claudeCodeMakesASubagentARun()
{
    const auto result = readTrace("s.jsonl", R"({"type":"user","sessionId":"s","cwd":"/w","message":{"role":"user","content":"a"}}
{"type":"user","sessionId":"s","agentId":"x","isSidechain":true,"cwd":"/w","message":{"role":"user","content":"b"}}
)");
    QCOMPARE(result.runs->run(0).id, "s");
    QCOMPARE(result.runs->run(1).id, "s/x");
}

void TestImporters::inspectTakesApprovalsAsRecordedAnswers()
{
    const auto read = runsOf("log.json", R"({"version":2,"status":"success","eval":{"run_id":"R","task":"shell"},"samples":[{"id":1,"epoch":1,"events":[
 {"event":"model","timestamp":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:01Z","model":"m","input":[{"role":"user","content":"go"}],
  "output":{"choices":[{"message":{"content":"ok"}}],"usage":{"input_tokens":5,"output_tokens":1}}},
 {"event":"approval","timestamp":"2026-01-01T00:00:02Z","call":{"id":"c","function":"bash","arguments":{"cmd":"rm"}},"approver":"ana","decision":"reject","explanation":"no"},
 {"event":"tool","timestamp":"2026-01-01T00:00:02Z","id":"c","function":"bash","arguments":{"cmd":"rm"},"result":"","error":{"type":"approval","message":"rejected"}}]}]})");
    const std::string expected = R"({"type":"run","run":"R/1/1","service":"shell","started_at":"2026-01-01T00:00:00.000Z","status":"success"}
{"type":"step","run":"R/1/1","seq":1,"kind":"message","role":"user","output":"go","started_at":"2026-01-01T00:00:00.000Z"}
{"type":"step","run":"R/1/1","seq":2,"kind":"llm_call","model":"m","input":"go","output":"ok","tokens_in":5,"tokens_out":1,"started_at":"2026-01-01T00:00:00.000Z","duration_ms":1000}
{"type":"step","run":"R/1/1","seq":3,"kind":"tool_call","tool":"bash","args":{"cmd":"rm"},"output":"","started_at":"2026-01-01T00:00:02.000Z","error":"rejected","parent":2,"decision":{"outcome":"require_approval","matched":[],"observed":[],"approval":{"state":"denied","by":"ana","at":"2026-01-01T00:00:02.000Z","reason":"no"}}}
{"type":"end","run":"R/1/1","status":"success"}
)";
    QCOMPARE(read, expected);
}

void TestImporters::inspectPutsAttachmentsInPlace()
{
    const auto result = readTrace("log.json", R"({"status":"success","eval":{"task":"t"},"samples":[{"id":1,"epoch":1,"attachments":{"h":"long"},"events":[
 {"event":"tool","id":"c","function":"f","arguments":{"a":["attachment://h"]},"result":"attachment://h"}]}]})");
    QCOMPARE(result.runs->step(0).args.find("a").at(0).text(), "long");
    QCOMPARE(result.runs->step(0).output.text(), "long");
}

void TestImporters::openHandsNamesToolsByAction()
{
    const auto read = runsOf("h.jsonl", R"({"instance_id":"i","error":null,"metrics":{"accumulated_cost":0.0,"accumulated_token_usage":{"prompt_tokens":9}},"history":[
 {"id":1,"source":"user","action":"message","args":{"content":"fix it"}},
 {"id":2,"source":"agent","action":"run","args":{"command":"ls","thought":"look"},"tool_call_metadata":{"model_response":{"id":"r1","model":"m","usage":{"prompt_tokens":4,"completion_tokens":2},"choices":[{"message":{"content":"look"}}]}}},
 {"id":3,"source":"agent","observation":"run","cause":2,"content":"a.c","success":false,"message":"exit code 2"},
 {"id":4,"source":"agent","action":"finish","args":{}}]})");
    const std::string expected = R"({"type":"run","run":"i","service":"openhands","status":"finished"}
{"type":"step","run":"i","seq":1,"kind":"message","role":"user","output":"fix it"}
{"type":"step","run":"i","seq":2,"kind":"llm_call","model":"m","input":"fix it","output":"look","tokens_in":4,"tokens_out":2}
{"type":"step","run":"i","seq":3,"kind":"tool_call","tool":"run","args":{"command":"ls"},"output":"a.c","error":"exit code 2","parent":2}
{"type":"end","run":"i","status":"finished"}
)";
    QCOMPARE(read, expected);
}

void TestImporters::sweAgentKeepsCostOnTheRun()
{
    const auto read = runsOf("d/x.traj", R"({"environment":"main","history":[{"role":"system","content":"be good"}],"trajectory":[
 {"action":"find_file a.py\n","observation":"found","response":"searching","execution_time":0.25},
 {"action":"python a.py","observation":"","response":"running"},{"action":"","observation":"","response":"thinking"}],
 "info":{"exit_status":"submitted","model_stats":{"instance_cost":0.0195,"tokens_sent":7141}}})");
    const std::string expected = R"({"type":"run","run":"d/x","service":"swe-agent","status":"submitted","total_cost_usd":0.0195}
{"type":"step","run":"d/x","seq":1,"kind":"message","role":"system","output":"be good"}
{"type":"step","run":"d/x","seq":2,"kind":"llm_call","input":"be good","output":"searching"}
{"type":"step","run":"d/x","seq":3,"kind":"tool_call","tool":"find_file","args":{"command":"find_file a.py\n"},"output":"found","duration_ms":250,"parent":2}
{"type":"step","run":"d/x","seq":4,"kind":"llm_call","input":"found","output":"running"}
{"type":"step","run":"d/x","seq":5,"kind":"tool_call","tool":"bash","args":{"command":"python a.py"},"output":"","parent":4}
{"type":"step","run":"d/x","seq":6,"kind":"llm_call","output":"thinking"}
{"type":"end","run":"d/x","status":"submitted"}
)";
    QCOMPARE(read, expected);
}

void TestImporters::miniSweAgentReadsTheFencedCommand()
{
    const auto result = readTrace("m.traj.json", R"([{"role":"user","content":"fix"},
 {"role":"assistant","content":"so\n```mswea_bash_command\nls -l\n```\n"},{"role":"user","content":"a.c"}])");
    QCOMPARE(result.runs->step(2).args.find("command").text(), "ls -l\n");
    QCOMPARE(result.runs->step(2).output.text(), "a.c");
}

void TestImporters::unknownJsonIsNoTrace()
{
    const std::string json = R"({"colour":"red"})";
    QCOMPARE(problemsOf("x.json", json), "x.json:1: error: no trace format looks like this file [no-trace]\n");
    QCOMPARE(problemsOf("x.txt", "hello"), "x.txt:1: error: this file is no trace: not a JSON value [no-trace]\n");
}

QTEST_APPLESS_MAIN(TestImporters)
#include "tst_importers.moc"
