// SPDX-License-Identifier: Apache-2.0
#include "core/replay/session/sessionfile.h"
#include "core/traces/read.h"
#include "tests/cli/programrun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

namespace {

constexpr const char* Runs =
    R"({"type":"run","run":"r1","service":"s","started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":50},"started_at":"2026-03-01T10:00:01Z"}
{"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"pay","args":{"amount":80},"started_at":"2026-03-01T10:00:02Z"}
)";

std::string policy(const char* limit, const char* action)
{
    return std::string("policies:\n  - id: cap\n    when: { tool: pay, args.amount: { gt: ") + limit + " } }\n    action: " + action
           + "\n";
}

QJsonObject jsonOf(const std::string& text) { return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object(); }

} // namespace

class TestSessionFiles : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void answersByHandWinOverTheMode();
    void answersThatNobodyAsksForAreCounted();
    void aSweepFindsTheValuesThatTheLabelsAskFor();
    void labelsAreCountedForBothPolicies();
    void limitsOnLabelsAreExitCodeThree();
    void aSessionFileWithAProblemIsRefusedWithItsPlace();
    void aMissingSessionFileIsExitCodeTwo();

private:
    std::string file(const char* name) const { return m_folder.filePath(name).toStdString(); }
    void write(const char* name, const std::string& text) const
    {
        QFile out(m_folder.filePath(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(text.data(), qint64(text.size())), qint64(text.size()));
    }
    ProgramRun diff(std::vector<std::string> more) const
    {
        std::vector<std::string> words{"diff", "--policy", file("new.yaml"), "--baseline", file("old.yaml"), file("runs.jsonl"),
                                       "--labels", file("cap.session.json")};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    QTemporaryDir m_folder;
};

void TestSessionFiles::initTestCase()
{
    write("old.yaml", policy("60", "deny"));
    write("new.yaml", policy("30", "deny"));
    write("ask.yaml", policy("30", "require_approval"));
    write("runs.jsonl", Runs);
    const auto runs = runlog::readTrace("runs.jsonl", Runs).runs;
    const auto first = runlog::stepKeyOf(*runs, 0);
    const auto second = runlog::stepKeyOf(*runs, 1);
    runlog::SessionFile session;
    session.labels[first] = {runlog::Wanted::Pass, "a normal order", "ana", runlog::NoTime};
    session.labels[second] = {runlog::Wanted::Block, {}, "ana", runlog::NoTime};
    session.answers[{first.run, first.seq, first.action, "cap"}] = {runlog::Answer::Verdict::Deny, "ana", "no", std::nullopt, runlog::NoTime};
    session.answers[{first.run, first.seq, first.action, "renamed"}] = {};
    write("cap.session.json", runlog::sessionText(session));
    write("bad.session.json", "{\"version\": 1,\n \"answer\": []}");
}

void TestSessionFiles::answersByHandWinOverTheMode()
{
    const std::vector<std::string> words{"replay", "--policy", file("ask.yaml"), file("runs.jsonl"), "--format", "jsonl"};
    auto with = words;
    with.insert(with.end(), {"--answers", file("cap.session.json")});
    QVERIFY(run(words).out.find("\"approval\":\"denied\"") == std::string::npos);
    const auto answered = run(with);
    QCOMPARE(answered.code, 0);
    const auto lines = QString::fromStdString(answered.out).split(u'\n');
    QVERIFY(lines[0].contains("\"seq\":1,") && lines[0].contains("\"approval\":\"denied\""));
    QVERIFY(lines[1].contains("\"seq\":2,") && lines[1].contains("\"approval\":\"approved\""));
}

void TestSessionFiles::answersThatNobodyAsksForAreCounted()
{
    const auto text = run({"replay", "--policy", file("ask.yaml"), file("runs.jsonl"), "--answers", file("cap.session.json")});
    QVERIFY2(text.out.ends_with("answers by hand: 1 of 2 are asked for\n"), text.out.c_str());
    const auto json = jsonOf(run({"replay", "--policy", file("ask.yaml"), file("runs.jsonl"), "--answers", file("cap.session.json"),
                                  "--format", "json"})
                                 .out);
    QCOMPARE(json["answers"].toObject()["given"].toInt(), 2);
    QCOMPARE(json["answers"].toObject()["asked_for"].toInt(), 1);
}

void TestSessionFiles::aSweepFindsTheValuesThatTheLabelsAskFor()
{
    const auto swept = run({"sweep", "--policy", file("new.yaml"), "--condition", "cap", file("runs.jsonl"), "--labels", file("cap.session.json")});
    QCOMPARE(swept.code, 0);
    QVERIFY2(swept.out.find("\nthe target is met at: 50 to 79\n") != std::string::npos, swept.out.c_str());
}

void TestSessionFiles::labelsAreCountedForBothPolicies()
{
    const auto text = diff({});
    QCOMPARE(text.code, 0);
    QVERIFY2(text.out.ends_with("\nlabels: 1 should block, 1 should pass\n"
                                "  baseline  1 caught, 0 missed, 0 false alarms\n"
                                "  policy    1 caught, 0 missed, 1 false alarm\n"
                                "\nagainst a label:\n"
                                "  r1#1  pay  should_pass  deny  cap  new  (a normal order)\n"),
             text.out.c_str());
    const auto labels = jsonOf(diff({"--format", "json"}).out)["labels"].toObject();
    QCOMPARE(labels["policy"].toObject()["false_alarms"].toInt(), 1);
    QCOMPARE(labels["baseline"].toObject()["false_alarms"].toInt(), 0);
    QCOMPARE(labels["violations"].toArray().at(0).toObject()["seq"].toInt(), 1);
    QCOMPARE(labels["not_found"].toArray().size(), 0);
    QVERIFY(diff({"--format", "markdown"}).out.find("| policy | 1 | 0 | 0 | 1 |") != std::string::npos);
}

void TestSessionFiles::limitsOnLabelsAreExitCodeThree()
{
    QCOMPARE(diff({"--max-missed", "0"}).code, 0);
    const auto alarms = diff({"--max-false-alarms", "0"});
    QCOMPARE(alarms.code, 3);
    QCOMPARE(alarms.err, std::string("runlog diff: 1 steps are stopped against a label, at most 0 were wanted\n"));
    QCOMPARE(run({"diff", "--policy", file("new.yaml"), "--baseline", file("old.yaml"), file("runs.jsonl"), "--max-missed", "0"}).code, 2);
}

void TestSessionFiles::aSessionFileWithAProblemIsRefusedWithItsPlace()
{
    const auto result = run({"replay", "--policy", file("ask.yaml"), file("runs.jsonl"), "--answers", file("bad.session.json")});
    QCOMPARE(result.code, 1);
    QCOMPARE(result.out, std::string());
    QCOMPARE(result.err, file("bad.session.json") + ":2:3: error: unknown key `answer`; did you mean `answers`?\n");
}

void TestSessionFiles::aMissingSessionFileIsExitCodeTwo()
{
    const auto result = run({"replay", "--policy", file("ask.yaml"), file("runs.jsonl"), "--answers", file("none.json")});
    QCOMPARE(result.code, 2);
    QCOMPARE(result.err, file("none.json") + ": No such file or directory\n");
}

QTEST_APPLESS_MAIN(TestSessionFiles)
#include "tst_sessionfiles.moc"
