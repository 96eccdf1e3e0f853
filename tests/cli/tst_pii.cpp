// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/programrun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

namespace {

ProgramRun pii(std::vector<std::string> words, const std::string& input = {})
{
    words.insert(words.begin(), "pii");
    return run(words, input);
}

} // namespace

class TestPii : public QObject {
    Q_OBJECT

private slots:
    void aLineOfJsonForEachText();
    void placesAreCountedInCodePoints();
    void plainLinesAreNumberedFromOne();
    void theFieldOfALineIsContext();
    void valuesAreNeverPrinted();
    void entitiesAndLikelihoodNarrowTheList();
    void idsReachTheTerminalEscaped();
    void filesFollowEachOtherAndAMissingOneIsUsage();
    void aWrongEntityIsUsage();
};

void TestPii::aLineOfJsonForEachText()
{
    const auto result = pii({"--format", "jsonl"}, R"({"id":"a","text":"mail joe@acme.com"})"
                                                   "\n"
                                                   R"({"id":7,"text":"nothing"})"
                                                   "\n");
    QCOMPARE(result.out, std::string(R"({"id":"a","findings":[{"entity":"EMAIL","category":"pii","start":5,"end":17,)"
                                     R"("likelihood":"very_likely","reasons":[{"kind":"pattern","text":"name@domain"},)"
                                     R"({"kind":"checksum","text":"top-level domain"}]}]})"
                                     "\n"
                                     R"({"id":7,"findings":[]})"
                                     "\n"));
    QCOMPARE(result.err, std::string());
    QCOMPARE(result.code, 0);
}

void TestPii::placesAreCountedInCodePoints()
{
    const auto result = pii({}, R"({"id":1,"text":"é😀 joe@acme.com"})");
    QVERIFY2(result.out.find(R"("start":3,"end":15)") != std::string::npos, result.out.c_str());
}

void TestPii::plainLinesAreNumberedFromOne()
{
    const auto result = pii({"--format", "text"}, "nothing\r\njoe@acme.com\r\n");
    QCOMPARE(result.out, std::string("2: EMAIL at 0-12, very_likely; pattern `name@domain`; checksum `top-level domain`\n"));
}

void TestPii::theFieldOfALineIsContext()
{
    QCOMPARE(pii({}, R"({"id":1,"text":"Mia"})").out, std::string("{\"id\":1,\"findings\":[]}\n"));
    QCOMPARE(pii({"--format", "text"}, R"({"id":1,"text":"Mia","field":"first_name"})").out,
             std::string("1: PERSON at 0-3, likely; pattern `letters`; field name `firstname`\n"));
}

void TestPii::valuesAreNeverPrinted()
{
    for (const auto* format : {"jsonl", "text"}) {
        const auto result = pii({"--format", format}, "password: kT8#vQ2!xZ9p and 4539578763621486");
        QVERIFY(result.out.find("CREDIT_CARD") != std::string::npos);
        QVERIFY(result.out.find("SECRET_VALUE") != std::string::npos);
        QVERIFY(result.out.find("kT8") == std::string::npos);
        QVERIFY(result.out.find("4539") == std::string::npos);
    }
}

void TestPii::entitiesAndLikelihoodNarrowTheList()
{
    const std::string text = "joe@acme.com, DE89370400440532013000, 7697344246";
    const auto lines = [&](std::initializer_list<std::string> words) {
        const auto out = pii(words, text).out;
        return std::count(out.begin(), out.end(), '\n');
    };
    QCOMPARE(lines({"--format", "text"}), 3);
    QCOMPARE(lines({"--format", "text", "--min-likelihood", "likely"}), 2);
    QCOMPARE(lines({"--format", "text", "--entities", "IBAN,UK_NHS"}), 2);
    QCOMPARE(lines({"--format", "text", "--entities", "IBAN,UK_NHS", "--min-likelihood", "very_likely"}), 1);
}

void TestPii::idsReachTheTerminalEscaped()
{
    QCOMPARE(pii({"--format", "text"}, R"({"id":"\u001b[31m","text":"joe@acme.com"})").out.find('\x1b'), std::string::npos);
}

void TestPii::filesFollowEachOtherAndAMissingOneIsUsage()
{
    QTemporaryDir folder;
    const auto write = [&](const char* name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    };
    write("a", "joe@acme.com\n");
    write("b", "mia@acme.com");
    const auto path = [&](const char* name) { return folder.filePath(name).toStdString(); };
    const auto result = pii({"--format", "text", path("a"), path("b"), path("missing")});
    QCOMPARE(std::count(result.out.begin(), result.out.end(), '\n'), 2);
    QVERIFY2(result.err.find("cannot open") != std::string::npos, result.err.c_str());
    QCOMPARE(result.code, 2);
}

void TestPii::aWrongEntityIsUsage()
{
    const auto result = pii({"--entities", "EMIAL"}, "x");
    QCOMPARE(result.code, 2);
    QCOMPARE(result.err, std::string("runlog pii: unknown entity `EMIAL`\n"));
    QCOMPARE(result.out, std::string());
}

QTEST_APPLESS_MAIN(TestPii)
#include "tst_pii.moc"
