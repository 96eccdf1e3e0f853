// SPDX-License-Identifier: Apache-2.0
#include "tests/traces/printed.h"

#include <QTest>

using namespace runlog;

class TestPrices : public QObject {
    Q_OBJECT

private slots:
    void takesTheDearestPriceOfText();
    void roundsUp();
    void knowsNoUnknownModel();
    void refusesWhatIsNoTable();
    void fillsOnlyUnknownCostsAndMarksThem();
};

namespace {

constexpr std::string_view Table = R"([{"modelName":"m","matchPattern":"(?i)^(x/)?(m)$","pricingTiers":[
 {"isDefault":true,"prices":{"input":2.5e-6,"input_cached_tokens":1e-6,"input_audio":9e-6,"output":10e-6}},
 {"isDefault":false,"prices":{"input":3e-6,"output":17e-6}}]},
 {"modelName":"tiny","matchPattern":"^tiny$","pricingTiers":[{"prices":{"input":0.3e-9,"output":0}}]}])";

std::shared_ptr<const PriceTable> table()
{
    std::string error;
    return PriceTable::parse(Table, error);
}

} // namespace

void TestPrices::takesTheDearestPriceOfText() { QCOMPARE(table()->upperBound("X/M", 1000, 100)->nanos, 4'700'000); }

void TestPrices::roundsUp() { QCOMPARE(table()->upperBound("tiny", 4, 0)->nanos, 2); }

void TestPrices::knowsNoUnknownModel()
{
    QVERIFY(!table()->upperBound("other", 1, 1));
    QVERIFY(!table()->upperBound("m", -1, 1));
}

void TestPrices::refusesWhatIsNoTable()
{
    std::string error;
    QVERIFY(!PriceTable::parse("{}", error));
    QCOMPARE(error, "this price table is no JSON list");
    const std::string badPattern = R"([{"matchPattern":"("}])";
    QVERIFY(!PriceTable::parse(badPattern, error));
    QCOMPARE(error, "a model of this price table has no pattern that can be used");
}

void TestPrices::fillsOnlyUnknownCostsAndMarksThem()
{
    ReadOptions options;
    options.prices = table();
    const auto result = readTrace("t", R"({"type":"step","run":"r","seq":1,"kind":"llm_call","model":"m","cost_usd":0.5,"tokens_in":10,"tokens_out":1}
{"type":"step","run":"r","seq":2,"kind":"llm_call","model":"m","tokens_in":10,"tokens_out":1}
{"type":"step","run":"r","seq":3,"kind":"llm_call","model":"m","tokens_in":10}
)", options);
    const auto read = printed(*result.runs);
    const std::string expected = R"({"type":"run","run":"r"}
{"type":"step","run":"r","seq":1,"kind":"llm_call","model":"m","cost_usd":0.50,"tokens_in":10,"tokens_out":1}
{"type":"step","run":"r","seq":2,"kind":"llm_call","model":"m","cost_usd":0.000047,"cost_is_estimate":true,"tokens_in":10,"tokens_out":1}
{"type":"step","run":"r","seq":3,"kind":"llm_call","model":"m","tokens_in":10}
)";
    QCOMPARE(read, expected);
}

QTEST_APPLESS_MAIN(TestPrices)
#include "tst_prices.moc"
