// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"
#include "core/replay/sweep.h"
#include "ui/threshold/valuetext.h"

#include <QtTest>

using namespace studio;
using runlog::Decimal;

namespace {

struct Number {
    std::shared_ptr<const runlog::PolicyFile> file;
    runlog::Literal literal;
};

// The first number of a policy with this condition.
Number numberIn(const char* when)
{
    const std::string text = std::string("policies:\n  - id: p\n    when: ") + when + "\n    action: deny\n";
    const auto parsed = runlog::parse(std::make_shared<const runlog::Source>("p.yaml", text));
    const auto places = runlog::thresholds(*parsed.file);
    return places.empty() ? Number{} : Number{parsed.file, *places.front().value};
}

} // namespace

class TestValueText : public QObject {
    Q_OBJECT
private slots:
    void typedTextIsReadInTheLiteralsOwnTerms_data()
    {
        QTest::addColumn<QString>("when");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("value"); // base units; empty: refused
        QTest::addColumn<QString>("shown");
        const auto row = [](const char* name, const char* when, const char* typed, const char* value, const char* shown) {
            QTest::newRow(name) << when << typed << value << shown;
        };
        row("money with a sign", "{ cost: { gt: 1.00 } }", " $74.20 ", "74.2", "74.20");
        row("money keeps its sign", "{ cost: { gt: $1.00 } }", "74.2", "74.2", "$74.20");
        row("money in words", "{ cost: { gt: 1.00 } }", "seven", "", "");
        row("another currency", "{ cost: { gt: 1.00 } }", "€7", "", "");
        row("plain number", "{ args.amount: { gt: 50 } }", "49.5", "49.5", "49.5");
        row("minus as the window writes it", "{ args.amount: { gt: 50 } }", "−3", "-3", "-3");
        row("octal look", "{ args.amount: { gt: 50 } }", "010", "", "");
        row("duration", "{ elapsed: { gt: 15m } }", "20m", "1200", "20m");
        row("duration in another unit", "{ elapsed: { gt: 15m } }", "90s", "90", "1.5m");
        row("duration without a unit", "{ elapsed: { gt: 15m } }", "20", "1200", "20m");
        row("nothing", "{ cost: { gt: 1.00 } }", "", "", "");
    }

    void typedTextIsReadInTheLiteralsOwnTerms()
    {
        QFETCH(QString, when);
        QFETCH(QString, typed);
        QFETCH(QString, value);
        QFETCH(QString, shown);
        const Number number = numberIn(when.toUtf8().constData());
        QVERIFY(number.file);
        const auto read = readValue(number.literal, typed);
        QCOMPARE(read ? QString::fromStdString(read->text()) : QString(), value);
        if (read)
            QCOMPARE(valueText(number.literal, *read), shown);
    }

    void differencesHaveASignAndNoHyphen()
    {
        const Number number = numberIn("{ cost: { gt: 100.00 } }");
        QCOMPARE(differenceText(number.literal, Decimal(100), *Decimal::parse("74.2")), QString("−25.80"));
        QCOMPARE(differenceText(number.literal, Decimal(100), Decimal(101)), QString("+1.00"));
    }
};

QTEST_APPLESS_MAIN(TestValueText)
#include "tst_valuetext.moc"
