// SPDX-License-Identifier: Apache-2.0
#include "core/traces/read.h"

#include <QTest>

using namespace runlog;

class TestTime : public QObject {
    Q_OBJECT

private slots:
    void readsTimesWithZones_data();
    void readsTimesWithZones();
    void tellsWhereNoZoneWasWritten();
    void refusesTimesThatDoNotExist_data();
    void refusesTimesThatDoNotExist();
};

namespace {

std::string again(std::string_view text)
{
    const auto parsed = parseTime(text);
    return parsed ? timeText(parsed->time) : "none";
}

} // namespace

void TestTime::readsTimesWithZones_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("utc");
    QTest::newRow("UTC") << "2026-03-01T10:00:00.000Z" << "2026-03-01T10:00:00.000Z";
    QTest::newRow("east") << "2026-03-29T03:00:00+02:00" << "2026-03-29T01:00:00.000Z";
    QTest::newRow("west over midnight") << "2026-02-28T23:30:00-01:00" << "2026-03-01T00:30:00.000Z";
    QTest::newRow("nanoseconds") << "2026-03-01T10:00:00.123456789Z" << "2026-03-01T10:00:00.123456789Z";
    QTest::newRow("more digits are cut") << "2026-03-01T10:00:00.1234567891Z" << "2026-03-01T10:00:00.123456789Z";
    QTest::newRow("leap day") << "2024-02-29T00:00:00Z" << "2024-02-29T00:00:00.000Z";
    QTest::newRow("leap second") << "2016-12-31T23:59:60Z" << "2016-12-31T23:59:59.999999999Z";
    QTest::newRow("before 1970") << "1969-12-31T23:59:59.500Z" << "1969-12-31T23:59:59.500Z";
}

void TestTime::readsTimesWithZones()
{
    QFETCH(QString, text);
    QFETCH(QString, utc);
    QCOMPARE(again(text.toStdString()), utc.toStdString());
}

void TestTime::tellsWhereNoZoneWasWritten()
{
    QVERIFY(!parseTime("2026-03-01 10:00:00")->zoned);
    QVERIFY(parseTime("2026-03-01T10:00:00Z")->zoned);
    QCOMPARE(again("2026-03-01 10:00:00"), "2026-03-01T10:00:00.000Z");
}

void TestTime::refusesTimesThatDoNotExist_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"2026-02-29T10:00:00Z", "2026-13-01T10:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T10:60:00Z", "2026-03-01",
                             "2026-03-01T10:00:00Zx", "2026-03-01T10:00:00.Z", "3000-01-01T00:00:00Z", "", "yesterday"})
        QTest::newRow(text) << QString(text);
}

void TestTime::refusesTimesThatDoNotExist()
{
    QFETCH(QString, text);
    QCOMPARE(again(text.toStdString()), "none");
}

QTEST_APPLESS_MAIN(TestTime)
#include "tst_time.moc"
