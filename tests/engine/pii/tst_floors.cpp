// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/ownrows.h"

#include <QtTest>

using namespace labelled;
using namespace runlog::pii;

namespace {

struct Floor {
    Entity entity;
    double precision;
    double recall;
};

constexpr Floor floors[] = {
    {Entity::Email, 1, 1},
    {Entity::Phone, 1, 1},
    {Entity::CreditCard, 1, 1},
    {Entity::Iban, 1, 1},
    {Entity::Crypto, 1, 1},
    {Entity::UsSsn, 1, 1},
    {Entity::UsItin, 1, 1},
    {Entity::UsNpi, 1, 1},
    {Entity::UsMbi, 1, 1},
    {Entity::AbaRoutingNumber, 1, 1},
    {Entity::DeaNumber, 1, 1},
    {Entity::CaSin, 1, 1},
    {Entity::MxCurp, 1, 1},
    {Entity::BrCpf, 1, 1},
    {Entity::ArCuit, 1, 1},
    {Entity::ClRut, 1, 1},
    {Entity::EcCi, 1, 1},
    {Entity::DoCedula, 1, 0.87}, // 002-7… is an international prefix with a calling code, too
    {Entity::InAadhaar, 1, 1},
    {Entity::InPan, 1, 1},
    {Entity::SgNricFin, 1, 1},
    {Entity::MyNric, 1, 1},
    {Entity::CnRic, 1, 1},
    {Entity::HkHkid, 1, 1},
    {Entity::TwNationalId, 1, 1},
    {Entity::JpMyNumber, 1, 1},
    {Entity::KrRrn, 1, 1},
    {Entity::ThTnin, 1, 1},
    {Entity::IlId, 1, 1},
    {Entity::ZaIdNumber, 1, 1},
    {Entity::AuTfn, 1, 1},
    {Entity::AuMedicare, 1, 1},
    {Entity::UkNino, 1, 1},
    {Entity::UkNhs, 1, 1},
    {Entity::UkDrivingLicence, 1, 1},
    {Entity::IePps, 1, 1},
    {Entity::DeTaxId, 1, 1},
    {Entity::DeSocialSecurity, 1, 1},
    {Entity::FrNir, 1, 1},
    {Entity::EsNif, 1, 1},
    {Entity::EsNie, 1, 1},
    {Entity::PtNif, 1, 1},
    {Entity::ItFiscalCode, 1, 1},
    {Entity::NlBsn, 1, 1},
    {Entity::BeNn, 1, 1},
    {Entity::ChAhv, 1, 1},
    {Entity::AtSvnr, 1, 1},
    {Entity::PlPesel, 1, 1},
    {Entity::CzRc, 1, 1},
    {Entity::RoCnp, 1, 1},
    {Entity::BgEgn, 1, 1},
    {Entity::EeIk, 1, 1},
    {Entity::FiPersonalIdentityCode, 1, 1},
    {Entity::SePersonnummer, 1, 1},
    {Entity::NoFnr, 1, 1},
    {Entity::DkCpr, 1, 0.87}, // one in 31 has the check letter of a Finnish code, too
    {Entity::TrNationalId, 1, 1},
    {Entity::Passport, 1, 1},
    {Entity::DriverLicense, 1, 1},
    {Entity::BankAccount, 1, 1},
    {Entity::DateOfBirth, 1, 1},
    {Entity::Person, 1, 1},
    {Entity::Address, 1, 1},
    {Entity::PostalCode, 1, 1},
    {Entity::IpAddress, 1, 1},
    {Entity::MacAddress, 1, 1},
    {Entity::AwsAccessKey, 1, 1},
    {Entity::AzureStorageKey, 1, 1},
    {Entity::GoogleApiKey, 1, 1},
    {Entity::GoogleOauthToken, 1, 1},
    {Entity::GithubToken, 1, 1},
    {Entity::GitlabToken, 1, 1},
    {Entity::SlackToken, 1, 1},
    {Entity::SlackWebhook, 1, 1},
    {Entity::DiscordWebhook, 1, 1},
    {Entity::StripeKey, 1, 1},
    {Entity::OpenaiKey, 1, 1},
    {Entity::AnthropicKey, 1, 1},
    {Entity::HuggingfaceToken, 1, 1},
    {Entity::NpmToken, 1, 1},
    {Entity::PypiToken, 1, 1},
    {Entity::SendgridKey, 1, 1},
    {Entity::TwilioKey, 1, 1},
    {Entity::MailgunKey, 1, 1},
    {Entity::TelegramBotToken, 1, 1},
    {Entity::ShopifyToken, 1, 1},
    {Entity::DigitaloceanToken, 1, 1},
    {Entity::DatabricksToken, 1, 1},
    {Entity::DockerToken, 1, 1},
    {Entity::VaultToken, 1, 1},
    {Entity::PrivateKey, 1, 1},
    {Entity::Jwt, 1, 1},
    {Entity::UrlPassword, 1, 1},
    {Entity::SecretValue, 1, 1},
};

const std::vector<Row>& rows()
{
    static const auto all = ownRows();
    return all;
}

std::string said(const Count& count, const std::vector<Miss>& misses)
{
    auto text = std::to_string(count.hits) + " hits, " + std::to_string(count.missed) + " missed, " +
                std::to_string(count.extra) + " extra";
    for (const auto& miss : misses)
        text += "\n" + miss.id + ": " + miss.what;
    return text;
}

} // namespace

// The floors of every entity on made-up texts, whatever else there is to measure with. `runlog-pii-table` prints the
// figures.
class TestFloors : public QObject {
    Q_OBJECT

private slots:
    void everyEntityOfTheTableHasOneFloor();
    void everyEntityHasCasesAndNearMisses();
    void everyEntityReachesItsFloor_data();
    void everyEntityReachesItsFloor();
};

void TestFloors::everyEntityOfTheTableHasOneFloor()
{
    for (const auto& row : entities())
        QVERIFY2(std::ranges::count(floors, row.entity, &Floor::entity) == 1, std::string(row.name).c_str());
}

void TestFloors::everyEntityHasCasesAndNearMisses()
{
    for (const auto& row : entities()) {
        const auto about = [&](bool labelled) {
            return std::ranges::count_if(
                rows(), [&](const Row& one) { return one.kind == row.name && one.spans.empty() != labelled; });
        };
        QVERIFY2(about(true) >= 3 && about(false) >= 3, std::string(row.name).c_str());
    }
}

void TestFloors::everyEntityReachesItsFloor_data()
{
    QTest::addColumn<std::size_t>("index");
    for (std::size_t i = 0; i < std::size(floors); ++i)
        QTest::newRow(name(floors[i].entity).data()) << i;
}

void TestFloors::everyEntityReachesItsFloor()
{
    QFETCH(std::size_t, index);
    const auto& floor = floors[index];
    std::vector<Miss> misses;
    const auto count = scoreOfOwn(rows(), floor.entity, misses);
    QVERIFY2(count.precision() >= floor.precision && count.recall() >= floor.recall, said(count, misses).c_str());
}

QTEST_APPLESS_MAIN(TestFloors)
#include "tst_floors.moc"
