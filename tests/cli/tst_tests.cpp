// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/programrun.h"
#include "tests/language/shown.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtTest>

namespace {

QJsonObject object(const std::string& json) { return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object(); }

constexpr const char* Capped = "policies:\n"
                               "  - id: cap\n"
                               "    when: { tool: pay, args.n: { gt: 50 } }\n"
                               "    action: deny\n"
                               "    message: \"{args.n} is over 50\"\n"
                               "tests:\n"
                               "  - { name: at the cap, step: { tool: pay, args: { n: 50 } }, expect: { decision: allow } }\n"
                               "  - { name: over it, step: { tool: pay, args: { n: 60 } }, expect: { decision: deny, policy: cap } }\n";

std::string wrong() { return std::string(Capped) + "  - { name: \"<&\\\"'>\", step: { tool: pay, args: { n: 40 } }, expect: { policy: cap } }\n"; }

constexpr const char* Runs =
    R"({"type":"run","run":"r#1","service":"s","user":{"id":"u"},"started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"r#1","seq":1,"kind":"tool_call","tool":"pay","args":{"n":50.03},"started_at":"2026-03-01T10:00:01Z"}
{"type":"step","run":"r#1","seq":2,"kind":"message","role":"user","output":"hi","started_at":"2026-03-01T10:00:02Z"}
)";

} // namespace

class TestTests : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QFile runs(m_folder.filePath("runs.jsonl"));
        QVERIFY(runs.open(QIODevice::WriteOnly) && runs.write(Runs) > 0);
        QFile policies(m_folder.filePath("p.yaml"));
        QVERIFY(policies.open(QIODevice::WriteOnly) && policies.write(Capped) > 0);
    }

    void passingTestsAreFine()
    {
        const auto result = run({"test", "-"}, Capped);
        QCOMPARE(result.code, 0);
        QCOMPARE(result.out, std::string("<stdin>: 2 of 2 tests pass\n  pass  at the cap\n  pass  over it\n"));
    }

    void aFailureIsAFindingWithItsPlaceAndReason()
    {
        const auto result = run({"test", "-"}, wrong());
        QCOMPARE(result.code, 1);
        QCOMPARE(result.out, std::string("<stdin>: 2 of 3 tests pass\n  pass  at the cap\n  pass  over it\n  FAIL  <&\"'>\n\n"
                                         "<stdin>:9:69: error: test `<&\"'>`: expected a decision by `cap`, came `allow` by no policy [test-failed]\n"
                                         "  - { name: \"<&\\\"'>\", step: { tool: pay, args: { n: 40 } }, expect: { policy: cap } }\n"
                                         "                                                                    ^~~~~~~~~~~~~~~\n"
                                         "`cap` does not match (deny)\n"
                                         "  false   all of\n"
                                         "    true    tool pay: pay\n"
                                         "    false   args.n gt 50: 40, missed by 10\n\n"));
        QVERIFY(result.err.empty());
    }

    void aFileWithoutTestsSaysSoAndIsFine()
    {
        const auto result = run({"test", "-"}, "block_pii: true\n");
        QCOMPARE(result.code, 0);
        QCOMPARE(result.out, std::string("<stdin>: note: the file has no tests\n"));
    }

    void aFileWithAnErrorIsNotTested()
    {
        const auto result = run({"test", "-"}, "policies:\n  - { id: a, when: { cst: 1 }, action: deny }\n");
        QCOMPARE(result.code, 1);
        QVERIFY(result.out.empty() && result.err.find("unknown-field") != std::string::npos);
        QCOMPARE(run({"test", file("not there")}).code, 2);
    }

    void jsonHasEveryTestAndTheTotals()
    {
        const auto json = object(run({"test", "--format", "json", "--coverage", "--mutate", "-"}, Capped).out);
        QCOMPARE(json["passed"].toInt(), 2);
        QCOMPARE(json["failed"].toInt(), 0);
        const auto tested = json["files"].toArray()[0].toObject();
        QCOMPARE(tested["tests"].toArray()[1].toObject()["name"].toString(), QString("over it"));
        QCOMPARE(tested["tests"].toArray()[1].toObject()["line"].toInt(), 8);
        const auto coverage = tested["coverage"].toObject();
        QCOMPARE(coverage["policies_covered"].toInt(), 1);
        QCOMPARE(coverage["conditions_covered"].toInt(), 1);
        QCOMPARE(coverage["by_policy"].toArray()[0].toObject()["conditions"].toArray()[1].toObject()["condition"].toString(), QString("args.n gt 50"));
        const auto mutation = tested["mutation"].toObject();
        QCOMPARE(mutation["mutants"].toInt(), 6);
        QCOMPARE(mutation["killed"].toInt(), 5);
        QCOMPARE(mutation["survivors"].toArray()[0].toObject()["change"].toString(), QString("`50` to `51`"));
        const auto failed = object(run({"test", "--format", "json", "--mutate", "-"}, wrong()).out)["files"].toArray()[0].toObject();
        QCOMPARE(failed["mutation"].toObject()["tried"].toBool(), false);
        QCOMPARE(failed["tests"].toArray()[2].toObject()["failures"].toArray()[0].toObject()["came"].toString(), QString("`allow` by no policy"));
    }

    void coverageAndSurvivorsAreListedWithTheirPlaces()
    {
        const auto result = run({"test", "--coverage", "--mutate", "-"}, Capped);
        QCOMPARE(result.code, 0);
        const auto list = result.out.substr(result.out.find("coverage:"));
        QCOMPARE(list, std::string("coverage: 1 of 1 policies decided, 1 of 2 conditions seen true and false\n"
                                   "  <stdin>:3:13: `tool pay` of `cap` is never false\n"
                                   "mutation: 5 of 6 mutants killed\n"
                                   "  <stdin>:3:38: survived: threshold of `cap`, `50` to `51`\n"));
    }

    void junitIsWellFormedAndWhole()
    {
        const auto target = m_folder.filePath("junit.xml");
        QCOMPARE(run({"test", "--junit", target.toStdString(), "-"}, wrong()).code, 1);
        QFile written(target);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&written);
        QStringList seen;
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement)
                continue;
            const auto of = [&](const char* name) { return xml.attributes().value(QLatin1String(name)).toString(); };
            const auto name = xml.name().toString();
            if (name == "testsuite")
                seen << of("tests") + "/" + of("failures");
            if (name == "testcase")
                seen << of("name") + ":" + of("line");
            if (name == "failure")
                seen << of("message");
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        QCOMPARE(seen, QStringList({"3/1", "at the cap:7", "over it:8", "<&\"'>:9", "expected a decision by `cap`, came `allow` by no policy"}));
        QCOMPARE(QDir(m_folder.path()).entryList({"junit*"}, QDir::Files), QStringList({"junit.xml"}));
        const auto refused = run({"test", "--junit", file("no folder/x.xml"), "-"}, Capped);
        QCOMPARE(refused.code, 2);
        QVERIFY(refused.err.find("cannot write") != std::string::npos);
    }

    void explainShowsEveryPolicyOfAWrittenStep()
    {
        const auto result = run({"explain", "--policy", "-", "--step", R"({"tool":"pay","args":{"n":50.03}})"}, Capped);
        QCOMPARE(result.code, 0);
        QCOMPARE(result.out, std::string("test#1: `deny` by `cap`\nmessage: 50.03 is over 50\n"
                                         "nearest to `allow`: `cap` args.n gt 50: 50.03, over by 0.03\n\n"
                                         "`cap` decides (deny)\n"
                                         "  true    all of\n"
                                         "    true    tool pay: pay\n"
                                         "    true    args.n gt 50: 50.03, over by 0.03\n"));
        const auto json = object(run({"explain", "--format", "json", "--policy", "-", "--step", R"({"tool":"pay","args":{"n":49.97}})"}, Capped).out);
        QCOMPARE(json["decision"].toString(), QString("allow"));
        QVERIFY(json["policy"].isNull());
        const auto tree = json["policies"].toArray()[0].toObject()["when"].toObject();
        QCOMPARE(tree["truth"].toString(), QString("false"));
        const auto amount = tree["conditions"].toArray()[1].toObject();
        QCOMPARE(amount["margin"].toString(), QString("missed by 0.03"));
        QCOMPARE(amount["observed"].toString(), QString("49.97"));
        QCOMPARE(json["args"].toObject()["n"].toDouble(), 49.97);
        QVERIFY(json["nearest"].toObject()["looser"].isNull());
        QCOMPARE(json["nearest"].toObject()["stricter"].toObject(),
                 (QJsonObject{{"outcome", "deny"}, {"policy", "cap"}, {"condition", "cap/when/args.n/gt"}, {"observed", "49.97"},
                              {"margin", "missed by 0.03"}, {"distance", "0.03"}}));
    }

    void explainTakesRecordedSteps()
    {
        const auto of = [&](const std::string& step) { return run({"explain", "--policy", file("p.yaml"), "--step", step, file("runs.jsonl")}); };
        QVERIFY(of("r#1#1").out.starts_with("r#1#1: `deny` by `cap`\n"));
        QCOMPARE(of("r#1#2").out, std::string("r#1#2: a message is shown, never decided\n"));
        QCOMPARE(of("r#1#9").code, 2);
        QCOMPARE(of("nothing").code, 2);
        QCOMPARE(run({"explain", "--policy", file("p.yaml"), "--step", "r#1#1"}).code, 2);
    }

    void explainSaysWhyAStepCannotBeRead()
    {
        const auto of = [&](const std::string& step) { return run({"explain", "--policy", file("p.yaml"), "--step", step}); };
        QCOMPARE(of("{broken").err, std::string("runlog explain: --step is no JSON object\n"));
        QCOMPARE(of(R"({"tol":"pay"})").err, std::string("runlog explain: --step: unknown key `tol`; did you mean `tool`?\n"));
        QCOMPARE(of(R"({"tool":"pay","cost":"much"})").err, std::string("runlog explain: --step: `cost` has no value that a step can see\n"));
        QCOMPARE(of("@" + file("not there")).code, 2);
        const auto escaped = of("{\"tool\":\"\\u001b[31mred\"}");
        QVERIFY(escaped.code == 0 && escaped.out.find('\x1b') == std::string::npos);
    }

private:
    std::string file(const char* name) const { return m_folder.filePath(name).toStdString(); }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestTests)
#include "tst_tests.moc"
