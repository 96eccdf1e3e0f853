// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/phrases.h"

namespace runlog::pii {

namespace {

constexpr std::string_view phoneStrong =
    "phone|ph|ph no|mob|cellular|telephone|phone number|phone "
    "no|tel|telefon|telefono|teléfono|téléphone|telefone|telefoon|puhelin|mobile|"
    "mobil|móvil|cell|cellphone|celular|cellulare|handy|gsm|fax|whatsapp|msisdn|sms|hotline|landline|pager|caller|"
    "call me|call us|call him|call her|call them|phone me|text me|ring me|dial|contact number|contact no|callback|"
    "cep|cep no|numer telefonu|номер "
    "телефона|телефон|тел|Телефон|电话|電話|手机|手機|传真|联系电话|전화|โทร|फ़ोन|फोन|मोबाइल|"
    "携帯";
constexpr std::string_view phoneWeak = "call|calling|called|reach|contact|answering|answer|message|office|desk|home|"
                                       "work|text|ring|ext|extension|voicemail|"
                                       "direct line|line|helpline|emergency";

} // namespace

std::string_view tellingWords(Entity entity, Strength strength)
{
    switch (entity) {
    case Entity::Phone: return strength == Strength::Strong ? phoneStrong : phoneWeak;
    case Entity::CreditCard:
        return "credit|debit|card|credit card|debit card|card number|cc|ccn|visa|mastercard|amex|american "
               "express|discover|jcb|"
               "diners|maestro|pan|kreditkarte|tarjeta|carte bancaire|cartão|信用卡";
    case Entity::Iban: return "iban|bank account|bank|account|transfer|konto|kontonummer|cuenta|compte|conto|sepa";
    case Entity::Crypto: return "bitcoin|btc|eth|ethereum|wallet|crypto|cryptocurrency";
    case Entity::UsSsn:
        return "ssn|ssid|social security|social security number|soc sec|social sec|socsec|social|ss|tax id|taxpayer|"
               "tin|id number|employee number";
    case Entity::UsItin: return "itin|taxpayer|individual taxpayer|tax id|taxpayer id|tin|tax payer|taxid";
    case Entity::UsNpi: return "npi|national provider|provider id|provider identifier|provider number|provider";
    case Entity::UsMbi: return "mbi|medicare|beneficiary|medicaid|cms|hicn";
    case Entity::AbaRoutingNumber: return "aba|routing|routing number|rtn|transit|abarouting|aba routing|bankrouting";
    case Entity::DeaNumber: return "dea|dea number|dea registration|medical|medical license|certificate|prescriber";
    case Entity::CaSin: return "sin|sin number|social insurance|social insurance number|nas|assurance sociale";
    case Entity::MxCurp: return "curp|clave única|registro de población";
    case Entity::BrCpf: return "cpf|cadastro de pessoa|cadastro de pessoas";
    case Entity::ArCuit: return "cuit|cuil";
    case Entity::ClRut: return "rut|run|rol único";
    case Entity::EcCi: return "cédula|cedula|ci|ecuador|cédula de identidad";
    case Entity::DoCedula: return "cédula|cedula|dominican|dominicana";
    case Entity::InAadhaar: return "aadhaar|aadhar|uidai|uid number|aadhaar number|आधार";
    case Entity::InPan: return "pan|permanent account|pan number|pan card|income tax";
    case Entity::SgNricFin: return "nric|fin|singapore|nric fin|identity card";
    case Entity::MyNric: return "nric|mykad|ic number|malaysia|malaysian|kad pengenalan|ic";
    case Entity::CnRic: return "resident identity|id card|identity card|身份证|身份證|shenfenzheng|ric";
    case Entity::HkHkid: return "hkid|hong kong|identity card|id card|香港身份證";
    case Entity::TwNationalId: return "taiwan|taiwanese|national id|id card|身分證|身份證";
    case Entity::JpMyNumber: return "my number|mynumber|individual number|マイナンバー|個人番号";
    case Entity::KrRrn:
        return "rrn|frn|resident registration|foreigner registration|korean|주민등록번호|외국인등록번호";
    case Entity::ThTnin: return "thai|tnin|thai national|national id|เลขประจำตัวประชาชน|เลขบัตรประชาชน|รหัสปชช";
    case Entity::IlId: return "teudat zehut|israeli id|israel id|tz|תעודת זהות|ת ז";
    case Entity::ZaIdNumber:
        return "south african|south africa|rsa|rsa id|sa id|smart id|identity number|id number|national id|resident "
               "number";
    case Entity::AuTfn: return "tfn|tax file|tax file number";
    case Entity::AuMedicare: return "medicare|medicare number|medicare card";
    case Entity::UkNino: return "nino|national insurance|ni number|ni no|ni|national insurance number";
    case Entity::UkNhs: return "nhs|national health|nhs number|nhs no|health service|health authority|patient";
    case Entity::UkDrivingLicence: return "driving licence|driver licence|driving license|dvla|licence|license";
    case Entity::IePps: return "pps|ppsn|pps number|irish|ireland|public service number";
    case Entity::DeTaxId:
        return "steueridentifikationsnummer|steuer id|steuerid|steuer identifikationsnummer|idnr|steuernummer|"
               "identifikationsnummer|german tax|tin|tax id|tax identification";
    case Entity::DeSocialSecurity:
        return "rentenversicherungsnummer|sozialversicherungsnummer|versicherungsnummer|rvnr|svnr|sv "
               "nummer|rentenversicherung";
    case Entity::FrNir:
        return "nir|sécurité sociale|securite sociale|insee|numéro de sécurité|carte vitale|social security";
    case Entity::EsNif: return "nif|dni|documento nacional|identificación|identificacion|cif";
    case Entity::EsNie: return "nie|extranjero|identificación|identificacion";
    case Entity::PtNif: return "nif|contribuinte|número de contribuinte|nipc";
    case Entity::ItFiscalCode: return "codice fiscale|codicefiscale|cf|fiscal code|tax code";
    case Entity::NlBsn: return "bsn|burgerservicenummer|sofinummer|sofi|citizen service";
    case Entity::BeNn:
        return "rijksregisternummer|registre national|national register|national number|numéro "
               "national|nn|insz|niss|rrn";
    case Entity::ChAhv: return "ahv|avs|ahv nummer|sozialversicherungsnummer|ahvn|navs";
    case Entity::AtSvnr: return "svnr|sozialversicherungsnummer|sv nummer|versicherungsnummer|vsnr";
    case Entity::PlPesel: return "pesel|numer pesel";
    case Entity::CzRc: return "rodné číslo|rodne cislo|rč|birth number|rodné";
    case Entity::RoCnp: return "cnp|cod numeric personal|numeric personal";
    case Entity::BgEgn: return "egn|егн|ЕГН|единен граждански";
    case Entity::EeIk: return "isikukood|asmens kodas|personal code|isikukoodi";
    case Entity::FiPersonalIdentityCode:
        return "hetu|henkilötunnus|personbeteckning|personal identity code|identity code";
    case Entity::SePersonnummer:
        return "personnummer|pnr|samordningsnummer|swedish|svensk|svenskt|personal identity number|swedish id|id code";
    case Entity::NoFnr: return "fødselsnummer|fodselsnummer|fnr|personnummer|birth number|norwegian";
    case Entity::DkCpr: return "cpr|cpr nr|cpr nummer|personnummer|danish";
    case Entity::TrNationalId:
        return "tc|kimlik|tc kimlik|tckn|tckimlik|kimlik no|kimlik numarası|turkish|national id|nüfus";
    case Entity::Passport:
        return "passport|passport number|passport no|pasaporte|passeport|reisepass|passaporto|passnummer|travel "
               "document|"
               "paspoort|passport num|护照|여권|паспорт";
    case Entity::DriverLicense:
        return "driver license|drivers license|driver licence|driving license|driving licence|driver s license|driver "
               "s licence|"
               "dl number|license number|licence number|führerschein|führerscheinnummer|patente|permis de conduire|"
               "driverslicense|driverlicense|permiso de conducir";
    case Entity::BankAccount:
        return "bank account|banking account|account number|checking account|savings account|acct|acct no|account no|"
               "kontonummer|número de cuenta|numéro de compte|bankaccount";
    case Entity::DateOfBirth:
        return "dob|d o b|date of birth|birth date|birthdate|birthday|birth day|born|geburtsdatum|geboren|geb|né "
               "le|née le|"
               "date de naissance|fecha de nacimiento|nacido|nacida|nato|nata|data di nascita|data de nascimento|"
               "geboortedatum|születési|birth|生日|出生|生年月日";
    case Entity::IpAddress: return "ip|ipv 4|ipv 6|ip address|client ip|remote addr";
    case Entity::MacAddress: return "mac|mac address|hardware address|physical address|ethernet";
    case Entity::Email:
    case Entity::Person:
    case Entity::Address:
    case Entity::PostalCode: return {};
    case Entity::AwsAccessKey:
    case Entity::AzureStorageKey:
    case Entity::GoogleApiKey:
    case Entity::GoogleOauthToken:
    case Entity::GithubToken:
    case Entity::GitlabToken:
    case Entity::SlackToken:
    case Entity::SlackWebhook:
    case Entity::DiscordWebhook:
    case Entity::StripeKey:
    case Entity::OpenaiKey:
    case Entity::AnthropicKey:
    case Entity::HuggingfaceToken:
    case Entity::NpmToken:
    case Entity::PypiToken:
    case Entity::SendgridKey:
    case Entity::TwilioKey:
    case Entity::MailgunKey:
    case Entity::TelegramBotToken:
    case Entity::ShopifyToken:
    case Entity::DigitaloceanToken:
    case Entity::DatabricksToken:
    case Entity::DockerToken:
    case Entity::VaultToken:
    case Entity::PrivateKey:
    case Entity::Jwt:
    case Entity::UrlPassword:
    case Entity::SecretValue: return {};
    }
    return {};
}

std::string_view wordsAgainst()
{
    return "order|tracking|track|version|commit|ticket|invoice|sku|part|part number|product|product code|item|serial|"
           "model|barcode|isbn|issn|ean|upc|gtin|asin|build|revision|rev|release|issue|bug|parcel|shipment|batch|lot|"
           "catalogue|catalog|reference|ref|request|trace|span|session|nonce|timestamp|ts|epoch|hash|checksum|sha|md5|"
           "etag|uuid|guid|offset|port|pid|line|row|index|count|size|bytes|version number|case|quote|voucher|booking|"
           "reservation|flight|transaction|txn|payment id|widget|amount|price|total|expires|expires at|created|"
           "created at|updated|updated at|doi|cve|rfc|pmid|token "
           "count|page|chapter|section|rule|code|error|status|warehouse";
}

} // namespace runlog::pii
