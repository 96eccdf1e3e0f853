// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/programrun.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

namespace {

constexpr const char* Policies = R"(policies:
  - id: cap
    when: { tool: pay, args.amount: { gt: 60 } }
    action: require_approval
    approvers: [lead]
)";

constexpr const char* Runs = R"({"type":"run","run":"r1","service":"s","started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":80},"started_at":"2026-03-01T10:00:01Z"}
)";

} // namespace

// Whoever says something about runs of which lines are damaged says that it is incomplete, and never ends well.
class TestIncomplete : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyCommandSaysSo_data();
    void everyCommandSaysSo();
    void mergedPartsSaySo();

private:
    std::string write(const char* name, const QByteArray& bytes) const;

    QTemporaryDir m_folder;
    std::string m_policies;
    std::string m_whole;
    std::string m_damaged;
};

std::string TestIncomplete::write(const char* name, const QByteArray& bytes) const
{
    const QString path = m_folder.filePath(QString::fromLatin1(name));
    QFile out(path);
    return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() ? path.toStdString() : std::string();
}

void TestIncomplete::initTestCase()
{
    m_policies = write("policies.yaml", Policies);
    m_whole = write("whole.jsonl", Runs);
    m_damaged = write("damaged.jsonl", QByteArray(Runs) + "oops\n");
}

void TestIncomplete::everyCommandSaysSo_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("replay") << QStringList{"replay", "--policy", "POLICY"};
    QTest::newRow("diff") << QStringList{"diff", "--policy", "POLICY", "--baseline", "POLICY"};
    QTest::newRow("sweep") << QStringList{"sweep", "--policy", "POLICY", "--condition", "cap"};
    QTest::newRow("rates") << QStringList{"rates", "--policy", "POLICY"};
    QTest::newRow("evidence") << QStringList{"evidence", "--policy", "POLICY"};
    QTest::newRow("load") << QStringList{"load", "--policy", "POLICY"};
}

void TestIncomplete::everyCommandSaysSo()
{
    QFETCH(QStringList, words);
    std::vector<std::string> command;
    for (const QString& word : words)
        command.push_back(word == QLatin1String("POLICY") ? m_policies : word.toStdString());
    const auto runOn = [&](const std::string& trace, const char* format) {
        auto all = command;
        all.insert(all.end(), {"--format", format, trace});
        return run(all);
    };
    const auto isMarked = [](const ProgramRun& json) {
        return QJsonDocument::fromJson(QByteArray::fromStdString(json.out)).object().value(QLatin1String("incomplete"));
    };
    const std::string mark = "incomplete: 1 damaged line was left out\n";
    QVERIFY(runOn(m_damaged, "text").out.find(mark) != std::string::npos);
    QCOMPARE(isMarked(runOn(m_damaged, "json")), QJsonValue(true));
    QCOMPARE(runOn(m_damaged, "text").code, 1);
    QCOMPARE(runOn(m_damaged, "json").code, 1);
    QCOMPARE(runOn(m_whole, "text").out.find("incomplete"), std::string::npos);
    QCOMPARE(isMarked(runOn(m_whole, "json")), QJsonValue(false));
    QCOMPARE(runOn(m_whole, "text").code, 0);
}

void TestIncomplete::mergedPartsSaySo()
{
    for (const auto& [trace, code] : {std::pair(m_whole, 0), std::pair(m_damaged, 1)}) {
        const auto part = write("part", QByteArray::fromStdString(run({"replay", "--policy", m_policies, "--partition", "1/1", trace}).out));
        QCOMPARE(run({"merge", part}).code, code);
        QCOMPARE(run({"merge", part}).out.find("incomplete") != std::string::npos, code == 1);
    }
}

QTEST_APPLESS_MAIN(TestIncomplete)
#include "tst_incomplete.moc"
