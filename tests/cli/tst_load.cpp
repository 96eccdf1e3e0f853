// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/programrun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

namespace {

std::string policy(const char* limit)
{
    return std::string("policies:\n  - id: ask\n    when: { tool: pay, args.amount: { gt: ") + limit
           + " } }\n    action: require_approval\n    approvers: [\"lead\\x1b\"]\n    approval: { timeout: 20m }\n";
}

constexpr const char* Runs =
    R"({"type":"run","run":"r1","service":"s","started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":50},"started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"pay","args":{"amount":80},"started_at":"2026-03-01T10:01:00Z"}
{"type":"step","run":"r1","seq":3,"kind":"tool_call","tool":"pay","args":{"amount":90},"started_at":"2026-03-01T11:01:00Z"}
)";

constexpr const char* Model = "model:latency=0s,handling=10m,approve=100%,people=1";

} // namespace

class TestLoad : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void theLoadIsToldAsASimulationOfBothPolicies();
    void asJsonItHasEveryHour();
    void simulatedApproversAnswerAReplay();
    void aWrongModelIsRefusedWithTheReason();
    void theNamesOfTheModesHaveSynonyms();

private:
    std::string file(const char* name) const { return m_folder.filePath(name).toStdString(); }
    void write(const char* name, const std::string& text) const
    {
        QFile out(m_folder.filePath(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(text.data(), qint64(text.size())), qint64(text.size()));
    }
    std::string digestBy(const std::string& approvals) const
    {
        const auto result = run({"replay", "--policy", file("new.yaml"), "--approvals", approvals, "--format", "json", file("runs.jsonl")});
        return QJsonDocument::fromJson(QByteArray::fromStdString(result.out))["digest"].toString().toStdString();
    }
    QTemporaryDir m_folder;
};

void TestLoad::initTestCase()
{
    write("new.yaml", policy("30"));
    write("old.yaml", policy("60"));
    write("runs.jsonl", Runs);
}

void TestLoad::theLoadIsToldAsASimulationOfBothPolicies()
{
    const auto result = run({"load", "--policy", file("new.yaml"), "--baseline", file("old.yaml"), "--approvals", Model, file("runs.jsonl")});
    QCOMPARE(result.code, 0);
    QCOMPARE(QString::fromStdString(result.out),
             "simulation, not a finding: seed=1,latency=0s,handling=10m,approve=100%,hours=00:00-24:00,days=mon-sun,people=1\n"
             "\n== baseline\n\nlead\\x1b\n  2 requests, at most 1 an hour (2026-03-01T10:00:00.000Z)\n"
             "  queue at most 1 (2026-03-01T10:01:00.000Z)\n  wait: median 10m, nine of ten within 10m, longest 10m\n  0 time-outs\n"
             "\n== policy\n\nlead\\x1b\n  3 requests, at most 2 an hour (2026-03-01T10:00:00.000Z)\n"
             "  queue at most 2 (2026-03-01T10:01:00.000Z)\n  wait: median 10m, nine of ten within 19m, longest 19m\n  0 time-outs\n");
}

void TestLoad::asJsonItHasEveryHour()
{
    const auto result = run({"load", "--policy", file("new.yaml"), "--approvals", Model, "--format", "json", file("runs.jsonl")});
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object();
    QVERIFY(json["simulation"].toBool());
    QCOMPARE(json["requests"].toInt(), 3);
    const auto pool = json["approvers"].toArray().at(0).toObject();
    QCOMPARE(pool["longest_wait_seconds"].toInt(), 19 * 60);
    QCOMPARE(pool["hours"].toArray().size(), 2);
    QCOMPARE(pool["hours"].toArray().at(1).toObject()["begins"].toString(), "2026-03-01T11:00:00.000Z");
}

void TestLoad::simulatedApproversAnswerAReplay()
{
    QCOMPARE(digestBy("model:approve=100%,latency=0s"), digestBy("approve"));
    QCOMPARE(digestBy("model:approve=0%,latency=0s"), digestBy("deny"));
    QCOMPARE(digestBy("model:approve=50%"), digestBy("model:approve=0.5,seed=1"));
    const auto late = run({"replay", "--policy", file("new.yaml"), "--approvals", "model:handling=21m", "--format", "jsonl", file("runs.jsonl")});
    QVERIFY(late.out.find("\"approval\":\"expired\"") != std::string::npos);
}

void TestLoad::aWrongModelIsRefusedWithTheReason()
{
    const auto result = run({"load", "--policy", file("new.yaml"), "--approvals", "model:people=0", file("runs.jsonl")});
    QCOMPARE(result.code, 2);
    QVERIFY2(result.err.find("`people` must be a number from 1 to 1000") != std::string::npos, result.err.c_str());
    QCOMPARE(run({"replay", "--policy", file("new.yaml"), "--approvals", "maybe", file("runs.jsonl")}).code, 2);
}

void TestLoad::theNamesOfTheModesHaveSynonyms()
{
    QCOMPARE(digestBy("all"), digestBy("approve"));
    QCOMPARE(digestBy("none"), digestBy("deny"));
    QVERIFY(digestBy("all") != digestBy("none"));
}

QTEST_APPLESS_MAIN(TestLoad)
#include "tst_load.moc"
