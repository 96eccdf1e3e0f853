// SPDX-License-Identifier: Apache-2.0
#include "core/traces/convert.h"
#include "core/traces/piecewise.h"
#include "tests/traces/manyruns.h"
#include "tests/traces/packed.h"
#include "tests/traces/printed.h"

#include <archive.h>

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace runlog;

// A conversion writes what reading everything into a store and writing that gives, however large a file counts as large.
class TestPiecewise : public QObject {
    Q_OBJECT

private slots:
    void everyFormatConvertsAsReadWhole_data();
    void everyFormatConvertsAsReadWhole();
    void everyFormatIsCut_data() { everyFormatConvertsAsReadWhole_data(); }
    void everyFormatIsCut();
    void aFileThatChangesMeanwhileIsNotTaken();
    void packedFilesConvertAsReadWhole();
    void archivesConvertSampleBySample();
    void spansOfATraceMayBeInSeveralFiles();
    void runsOfOneNameAreToldApart();
    void nativeLinesOfARunMayBeAnywhere();
    void pricesFillCostsPieceByPiece();
    void whatCannotBeCutIsReadWhole_data();
    void whatCannotBeCutIsReadWhole();
    void theStandardInputIsReadOnce();
    void nothingIsLeftInTheFolder();
    void aMissingFolderIsSaid();
    void aStopIsSaid();
    void withoutAnyInputNothingIsToBeKept();

private:
    std::string write(const std::string& name, const std::string& bytes) const;
    void compare(const std::vector<std::string>& paths, const ReadOptions& options = {}) const;

    QTemporaryDir m_folder;
};

namespace {

// Those that stand on no line have no order that matters.
std::vector<std::string> sorted(const std::vector<TraceProblem>& problems)
{
    std::vector<std::string> lines;
    for (const auto& problem : problems)
        lines.push_back(print(problem));
    std::ranges::sort(lines);
    return lines;
}

} // namespace

std::string TestPiecewise::write(const std::string& name, const std::string& bytes) const
{
    const auto path = m_folder.filePath(QString::fromStdString(name)).toStdString();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

void TestPiecewise::compare(const std::vector<std::string>& paths, const ReadOptions& options) const
{
    const auto whole = readTraces(paths, options);
    for (const std::uint64_t largeFile : {0, 1'000'000}) {
        std::ostringstream out;
        const auto converted = convertTraces(paths, {options, m_folder.path().toStdString(), largeFile}, out);
        QCOMPARE(converted.failure, std::string());
        QVERIFY(converted.isWhole());
        QCOMPARE(out.str(), printed(*whole.runs));
        if (paths.size() == 1)
            QCOMPARE(runsOf("again.jsonl", out.str()), out.str());
        QCOMPARE(sorted(converted.read.problems), sorted(whole.problems));
        QCOMPARE(converted.read.unopened, whole.unopened);
    }
}

void TestPiecewise::everyFormatConvertsAsReadWhole_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("bytes");
    for (const auto& file : manyruns::files())
        QTest::newRow(file.name.c_str()) << QString::fromStdString(file.name) << QString::fromStdString(file.bytes);
}

void TestPiecewise::everyFormatConvertsAsReadWhole()
{
    QFETCH(QString, name);
    QFETCH(QString, bytes);
    const auto path = write(name.toStdString(), bytes.toStdString());
    QVERIFY(readTraces({path}).runs->runs().size() >= manyruns::Runs);
    compare({path});
}

// Not only is the result the same: no file is read as a whole behind the scenes.
void TestPiecewise::everyFormatIsCut()
{
    QFETCH(QString, name);
    QFETCH(QString, bytes);
    const auto text = bytes.toStdString();
    RunSpool runs(Spool::in(m_folder.path().toStdString()), nullptr);
    runs.begin(name.toStdString());
    PiecewiseImport import(name.toStdString(), [&] { return openMemory(text); }, nullptr, runs, [](std::uint64_t) {}, {});
    QVERIFY(import.read());
}

void TestPiecewise::aFileThatChangesMeanwhileIsNotTaken()
{
    std::string text = manyruns::files().front().bytes;
    int opened = 0;
    const auto open = [&] {
        if (++opened == 2)
            text.resize(text.find(",\n"));
        return openMemory(text);
    };
    RunSpool runs(Spool::in(m_folder.path().toStdString()), nullptr);
    runs.begin("chat.json");
    QVERIFY(!PiecewiseImport("chat.json", open, nullptr, runs, [](std::uint64_t) {}, {}).read());
}

void TestPiecewise::packedFilesConvertAsReadWhole()
{
    const auto lines = manyruns::otlpLines();
    const auto zipped = packed(lines, ARCHIVE_FILTER_GZIP, ARCHIVE_FORMAT_RAW, {"x"});
    compare({write("whole.gz", zipped)});
    compare({write("cut.gz", zipped.substr(0, zipped.size() - 20))});
    const auto native = packed(manyruns::nativeLines(0), ARCHIVE_FILTER_ZSTD, ARCHIVE_FORMAT_RAW, {"x"});
    compare({write("cut.zst", native.substr(0, native.size() - 20)), write("more.jsonl", manyruns::nativeLines(1)), write("otlp.jsonl", lines)});
}

void TestPiecewise::archivesConvertSampleBySample()
{
    // One text stands for both the header and the samples; the second of one name is told apart.
    const std::string both = R"({"status":"success","eval":{"task":"t","run_id":"R"},"id":"a","epoch":1,"events":[{"event":"tool","id":"c","function":"f","arguments":{}}]})";
    const auto zip = packed(both, ARCHIVE_FILTER_NONE, ARCHIVE_FORMAT_ZIP, {"samples/a.json", "samples/b.json", "header.json"});
    const auto path = write("log.eval", zip);
    compare({path});
    compare({write("cut.eval", zip.substr(0, zip.size() / 2))});
    compare({write("other.zip", packed("x", ARCHIVE_FILTER_NONE, ARCHIVE_FORMAT_ZIP, {"a.txt"}))});
    RunSpool runs(Spool::in(m_folder.path().toStdString()), nullptr);
    runs.begin(path);
    QVERIFY(PiecewiseImport(path, nullptr, nullptr, runs, [](std::uint64_t) {}, {}).readArchive(path));
}

void TestPiecewise::spansOfATraceMayBeInSeveralFiles()
{
    const auto lines = manyruns::otlpLines();
    const auto half = lines.find('\n', lines.size() / 2) + 1;
    const auto later = write("2.jsonl", lines.substr(0, half)); // the ends of traces come first
    const auto first = write("1.jsonl", lines.substr(half));
    compare({first, later});
    compare({later, first});
}

void TestPiecewise::runsOfOneNameAreToldApart()
{
    const std::string chat = R"([{"id":"a","messages":[{"role":"user","content":"1"}]},{"id":"a","messages":[{"role":"user","content":"2"}]},
                                 {"id":"a~2","messages":[{"role":"user","content":"3"}]}])";
    std::filesystem::create_directory(m_folder.filePath(QStringLiteral("x")).toStdString());
    const auto one = write("t.json", chat);
    const auto two = write("x/t.json", chat);
    const auto native = write("n.jsonl", R"({"type":"step","run":"a","service":"t","seq":9,"kind":"message","role":"user","output":"n"})");
    compare({one});
    compare({one, two, native});
    compare({native, two, one});
}

void TestPiecewise::nativeLinesOfARunMayBeAnywhere()
{
    const auto one = write("one.jsonl", manyruns::nativeLines(0) + "damaged\n" + manyruns::nativeLines(1));
    const auto other = write("other.json", manyruns::files().front().bytes);
    const std::string step = R"({"type":"step","run":"solo","seq":1,"kind":"message"})" "\n";
    compare({write("solo.jsonl", step + "damaged\n\n" + step), other});
    const auto two = write("two.jsonl", manyruns::nativeLines(2) + "\n" + manyruns::nativeLines(0));
    compare({one, other, two});
    compare({two, other, one});
}

void TestPiecewise::pricesFillCostsPieceByPiece()
{
    std::string error;
    ReadOptions options;
    options.prices = PriceTable::parse(R"([{"modelName":"m","matchPattern":"(?i)^(m)$","pricingTiers":[{"prices":{"input":0.001,"output":0.002}}]}])",
                                       error);
    QVERIFY2(options.prices, error.c_str());
    std::vector<std::string> paths;
    for (const auto& file : manyruns::files())
        paths.push_back(write(file.name, file.bytes));
    paths.push_back(write("native.jsonl", manyruns::nativeLines(0)));
    QVERIFY(printed(*readTraces(paths, options).runs).find("cost_is_estimate") != std::string::npos);
    compare(paths, options);
}

void TestPiecewise::whatCannotBeCutIsReadWhole_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray good = R"({"id":"a","messages":[{"role":"user","content":"1"}]})";
    QTest::newRow("a damaged item") << "[" + good + ",{\"id\":}]";
    QTest::newRow("a cut document") << "[" + good + "," + good.left(20);
    QTest::newRow("two documents") << "[\n" + good + "\n]\n[" + good + "]";
    QTest::newRow("a comma too many") << "[" + good + ",]";
    QTest::newRow("one conversation") << QByteArray(R"([{"role":"user","content":"1"},{"role":"assistant","content":"2"}])");
    QTest::newRow("a damaged first line") << "{oops\n" + good + "\n" + good + "\n";
    QTest::newRow("a damaged line") << good + "\n{oops\n" + good + "\n";
    QTest::newRow("a key twice") << "[" + good + R"(,{"id":"b","id":"c","messages":[]}])";
    QTest::newRow("a key twice in a line") << good + "\n" + R"({"id":"b","id":"c","messages":[]})" + "\n";
    QTest::newRow("one list twice") << QByteArray(R"({"simulations":[{"id":"a","messages":[]}],"simulations":[{"id":"b","messages":[]}]})");
    QTest::newRow("two lists") << QByteArray(R"({"spans":[{"trace_id":"a"}],"simulations":[{"id":"b","messages":[]}]})");
    QTest::newRow("a list by another spelling") << QByteArray(R"({"simul\u0061tions":[{"id":"a","messages":[]}]})");
    QTest::newRow("a row without a history") << QByteArray(R"([{"instance_id":"a","history":[]},{"instance_id":"b"}])");
    QTest::newRow("odd attributes") << QByteArray(R"({"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"a","spanId":"1","attributes":[
        {"key":"gen_ai.operation.name","value":{"stringValue":"execute_tool"}},{"key":"gen_ai.tool.name","value":{"stringValue":"t"}},
        {"key":"gen_ai.tool.call.arguments","value":{"kvlistValue":{"values":[{"key":"n","value":{"intValue":"007"}},{"key":"m","value":{"intValue":"1"}},
        {"key":"n","value":{"intValue":"008"}},{"key":"","value":{}},{"key":"d","value":{"doubleValue":"NaN"}}]}}}]}]}]}]})");
    QTest::newRow("no trace") << QByteArray(R"([{"a":1},{"b":2}])");
    QTest::newRow("nothing") << QByteArray(" \n");
    QTest::newRow("empty list") << QByteArray("[]");
    QTest::newRow("a lone text") << QByteArray("\"messages\"");
    QTest::newRow("not UTF-8") << "[" + good + ",{\"id\":\"\xFF\",\"messages\":[]}]";
    QTest::newRow("as deep as may be") << "[" + good + R"(,{"id":"d","messages":[],"x":)" + QByteArray(126, '[') + QByteArray(126, ']') + "}]";
    QTest::newRow("too deep") << "[" + good + R"(,{"id":"d","messages":[],"x":)" + QByteArray(127, '[') + QByteArray(127, ']') + "}]";
}

void TestPiecewise::whatCannotBeCutIsReadWhole()
{
    QFETCH(QByteArray, bytes);
    const auto path = write("odd.json", bytes.toStdString());
    compare({path});
    compare({m_folder.path().toStdString() + "/odd.json", write("more.json", manyruns::files().front().bytes)});
}

void TestPiecewise::theStandardInputIsReadOnce()
{
    for (const auto& file : manyruns::files()) {
        std::istringstream in(file.bytes);
        std::ostringstream out;
        ReadOptions options;
        options.standardInput = &in;
        const auto converted = convertTraces({"-"}, {options, m_folder.path().toStdString(), 0}, out);
        QVERIFY(converted.isWhole());
        QCOMPARE(out.str(), runsOf("-", file.bytes));
    }
}

void TestPiecewise::nothingIsLeftInTheFolder()
{
    const QTemporaryDir folder;
    std::ostringstream out;
    const auto path = write("tidy.json", manyruns::files().front().bytes);
    QVERIFY(convertTraces({path}, {{}, folder.path().toStdString(), 0}, out).isWhole());
    QVERIFY(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
}

void TestPiecewise::aMissingFolderIsSaid()
{
    std::ostringstream out;
    const auto path = write("tidy.json", manyruns::files().front().bytes);
    const auto converted = convertTraces({path}, {{}, m_folder.path().toStdString() + "/missing", 0}, out);
    QCOMPARE(converted.failure, std::string("No such file or directory"));
    QVERIFY(!converted.isWhole());
}

void TestPiecewise::aStopIsSaid()
{
    std::stop_source stop;
    stop.request_stop();
    ReadOptions options;
    options.stop = stop.get_token();
    std::ostringstream out;
    const auto path = write("stopped.json", manyruns::files().front().bytes);
    QVERIFY(!convertTraces({path}, {options, m_folder.path().toStdString(), 0}, out).isWhole());
    QCOMPARE(out.str(), std::string());
}

void TestPiecewise::withoutAnyInputNothingIsToBeKept()
{
    std::ostringstream out;
    const auto converted = convertTraces({"/nowhere"}, {{}, m_folder.path().toStdString(), 0}, out);
    QVERIFY(!converted.isWhole());
    QCOMPARE(converted.read.unopened, std::vector<std::string>{"/nowhere"});
    const auto path = write("there.json", manyruns::files().front().bytes);
    QVERIFY(convertTraces({"/nowhere", path}, {{}, m_folder.path().toStdString(), 0}, out).isWhole());
}

QTEST_APPLESS_MAIN(TestPiecewise)
#include "tst_piecewise.moc"
