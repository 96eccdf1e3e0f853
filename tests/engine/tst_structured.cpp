// SPDX-License-Identifier: Apache-2.0
#include "core/engine/structured.h"

#include <QtTest>

using namespace runlog;

class TestStructured : public QObject {
    Q_OBJECT
private slots:
    void globsMatchTheWholeText_data();
    void globsMatchTheWholeText();
    void manyStarsStayLinearEnoughToAnswer();
    void hostsAreFoundWhereBrowsersFindThem_data();
    void hostsAreFoundWhereBrowsersFindThem();
    void subdomainPatternsDoNotMatchTheDomainOrALookalike();
    void pathsAreNormalisedBeforeTheyAreCompared_data();
    void pathsAreNormalisedBeforeTheyAreCompared();
    void addressesMatchTheirBlocks_data();
    void addressesMatchTheirBlocks();
};

void TestStructured::globsMatchTheWholeText_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* pattern, const char* text, bool matches) {
        QTest::addRow("%s ~ %s", pattern, text) << QString(pattern) << QString(text) << matches;
    };
    row("payments.*", "payments.send", true);
    row("payments.*", "payments.", true);
    row("payments.*", "xpayments.send", false);
    row("*.refund", "orders/eu.refund", true);
    row("*.refund", "orders.refunds", false);
    row("a?c", "aéc", true);
    row("a?c", "ac", false);
    row("*a*b*", "xxaxxbxx", true);
    row("*a*b", "xxaxxbx", false);
    row("\\*", "*", true);
    row("\\*", "x", false);
    row("\\?\\\\", "?\\", true);
    row("", "", true);
    row("*", "", true);
}

void TestStructured::globsMatchTheWholeText()
{
    QFETCH(QString, pattern);
    QFETCH(QString, text);
    QFETCH(bool, matches);
    QCOMPARE(globMatches(pattern.toStdString(), text.toStdString()), matches);
}

void TestStructured::manyStarsStayLinearEnoughToAnswer()
{
    std::string pattern;
    for (int star = 0; star < 50; ++star)
        pattern += "*a";
    QVERIFY(!globMatches(pattern + "b", std::string(20'000, 'a')));
}

void TestStructured::hostsAreFoundWhereBrowsersFindThem_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("host"); // "-": no URL
    const auto row = [](const char* url, const char* host) { QTest::addRow("%s", url) << QString(url) << QString(host); };
    row("https://Example.COM/path?q=@evil.com", "example.com");
    row("https://user:pw@example.com:8443/", "example.com");
    row("https://good.com@evil.com/", "evil.com");
    row("https://evil.com\\@good.com/", "evil.com");
    row("https://example.com.", "example.com");
    row("http://[::1]:80/", "::1");
    row("//example.com", "-");
    row("example.com", "-");
    row("https://", "-");
    row("https://exa mple.com", "-");
    row("1 https://example.com", "-");
}

void TestStructured::hostsAreFoundWhereBrowsersFindThem()
{
    QFETCH(QString, url);
    QFETCH(QString, host);
    QCOMPARE(QString::fromStdString(urlHost(url.toStdString()).value_or("-")), host);
}

void TestStructured::subdomainPatternsDoNotMatchTheDomainOrALookalike()
{
    QVERIFY(hostMatches("*.example.com", "a.example.com"));
    QVERIFY(hostMatches("*.Example.com", "a.b.example.com"));
    QVERIFY(!hostMatches("*.example.com", "example.com"));
    QVERIFY(!hostMatches("*.example.com", "badexample.com"));
    QVERIFY(!hostMatches("example.com", "example.com.evil.net"));
}

void TestStructured::pathsAreNormalisedBeforeTheyAreCompared_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("normal"); // "-": not absolute
    const auto row = [](const char* path, const char* normal) { QTest::addRow("%s", path) << QString(path) << QString(normal); };
    row("/srv/data", "/srv/data");
    row("/srv//data/./x/", "/srv/data/x");
    row("/srv/../etc/passwd", "/etc/passwd");
    row("/../../etc", "/etc");
    row("/", "/");
    row("srv/data", "-");
    row("", "-");
}

void TestStructured::pathsAreNormalisedBeforeTheyAreCompared()
{
    QFETCH(QString, path);
    QFETCH(QString, normal);
    QCOMPARE(QString::fromStdString(normalPath(path.toStdString()).value_or("-")), normal);
    QVERIFY(isUnder("/srv/data", "/srv/data") && isUnder("/srv/data/x", "/srv/data") && isUnder("/x", "/"));
    QVERIFY(!isUnder("/srv/database", "/srv/data") && !isUnder("/srv", "/srv/data"));
}

void TestStructured::addressesMatchTheirBlocks_data()
{
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("contains");
    const auto row = [](const char* block, const char* address, bool contains) {
        QTest::addRow("%s has %s", block, address) << QString(block) << QString(address) << contains;
    };
    row("10.0.0.0/8", "10.255.1.2", true);
    row("10.0.0.0/8", "11.0.0.0", false);
    row("10.0.0.0/9", "10.128.0.0", false);
    row("10.1.2.3", "10.1.2.3", true);
    row("10.0.0.0/8", "::ffff:10.1.1.1", true);
    row("0.0.0.0/0", "1.2.3.4", true);
    row("0.0.0.0/0", "::1", false);
    row("fe80::/10", "fe80::1", true);
    row("fe80::/10", "fec0::1", false);
    row("::1", "::1", true);
}

void TestStructured::addressesMatchTheirBlocks()
{
    QFETCH(QString, block);
    QFETCH(QString, address);
    QFETCH(bool, contains);
    const auto parsed = parseAddressBlock(block.toStdString());
    QVERIFY(parsed.has_value());
    QCOMPARE(parsed->contains(*parseAddress(address.toStdString())), contains);
    QVERIFY(!parseAddressBlock("10.0.0.0/33") && !parseAddressBlock("10.0.0/8") && !parseAddressBlock("::/129"));
    QVERIFY(!parseAddress("010.0.0.1x") && !parseAddress("") && !parseAddress(std::string("1.2.3.4\0x", 9)));
}

QTEST_APPLESS_MAIN(TestStructured)
#include "tst_structured.moc"
