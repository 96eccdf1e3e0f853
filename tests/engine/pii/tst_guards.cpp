// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/print.h"

#include <QtTest>

using namespace runlog::pii;

// What must not be taken for personal data, and right beside it what must.
class TestGuards : public QObject {
    Q_OBJECT

private slots:
    void emailsHaveALocalPartAndARealDomain_data();
    void emailsHaveALocalPartAndARealDomain() { check(); }
    void telephonesHaveAPlanOrAWord_data();
    void telephonesHaveAPlanOrAWord() { check(); }
    void cardsHaveAnIssuerALengthAndLuhn_data();
    void cardsHaveAnIssuerALengthAndLuhn() { check(); }
    void ibansHaveTheirCountrysLength_data();
    void ibansHaveTheirCountrysLength() { check(); }
    void numbersInsideOfOthersAreNoNumbers_data();
    void numbersInsideOfOthersAreNoNumbers() { check(); }
    void digitsOfAFormStandForThemselves_data();
    void digitsOfAFormStandForThemselves() { check(); }
    void bareNumbersThatAreIdsAreNotEvenPossible_data();
    void bareNumbersThatAreIdsAreNotEvenPossible();
    void birthDatesNeedAWord_data();
    void birthDatesNeedAWord() { check(); }
    void machinesHavePublicAddresses_data();
    void machinesHavePublicAddresses() { check(); }

private:
    static void columns()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("expected");
    }
    static void row(const char* text, const char* expected) { QTest::newRow(text) << QByteArray(text) << QByteArray(expected); }
    static void check()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(likely(text.toStdString())), expected);
    }
};

void TestGuards::emailsHaveALocalPartAndARealDomain_data()
{
    columns();
    row("mail joe@acme.com", "EMAIL 5-17 very_likely");
    row("mail o'brien+x@mail.acme.co.uk.", "EMAIL 5-30 very_likely");
    row("jos\xC3\xA9@acme.com", "EMAIL 0-14 very_likely");
    row("\xE9\x82\xAE\xE7\xAE\xB1joe@acme.com", "EMAIL 6-18 very_likely");
    row("<joe@acme.com>,\"ann@acme.org\"", "EMAIL 1-13 very_likely; EMAIL 16-28 very_likely");
    row("dev@localhost.localdomain", "EMAIL 0-25 very_likely");
    row("mailto:joe@acme.com", "EMAIL 7-19 very_likely");
    row("joe@acme.com.Then", "EMAIL 0-12 very_likely");
    row("git@github.com:org/repo.git", "");
    row("deploy@host.acme.com:/srv/www", "");
    row("ssh://git@host.acme.com/repo", "");
    row("https://joe:pw@host.acme.com/x", "URL_PASSWORD 12-14 very_likely");
    row("https://acme.com/mail?to=joe@acme.com", "EMAIL 25-37 very_likely");
    row("icon@2x.png", "");
    row("photo@2x.zip", "");
    row("react@18.2.0", "");
    row("@types/node@latest", "");
    row("image@sha256:ae2a4f4d", "");
    row("joe@acme", "");
    row("joe@acme.notatld", "");
    row("joe..x@acme.com", "");
    row("@acme.com", "");
    row("joe@-acme.com", "");
    row("a@b@acme.com", "EMAIL 2-12 very_likely");
}

void TestGuards::telephonesHaveAPlanOrAWord_data()
{
    columns();
    row("+44 20 7946 0958", "PHONE 0-16 very_likely");
    row("+49 (0)30 1234567", "PHONE 0-17 very_likely");
    row("(+45) 12 34 56 78", "PHONE 0-17 very_likely");
    row("0049 176 12345678", "PHONE 0-17 very_likely");
    row("(415) 555-2671", "PHONE 0-14 likely");
    row("415-555-2671", "PHONE 0-12 likely");
    row("415.555.2671 x12", "PHONE 0-16 likely");
    row("1-415-555-2671", "PHONE 0-14 likely");
    row("0161 496 0123", "PHONE 0-13 likely");
    row("01.23.45.67.89", "PHONE 0-14 likely");
    row("052 5552606 074-7111234", "PHONE 0-11 likely; PHONE 12-23 likely");
    row("082 490 1693-Office", "PHONE 0-12 likely");
    row("phone 4155552671", "PHONE 6-16 likely");
    row("Tel.: 7629236", "PHONE 6-13 likely");
    row("mobile 72 128 827", "PHONE 7-17 likely");
    row("reach him at 9472 7916", "PHONE 13-22 likely");
    row("4155552671", "");
    row("415 555 2671", "");
    row("72 128 827", "");
    row("+1 115 555 2671", "");
    row("+999 12345678", "");
    row("115-555-2671", "");
    row("2024-05-20", "");
    row("call on 2024-05-20", "");
    row("call at 20.05.2024 08:00", "");
    row("phone log 20240520", "");
    row("03.07 - 17.07.15", "");
    row("02139-4307", "");
    row("01-2345678", "");
    row("call 911", "");
    row("order 415-555-2671", "");
    row("tracking number 0161 496 0123", "");
    row("v415.555.2671", "");
    row("10.0.19041.6903", "");
    row("https://x.example/0161-496-0123", "");
    row("/log/415-555-2671", "");
    row("4155552671.5", "");
    row("415-555-2671-99", "");
    row("a1-677-0060", "");
    row("call 1748291034000123456", "");
    row("function call 4155552671", "");
}

void TestGuards::cardsHaveAnIssuerALengthAndLuhn_data()
{
    columns();
    row("4539578763621486", "CREDIT_CARD 0-16 likely");
    row("4539 5787 6362 1486", "CREDIT_CARD 0-19 very_likely");
    row("4539-5787-6362-1486", "CREDIT_CARD 0-19 very_likely");
    row("3782 822463 10005", "CREDIT_CARD 0-17 very_likely");
    row("5555555555554444", "CREDIT_CARD 0-16 likely");
    row("2223003122003222", "CREDIT_CARD 0-16 likely");
    row("6011111111111117", "CREDIT_CARD 0-16 likely");
    row("5000123456789014, 5600123456789018", "");
    row("5100123456789013, 5599123456789011", "CREDIT_CARD 0-16 likely; CREDIT_CARD 18-34 likely");
    row("2220123456789015, 2721123456789019", "");
    row("2221123456789014, 2720123456789010", "CREDIT_CARD 0-16 likely; CREDIT_CARD 18-34 likely");
    row("350012345678909", "");
    row("340012345678902, 370012345678905", "CREDIT_CARD 0-15 likely; CREDIT_CARD 17-32 likely");
    row("6430123456789012", "");
    row("6440123456789010, 6011123456789019", "CREDIT_CARD 0-16 likely; CREDIT_CARD 18-34 likely");
    row("card 060426070011", "CREDIT_CARD 5-17 likely");
    row("4539578763621487", "");
    row("4539 5787-6362 1486", "");
    row("4539 5787 6362 1486 12", "");
    row("1212 4539 5787 6362 1486", "");
    row("4012888888881881 4012-8888-8888-1881 4012 8888 8888 1881", "CREDIT_CARD 0-16 likely; CREDIT_CARD 17-36 very_likely; CREDIT_CARD 37-56 very_likely");
    row("122000000000003", "");
    row("card 122000000000003", "CREDIT_CARD 5-20 very_likely");
    row("0000 0000 0000 0000", "");
    row("1111-0000-1111-0000", "");
    row("9530000000000008", "");
    row("order 4539578763621486", "");
    row("060426070011", "");
    row("/p/4539578763621486", "");
    row("4539578763621486.0", "");
    row("x4539578763621486", "");
}

void TestGuards::ibansHaveTheirCountrysLength_data()
{
    columns();
    row("DE89370400440532013000", "IBAN 0-22 very_likely");
    row("de89 3704 0044 0532 0130 00", "IBAN 0-27 very_likely");
    row("GB82-WEST-1234-5698-7654-32", "IBAN 0-27 very_likely");
    row("IBAN:DE89370400440532013000,", "IBAN 5-27 very_likely");
    row("DE88370400440532013000", "");
    row("DE8937040044053201300", "");
    row("DE893704004405320130000", "");
    row("ZZ89370400440532013000", "");
    row("DE89 37040044 0532013000", "IBAN 0-24 very_likely");
}

void TestGuards::numbersInsideOfOthersAreNoNumbers_data()
{
    columns();
    row("SSN 536-22-8145", "US_SSN 4-15 very_likely");
    row("536-22-8145", "US_SSN 0-11 likely");
    row("a,536-22-8145,b", "US_SSN 2-13 likely");
    row("SSN: 536-22-8145/US", "US_SSN 5-16 very_likely");
    row("000-22-8145", "");
    row("666-22-8145", "");
    row("936-22-8145", "");
    row("536-00-8145", "");
    row("536-22-0000", "");
    row("536228145", "");
    row("536 22 8145", "");
    row("1-536-22-8145", "");
    row("536-22-8145-9", "");
    row("536-22-81456", "");
    row("x536-22-8145", "");
    row("#536-22-8145", "");
    row("$536-22-8145", "");
    row("3fa85f64-5717-4562-b3fc-2c963f66afa6", "");
    row("7226 6239 0263", "IN_AADHAAR 0-14 likely");
    row("7226 6239 0263 1111", "");
    row("11 7226 6239 0263", "");
    row("88917230N", "ES_NIF 0-9 likely");
    row("88917230n", "");
    row("file-88917230N", "");
    row("88917230N.txt", "");
    row("https://acme.com/88917230N", "");
    row("?q=88917230N", "ES_NIF 3-12 likely");
    row("https://acme.com/?q=88917230N", "");
    row("\\n536-22-8145", "US_SSN 2-13 likely");
    row("AA 12 34 56 B", "UK_NINO 0-13 likely");
    row("BG 12 34 56 B", "");
    row("AA 12 34 56 E", "");
}

void TestGuards::digitsOfAFormStandForThemselves_data()
{
    columns();
    row("dea A91234563", "DEA_NUMBER 4-13 very_likely"); // a letter and a nine
    row("dea A81234563", "");
    row("dea AB1234563", "DEA_NUMBER 4-13 very_likely");
    row("aadhaar 7226 6239 0263", "IN_AADHAAR 8-22 very_likely");
    row("aadhaar 7226 6239-0263", ""); // parted alike
}

void TestGuards::bareNumbersThatAreIdsAreNotEvenPossible_data()
{
    columns();
    row("id 1641552884", "US_NPI 3-13 possible");
    row("id in (88497621,1641552884)", "");
    row("id in (1641552884,88497621)", "");
    row("ids 88497621, 1641552884", "US_NPI 14-24 possible");
    row("npi,id\n1641552884,88497621", "US_NPI 7-17 very_likely");
    row(R"({"1641552884": {}})", "");
    row(R"({"x": "1641552884"})", "US_NPI 7-17 possible");
    row(R"({"cards": [4539578763621486,4532015112830366]})", "CREDIT_CARD 11-27 very_likely; CREDIT_CARD 28-44 likely");
    row("`0123456789+/`", "");
    row("977-0-4431-4712-7", "PHONE 0-17 possible");
    row("979-0-4431-4712-7", "");
    row("27.30.5.19735", "");
    row("27.30.555.1973", "PHONE 0-14 possible");
    row("03.07 - 17.07.15", "");
}

void TestGuards::bareNumbersThatAreIdsAreNotEvenPossible()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(print(findIn(text.toStdString(), EntitySet::defaults()))), expected);
}

void TestGuards::birthDatesNeedAWord_data()
{
    columns();
    row("born 1990-04-05", "DATE_OF_BIRTH 5-15 very_likely");
    row("dob: 4/5/90", "DATE_OF_BIRTH 5-11 very_likely");
    row("born on the 5th of April 1990", "DATE_OF_BIRTH 12-29 very_likely");
    row("Date of birth: April 5, 1990", "DATE_OF_BIRTH 15-28 very_likely");
    row("{\"birthDate\":\"1990-04-05T00:00:00Z\"}", "DATE_OF_BIRTH 14-24 very_likely");
    row("dob 19900405", "DATE_OF_BIRTH 4-12 very_likely");
    row("dob 19901305", "");
    row("1990-04-05", "");
    row("{\"date\":\"1990-04-05\",\"dob\":\"\"}", "");
    row("born 1990-02-30", "");
    row("born 5 Maybe 1990", "");
    row("born 1890-04-05", "");
    row("airborne 1990-04-05", "");
}

void TestGuards::machinesHavePublicAddresses_data()
{
    columns();
    row("client 13.52.11.22", "IP_ADDRESS 7-18 likely");
    row("http://13.52.11.22/x", "IP_ADDRESS 7-18 likely");
    row("13.52.11.0/24", "IP_ADDRESS 0-13 likely");
    row("6e40:4041:c617:e898:c11:40d2:c669:2eb4", "IP_ADDRESS 0-38 likely");
    row("2a00:1450::200e", "IP_ADDRESS 0-15 likely");
    row("::ffff:13.52.11.22", "IP_ADDRESS 0-18 likely");
    row("00:1A:2B:3C:4D:5E", "MAC_ADDRESS 0-17 likely");
    row("aabb.ccdd.eeff", "MAC_ADDRESS 0-14 likely");
    row("AA-BB-CC-DD-EE-FF", "MAC_ADDRESS 0-17 likely");
    row("127.0.0.1 10.0.0.5 172.16.4.9 192.168.1.20 169.254.1.1 203.0.113.9 8.8.8.8", "");
    row("::1 fe80::1 2001:db8::1 ::ffff:10.0.0.1", "");
    row("version 13.52.11.22", "");
    row("v13.52.11.22", "");
    row("13.52.11.256", "");
    row("13.52.11.22.5", "");
    row("12:30:45", "");
    row("std::vector f32::abs dead::beef", "");
    row("00:00:00:00:00:00 ff:ff:ff:ff:ff:ff", "");
    row("01:02:03:04:05:06:07", "");
}

QTEST_APPLESS_MAIN(TestGuards)
#include "tst_guards.moc"
