// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include <sstream>

using namespace runlog::cli;

namespace {

struct Result {
    int code = 0;
    std::string out;
    std::string err;
};

Result run(const std::vector<std::string>& words)
{
    const std::vector<std::string_view> arguments(words.begin(), words.end());
    std::istringstream in;
    std::ostringstream out;
    std::ostringstream err;
    const auto code = runProgram(arguments, in, out, err);
    return {code, out.str(), err.str()};
}

// Four runs of three users on two days.
std::string runLines()
{
    std::string text;
    for (int run = 0; run < 4; ++run) {
        const auto id = "r" + std::to_string(run);
        text += R"({"type":"run","run":")" + id + R"(","service":"s","user":{"id":"u)" + std::to_string(run % 3) + "\"}}\n";
        for (int seq = 1; seq <= 3; ++seq)
            text += R"({"type":"step","run":")" + id + R"(","seq":)" + std::to_string(seq)
                    + R"(,"kind":"tool_call","tool":"pay","args":{"amount":30},"started_at":"2026-03-0)"
                    + std::to_string(1 + run / 2) + "T10:00:0" + std::to_string(seq) + "Z\"}\n";
    }
    return text;
}

constexpr const char* PerUser = R"(policies:
  - id: many
    when: { count: { of: { tool: pay }, within: 7d, per: user, gt: 4 } }
    action: deny
)";

} // namespace

class TestMerge : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void threePartsMergeToWhatOneMachineSays();
    void aPartGoesToTheStandardOutputWithoutAFile();
    void otherFormatsAndDamagedLinesMergeToo();
    void aPlaceWhereNothingCanBePutAsideIsNamed();
    void aMissingPartIsAFinding();
    void whatIsNoPartIsNamed();
    void aWrongPartIsUsage();

private:
    std::string file(const char* name) const { return m_folder.filePath(name).toStdString(); }
    void write(const char* name, const std::string& text) const
    {
        QFile out(m_folder.filePath(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(text.data(), qint64(text.size())), qint64(text.size()));
    }
    Result replay(std::vector<std::string> more) const
    {
        std::vector<std::string> words{"replay", "--policy", file("p.yaml"), file("runs.jsonl")};
        words.insert(words.end(), more.begin(), more.end());
        return run(words);
    }
    QTemporaryDir m_folder;
};

void TestMerge::initTestCase()
{
    write("p.yaml", PerUser);
    write("runs.jsonl", runLines());
    for (const auto* part : {"1", "2", "3"})
        QCOMPARE(replay({"--partition", std::string(part) + "/3", "--out", file(part)}).code, 0);
}

void TestMerge::threePartsMergeToWhatOneMachineSays()
{
    const auto merged = run({"merge", file("3"), file("1"), file("2")});
    QCOMPARE(merged.err, std::string());
    QCOMPARE(merged.code, 0);
    QCOMPARE(QString::fromStdString(merged.out), QString::fromStdString(replay({}).out));
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(run({"merge", "--format", "json", file("1"), file("2"), file("3")}).out)).object();
    auto whole = QJsonDocument::fromJson(QByteArray::fromStdString(replay({"--format", "json"}).out)).object();
    whole.remove("diagnostics");
    whole["parts"] = 3;
    QCOMPARE(json, whole);
}

void TestMerge::aPartGoesToTheStandardOutputWithoutAFile()
{
    const auto part = replay({"--partition", "2/3"});
    QCOMPARE(part.code, 0);
    QFile written(m_folder.filePath("2"));
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(QByteArray::fromStdString(part.out), written.readAll());
    QCOMPARE(QString::fromStdString(part.err),
             "runs are coupled by windows per user; 4 runs fall into 3 groups\npart 2/3: 1 run, 3 of 12 decided steps\n");
}

// A conversation, a run in two files, a line that is cut off.
void TestMerge::otherFormatsAndDamagedLinesMergeToo()
{
    write("chat.json", R"([{"role":"user","content":"pay"},{"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function",)"
                       R"("function":{"name":"pay","arguments":"{\"amount\":30}"}}]},{"role":"tool","tool_call_id":"1","content":"done"}])");
    write("more.jsonl", R"({"type":"step","run":"r1","seq":9,"kind":"tool_call","tool":"pay","args":{"amount":1},"started_at":"2026-03-04T10:00:00Z"})"
                        "\n{\"type\":\"step\",\"run\":\"r1\",\n");
    const std::vector<std::string> traces{file("chat.json"), file("more.jsonl")};
    const auto whole = replay(traces);
    QCOMPARE(whole.code, 1);
    QVERIFY2(whole.out.find("incomplete: 1 damaged line") != std::string::npos, whole.out.c_str());
    for (const auto* part : {"1", "2"}) {
        auto words = traces;
        words.insert(words.end(), {"--partition", std::string(part) + "/2", "--out", file((std::string("mixed") + part).c_str())});
        const auto result = replay(words);
        QCOMPARE(result.code, 1);
        QVERIFY2(result.err.starts_with(whole.err), result.err.c_str());
    }
    const auto merged = run({"merge", file("mixed1"), file("mixed2")});
    QCOMPARE(QString::fromStdString(merged.out), QString::fromStdString(whole.out));
    QCOMPARE(merged.code, 1);
}

void TestMerge::aPlaceWhereNothingCanBePutAsideIsNamed()
{
    const auto result = replay({"--partition", "1/2", "--out", file("no/folder/1")});
    QCOMPARE(result.code, 2);
    QCOMPARE(QString::fromStdString(result.err),
             "runlog replay: runs cannot be put aside in " + m_folder.filePath("no/folder") + ": No such file or directory\n");
}

void TestMerge::aMissingPartIsAFinding()
{
    const auto result = run({"merge", file("1"), file("2")});
    QCOMPARE(result.code, 1);
    QCOMPARE(result.out, std::string());
    QCOMPARE(result.err, std::string("runlog merge: part 3/3 is missing\n"));
}

void TestMerge::whatIsNoPartIsNamed()
{
    write("empty", "");
    QCOMPARE(run({"merge", file("empty")}).code, 1);
    const auto result = run({"merge", file("p.yaml")});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.starts_with("runlog merge: " + file("p.yaml") + ": it is not JSON"), result.err.c_str());
    QCOMPARE(run({"merge", file("nothing-there")}).code, 2);
    QCOMPARE(run({"merge", m_folder.path().toStdString()}).code, 2);
}

void TestMerge::aWrongPartIsUsage()
{
    for (const auto* part : {"0/3", "4/3", "1", "1/3/5", "a/b", "-1/3", "1/"})
        QCOMPARE(replay({"--partition", part}).code, 2);
    QCOMPARE(replay({"--partition", "1/3", "--format", "json"}).code, 2);
    QCOMPARE(replay({"--out", file("x")}).code, 2);
    const auto result = replay({"--partition", "1/3", "--out", file("no/folder")});
    QCOMPARE(result.code, 2);
}

QTEST_APPLESS_MAIN(TestMerge)
#include "tst_merge.moc"
