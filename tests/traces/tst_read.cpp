// SPDX-License-Identifier: Apache-2.0
#include "tests/traces/packed.h"
#include "tests/traces/printed.h"

#include <archive.h>

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <sstream>

using namespace runlog;

class TestRead : public QObject {
    Q_OBJECT

private slots:
    void threadsDoNotChangeTheResult();
    void aMappedFileReadsLikeAnother();
    void readsAFolderInOrderOfName();
    void namesWhatCannotBeOpened();
    void readsCompressedFiles_data();
    void readsCompressedFiles();
    void keepsWhatACutCompressedFileStillSays();
    void refusesACompressedFileThatGrowsTooMuch();
    void readsAnInspectArchive();
    void readsTheStandardInput();
    void stepsOfOneRunInSeveralFilesAreOneRun();
    void twoImportedRunsWithOneNameStayTwo();
    void reportsProgressAndCanBeStopped();
    void refusesAnUnknownFormat();

private:
    std::string write(const std::string& name, const std::string& bytes) const;

    QTemporaryDir m_folder;
};

namespace {

std::string step(int run, int seq)
{
    return R"({"type":"step","run":"r)" + std::to_string(run) + R"(","seq":)" + std::to_string(seq) +
           R"(,"kind":"tool_call","tool":"t","args":{"text":")" + std::string(100, static_cast<char>('a' + run % 26)) +
           R"("},"started_at":"2026-03-01T10:00:00Z"})" + "\n";
}

// Runs that lie across the borders of blocks, with a damaged line here and there.
std::string manySteps(std::size_t atLeast)
{
    std::string lines;
    for (int i = 0; lines.size() < atLeast; ++i) {
        if (i % 1000 == 0)
            lines += R"({"type":"run","run":"r)" + std::to_string(i % 7) + R"(","service":"s)" + std::to_string(i % 3) + "\"}\n";
        lines += i % 5000 == 4999 ? std::string("{damaged\n") : step(i % 7, i);
    }
    return lines;
}

std::string everything(const ReadResult& result) { return printed(*result.runs) + printed(result.problems); }

} // namespace

std::string TestRead::write(const std::string& name, const std::string& bytes) const
{
    const auto path = m_folder.filePath(QString::fromStdString(name)).toStdString();
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

void TestRead::threadsDoNotChangeTheResult()
{
    const auto path = write("many.jsonl", manySteps(9'500'000));
    ReadOptions options;
    options.threads = 1;
    const auto one = everything(readTraces({path}, options));
    QVERIFY(one.size() > 9'000'000);
    for (const unsigned threads : {2U, 5U}) {
        options.threads = threads;
        QVERIFY(everything(readTraces({path}, options)) == one);
    }
}

void TestRead::aMappedFileReadsLikeAnother()
{
    const auto lines = manySteps(5'000'000);
    const auto path = write("mapped.jsonl", lines);
    ReadOptions options;
    options.mappedSize = 1;
    const auto mapped = readTraces({path}, options);
    const auto other = readTrace(path, lines);
    QVERIFY(everything(mapped) == everything(other));
}

void TestRead::readsAFolderInOrderOfName()
{
    QVERIFY(QDir(m_folder.path()).mkpath("folder/inner"));
    write("folder/b.jsonl", step(1, 1));
    write("folder/inner/a.jsonl", step(2, 1));
    write("folder/.hidden.jsonl", step(3, 1));
    write("folder/readme.md", "hello");
    const auto folder = m_folder.filePath("folder").toStdString();
    const auto result = readTraces({folder});
    QCOMPARE(result.runs->sources(), (std::vector<std::string>{folder + "/b.jsonl", folder + "/inner/a.jsonl", folder + "/readme.md"}));
    QCOMPARE(result.runs->runs().size(), std::size_t(2));
    QCOMPARE(printed(result.problems), folder + "/readme.md:1: warning: this file is no trace: not a JSON value [no-trace]\n");
}

void TestRead::namesWhatCannotBeOpened()
{
    QCOMPARE(readTraces({"/no/such/file"}).unopened, std::vector<std::string>{"/no/such/file"});
}

void TestRead::readsCompressedFiles_data()
{
    QTest::addColumn<int>("filter");
    QTest::newRow("gzip") << ARCHIVE_FILTER_GZIP;
    QTest::newRow("zstd") << ARCHIVE_FILTER_ZSTD;
}

void TestRead::readsCompressedFiles()
{
    QFETCH(int, filter);
    const auto lines = manySteps(5'000'000);
    const auto path = write("packed", packed(lines, filter, ARCHIVE_FORMAT_RAW, {"data"}));
    QVERIFY(everything(readTraces({path})) == everything(readTrace(path, lines)));
}

void TestRead::keepsWhatACutCompressedFileStillSays()
{
    const auto bytes = packed(manySteps(300'000), ARCHIVE_FILTER_GZIP, ARCHIVE_FORMAT_RAW, {"data"});
    const auto result = readTrace("cut.gz", bytes.substr(0, bytes.size() / 2));
    QVERIFY(result.runs->stepCount() > 0);
    QVERIFY(result.runs->damagedLines() > 0);
    QVERIFY(printed(result.problems).find("this file is damaged or cut") != std::string::npos);
}

void TestRead::refusesACompressedFileThatGrowsTooMuch()
{
    const auto bomb = packed(step(1, 1) + std::string(80'000'000, ' '), ARCHIVE_FILTER_GZIP, ARCHIVE_FORMAT_RAW, {"data"});
    const auto result = readTrace("bomb.gz", bomb);
    QCOMPARE(result.runs->stepCount(), std::size_t(0));
    QCOMPARE(printed(result.problems),
             "bomb.gz:1: error: this file unpacks to more than 64 MiB at more than 200 times its size [damaged-file]\n");
}

void TestRead::readsAnInspectArchive()
{
    // One text stands for both the header and a sample: each reader takes what it knows of it.
    const std::string both = R"({"status":"success","eval":{"task":"t","run_id":"R"},"id":"a","epoch":1,"events":[{"event":"tool","id":"c","function":"f","arguments":{}}]})";
    const auto zip = packed(both, ARCHIVE_FILTER_NONE, ARCHIVE_FORMAT_ZIP, {"header.json", "samples/a_epoch_1.json"});
    const auto read = runsOf("log.eval", zip);
    const std::string expected = R"({"type":"run","run":"R/a/1","service":"t","status":"success"}
{"type":"step","run":"R/a/1","seq":1,"kind":"tool_call","tool":"f","args":{}}
{"type":"end","run":"R/a/1","status":"success"}
)";
    QCOMPARE(read, expected);
    QCOMPARE(problemsOf("other.zip", packed("x", ARCHIVE_FILTER_NONE, ARCHIVE_FORMAT_ZIP, {"a.txt"})),
             "other.zip:1: error: this archive is no Inspect AI log [no-trace]\n");
}

void TestRead::readsTheStandardInput()
{
    std::istringstream in(step(1, 1));
    ReadOptions options;
    options.standardInput = &in;
    QCOMPARE(readTraces({"-"}, options).runs->stepCount(), std::size_t(1));
}

void TestRead::stepsOfOneRunInSeveralFilesAreOneRun()
{
    const auto first = write("first.jsonl", R"({"type":"run","run":"r1","service":"s"})" "\n" + step(1, 1));
    const auto second = write("second.jsonl", step(1, 2) + step(1, 1));
    const auto result = readTraces({first, second});
    QCOMPARE(result.runs->runs().size(), std::size_t(1));
    QCOMPARE(result.runs->stepCount(), std::size_t(2));
    QCOMPARE(printed(result.problems), second + ":2: warning: step 1 of run `r1` stands after step 2 [step-order]\n" + second +
                                           ":2: warning: step 1 of run `r1` was already there; the first one stays [step-twice]\n");
}

void TestRead::twoImportedRunsWithOneNameStayTwo()
{
    QVERIFY(QDir(m_folder.path()).mkpath("x"));
    const auto first = write("chat.json", R"([{"role":"user","content":"a"}])");
    const auto second = write("x/chat.json", R"([{"role":"user","content":"b"}])");
    const auto result = readTraces({first, second});
    QCOMPARE(result.runs->run(0).id, "chat#0");
    QCOMPARE(result.runs->run(1).id, "chat#0~2");
}

void TestRead::reportsProgressAndCanBeStopped()
{
    const auto path = write("progress.jsonl", manySteps(5'000'000));
    ReadProgress last;
    ReadOptions options;
    options.progress = [&last](const ReadProgress& progress) { last = progress; };
    const auto whole = readTraces({path}, options);
    QVERIFY(!whole.stopped);
    QCOMPARE(last.filesDone, std::size_t(1));
    QVERIFY(last.bytesFound >= 5'000'000);
    QCOMPARE(last.bytesDone, last.bytesFound);
    std::stop_source stop;
    stop.request_stop();
    options.stop = stop.get_token();
    QVERIFY(readTraces({path}, options).stopped);
}

void TestRead::refusesAnUnknownFormat()
{
    ReadOptions options;
    options.from = "excel";
    QCOMPARE(readTrace("t", "x", options).problems.front().message, "there is no trace format `excel`");
}

QTEST_APPLESS_MAIN(TestRead)
#include "tst_read.moc"
