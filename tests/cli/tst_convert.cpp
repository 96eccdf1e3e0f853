// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/programrun.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

namespace {

// Reads what recordings have: costs shared by a day, arguments, texts, users, errors, repeats.
constexpr const char* Policies = R"(policies:
  - id: dear
    when: { cost: { gt: 0.02 } }
    action: log
  - id: day
    when: { cost_today: { gt: 0.5 } }
    action: deny
  - id: many
    when: { tool_calls_in_run: { gt: 12 } }
    action: require_approval
  - id: errors
    when: { errors_in_run: { gte: 2 } }
    action: terminate
  - id: personal
    when: { args: { contains_pii: true } }
    action: log
)";

constexpr const char* TwoRuns = R"({"type":"run","run":"b","service":"s"}
{"type":"step","run":"b","seq":1,"kind":"tool_call","tool":"pay","args":{},"started_at":"2026-03-01T10:00:00Z","mine":7}
{"type":"run","run":"a","service":"s"}
)";

} // namespace

class TestConvert : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { write("policies.yaml", Policies); }
    void linesOfANativeFilePassAsTheyStand();
    void damagedLinesAreLeftOut();
    void filesWithRunsOfTheirOwnFollowEachOther();
    void filesThatShareARunAreMadeOne();
    void theStandardInputPassesWhereItsFormatIsSaid();
    void aRefusedInputLeavesTheOldFile();
    void aFullDiskIsSaidAndLeavesNothing();
    void theFileBehindALinkIsReplaced();
    void everyFolderReplaysToTheSameDigest_data();
    void everyFolderReplaysToTheSameDigest();

private:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    std::string file(const char* name) const { return path(name).toStdString(); }
    void write(const char* name, const QByteArray& bytes) const;
    QByteArray read(const char* name) const;
    std::string digest(const std::string& trace) const;

    QTemporaryDir m_folder;
};

void TestConvert::write(const char* name, const QByteArray& bytes) const
{
    QFile out(path(name));
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size());
}

QByteArray TestConvert::read(const char* name) const
{
    QFile in(path(name));
    return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("missing");
}

std::string TestConvert::digest(const std::string& trace) const
{
    const auto result = run({"replay", "--policy", file("policies.yaml"), "--format", "json", trace});
    return QJsonDocument::fromJson(QByteArray::fromStdString(result.out)).object()["digest"].toString().toStdString();
}

void TestConvert::linesOfANativeFilePassAsTheyStand()
{
    write("crlf.jsonl", QByteArray("\xEF\xBB\xBF") + QByteArray(TwoRuns).replace("\n", " \r\n") + "\r\n");
    const auto result = run({"convert", file("crlf.jsonl"), "--out", file("out.jsonl")});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.err, std::string());
    QCOMPARE(read("out.jsonl"), QByteArray(TwoRuns));
}

void TestConvert::damagedLinesAreLeftOut()
{
    write("damaged.jsonl", QByteArray(TwoRuns).replace("{\"type\":\"run\",\"run\":\"a\"", "oops\n{\"type\":\"run\",\"run\":\"a\""));
    const auto result = run({"convert", file("damaged.jsonl"), "--out", file("out.jsonl")});
    QCOMPARE(result.code, 1);
    QCOMPARE(result.err, file("damaged.jsonl") + ":3: error: this line is left out: not a JSON value [damaged-line]\n");
    QCOMPARE(read("out.jsonl"), QByteArray(TwoRuns));
}

void TestConvert::filesWithRunsOfTheirOwnFollowEachOther()
{
    const QByteArray other = R"({"type":"run","run":"0","service":"s"})";
    write("one.jsonl", TwoRuns);
    write("two.jsonl", other);
    const auto result = run({"convert", file("one.jsonl"), file("two.jsonl")});
    QCOMPARE(QByteArray::fromStdString(result.out), TwoRuns + other + "\n");
}

void TestConvert::filesThatShareARunAreMadeOne()
{
    write("one.jsonl", TwoRuns);
    write("two.jsonl", R"({"type":"step","run":"b","seq":2,"kind":"tool_call","tool":"mail","args":{},"started_at":"2026-03-01T10:00:01Z"})");
    const auto result = run({"convert", file("one.jsonl"), file("two.jsonl"), "--out", file("out.jsonl")});
    QCOMPARE(result.code, 0);
    QCOMPARE(read("out.jsonl"), QByteArray(R"({"type":"run","run":"a","service":"s"}
{"type":"run","run":"b","service":"s"}
{"type":"step","run":"b","seq":1,"kind":"tool_call","tool":"pay","args":{},"started_at":"2026-03-01T10:00:00.000Z"}
{"type":"step","run":"b","seq":2,"kind":"tool_call","tool":"mail","args":{},"started_at":"2026-03-01T10:00:01.000Z"}
)"));
}

void TestConvert::theStandardInputPassesWhereItsFormatIsSaid()
{
    QCOMPARE(run({"convert", "--from", "native", "-"}, TwoRuns).out, std::string(TwoRuns));
    const auto found = run({"convert", "-"}, R"([{"role":"user","content":"hi"}])");
    QVERIFY2(found.out.find(R"("role":"user")") != std::string::npos, found.err.c_str());
}

void TestConvert::aRefusedInputLeavesTheOldFile()
{
    write("old.jsonl", "old");
    QVERIFY(QDir(m_folder.path()).mkdir(QStringLiteral("folder")));
    QCOMPARE(run({"convert", file("missing.jsonl"), "--out", file("folder")}).code, 2);
    QCOMPARE(run({"convert", "--prices", file("missing.json"), file("one.jsonl"), "--out", file("old.jsonl")}).code, 2);
    QCOMPARE(read("old.jsonl"), QByteArray("old"));
    QCOMPARE(QDir(m_folder.path()).entryList({QStringLiteral(".*")}, QDir::Files | QDir::Hidden), QStringList());
}

void TestConvert::aFullDiskIsSaidAndLeavesNothing()
{
    write("one.jsonl", TwoRuns);
    const auto result = run({"convert", file("one.jsonl"), "--out", "/dev/full"});
    QCOMPARE(result.code, 2);
    QCOMPARE(result.err, std::string("runlog: cannot write /dev/full: No space left on device\n"));
}

void TestConvert::theFileBehindALinkIsReplaced()
{
    write("one.jsonl", TwoRuns);
    write("real.jsonl", "old");
    QVERIFY(QFile::setPermissions(path("real.jsonl"), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(QFile::link(path("real.jsonl"), path("link.jsonl")));
    QCOMPARE(run({"convert", file("one.jsonl"), "--out", file("link.jsonl")}).code, 0);
    QVERIFY(QFileInfo(path("link.jsonl")).isSymbolicLink());
    QCOMPARE(read("real.jsonl"), QByteArray(TwoRuns));
    QCOMPARE(QFile::permissions(path("real.jsonl")) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
}

void TestConvert::everyFolderReplaysToTheSameDigest_data()
{
    QTest::addColumn<QString>("folder");
    const auto isNoTrace = [](const QString& name) { return name == QLatin1String("LICENSES") || name == QLatin1String("prices"); };
    const auto add = [&](const QString& parent, const QString& below) {
        for (const auto& name : QDir(parent).entryList(QDir::Dirs | QDir::NoDotAndDotDot))
            if (const auto folder = parent + QLatin1Char('/') + name + below; QDir(folder).exists() && !isNoTrace(name))
                QTest::newRow(name.toUtf8().constData()) << folder;
    };
    add(QStringLiteral(RUNLOG_SOURCE_DIR "/samples"), QStringLiteral("/runs"));
#ifdef RUNLOG_SHARED_DIR
    add(QStringLiteral(RUNLOG_SHARED_DIR "/traces"), QString());
#endif
}

void TestConvert::everyFolderReplaysToTheSameDigest()
{
    QFETCH(QString, folder);
    const auto traces = folder.toStdString();
    const auto converted = run({"convert", traces, "--out", file("all.jsonl")});
    QVERIFY2(converted.code < 2, converted.err.c_str());
    QCOMPARE(digest(file("all.jsonl")), digest(traces));
    QCOMPARE(run({"convert", file("all.jsonl")}).out, read("all.jsonl").toStdString());
}

QTEST_APPLESS_MAIN(TestConvert)
#include "tst_convert.moc"
