// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/scanner.h"

#include <QCryptographicHash>
#include <QtTest>

#include <random>

using namespace runlog::pii;

namespace {

// Pieces of texts: what is found in them is what the latest of the versions below stands for. Added to where a change shows in none of
// them, and else never changed.
constexpr std::string_view pieces[] = {
    "147-56-0238", "745963470", "994-85-0616", "1680059247", "6FV9-D41-GC40", "282004947", "BU8430516", "434-452-298",
    "TDHR931026HDFGKZ43", "978.392.476-10", "978392476-10", "978 392 476 10", "33-68808887-4", "07.635.181-3",
    "0357342989", "117-1119478-4", "7226-6239-0263", "IQDFX1846W", "G4057446N", "540123-92-6760",
    "444507196910217415", "O434850(9)", "I942696121", "697307652049", "050819-8161271", "1641963056119", "955880927",
    "5904236974224", "359092604", "2892 01921 1", "WG126487B", "769-734-4246", "MORGA611161ADJAY", "4502484SA",
    "45890379624", "10061277T603", "255500785966692", "88917230N", "Y6820427K", "219118680", "BPRDVL23A70T816O",
    "627887417", "63.30.27-720.03", "633027-720-03", "63 30 27 720 03", "756.2673.3599.13", "7562673359913",
    "756 2673 3599 13", "2189010585", "84091579416", "742514/3627", "8440623027298", "2941091715", "18005153847",
    "230808-0554", "260581-1104", "13038005809", "130380 05809", "010190-4119", "53225140822", "4539578763621486",
    "DE89370400440532013000", "16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ", "ssn", "itin", "npi", "medicare",
    "routing number", "dea", "sin", "curp", "cpf", "cuit", "rut", "cédula", "aadhaar", "pan", "nric", "mykad",
    "id card", "hkid", "taiwan", "my number", "rrn", "thai", "teudat zehut", "rsa id", "tfn", "nino", "nhs", "dvla",
    "pps", "steuer id", "rvnr", "nir", "dni", "nie", "contribuinte", "codice fiscale", "bsn", "rijksregisternummer",
    "ahv", "svnr", "pesel", "rodné číslo", "cnp", "egn", "isikukood", "hetu", "personnummer", "fnr", "cpr", "kimlik",
    "visa", "iban", "wallet", "joe@acme.com", "git@github.com:a/b.git", "415-555-2671", "+44 20 7946 0958",
    "(555) 555-0100", "4155552671", "13.52.11.22", "10.0.0.5", "2001:db8::1", "00:1b:44:11:3a:b7", "1990-04-05",
    "5 April 1990", "born", "phone", "order", "ticket", "version", "password", "first_name", "street", "zip", "Mia",
    "12 Oak Lane", "90210", "a1B2c3D4e5F6g7H8", " ", ": ", ", ", "\n", "=", "\"", "{", "}", "https://", "/", "-", ".",
    "7", "x_", "\xC3\xA9", "\xE7\x94\xB5\xE8\xAF\x9D", "\xFF", "<EMAIL>", "A91234563",
};

std::string anyOf(std::mt19937& random)
{
    std::string text;
    for (auto count = random() % 12; count > 0; --count) {
        text += pieces[random() % std::size(pieces)];
        text += random() % 2 == 0 ? " " : "";
    }
    return text;
}

// One line for each finding: all of it.
std::string printed(std::string_view text, const ScanOptions& options)
{
    std::vector<Finding> findings;
    scan(text, options, findings);
    std::string result;
    for (const auto& finding : findings) {
        result.append(name(finding.entity)).append(" ").append(name(finding.likelihood)).append(" ");
        result.append(std::to_string(finding.begin)).append("-").append(std::to_string(finding.end));
        for (const auto& reason : finding.reasons)
            result.append("; ").append(name(reason.kind)).append(" ").append(reason.text);
        result.append("\n");
    }
    return result;
}

std::string digestOfFindings()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    std::mt19937 random(20'000);
    for (int i = 0; i < 20'000; ++i) {
        const auto text = anyOf(random);
        const auto found = printed(text, {EntitySet::everything(), pieces[random() % std::size(pieces)]});
        hash.addData(QByteArray::fromStdString(found));
    }
    return hash.result().toHex().left(16).toStdString();
}

struct Version {
    unsigned number;
    std::string_view digest;
};

// A change in what is found takes a new line and a new DetectorVersion; no line is ever changed.
constexpr Version versions[] = {
    {1, "781dcf2f6f9ea8cc"},
    {2, "1e09848fead36ff2"}, // a form's own digits belong to the number; words cut by the reach are none
};

} // namespace

class TestVersion : public QObject {
    Q_OBJECT

private slots:
    void whatIsFoundBelongsToTheVersion();
    void everyVersionFindsSomethingElse();
};

void TestVersion::whatIsFoundBelongsToTheVersion()
{
    const auto& latest = versions[std::size(versions) - 1];
    const auto digest = digestOfFindings();
    QVERIFY2(digest == latest.digest, ("findings have changed: raise DetectorVersion, and add it here with " + digest).c_str());
    QCOMPARE(DetectorVersion, latest.number);
}

void TestVersion::everyVersionFindsSomethingElse()
{
    unsigned number = 0;
    QStringList digests;
    for (const auto& version : versions) {
        QCOMPARE(version.number, ++number);
        digests << QString::fromLatin1(version.digest.data(), static_cast<qsizetype>(version.digest.size()));
    }
    QCOMPARE(digests.removeDuplicates(), 0);
}

QTEST_APPLESS_MAIN(TestVersion)
#include "tst_version.moc"
