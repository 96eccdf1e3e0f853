// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/chars.h"
#include "core/engine/pii/scanner.h"

#include <QtTest>

#include <string>

// How much a scan does, counted rather than timed: bytes looked at. Built with its own copy of the scanner that counts
// them.
using namespace runlog::pii;

namespace {

std::string repeated(std::string_view unit, std::size_t size)
{
    std::string text;
    while (text.size() < size)
        text += unit;
    return text;
}

std::size_t readsOf(const std::string& text)
{
    std::vector<Finding> findings;
    bytesRead = 0;
    scan(text, {EntitySet::everything(), "phone"}, findings);
    return bytesRead;
}

// One byte of any text costs at most so many looks, whatever stands around it.
constexpr std::size_t mostPerByte = 200;

} // namespace

class TestWork : public QObject {
    Q_OBJECT

private slots:
    void workGrowsWithTheLength_data();
    void workGrowsWithTheLength();
    void ordinaryTextIsLookedAtFewTimes();
};

void TestWork::workGrowsWithTheLength_data()
{
    QTest::addColumn<QByteArray>("unit");
    for (const auto* unit : {"1",           "@",
                             "a",           "1 ",
                             "12-",         "a@b.",
                             "(1",          "1.",
                             "+1 ",         ":",
                             "a:",          "a=",
                             "x_",          "sk-",
                             ".eyJ",        "eyJa.",
                             "-----",       "-----BEGIN PRIVATE KEY-----",
                             "0171 ",       "\"password\": \"",
                             "http://a:",   "AA 12 34 ",
                             "call 555 ",   "415-555-2671 ",
                             "ssn\n",       "a,b\n",
                             "1,",          "{\"first_name\":\"",
                             "DE89 ",       "bc1q",
                             "::",          "ff:",
                             "1990-04-05 ", "5 May ",
                             "<EMAIL> 1 ",  "joe@acme.com",
                             "\\n1",        "(((",
                             "4539 5787 ",  "00",
                             "xoxb-",       "\xE7\x94\xB5",
                             "\xFF"})
        QTest::newRow(unit) << QByteArray(unit);
}

void TestWork::workGrowsWithTheLength()
{
    QFETCH(QByteArray, unit);
    const auto half = readsOf(repeated(unit.toStdString(), 30000));
    const auto whole = readsOf(repeated(unit.toStdString(), 60000));
    QVERIFY2(whole <= 2 * half + half / 5 + 4096, (std::to_string(half) + " then " + std::to_string(whole)).c_str());
    QVERIFY2(whole <= 60000 * mostPerByte, std::to_string(whole).c_str());
}

void TestWork::ordinaryTextIsLookedAtFewTimes()
{
    const auto text = repeated("The agent looked up 3 orders of the 12 customers, and none of them was late. ", 10000);
    QVERIFY2(readsOf(text) <= 2 * text.size(), std::to_string(readsOf(text)).c_str());
}

QTEST_APPLESS_MAIN(TestWork)
#include "tst_work.moc"
