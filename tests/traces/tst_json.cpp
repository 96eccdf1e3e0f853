// SPDX-License-Identifier: Apache-2.0
#include "core/traces/json.h"

#include <QTest>

using namespace runlog;

class TestJson : public QObject {
    Q_OBJECT

private slots:
    void keepsNumbersAsTheyAreWritten();
    void readsLoneScalars();
    void keepsTheLastOfRepeatedKeys();
    void keepsTheLastOfRepeatedKeysAmongMany();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
    void refusesNestingPastTheLimit();
};

namespace {

std::string again(std::string_view text)
{
    std::pmr::monotonic_buffer_resource arena;
    const auto value = parseJson(text, arena);
    std::string out;
    if (value)
        appendCompactJson(out, *value);
    return value ? out : "refused";
}

std::string nested(int levels)
{
    const auto count = static_cast<std::size_t>(levels);
    return std::string(count, '[') + std::string(count, ']');
}

} // namespace

void TestJson::keepsNumbersAsTheyAreWritten()
{
    QCOMPARE(again(R"({"a":[1.50,-0,1E400,340282366920938463463374607431768211456]})"),
             R"({"a":[1.50,-0,1E400,340282366920938463463374607431768211456]})");
}

void TestJson::readsLoneScalars()
{
    QCOMPARE(again(" true "), "true");
    QCOMPARE(again("\"a\\u00e9\\n\""), "\"aé\\n\"");
    QCOMPARE(again("12.0"), "12.0");
    QCOMPARE(again(""), "refused");
    QCOMPARE(again("1,2"), "refused");
}

void TestJson::keepsTheLastOfRepeatedKeys() { QCOMPARE(again(R"({"a":1,"b":2,"\u0061":3})"), R"({"a":3,"b":2})"); }

void TestJson::keepsTheLastOfRepeatedKeysAmongMany()
{
    std::string text = "{";
    for (int i = 0; i < 60; ++i)
        text += "\"k" + std::to_string(i % 59) + "\":" + std::to_string(i) + ",";
    text.back() = '}';
    JsonReader reader;
    std::pmr::monotonic_buffer_resource arena;
    const auto size = text.size();
    text.append(JsonPadding, ' ');
    const auto value = reader.read(std::string_view(text).substr(0, size), arena);
    QVERIFY(value.has_value());
    QCOMPARE(value->size(), std::size_t(59));
    QCOMPARE(value->find("k0").text(), "59");
    QCOMPARE(reader.remarks().repeatedKeys, std::vector<std::string>{"k0"});
}

void TestJson::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("leading zero") << QByteArray("[01]");
    QTest::newRow("plus") << QByteArray("[+1]");
    QTest::newRow("trailing comma") << QByteArray("[1,]");
    QTest::newRow("two values") << QByteArray("{} {}");
    QTest::newRow("bracket left over") << QByteArray("{}}");
    QTest::newRow("wrong bracket") << QByteArray("{\"a\":[1}]");
    QTest::newRow("open bracket") << QByteArray("{\"a\":{\"b\":1}");
    QTest::newRow("no value") << QByteArray("{\"a\":}");
    QTest::newRow("unknown word") << QByteArray("[nul]");
    QTest::newRow("NaN") << QByteArray("[NaN]");
    QTest::newRow("bad escape") << QByteArray("[\"\\x\"]");
    QTest::newRow("control character") << QByteArray("[\"a\tb\"]");
    QTest::newRow("invalid UTF-8") << QByteArray("[\"\xff\"]");
    QTest::newRow("text after a text") << QByteArray("[\"a\"b]");
}

void TestJson::refusesWhatIsNoJson()
{
    QFETCH(QByteArray, text);
    QCOMPARE(again(std::string_view(text.constData(), static_cast<std::size_t>(text.size()))), "refused");
}

void TestJson::refusesNestingPastTheLimit()
{
    QCOMPARE(again(nested(MaxJsonDepth)), nested(MaxJsonDepth));
    QCOMPARE(again(nested(MaxJsonDepth + 1)), "refused");
    QCOMPARE(again(nested(100'000)), "refused");
}

QTEST_APPLESS_MAIN(TestJson)
#include "tst_json.moc"
