// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/programrun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

namespace {

std::string capAt(const char* limit)
{
    return std::string("policies:\n  - id: \"cap|`x`\"\n    when: { tool: pay, args.amount: { gt: ") + limit + " } }\n    action: deny\n";
}

constexpr const char* Runs =
    R"({"type":"run","run":"r1","service":"s","started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":50},"started_at":"2026-03-01T10:00:01Z"}
{"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"pay","args":{"amount":80},"started_at":"2026-03-01T10:00:02Z"}
{"type":"step","run":"r1","seq":3,"kind":"tool_call","tool":"read","args":{},"started_at":"2026-03-01T10:00:03Z"}
{"type":"step","run":"r1","seq":4,"kind":"tool_call","tool":"pay","args":{"amount":20},"started_at":"2026-03-01T10:00:04Z"}
)";

} // namespace

class TestImpact : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void diffListsWhatChangesWithItsPlace();
    void diffAsJsonHoldsEveryChange();
    void diffAsMarkdownKeepsNamesInsideCodeSpans();
    void diffSaysWhichEditEachChangeComesFrom();
    void aLimitThatIsPassedIsExitCodeThree();
    void aBrokenBaselineIsRefused();
    void sweepFindsWhereOutcomesChange();
    void sweepWalksOverSeveralChanges();
    void sweepFindsTheValuesThatMeetATarget();
    void aWalkThatGivesUpSaysSo();
    void sweepAsCsvIsTheCurve();
    void anUnknownConditionIsAnsweredWithTheNumbersThereAre();
    void ratesCountByDayAndMarkAJump();
    void evidenceCountsConditionsAndActionsAndOffersFixes();
    void evidenceAsJsonHoldsTheSame();

private:
    std::string file(const char* name) const { return m_folder.filePath(name).toStdString(); }
    void write(const char* name, const std::string& text) const
    {
        QFile out(m_folder.filePath(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(text.data(), qint64(text.size())), qint64(text.size()));
    }
    ProgramRun diff(std::vector<std::string> more = {}) const
    {
        std::vector<std::string> words{"diff", "--policy", file("new.yaml"), "--baseline", file("old.yaml"), file("runs.jsonl")};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    QTemporaryDir m_folder;
};

void TestImpact::initTestCase()
{
    write("old.yaml", capAt("60"));
    write("new.yaml", capAt("30"));
    write("broken.yaml", "policies: [\n");
    write("runs.jsonl", Runs);
}

void TestImpact::diffListsWhatChangesWithItsPlace()
{
    const auto result = diff();
    QCOMPARE(result.code, 0);
    QCOMPARE(QString::fromStdString(result.out),
             "1 step of 4 in 1 run differ: 0 looser, 1 stricter, 0 noted; 0 consequences, 0 uncertain\n"
             "newly denied 1, newly allowed 0, newly asking for approval 0\n\ntightened:\n"
             "  r1#1  pay  allow -> deny  cap|`x`\n");
}

void TestImpact::diffAsJsonHoldsEveryChange()
{
    const auto result = run({"diff", "--baseline", file("new.yaml"), "--policy", file("old.yaml"), "--format", "json", file("runs.jsonl")});
    QCOMPARE(result.code, 0);
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object();
    QCOMPARE(json["loosened"].toInt(), 1);
    QCOMPARE(json["newly_allowed"].toInt(), 1);
    const auto change = json["changes"].toArray().at(0).toObject();
    QCOMPARE(change["seq"].toInt(), 1);
    QCOMPARE(change["direction"].toString(), "loosened");
    QCOMPARE(change["before"].toObject()["policy"].toString(), "cap|`x`");
    QVERIFY(change["after"].toObject()["policy"].isNull());
    QCOMPARE(json["subjects"].toArray().at(0).toObject()["subject"].toString(), "pay");
    QVERIFY(json["digest"].toString() != json["baseline_digest"].toString());
}

void TestImpact::diffAsMarkdownKeepsNamesInsideCodeSpans()
{
    const auto result = diff({"--format", "markdown"});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.find("| `` cap\\|`x` `` | 0 | 1 |") != std::string::npos, result.out.c_str());
    QVERIFY2(result.out.find("| `r1#1` | `pay` | allow | deny |") != std::string::npos, result.out.c_str());
}

void TestImpact::diffSaysWhichEditEachChangeComesFrom()
{
    const auto text = diff({"--edits"});
    QVERIFY2(text.out.find("edits and the changed steps that come from them:\n  number ") != std::string::npos, text.out.c_str());
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(diff({"--edits", "--format", "json"}).out)).object();
    QCOMPARE(json["edits"].toArray().size(), 1);
    QCOMPARE(json["edits"].toArray().at(0).toObject()["kind"].toString(), QString("number"));
    QCOMPARE(json["edits"].toArray().at(0).toObject()["changed_steps"].toInt(), json["changes"].toArray().size());
    QCOMPARE(json["changes"].toArray().at(0).toObject()["edits"].toArray(), QJsonArray{0});
    QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(diff({"--format", "json"}).out)).object().contains("edits"));
}

void TestImpact::aLimitThatIsPassedIsExitCodeThree()
{
    QCOMPARE(diff({"--max-newly-denied", "1"}).code, 0);
    const auto result = diff({"--max-newly-denied", "0"});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.ends_with("runlog diff: 1 steps become denied, at most 0 were wanted\n"), result.err.c_str());
    QCOMPARE(diff({"--max-newly-allowed", "0", "--max-newly-approval", "0"}).code, 0);
}

void TestImpact::aBrokenBaselineIsRefused()
{
    const auto result = run({"diff", "--policy", file("new.yaml"), "--baseline", file("broken.yaml"), file("runs.jsonl")});
    QCOMPARE(result.code, 1);
    QVERIFY(result.out.empty());
}

void TestImpact::sweepFindsWhereOutcomesChange()
{
    const auto result = run({"sweep", "--policy", file("old.yaml"), "--condition", "cap|`x`", file("runs.jsonl")});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.find("is 60\nobserved 3 numbers from 20 to 80; absent 0, in error 0, not recorded 0\n"
                             "next change below: 49 (1 steps, first r1#1)\nnext change above: 80 (1 steps, first r1#2)\n")
                 != std::string::npos,
             result.out.c_str());
}

void TestImpact::sweepWalksOverSeveralChanges()
{
    const auto result = run({"sweep", "--policy", file("old.yaml"), "--condition", "cap|`x`", "--flips", "5", "--format", "json", file("runs.jsonl")});
    QCOMPARE(result.code, 0);
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object();
    const auto below = json["flips_below"].toArray();
    QCOMPARE(below.size(), 2);
    QCOMPARE(below.at(0).toObject(), json["flips"].toObject()["below"].toObject());
    QCOMPARE(below.at(1).toObject()["value"].toInt(), 19);
    QCOMPARE(json["flips_above"].toArray().size(), 1);
    QCOMPARE(json["flips_exact"].toBool(), true);
}

void TestImpact::sweepFindsTheValuesThatMeetATarget()
{
    write("ask.yaml", "policies:\n  - id: ask\n    when: { args.amount: { gt: 60 } }\n    action: require_approval\n");
    const std::vector<std::string> words{"sweep", "--policy", file("ask.yaml"), "--condition", "ask", "--max-approvals-a-day", "1", file("runs.jsonl")};
    const auto result = run(words);
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.find("the target is met at: from 50\n") != std::string::npos, result.out.c_str());
    auto asJson = words;
    asJson.insert(asJson.end(), {"--format", "json"});
    const auto target = QJsonDocument::fromJson(QByteArray::fromStdString(run(asJson).out)).object()["target"].toObject();
    QCOMPARE(target["meeting"].toArray().at(0).toObject()["from"].toInt(), 50);
    QVERIFY(target["meeting"].toArray().at(0).toObject()["to"].isNull());
    QVERIFY(target["conflict"].isNull());
    auto costs = words;
    costs[5] = "--max-cost-a-run";
    costs[6] = "$0.00";
    QVERIFY2(run(costs).out.find("the target is met at: every value\n") != std::string::npos, run(costs).out.c_str());
    costs[6] = "cheap";
    QCOMPARE(run(costs).code, 2);
    auto missing = words;
    missing.insert(missing.end(), {"--labels", file("nothing-there.json")});
    QCOMPARE(run(missing).code, 2);
}

void TestImpact::aWalkThatGivesUpSaysSo()
{
    write("shadowed.yaml", "policies:\n  - id: cap\n    when: { args.amount: { gt: 5000 } }\n    action: deny\n"
                           "  - id: closed\n    when: { tool: pay }\n    action: deny\n");
    std::string runs = R"({"type":"run","run":"r1","service":"s","started_at":"2026-03-01T10:00:00Z"})" "\n";
    for (int seq = 1; seq <= 2001; ++seq)
        runs += R"({"type":"step","run":"r1","seq":)" + std::to_string(seq) + R"(,"kind":"tool_call","tool":"pay","args":{"amount":)"
                + std::to_string(seq) + "}}\n";
    write("many.jsonl", runs);
    const auto result = run({"sweep", "--policy", file("shadowed.yaml"), "--condition", "cap", "--points", "2", file("many.jsonl")});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.find("next change below: the search gave up, too many compared values change nothing\n"
                             "next change above: none found\n")
                 != std::string::npos,
             result.out.c_str());
}

void TestImpact::sweepAsCsvIsTheCurve()
{
    const auto result = run({"sweep", "--policy", file("old.yaml"), "--condition", "cap|`x`", "--format", "csv", file("runs.jsonl")});
    QCOMPARE(result.code, 0);
    QCOMPARE(QString::fromStdString(result.out), "value,allow,log,modify,require_approval,deny,terminate,not_reached\n"
                                                 "20,2,0,0,0,2,0,0\n50,3,0,0,0,1,0,0\n60,3,0,0,0,1,0,0\n80,4,0,0,0,0,0,0\n");
}

void TestImpact::anUnknownConditionIsAnsweredWithTheNumbersThereAre()
{
    const auto result = run({"sweep", "--policy", file("old.yaml"), "--condition", "nope", file("runs.jsonl")});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.find("no number is meant by `nope`") != std::string::npos, result.err.c_str());
    QVERIFY2(result.err.find("/when/args.amount/gt") != std::string::npos, result.err.c_str());
}

// Three days with one match in twenty steps, then a day with ten matches in twenty; one step has no time.
void TestImpact::evidenceCountsConditionsAndActionsAndOffersFixes()
{
    write("evidence.yaml", "policies:\n  - { id: e, when: { tool: [pay, paid], args.amuont: { gt: 5 } }, action: deny }\n");
    const auto result = run({"evidence", "--policy", file("evidence.yaml"), file("runs.jsonl")});
    QCOMPARE(result.code, 0);
    const auto place = file("evidence.yaml") + ":2:";
    QCOMPARE(QString::fromStdString(result.out),
             QString::fromStdString(
                 "e (deny): matched 0 of 4 steps\n"
                 "  tool in [pay, paid]: true 3, false 1; never seen: paid\n"
                 "  args.amuont gt 5: true 0, false 4, absent 4\n"
                 "\nactions\n"
                 "  tool_call pay: 3, on the default 3\n"
                 "  tool_call read: 1, no policy can see 1, on the default 1\n\n"
                 + place + "34: warning: no recorded tool is called `paid` [unknown-name]\n"
                 "  - { id: e, when: { tool: [pay, paid], args.amuont: { gt: 5 } }, action: deny }\n"
                 "                                 ^~~~\nhelp: did you mean `pay`?\n"
                 + place + "41: warning: `args.amuont` is in none of 4 steps [field-not-recorded]\n"
                 "  - { id: e, when: { tool: [pay, paid], args.amuont: { gt: 5 } }, action: deny }\n"
                 "                                        ^~~~~~~~~~~\nhelp: did you mean `args.amount`?\n"));
}

void TestImpact::evidenceAsJsonHoldsTheSame()
{
    const auto result = run({"evidence", "--policy", file("evidence.yaml"), "--format", "json", file("runs.jsonl")});
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object();
    const auto policy = json["policies"].toArray().at(0).toObject();
    QCOMPARE(policy["steps"].toInt(), 4);
    const auto tool = policy["conditions"].toArray().at(0).toObject();
    QCOMPARE(tool["true"].toInt(), 3);
    QCOMPARE(tool["values"].toArray().at(1).toObject(), (QJsonObject{{"value", "paid"}, {"steps", 0}}));
    const QJsonObject read{{"kind", "tool_call"}, {"name", "read"}, {"steps", 1}, {"unseen", 1}, {"on_default", 1}, {"refused", 0}};
    QCOMPARE(json["actions"].toArray().at(1).toObject(), read);
    const auto fix = json["findings"].toArray().at(1).toObject()["fixes"].toArray().at(0).toObject();
    QCOMPARE(fix["edits"].toArray().at(0).toObject()["text"].toString(), "args.amount");
}

void TestImpact::ratesCountByDayAndMarkAJump()
{
    std::string lines;
    int seq = 0;
    for (int day = 1; day <= 4; ++day)
        for (int step = 0; step < 20; ++step) {
            const bool isOver = step < (day == 4 ? 10 : 1);
            lines += R"({"type":"step","run":"r1","seq":)" + std::to_string(++seq) + R"(,"kind":"tool_call","tool":"pay","args":{"amount":)"
                + (isOver ? "99" : "1") + R"(},"started_at":"2026-03-0)" + std::to_string(day) + "T10:00:" + (step < 10 ? "0" : "")
                + std::to_string(step) + "Z\"}\n";
        }
    lines += R"({"type":"step","run":"r2","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":99}})" "\n";
    write("days.jsonl", lines);
    const auto result = run({"rates", "--policy", file("old.yaml"), file("days.jsonl")});
    QCOMPARE(result.code, 0);
    QCOMPARE(QString::fromStdString(result.out), "cap|`x`\n"
                                                 "  2026-03-01        1 of        20 steps    5.00 %\n"
                                                 "  2026-03-02        1 of        20 steps    5.00 %\n"
                                                 "  2026-03-03        1 of        20 steps    5.00 %\n"
                                                 "  2026-03-04       10 of        20 steps   50.00 %  jump\n"
                                                 "  no time           1 of         1 steps  100.00 %\n");
}

QTEST_APPLESS_MAIN(TestImpact)
#include "tst_impact.moc"
