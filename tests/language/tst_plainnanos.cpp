// SPDX-License-Identifier: Apache-2.0
#include "core/language/decimal.h"
#include "core/language/plainnanos.h"

#include <QtTest>

#include <random>

using namespace runlog;

// The short way to a number, beside the one that reads every number.
class TestPlainNanos : public QObject {
    Q_OBJECT

private slots:
    void aPlainNumberIsWhatTheDecimalIs();
    void otherFormsAreLeftToTheDecimal_data();
    void otherFormsAreLeftToTheDecimal();
};

void TestPlainNanos::aPlainNumberIsWhatTheDecimalIs()
{
    std::mt19937 random(5);
    std::size_t plain = 0;
    for (int round = 0; round < 50'000; ++round) {
        std::string text;
        for (auto size = random() % 14; size > 0; --size)
            text += "0123456789.-e+"[random() % 14];
        const auto nanos = plainNanos(text);
        if (!nanos)
            continue;
        ++plain;
        const auto number = Decimal::parse(text);
        QVERIFY2(number && *number == Decimal(*nanos, -9), text.c_str());
    }
    QVERIFY(plain > 3000);
    QCOMPARE(plainNanos("-999999999.999999999"), std::optional<std::int64_t>(-999'999'999'999'999'999));
}

void TestPlainNanos::otherFormsAreLeftToTheDecimal_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const auto* text : {"", "-", "1e3", "01", "1.", ".5", "+1", "1000000000", "0.0000000001", "--1", "1-", "0x1", " 1"})
        QTest::newRow(text) << QByteArray(text);
}

void TestPlainNanos::otherFormsAreLeftToTheDecimal()
{
    QFETCH(QByteArray, text);
    QVERIFY(!plainNanos(text.toStdString()));
}

QTEST_APPLESS_MAIN(TestPlainNanos)
#include "tst_plainnanos.moc"
