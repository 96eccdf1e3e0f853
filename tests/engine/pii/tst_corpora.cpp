// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/corpora.h"

#include <QFile>
#include <QtTest>

using namespace labelled;

namespace {

const Report& report()
{
    static const auto measured = measure(RUNLOG_SHARED_DIR "/pii");
    return measured;
}

std::string figures(const Count& count)
{
    return std::to_string(count.hits) + " hits, " + std::to_string(count.missed) + " missed, "
           + std::to_string(count.extra) + " extra";
}

} // namespace

// The floors: how well the scanner must do on labelled texts of others. `runlog-pii-table` prints the figures.
class TestCorpora : public QObject {
    Q_OBJECT

private slots:
    void negativesStayClean();
    void unlabelledToolArgumentsStayClean();
    void keyedValuesOfToolTracesAreFound();
    void thePeersCasesAreFound_data();
    void thePeersCasesAreFound();
    void casesInWhichWeSayLessAreWrittenDown();
    void structuredTypesOfSyntheticTextsAreFound_data();
    void structuredTypesOfSyntheticTextsAreFound();
    void checksumVectorsAgree();
    void ambiguousTextsAreTakenAsTheReferenceSays();

private:
    static void atLeast(const Count& count, double precision, double recall)
    {
        QVERIFY2(count.precision() >= precision && count.recall() >= recall, figures(count).c_str());
    }
};

void TestCorpora::negativesStayClean()
{
    for (const std::string what : {"texts, personal data likely", "texts, personal data possible", "texts, secrets likely",
                                   "texts, secrets possible"}) {
        const auto& count = report().at("negatives", what);
        QVERIFY2(static_cast<double>(count.extra) <= 0.002 * static_cast<double>(count.hits + count.extra),
                 figures(count).c_str());
    }
}

void TestCorpora::unlabelledToolArgumentsStayClean()
{
    QCOMPARE(report().at("agent_traces_tau", "unlabelled arguments likely").extra, std::size_t(0));
    QCOMPARE(report().at("agent_traces_tau", "unlabelled arguments possible").extra, std::size_t(0));
}

void TestCorpora::keyedValuesOfToolTracesAreFound()
{
    for (const std::string what : {"EMAIL", "PERSON", "DATE_OF_BIRTH", "ADDRESS", "POSTAL_CODE"})
        atLeast(report().at("agent_traces_tau", what), 1.0, 1.0);
    atLeast(report().at("agent_traces_tau with messages", "EMAIL"), 1.0, 1.0);
}

void TestCorpora::thePeersCasesAreFound_data()
{
    QTest::addColumn<QByteArray>("what");
    QTest::addColumn<double>("precision");
    QTest::addColumn<double>("recall");
    const auto row = [](const char* what, double precision, double recall) {
        QTest::newRow(what) << QByteArray(what) << precision << recall;
    };
    for (const auto* what : {"EMAIL_ADDRESS",
                             "CREDIT_CARD",
                             "IBAN_CODE",
                             "CRYPTO",
                             "US_SSN",
                             "US_ITIN",
                             "US_NPI",
                             "ABA_ROUTING_NUMBER",
                             "MEDICAL_LICENSE",
                             "CA_SIN",
                             "IN_AADHAAR",
                             "IN_PAN",
                             "KR_RRN",
                             "TH_TNIN",
                             "ZA_ID_NUMBER",
                             "AU_TFN",
                             "AU_MEDICARE",
                             "UK_NINO",
                             "UK_NHS",
                             "UK_DRIVING_LICENCE",
                             "DE_TAX_ID",
                             "DE_SOCIAL_SECURITY",
                             "ES_NIF",
                             "ES_NIE",
                             "FI_PERSONAL_IDENTITY_CODE",
                             "TR_NATIONAL_ID",
                             "MAC_ADDRESS"})
        row(what, 1.0, 1.0);
    row("PHONE_NUMBER", 0.9, 0.9);     // a word that runs into its number
    row("SG_NRIC_FIN", 1.0, 0.8);      // a wrong check letter
    row("SE_PERSONNUMMER", 1.0, 0.83); // a word that runs into its number
    row("IP_ADDRESS", 1.0, 0.95);      // an address inside of a word
    row("all", 0.97, 0.97);
    row("together", 0.97, 0.97);
}

void TestCorpora::thePeersCasesAreFound()
{
    QFETCH(QByteArray, what);
    QFETCH(double, precision);
    QFETCH(double, recall);
    atLeast(report().at("presidio_cases", what.toStdString() + " possible"), precision, recall);
    atLeast(report().at("presidio_cases", "all likely"), 0.99, 0.7);
}

// The reference lists each of them, with a reason.
void TestCorpora::casesInWhichWeSayLessAreWrittenDown()
{
    QFile page(QStringLiteral(RUNLOG_SOURCE_DIR "/resources/help/pii.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    const auto reference = page.readAll();
    QVERIFY(!report().unlikely.empty());
    for (const auto& value : report().unlikely)
        QVERIFY2(reference.contains(value.c_str()), value.c_str());
}

void TestCorpora::structuredTypesOfSyntheticTextsAreFound_data()
{
    QTest::addColumn<QByteArray>("file");
    for (const auto* file :
         {"presidio_research_synth_v2", "presidio_research_generated_large", "presidio_research_generated_small"})
        QTest::newRow(file) << QByteArray(file);
}

void TestCorpora::structuredTypesOfSyntheticTextsAreFound()
{
    QFETCH(QByteArray, file);
    const auto name = file.toStdString();
    for (const std::string type : {"EMAIL", "CREDIT_CARD", "IBAN", "US_SSN", "IP_ADDRESS"})
        atLeast(report().at(name, type), 1.0, 1.0);
    atLeast(report().at(name, "PHONE"), 0.97, 0.97);
    atLeast(report().at(name, "all"), 0.985, 0.97);
    if (file == "presidio_research_synth_v2")
        atLeast(report().at(name, "all possible"), 0.985, 0.97);
}

void TestCorpora::checksumVectorsAgree()
{
    atLeast(report().at("stdnum_vectors", "covered formats"), 1.0, 1.0);
    QVERIFY(report().at("stdnum_vectors", "covered formats").hits >= 60);
}

// As the table of choices in the reference, which agrees with what the file suggests.
void TestCorpora::ambiguousTextsAreTakenAsTheReferenceSays()
{
    QCOMPARE(figures(report().at("ambiguous", "as suggested")), std::string("50 hits, 0 missed, 0 extra"));
}

QTEST_APPLESS_MAIN(TestCorpora)
#include "tst_corpora.moc"
