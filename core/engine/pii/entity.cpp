// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/entity.h"

#include <algorithm>

namespace runlog::pii {

namespace {

// name, alias, category, on by default, needs context, description, check
constexpr EntityRow rows[] = {
    {Entity::Email, "EMAIL", "EMAIL_ADDRESS", Category::Pii, true, false,
     "an e-mail address whose top-level domain exists", "top-level domain"},
    {Entity::Phone, "PHONE", "PHONE_NUMBER", Category::Pii, true, false,
     "a telephone number, international or written in groups; bare digits only beside a telling word",
     "calling code, length"},
    {Entity::CreditCard, "CREDIT_CARD", "", Category::Pii, true, false, "a payment card number",
     "issuer prefix, length, Luhn"},
    {Entity::Iban, "IBAN", "IBAN_CODE", Category::Pii, true, false, "an international bank account number",
     "country length, mod 97"},
    {Entity::Crypto, "CRYPTO", "", Category::Pii, true, false,
     "a Bitcoin address; one of Ethereum only beside a telling word", "Base58Check, Bech32"},
    {Entity::UsSsn, "US_SSN", "SSN", Category::Pii, true, false,
     "a US social security number, dashed; bare digits only beside a telling word", "area, group and serial rules"},
    {Entity::UsItin, "US_ITIN", "ITIN", Category::Pii, true, true, "a US individual taxpayer number", "group ranges"},
    {Entity::UsNpi, "US_NPI", "NPI", Category::Pii, true, true, "a US health provider number", "Luhn with 80840"},
    {Entity::UsMbi, "US_MBI", "", Category::Pii, true, false, "a US Medicare beneficiary number", "letter positions"},
    {Entity::AbaRoutingNumber, "ABA_ROUTING_NUMBER", "ABA", Category::Pii, true, true, "a US bank routing number",
     "prefix, weights 3-7-1"},
    {Entity::DeaNumber, "DEA_NUMBER", "MEDICAL_LICENSE", Category::Pii, true, true, "a US licence to prescribe",
     "DEA check digit"},
    {Entity::CaSin, "CA_SIN", "", Category::Pii, true, true, "a Canadian social insurance number", "Luhn"},
    {Entity::MxCurp, "MX_CURP", "", Category::Pii, true, false, "a Mexican population registry code",
     "date, state, check digit"},
    {Entity::BrCpf, "BR_CPF", "CPF", Category::Pii, true, false, "a Brazilian taxpayer number", "two check digits"},
    {Entity::ArCuit, "AR_CUIT", "", Category::Pii, true, false, "an Argentine tax number", "prefix, mod 11"},
    {Entity::ClRut, "CL_RUT", "", Category::Pii, true, false, "a Chilean national number", "mod 11"},
    {Entity::EcCi, "EC_CI", "", Category::Pii, true, true, "an Ecuadorian identity card", "province, Luhn"},
    {Entity::DoCedula, "DO_CEDULA", "", Category::Pii, true, true, "a Dominican identity card", "Luhn"},
    {Entity::InAadhaar, "IN_AADHAAR", "AADHAAR", Category::Pii, true, false,
     "an Indian Aadhaar number in groups of four; bare digits only beside a telling word", "Verhoeff"},
    {Entity::InPan, "IN_PAN", "", Category::Pii, true, false, "an Indian permanent account number", "holder letter"},
    {Entity::SgNricFin, "SG_NRIC_FIN", "", Category::Pii, true, false,
     "a Singaporean identity or foreign identification number", "check letter"},
    {Entity::MyNric, "MY_NRIC", "", Category::Pii, true, false, "a Malaysian identity card, dashed",
     "date, place of birth"},
    {Entity::CnRic, "CN_RIC", "CN_ID", Category::Pii, true, false, "a Chinese resident identity card",
     "province, date, mod 11-2"},
    {Entity::HkHkid, "HK_HKID", "", Category::Pii, true, false, "a Hong Kong identity card", "mod 11"},
    {Entity::TwNationalId, "TW_NATIONAL_ID", "", Category::Pii, true, true, "a Taiwanese identity card", "mod 10"},
    {Entity::JpMyNumber, "JP_MY_NUMBER", "", Category::Pii, true, true, "a Japanese individual number", "mod 11"},
    {Entity::KrRrn, "KR_RRN", "", Category::Pii, true, false, "a Korean resident registration number, dashed",
     "date, mod 11"},
    {Entity::ThTnin, "TH_TNIN", "", Category::Pii, true, true, "a Thai national identity number", "mod 11"},
    {Entity::IlId, "IL_ID", "", Category::Pii, true, true, "an Israeli identity number", "Luhn"},
    {Entity::ZaIdNumber, "ZA_ID_NUMBER", "", Category::Pii, true, true, "a South African identity number",
     "date, Luhn"},
    {Entity::AuTfn, "AU_TFN", "", Category::Pii, true, true, "an Australian tax file number", "weighted mod 11"},
    {Entity::AuMedicare, "AU_MEDICARE", "", Category::Pii, true, true, "an Australian Medicare number",
     "weighted mod 10"},
    {Entity::UkNino, "UK_NINO", "NINO", Category::Pii, true, false, "a UK national insurance number", "prefix rules"},
    {Entity::UkNhs, "UK_NHS", "NHS", Category::Pii, true, true, "a UK health service number", "mod 11"},
    {Entity::UkDrivingLicence, "UK_DRIVING_LICENCE", "", Category::Pii, true, false, "a UK driving licence number",
     "date of birth inside"},
    {Entity::IePps, "IE_PPS", "", Category::Pii, true, false, "an Irish personal public service number",
     "mod 23 letter"},
    {Entity::DeTaxId, "DE_TAX_ID", "", Category::Pii, true, true, "a German tax identification number",
     "digit counts, ISO 7064 mod 11,10"},
    {Entity::DeSocialSecurity, "DE_SOCIAL_SECURITY", "", Category::Pii, true, false,
     "a German pension insurance number", "date, weighted mod 10"},
    {Entity::FrNir, "FR_NIR", "", Category::Pii, true, false, "a French social security number", "month, mod 97"},
    {Entity::EsNif, "ES_NIF", "", Category::Pii, true, false, "a Spanish tax number of a citizen", "mod 23 letter"},
    {Entity::EsNie, "ES_NIE", "", Category::Pii, true, false, "a Spanish identity number of a foreigner",
     "mod 23 letter"},
    {Entity::PtNif, "PT_NIF", "", Category::Pii, true, true, "a Portuguese tax number", "mod 11"},
    {Entity::ItFiscalCode, "IT_FISCAL_CODE", "", Category::Pii, true, false, "an Italian fiscal code",
     "name, date and place, mod 26 letter"},
    {Entity::NlBsn, "NL_BSN", "", Category::Pii, true, true, "a Dutch citizen service number", "weighted mod 11"},
    {Entity::BeNn, "BE_NN", "", Category::Pii, true, false, "a Belgian national number", "date, mod 97"},
    {Entity::ChAhv, "CH_AHV", "", Category::Pii, true, false, "a Swiss social insurance number",
     "756, EAN-13 check digit"},
    {Entity::AtSvnr, "AT_SVNR", "", Category::Pii, true, true, "an Austrian social insurance number",
     "date, weighted mod 11"},
    {Entity::PlPesel, "PL_PESEL", "PESEL", Category::Pii, true, true, "a Polish national identity number",
     "date, weights 1-3-7-9"},
    {Entity::CzRc, "CZ_RC", "", Category::Pii, true, false, "a Czech or Slovak birth number, with its slash",
     "date, mod 11"},
    {Entity::RoCnp, "RO_CNP", "", Category::Pii, true, true, "a Romanian personal code", "date, county, mod 11"},
    {Entity::BgEgn, "BG_EGN", "", Category::Pii, true, true, "a Bulgarian citizen number", "date, mod 11"},
    {Entity::EeIk, "EE_IK", "", Category::Pii, true, true, "an Estonian or Lithuanian personal code",
     "date, two-step mod 11"},
    {Entity::FiPersonalIdentityCode, "FI_PERSONAL_IDENTITY_CODE", "FI_HETU", Category::Pii, true, false,
     "a Finnish personal identity code", "date, mod 31 letter"},
    {Entity::SePersonnummer, "SE_PERSONNUMMER", "", Category::Pii, true, false,
     "a Swedish personal number, dashed; bare digits only beside a telling word", "date, Luhn"},
    {Entity::NoFnr, "NO_FNR", "", Category::Pii, true, true, "a Norwegian birth number", "date, two check digits"},
    {Entity::DkCpr, "DK_CPR", "", Category::Pii, true, true, "a Danish personal number", "date, century digit"},
    {Entity::TrNationalId, "TR_NATIONAL_ID", "", Category::Pii, true, true, "a Turkish identity number",
     "two check digits"},
    {Entity::Passport, "PASSPORT", "", Category::Pii, true, true, "a passport number", ""},
    {Entity::DriverLicense, "DRIVER_LICENSE", "DRIVING_LICENCE", Category::Pii, true, true, "a driving licence number",
     ""},
    {Entity::BankAccount, "BANK_ACCOUNT", "", Category::Pii, true, true, "a domestic bank account number", ""},
    {Entity::DateOfBirth, "DATE_OF_BIRTH", "", Category::Pii, true, true, "a day beside words such as born or dob",
     "calendar"},
    {Entity::Person, "PERSON", "", Category::Pii, true, true,
     "the value of a field that is named after a person's name; there is no name recognition", ""},
    {Entity::Address, "ADDRESS", "", Category::Pii, true, true,
     "the value of a field that is named after a street address", ""},
    {Entity::PostalCode, "POSTAL_CODE", "", Category::Pii, true, true,
     "the value of a field that is named after a postal code", ""},
    {Entity::IpAddress, "IP_ADDRESS", "IP", Category::Network, false, false, "a routable IPv4 or IPv6 address",
     "reserved ranges left out"},
    {Entity::MacAddress, "MAC_ADDRESS", "", Category::Network, false, false, "a hardware address", ""},
    {Entity::AwsAccessKey, "AWS_ACCESS_KEY", "", Category::Secret, true, false, "an Amazon Web Services access key id",
     "AKIA, ASIA"},
    {Entity::AzureStorageKey, "AZURE_STORAGE_KEY", "", Category::Secret, true, false,
     "the account key of an Azure connection string", "AccountKey="},
    {Entity::GoogleApiKey, "GOOGLE_API_KEY", "", Category::Secret, true, false, "a Google API key", "AIza"},
    {Entity::GoogleOauthToken, "GOOGLE_OAUTH_TOKEN", "", Category::Secret, true, false,
     "a Google OAuth token or client secret", "ya29., GOCSPX-"},
    {Entity::GithubToken, "GITHUB_TOKEN", "", Category::Secret, true, false, "a GitHub token",
     "ghp_, gho_, ghu_, ghs_, ghr_, github_pat_"},
    {Entity::GitlabToken, "GITLAB_TOKEN", "", Category::Secret, true, false, "a GitLab token", "glpat-"},
    {Entity::SlackToken, "SLACK_TOKEN", "", Category::Secret, true, false, "a Slack token", "xoxb-, xoxp-, xapp-"},
    {Entity::SlackWebhook, "SLACK_WEBHOOK", "", Category::Secret, true, false, "a Slack webhook",
     "hooks.slack.com/services/"},
    {Entity::DiscordWebhook, "DISCORD_WEBHOOK", "", Category::Secret, true, false, "a Discord webhook",
     "discord.com/api/webhooks/"},
    {Entity::StripeKey, "STRIPE_KEY", "", Category::Secret, true, false, "a Stripe secret key",
     "sk_live_, rk_live_, whsec_"},
    {Entity::OpenaiKey, "OPENAI_KEY", "", Category::Secret, true, false, "an OpenAI key", "sk-, sk-proj-"},
    {Entity::AnthropicKey, "ANTHROPIC_KEY", "", Category::Secret, true, false, "an Anthropic key", "sk-ant-"},
    {Entity::HuggingfaceToken, "HUGGINGFACE_TOKEN", "", Category::Secret, true, false, "a Hugging Face token", "hf_"},
    {Entity::NpmToken, "NPM_TOKEN", "", Category::Secret, true, false, "an npm token", "npm_"},
    {Entity::PypiToken, "PYPI_TOKEN", "", Category::Secret, true, false, "a PyPI token", "pypi-AgE"},
    {Entity::SendgridKey, "SENDGRID_KEY", "", Category::Secret, true, false, "a SendGrid key", "SG."},
    {Entity::TwilioKey, "TWILIO_KEY", "", Category::Secret, true, false, "a Twilio key",
     "SK and 32 hexadecimal digits"},
    {Entity::MailgunKey, "MAILGUN_KEY", "", Category::Secret, true, false, "a Mailgun key",
     "key- and 32 hexadecimal digits"},
    {Entity::TelegramBotToken, "TELEGRAM_BOT_TOKEN", "", Category::Secret, true, false, "the token of a Telegram bot",
     ":AA"},
    {Entity::ShopifyToken, "SHOPIFY_TOKEN", "", Category::Secret, true, false, "a Shopify token", "shpat_, shpss_"},
    {Entity::DigitaloceanToken, "DIGITALOCEAN_TOKEN", "", Category::Secret, true, false, "a DigitalOcean token",
     "dop_v1_"},
    {Entity::DatabricksToken, "DATABRICKS_TOKEN", "", Category::Secret, true, false, "a Databricks token", "dapi"},
    {Entity::DockerToken, "DOCKER_TOKEN", "", Category::Secret, true, false, "a Docker access token", "dckr_pat_"},
    {Entity::VaultToken, "VAULT_TOKEN", "", Category::Secret, true, false, "a Vault token", "hvs., hvb."},
    {Entity::PrivateKey, "PRIVATE_KEY", "", Category::Secret, true, false, "a private key block", "-----BEGIN"},
    {Entity::Jwt, "JWT", "", Category::Secret, true, false, "a signed JSON web token", "eyJ"},
    {Entity::UrlPassword, "URL_PASSWORD", "", Category::Secret, true, false,
     "the password in a web or database address", "://user:password@"},
    {Entity::SecretValue, "SECRET_VALUE", "", Category::Secret, true, true,
     "a random looking value after a key such as password or api_key", "entropy"},
};

constexpr bool rowsFollowTheEnum()
{
    for (std::size_t i = 0; i < entityCount; ++i)
        if (static_cast<std::size_t>(rows[i].entity) != i)
            return false;
    return std::size(rows) == entityCount;
}
static_assert(rowsFollowTheEnum());

template <typename Wanted> constexpr EntitySet select(Wanted wanted)
{
    EntitySet set;
    for (const auto& row : rows)
        if (wanted(row))
            set.insert(row.entity);
    return set;
}

} // namespace

std::span<const EntityRow> entities() { return rows; }
const EntityRow& row(Entity entity) { return rows[static_cast<std::size_t>(entity)]; }
std::string_view name(Entity entity) { return row(entity).name; }

std::string_view name(Category category)
{
    switch (category) {
    case Category::Pii: return "pii";
    case Category::Secret: return "secret";
    case Category::Network: return "network";
    }
    return {};
}

std::optional<Entity> entityNamed(std::string_view name)
{
    const auto found = std::ranges::find_if(
        rows, [&](const EntityRow& row) { return row.name == name || (!row.alias.empty() && row.alias == name); });
    return found == std::end(rows) ? std::nullopt : std::optional(found->entity);
}

EntitySet EntitySet::defaults()
{
    static constexpr auto set =
        select([](const EntityRow& row) { return row.category == Category::Pii && row.onByDefault; });
    return set;
}

EntitySet EntitySet::secrets() { return of(Category::Secret); }

EntitySet EntitySet::everything()
{
    static constexpr auto set = select([](const EntityRow&) { return true; });
    return set;
}

EntitySet EntitySet::of(Category category)
{
    return select([category](const EntityRow& row) { return row.category == category; });
}

} // namespace runlog::pii
