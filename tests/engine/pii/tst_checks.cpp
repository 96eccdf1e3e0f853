// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/print.h"

#include <QtTest>

using namespace runlog::pii;

// Each small check of the scanner: a text that it refuses beside one that it lets pass, with every finding, possible ones too.
class TestChecks : public QObject {
    Q_OBJECT

private slots:
    void telephonesAndCardsAreParted_data();
    void telephonesAndCardsAreParted() { check(); }
    void daysExistAndEnd_data();
    void daysExistAndEnd() { check(); }
    void lettersAndCheckDigitsAgree_data();
    void lettersAndCheckDigitsAgree() { check(); }
    void wordsBelongToTheirStatement_data();
    void wordsBelongToTheirStatement() { check(); }
    void secretsLookDrawn_data();
    void secretsLookDrawn() { check(); }
    void examplesSaySo_data();
    void examplesSaySo();

private:
    static void columns()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("expected");
    }
    static void row(const char* text, const char* field, const char* expected)
    {
        QTest::addRow("%s (%s)", text, field) << QByteArray(text) << QByteArray(field) << QByteArray(expected);
    }
    static void check()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, field);
        QFETCH(QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(print(findIn(text.toStdString(), EntitySet::everything(), field.toStdString()))), expected);
    }
};

void TestChecks::telephonesAndCardsAreParted_data()
{
    columns();
    row("+33 1 23 45 67", "", "PHONE 0-14 possible");
    row("card 453957 876362 1486", "", "");
    row("1990-04-057946496", "", "");
    row("phone 999.52.11.22", "", "");
    row("(115) 555-2671", "", "PHONE 0-14 likely");
    row("0161.496.0123", "", "PHONE 0-13 possible");
    row("01.61.49.60.12", "", "PHONE 0-14 likely");
    row("(415) 10161", "", "PHONE 0-11 likely");
    row("(415) 8945", "", "");
    row("phone 49689.20", "", "");
    row("phone 49689 2012", "", "PHONE 6-16 likely");
    row("9+1 123456233", "phone", "");
    row("phone 9 67123456", "", "PHONE 6-16 likely");
    row("phone 67123456 78901234567", "", "PHONE 15-26 likely");
    row("phone 67123456abc", "", "");
    row("phone 67123456x12", "", "PHONE 6-17 likely");
    row("+1 90010x12345", "phone", "");
}

void TestChecks::daysExistAndEnd_data()
{
    columns();
    row("born 1990-02-29", "", "");
    row("born 1992-02-29", "", "DATE_OF_BIRTH 5-15 very_likely");
    row("born 1990-004-05", "", "");
    row("0005 April 1990", "birth_date", "");
    row("5 April 1990x", "birth_date", "");
    row("1990-04-05T", "birth_date", "");
    row("1990-04-05T00:00", "birth_date", "DATE_OF_BIRTH 0-10 very_likely");
}

void TestChecks::lettersAndCheckDigitsAgree_data()
{
    columns();
    row("nhs 1111111111", "", "AT_SVNR 4-14 possible");
    row("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "", "CRYPTO 0-42 very_likely");
    row("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp", "", "");
    row("TDHR931026HDFAKZ43", "curp", "");
    row("TDHR931026HDFGKZ43", "curp", "MX_CURP 0-18 very_likely");
    row("RSSMRA85T10A562S", "codice_fiscale", "IT_FISCAL_CODE 0-16 very_likely");
    row("RASMRA85T10A562A", "codice_fiscale", "");
    row("RSSMRA85T10A5B2N", "codice_fiscale", "");
    row("39923840159", "codice_fiscale", "IT_FISCAL_CODE 0-11 very_likely");
    row("99428655551", "codice_fiscale", "");
    row("91306520150", "codice_fiscale", "");
}

void TestChecks::wordsBelongToTheirStatement_data()
{
    columns();
    row("\"phone\", 4155552671", "", "UK_NHS 9-19 possible");
    row("phone, 4155552671", "", "PHONE 7-17 likely");
    row("phone 147-56-0238", "", "US_SSN 6-17 likely");
    row("order 147-56-0238", "", "US_SSN 6-17 possible");
    row("\"address_1\": \"12 Main Street\"", "", "ADDRESS 14-28 likely");
    row("phone \xE2\x82\xAC""67123456", "", "");
    row("phone 67123456", "", "PHONE 6-14 likely");
}

void TestChecks::secretsLookDrawn_data()
{
    columns();
    row("HunterTwo", "password", "");
    row("Hunter!Two", "password", "SECRET_VALUE 0-10 likely");
    row("Hunter2Two", "password", "SECRET_VALUE 0-10 likely");
    row("Hunter2Two", "api_key", "");
    row("hf_abcdefghijklmnopqrstuvwxyzabcdefgh", "", "");
    row("hf_abcdefghijklmnopqrstuvwxyzabcdef12", "", "HUGGINGFACE_TOKEN 0-37 very_likely");
}

void TestChecks::examplesSaySo_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isExample");
    QTest::newRow("test card") << QByteArray("4111 1111 1111 1111") << true;
    QTest::newRow("card") << QByteArray("4539 5787 6362 1486") << false;
    QTest::newRow("printed IBAN") << QByteArray("DE89 3704 0044 0532 0130 00") << true;
    QTest::newRow("IBAN") << QByteArray("NL91ABNA0417164300") << false;
    QTest::newRow("fictional telephone") << QByteArray("(415) 555-0123") << true;
    QTest::newRow("telephone") << QByteArray("(415) 556-0123") << false;
}

void TestChecks::examplesSaySo()
{
    QFETCH(QByteArray, text);
    QFETCH(bool, isExample);
    const auto why = reasons(text.toStdString());
    QVERIFY2(why.starts_with("pattern: "), why.c_str());
    QCOMPARE(why.find("sample value") != std::string::npos, isExample);
}

QTEST_APPLESS_MAIN(TestChecks)
#include "tst_checks.moc"
