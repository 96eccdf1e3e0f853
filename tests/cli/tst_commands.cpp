// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"
#include "core/engine/pii/scanner.h"
#include "tests/cli/programrun.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <sstream>

namespace {

constexpr const char* Policies = R"(policies:
  - id: cap
    when: { tool: pay, args.amount: { gt: 50 } }
    action: deny
    message: "{args.amount} is over 50"
  - id: watch
    when: { tool: pay }
    action: log
    mode: observe
)";

constexpr const char* Runs =
    R"({"type":"run","run":"r1","service":"s","user":{"id":"u"},"started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"pay","args":{"amount":50},"started_at":"2026-03-01T10:00:01Z"}
{"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"pay","args":{"amount":50.01},"started_at":"2026-03-01T10:00:02Z"}
)";

} // namespace

class TestCommands : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void helpAndVersionAreFine();
    void aWrongCommandLineIsUsage();
    void wordsOfTheCommandLineReachTheTerminalEscaped();
    void replayPrintsALinePerStepAndTheSummary();
    void replayRefusesAPolicyWithAnError();
    void aDamagedTraceLineIsAFindingAndTheRestIsReplayed();
    void approvalsCanBeHeld();
    void convertedRunsReplayToTheSameDigest();
    void exportWritesTheBytesAndTheirHash();
    void exportNeverOverwritesAndRefusesErrors();

private:
    QString path(const char* name) const { return m_folder.filePath(name); }
    std::string file(const char* name) const { return path(name).toStdString(); }
    void write(const char* name, const QByteArray& bytes) const;
    QByteArray read(const QString& path) const;

    QTemporaryDir m_folder;
};

void TestCommands::write(const char* name, const QByteArray& bytes) const
{
    QFile file(path(name));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

QByteArray TestCommands::read(const QString& path) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot open %s", qPrintable(path));
    return file.readAll();
}

void TestCommands::initTestCase()
{
    write("policies.yaml", Policies);
    write("runs.jsonl", Runs);
    write("broken.yaml", "policies:\n  - id: a\n    when: { cost: { greater: 1 } }\n    action: deny\n");
}

void TestCommands::helpAndVersionAreFine()
{
    QCOMPARE(run({"--help"}).code, 0);
    for (const auto& command : runlog::cli::commands()) {
        const auto help = run({std::string(command.name), "--help"});
        QVERIFY2(help.code == 0 && help.out.find("--help") != std::string::npos, command.name.data());
        QVERIFY(run({"--help"}).out.find(command.name) != std::string::npos);
    }
    QVERIFY(run({"--version"}).out.starts_with("runlog "));
    QVERIFY(run({"--version"}).out.find("\ndetector " + std::to_string(runlog::pii::DetectorVersion) + "\n") != std::string::npos);
}

void TestCommands::aWrongCommandLineIsUsage()
{
    QCOMPARE(run({}).code, 2);
    QCOMPARE(run({"replay"}).code, 2);
    QCOMPARE(run({"replay", "--policy", file("policies.yaml"), file("no such file")}).code, 2);
    QCOMPARE(run({"replay", "--policy", file("no such file"), file("runs.jsonl")}).code, 2);
    QCOMPARE(run({"replay", "--format", "xml", "--policy", file("policies.yaml"), file("runs.jsonl")}).code, 2);
}

void TestCommands::wordsOfTheCommandLineReachTheTerminalEscaped()
{
    for (const auto& result : {run({"\x1b[31mred"}), run({"replay", "--policy", file("policies.yaml"), "\x1b[31mred"}),
                               run({"check", "\x1b[31mred"}), run({"replay", "--\x1b[31mred"})}) {
        QCOMPARE(result.code, 2);
        QVERIFY(result.err.find('\x1b') == std::string::npos && result.out.find('\x1b') == std::string::npos);
    }
}

void TestCommands::replayPrintsALinePerStepAndTheSummary()
{
    const auto result = run({"replay", "--policy", file("policies.yaml"), "--format", "jsonl", "-"}, Runs);
    QCOMPARE(result.code, 0);
    std::istringstream lines(result.out);
    std::string first, second, summary;
    std::getline(lines, first), std::getline(lines, second), std::getline(lines, summary);
    QCOMPARE(first, std::string(R"({"run":"r1","seq":1,"outcome":"allow","policy":null,"matched":[],"observed":["watch"],"class":"exact","message":""})"));
    QCOMPARE(second, std::string(R"({"run":"r1","seq":2,"outcome":"deny","policy":"cap","matched":["cap"],"observed":["watch"],"class":"exact","message":"50.01 is over 50"})"));
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(summary)).object();
    QCOMPARE(json["steps"].toInt(), 2);
    QCOMPARE(json["exact_steps"].toInt() + json["after_divergence_steps"].toInt() + json["not_evaluable_steps"].toInt(), 2);
    QCOMPARE(json["outcomes"].toObject()["deny"].toInt(), 1);
    QCOMPARE(json["policies"].toArray()[1].toObject()["mode"].toString(), "observe");
    QCOMPARE(json["digest"].toString().size(), 64);
}

void TestCommands::replayRefusesAPolicyWithAnError()
{
    const auto result = run({"replay", "--policy", file("broken.yaml"), file("runs.jsonl")});
    QCOMPARE(result.code, 1);
    QVERIFY(result.out.empty());
    QVERIFY(result.err.find("broken.yaml:3:") != std::string::npos);
    QVERIFY(result.err.find("unknown-operator") != std::string::npos);
}

void TestCommands::aDamagedTraceLineIsAFindingAndTheRestIsReplayed()
{
    const auto result = run({"replay", "--policy", file("policies.yaml"), "--format", "json", "-"}, std::string(Runs) + "{\"type\":\"st");
    QCOMPARE(result.code, 1);
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object();
    QCOMPARE(json["steps"].toInt(), 2);
    QCOMPARE(json["incomplete"].toBool(), true);
    QCOMPARE(json["diagnostics"].toArray().last().toObject()["line"].toInt(), 4);
}

void TestCommands::approvalsCanBeHeld()
{
    write("ask.yaml", "policies:\n  - id: ask\n    when: { tool: pay }\n    action: require_approval\n");
    const auto outcome = [&](const char* approvals) {
        const auto result = run({"replay", "--policy", file("ask.yaml"), "--approvals", approvals, "--format", "jsonl", file("runs.jsonl")});
        std::istringstream lines(result.out);
        std::string first, second;
        std::getline(lines, first), std::getline(lines, second);
        const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(first)).object();
        return json["approval"].toString() + " " + QJsonDocument::fromJson(QByteArray::fromStdString(second)).object()["outcome"].toString();
    };
    QCOMPARE(outcome("approve"), "approved require_approval");
    QCOMPARE(outcome("deny"), "denied require_approval");
    QCOMPARE(outcome("hold"), "pending not_reached");
}

void TestCommands::convertedRunsReplayToTheSameDigest()
{
    const auto digest = [&](const std::string& trace) {
        const auto result = run({"replay", "--policy", file("policies.yaml"), "--format", "json", trace});
        return QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object()["digest"].toString();
    };
    QCOMPARE(run({"convert", file("runs.jsonl"), "--out", file("converted.jsonl")}).code, 0);
    QCOMPARE(digest(file("converted.jsonl")), digest(file("runs.jsonl")));
    QVERIFY(!digest(file("runs.jsonl")).isEmpty());
}

void TestCommands::exportWritesTheBytesAndTheirHash()
{
    const auto result = run({"export", "--policy", file("policies.yaml"), "--out", file("out"), file("runs.jsonl")});
    QCOMPARE(QString::fromStdString(result.err), QString());
    QCOMPARE(result.code, 0);
    QCOMPARE(QDir(path("out")).entryList(QDir::Files | QDir::Hidden, QDir::Name),
             QStringList({"evidence.json", "policies.yaml", "policy.sha256", "report.html"}));
    QCOMPARE(read(path("out/policies.yaml")), QByteArray(Policies));
    const auto hash = QCryptographicHash::hash(Policies, QCryptographicHash::Sha256).toHex();
    QCOMPARE(read(path("out/policy.sha256")), hash + "  policies.yaml\n");
    const auto evidence = QJsonDocument::fromJson(read(path("out/evidence.json"))).object();
    QCOMPARE(evidence["policy_files"].toArray()[0].toObject()["sha256"].toString().toUtf8(), hash);
    QCOMPARE(evidence["replay"].toObject()["outcomes"].toObject()["deny"].toInt(), 1);
    QVERIFY(!read(path("out/report.html")).contains("<script"));
}

void TestCommands::exportNeverOverwritesAndRefusesErrors()
{
    QVERIFY(QDir().mkpath(path("there")));
    QCOMPARE(run({"export", "--policy", file("policies.yaml"), "--out", file("there"), file("runs.jsonl")}).code, 2);
    QCOMPARE(QDir(path("there")).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden).size(), 0);
    QCOMPARE(run({"export", "--policy", file("broken.yaml"), "--out", file("new"), file("runs.jsonl")}).code, 1);
    QVERIFY(!QDir(path("new")).exists());
    QVERIFY(QDir(m_folder.path()).entryList({".*"}, QDir::Dirs | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
}

QTEST_APPLESS_MAIN(TestCommands)
#include "tst_commands.moc"
