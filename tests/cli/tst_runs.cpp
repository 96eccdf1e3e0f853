// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/programrun.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

// What `runlog runs` says of costs: what is not known is never a number.
class TestRuns : public QObject {
    Q_OBJECT
private slots:
    void costsAreSaidAsFarAsTheyAreKnown();
    void estimatesAreBoundsAndSaySo();

private:
    std::string write(const char* name, const QByteArray& bytes) const
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile out(path);
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() ? path.toStdString() : std::string();
    }

    QTemporaryDir m_folder;
};

void TestRuns::costsAreSaidAsFarAsTheyAreKnown()
{
    const auto trace = write("runs.jsonl", R"({"type":"run","run":"none","service":"s","total_cost_usd":1.25}
{"type":"step","run":"none","seq":1,"kind":"llm_call","started_at":"2026-03-01T10:00:00Z"}
{"type":"run","run":"some","service":"s"}
{"type":"step","run":"some","seq":1,"kind":"llm_call","cost_usd":0.5,"started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"some","seq":2,"kind":"llm_call","started_at":"2026-03-01T10:00:00Z"}
{"type":"run","run":"free","service":"s"}
{"type":"step","run":"free","seq":1,"kind":"tool_call","tool":"t","args":{},"started_at":"2026-03-01T10:00:00Z"}
)");
    const auto text = run({"runs", trace}).out;
    for (const char* line : {"cost      $0.50 known (1 step), unknown for 2\n          of 1 run only the total is known\n",
                             "  s  none  0 tool calls, 1 model call, cost unknown, $1.25 for the whole run\n",
                             "  s  some  0 tool calls, 2 model calls, $0.50 + 1 unknown\n", "  s  free  1 tool call, 0 model calls, $0.00\n"})
        QVERIFY2(text.find(line) != std::string::npos, text.c_str());
    const auto json = QJsonDocument::fromJson(QByteArray::fromStdString(run({"runs", trace, "--format", "json"}).out)).object();
    const auto costOf = [&](int at) -> QJsonValue { return json["runs"].toArray().at(at).toObject()["cost_usd"]; };
    QCOMPARE(costOf(0), QJsonValue(0.0)); // free
    QCOMPARE(costOf(1), QJsonValue(QJsonValue::Null));
    QCOMPARE(costOf(2), QJsonValue(0.5));
}

void TestRuns::estimatesAreBoundsAndSaySo()
{
    const auto trace = write("runs.jsonl", R"({"type":"step","run":"r","service":"s","seq":1,"kind":"llm_call","model":"m","tokens_in":10,"tokens_out":1}
)");
    const auto prices = write("prices.json", R"([{"modelName":"m","matchPattern":"(?i)^(m)$","pricingTiers":[{"prices":{"input":0.001,"output":0.002}}]}])");
    QVERIFY(run({"runs", trace}).out.find("cost      unknown for 1 step\n") != std::string::npos);
    const auto text = run({"runs", trace, "--prices", prices}).out;
    QVERIFY2(text.find("model call, at most $0.012, 1 estimated\n") != std::string::npos, text.c_str());
}

QTEST_APPLESS_MAIN(TestRuns)
#include "tst_runs.moc"
