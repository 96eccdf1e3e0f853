// SPDX-License-Identifier: Apache-2.0
#include "core/traces/json.h"
#include "core/traces/read.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace runlog;

// Each file of the JSON suite as the value of `args.x` in a step.
class TestJsonSuite : public QObject {
    Q_OBJECT

private slots:
    void refusesInvalidJsonWithItsLine_data() { addFiles("n_*.json", 188); }
    void refusesInvalidJsonWithItsLine();
    void writesValidJsonBackEqual_data() { addFiles("y_*.json", 95); }
    void writesValidJsonBackEqual();
    void survivesWhatReadersMayTakeOrRefuse_data() { addFiles("i_*.json", 35); }
    void survivesWhatReadersMayTakeOrRefuse();

private:
    static void addFiles(const QString& pattern, int count);
};

namespace {

std::string fileBytes(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().toStdString();
}

// Line breaks outside texts become blanks, so that the value fits into a line.
std::string inOneLine(std::string text)
{
    bool inText = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (inText && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            inText = !inText;
        else if (!inText && (text[i] == '\n' || text[i] == '\r'))
            text[i] = ' ';
    }
    return text;
}

ReadResult read(const std::string& value)
{
    return readTrace("suite.jsonl", R"({"type":"step","run":"r","seq":1,"kind":"tool_call","tool":"t","args":{"x":)" + inOneLine(value) +
                                        R"(},"started_at":"2026-01-01T00:00:00Z"})" + "\n");
}

QJsonDocument wrapped(const std::string& json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString("{\"x\":" + json + "}"));
}

} // namespace

void TestJsonSuite::addFiles(const QString& pattern, int count)
{
    QTest::addColumn<QString>("path");
    const QDir folder(RUNLOG_SHARED_DIR "/hostile/JSONTestSuite/test_parsing");
    const auto names = folder.entryList({pattern}, QDir::Files, QDir::Name);
    QCOMPARE(names.size(), count);
    for (const auto& name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void TestJsonSuite::refusesInvalidJsonWithItsLine()
{
    QFETCH(QString, path);
    const auto result = read(fileBytes(path));
    QCOMPARE(result.runs->stepCount(), std::size_t(0));
    QVERIFY(!result.problems.empty());
    QVERIFY(result.problems.front().severity == Severity::Error);
    QCOMPARE(result.problems.front().line, std::size_t(1));
}

void TestJsonSuite::writesValidJsonBackEqual()
{
    QFETCH(QString, path);
    const auto bytes = fileBytes(path);
    const auto result = read(bytes);
    QCOMPARE(result.runs->stepCount(), std::size_t(1));
    std::string written;
    appendCompactJson(written, result.runs->step(0).args.find("x"));
    std::pmr::monotonic_buffer_resource arena;
    const auto again = parseJson(written, arena);
    QVERIFY(again.has_value());
    QVERIFY(equal(*again, result.runs->step(0).args.find("x")));
    QCOMPARE(wrapped(written), wrapped(bytes)); // Qt's reader sees the same in both
}

void TestJsonSuite::survivesWhatReadersMayTakeOrRefuse()
{
    QFETCH(QString, path);
    const auto result = read(fileBytes(path));
    QVERIFY(result.runs->stepCount() == 1 || result.runs->damagedLines() > 0);
}

QTEST_APPLESS_MAIN(TestJsonSuite)
#include "tst_jsonsuite.moc"
