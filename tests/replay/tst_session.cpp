// SPDX-License-Identifier: Apache-2.0
#include "core/replay/session/sessionfile.h"
#include "core/traces/read.h"

#include <QRandomGenerator>
#include <QtTest>

using namespace runlog;

namespace {

const std::string Digest(64, 'a');

SessionFile wholeFile()
{
    SessionFile file;
    const auto at = parseTime("2026-03-01T10:00:00.5Z")->time;
    file.labels[{"r1", 3, Digest}] = {Wanted::Block, "paid \"twice\"\n<b>", "ana", at};
    file.labels[{"r1", 10, Digest}] = {Wanted::Pass, {}, {}, NoTime};
    file.answers[{"r2", 0, Digest, "big"}] = {Answer::Verdict::Deny, "ana", "ask again", std::nullopt, at};
    file.answers[{"r2", 0, Digest, "small"}] = {Answer::Verdict::Approve, {}, {}, R"({"amount":10.00,"to":"é"})", NoTime};
    file.answers[{"r3", 1, Digest, "big"}] = {Answer::Verdict::Expire, {}, {}, std::nullopt, NoTime};
    file.identities["ana"] = {"Ana Díaz", {"support-lead", "finance"}};
    file.identities["bo"] = {};
    file.notes.push_back({"look at this again", "big", "r1", 3, "ana", at});
    file.notes.push_back({"as agreed", {}, {}, 0, {}, NoTime});
    return file;
}

std::string problemsOf(const std::string& bytes) { return print(readSession(bytes).problems, "s.json"); }

std::string labelled(const std::string& rest)
{
    return "{\"version\": 1, \"labels\": [\n  {\"run\": \"r1\", \"seq\": 1, \"action\": \"" + Digest + "\"" + rest + "}\n]}";
}

} // namespace

class TestSession : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenReadsBackTheSame()
    {
        const auto text = sessionText(wholeFile());
        const auto read = readSession(text);
        QCOMPARE(print(read.problems, "s.json"), std::string());
        QVERIFY(read.file == wholeFile());
        QCOMPARE(sessionText(read.file), text);
    }

    void everyEntryStandsOnALineOfItsOwn()
    {
        SessionFile file;
        file.labels[{"r1", 3, Digest}] = {Wanted::Block, "why", "ana", parseTime("2026-03-01T10:00:00Z")->time};
        QCOMPARE(sessionText(file), "{\n  \"version\": 1,\n  \"labels\": [\n    {\"run\":\"r1\",\"seq\":3,\"action\":\"" + Digest
                                        + "\",\"label\":\"should_block\",\"reason\":\"why\",\"by\":\"ana\","
                                          "\"at\":\"2026-03-01T10:00:00.000Z\"}\n  ],\n  \"answers\": [],\n"
                                          "  \"identities\": [],\n  \"notes\": []\n}\n");
    }

    void linesBreaksThatAnApproverTypedDoNotBreakTheLine()
    {
        SessionFile file;
        file.answers[{"r", 1, Digest, "p"}] = {Answer::Verdict::Approve, {}, {}, "{\n  \"amount\": 10.50\n}", NoTime};
        QVERIFY(sessionText(file).find(R"("args":{"amount":10.50}})") != std::string::npos);
    }

    void problemsAreToldWithTheirPlace_data()
    {
        QTest::addColumn<QString>("bytes");
        QTest::addColumn<QString>("problems");
        const auto add = [](const char* name, const std::string& bytes, const char* problems) {
            QTest::newRow(name) << QString::fromStdString(bytes) << QString::fromUtf8(problems);
        };
        add("empty", "", "s.json:1:1: error: nothing where a value was expected\n");
        add("no object", "[]", "s.json:1:1: error: an object was expected\n");
        add("no version", "{\"labels\": []}", "s.json:1:3: error: the key `version` is missing\n");
        add("later version", "{\n\"version\": 2}", "s.json:2:2: error: this program reads version 1\n");
        add("unknown list", "{\"version\": 1,\n \"label\": []}",
            "s.json:2:3: error: unknown key `label`; did you mean `labels`?\n");
        add("no list", "{\"version\": 1, \"notes\": {}}", "s.json:1:17: error: `notes` must be a list\n");
        add("no entry", "{\"version\": 1, \"notes\":\n [7]}", "s.json:2:3: error: an object was expected\n");
        add("unknown key", labelled(",\"label\":\"should_pass\",\n   \"resaon\":\"x\""),
            "s.json:3:5: error: unknown key `resaon`; did you mean `reason`?\n");
        add("wrong label", labelled(",\n \"label\":\"block\""), "s.json:3:3: error: `label` must be `should_block` or `should_pass`\n");
        add("missing label", labelled(""), "s.json:2:5: error: the key `label` is missing\n");
        add("time without zone", labelled(",\"label\":\"should_pass\",\n\"at\":\"2026-03-01T10:00:00\""),
            "s.json:3:2: error: `2026-03-01T10:00:00` is not a time with a zone, such as `2026-03-01T10:00:00Z`\n");
        add("bad digest", "{\"version\":1,\"labels\":[{\"run\":\"r\",\"seq\":1,\"action\":\"AB\",\"label\":\"should_pass\"}]}",
            "s.json:1:44: error: `action` must be a SHA-256 digest: 64 hexadecimal digits in lower case\n");
        add("half a seq", labelled(",\"label\":\"should_pass\"}, {\"run\":\"r\",\"seq\":1.5,\"action\":\"" + Digest + "\",\"label\":\"should_pass\""),
            "s.json:2:140: error: `seq` must be a whole number, 0 or more\n");
        add("twice", labelled(",\"label\":\"should_pass\"},\n {\"run\":\"r1\",\"seq\":1,\"action\":\"" + Digest + "\",\"label\":\"should_block\""),
            "s.json:3:4: error: this step has a label already\n");
        add("args of a denial",
            "{\"version\":1,\"answers\":[{\"run\":\"r\",\"seq\":1,\"action\":\"" + Digest
                + "\",\"policy\":\"p\",\"answer\":\"deny\",\"args\":{}}]}",
            "s.json:1:150: error: only an approval can change arguments\n");
        add("note of half a step", "{\"version\":1,\"notes\":[{\"text\":\"x\",\"run\":\"r\"}]}",
            "s.json:1:25: error: `run` and `seq` go together\n");
        add("key twice", "{\"version\":1,\"version\":1}", "s.json:1:1: error: the key `version` stands twice in one object\n");
        add("control character", "{\"version\":1,\"\\u001b]52;x\":1}", "s.json:1:3: error: unknown key `\\x1b]52;x`\n");
        add("torn", sessionText(wholeFile()).substr(0, 300), "s.json:1:1: error: a text without its closing quote\n");
    }

    void problemsAreToldWithTheirPlace()
    {
        QFETCH(QString, bytes);
        QFETCH(QString, problems);
        QCOMPARE(QString::fromStdString(problemsOf(bytes.toStdString())), problems);
    }

    void entriesBesideAWrongOneAreUnderstood()
    {
        const auto read = readSession(labelled(",\"label\":\"should_pass\"}, {\"run\": 7"));
        QCOMPARE(read.file.labels.size(), std::size_t{1});
        QVERIFY(!read.problems.empty());
    }

    void aFileOfNothingButProblemsIsToldShort()
    {
        std::string bytes = "{\"version\":1,\"notes\":[";
        for (int i = 0; i < 100'000; ++i)
            bytes += "{},";
        const auto read = readSession(bytes + "{}]}");
        QCOMPARE(read.problems.size(), std::size_t{51});
        QCOMPARE(read.problems.back().message, std::string("more problems than these are not listed"));
    }

    void nestingIsRefused()
    {
        QVERIFY(!readSession(std::string(100'000, '[')).problems.empty());
        QVERIFY(!readSession("{\"version\":1,\"notes\":" + std::string(2000, '[') + std::string(2000, ']') + "}").problems.empty());
    }

    // A byte changed anywhere gives a file that is refused or one that is read, and written again the same: never a crash.
    void aDamagedFileIsRefusedOrReadWhole()
    {
        const auto text = sessionText(wholeFile());
        QRandomGenerator random(7);
        for (int round = 0; round < 3000; ++round) {
            auto damaged = text;
            damaged[random.bounded(quint32(damaged.size()))] = char(random.bounded(256));
            const auto read = readSession(damaged);
            if (!read.problems.empty())
                continue;
            const auto again = readSession(sessionText(read.file));
            QVERIFY(again.problems.empty());
            QVERIFY(again.file == read.file);
        }
    }

    void theFileStandsBesideThePolicy()
    {
        QCOMPARE(sessionPathOf("a/cap.yaml"), std::string("a/cap.session.json"));
        QCOMPARE(sessionPathOf("cap.v2.yml"), std::string("cap.v2.session.json"));
        QCOMPARE(sessionPathOf("a/.yaml"), std::string("a/.yaml.session.json"));
        QCOMPARE(sessionPathOf("policy"), std::string("policy.session.json"));
    }
};

QTEST_APPLESS_MAIN(TestSession)
#include "tst_session.moc"
