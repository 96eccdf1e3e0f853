// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/shapes.h"

#include "core/engine/pii/chars.h"
#include "core/engine/pii/identities.h"

#include <array>

namespace runlog::pii {

namespace {

using enum Level;

// entity, pattern, worth alone, worth beside a telling word, check
constexpr Shape table[] = {
    {Entity::UsSsn, "ddd-dd-dddd", Likely, VeryLikely, isUsSsn},
    {Entity::UsSsn, "ddd dd dddd", Possible, VeryLikely, isUsSsn},
    {Entity::UsSsn, "ddd.dd.dddd", Possible, VeryLikely, isUsSsn},
    {Entity::UsSsn, "ddddddddd", Nothing, VeryLikely, isUsSsn},
    {Entity::UsSsn, "ddd-dddddd", Nothing, VeryLikely, isUsSsn},
    {Entity::UsSsn, "ddddd-dddd", Nothing, VeryLikely, isUsSsn},
    {Entity::UsItin, "ddd-dd-dddd", Possible, VeryLikely, isUsItin},
    {Entity::UsItin, "ddd dd dddd", Possible, VeryLikely, isUsItin},
    {Entity::UsItin, "ddddddddd", Nothing, VeryLikely, isUsItin},
    {Entity::UsItin, "ddd-dddddd", Nothing, VeryLikely, isUsItin},
    {Entity::UsItin, "ddddd-dddd", Nothing, VeryLikely, isUsItin},
    {Entity::UsNpi, "dddddddddd", Possible, VeryLikely, isUsNpi},
    {Entity::UsNpi, "dddd-ddd-ddd", Possible, VeryLikely, isUsNpi},
    {Entity::UsNpi, "dddd ddd ddd", Possible, VeryLikely, isUsNpi},
    {Entity::UsMbi, "dUxdUxdUUdd", Possible, VeryLikely, isUsMbi},
    {Entity::UsMbi, "dUxd-Uxd-UUdd", Likely, VeryLikely, isUsMbi},
    {Entity::AbaRoutingNumber, "ddddddddd", Possible, VeryLikely, isAbaRouting},
    {Entity::AbaRoutingNumber, "dddd-dddd-d", Possible, VeryLikely, isAbaRouting},
    {Entity::DeaNumber, "UUddddddd", Possible, VeryLikely, isDea},
    {Entity::DeaNumber, "U9ddddddd", Possible, VeryLikely, isDea},
    {Entity::CaSin, "ddd-ddd-ddd", Possible, VeryLikely, isCaSin},
    {Entity::CaSin, "ddd ddd ddd", Possible, VeryLikely, isCaSin},
    {Entity::CaSin, "ddddddddd", Nothing, VeryLikely, isCaSin},
    {Entity::MxCurp, "UUUUddddddUUUUUUxd", VeryLikely, VeryLikely, isMxCurp},
    {Entity::BrCpf, "ddd.ddd.ddd-dd", VeryLikely, VeryLikely, isBrCpf},
    {Entity::BrCpf, "ddddddddddd", Possible, VeryLikely, isBrCpf},
    {Entity::BrCpf, "ddd ddd ddd dd", Possible, VeryLikely, isBrCpf},
    {Entity::BrCpf, "ddddddddd-dd", Possible, VeryLikely, isBrCpf},
    {Entity::ArCuit, "dd-dddddddd-d", VeryLikely, VeryLikely, isArCuit},
    {Entity::ArCuit, "ddddddddddd", Nothing, VeryLikely, isArCuit},
    {Entity::ArCuit, "ddd-ddddddd-d", Nothing, VeryLikely, isArCuit},
    {Entity::ArCuit, "dddddddddd-d", Nothing, VeryLikely, isArCuit},
    {Entity::ClRut, "dd.ddd.ddd-x", VeryLikely, VeryLikely, isClRut},
    {Entity::ClRut, "d.ddd.ddd-x", VeryLikely, VeryLikely, isClRut},
    {Entity::ClRut, "dddddddd-x", Possible, VeryLikely, isClRut},
    {Entity::ClRut, "ddddddd-x", Nothing, VeryLikely, isClRut},
    {Entity::ClRut, "ddddddddx", Nothing, VeryLikely, isClRut},
    {Entity::ClRut, "dddddddx", Nothing, VeryLikely, isClRut},
    {Entity::EcCi, "dddddddddd", Nothing, VeryLikely, isEcCi},
    {Entity::EcCi, "ddddddddd-d", Nothing, VeryLikely, isEcCi},
    {Entity::DoCedula, "ddd-ddddddd-d", Likely, VeryLikely, isDoCedula},
    {Entity::DoCedula, "ddddddddddd", Nothing, VeryLikely, isDoCedula},
    {Entity::InAadhaar, "ddddsddddsdddd", Likely, VeryLikely, isInAadhaar},
    {Entity::InAadhaar, "dddd:dddd:dddd", Likely, VeryLikely, isInAadhaar},
    {Entity::InAadhaar, "dddddddddddd", Possible, VeryLikely, isInAadhaar},
    {Entity::InPan, "UUUUUddddU", Likely, VeryLikely, isInPan},
    {Entity::InPan, "AAAAAddddA", Nothing, Likely, isInPan},
    {Entity::SgNricFin, "UdddddddU", VeryLikely, VeryLikely, isSgNricFin},
    {Entity::SgNricFin, "AdddddddA", Possible, VeryLikely, isSgNricFin},
    {Entity::MyNric, "dddddd-dd-dddd", Likely, VeryLikely, isMyNric},
    {Entity::MyNric, "dddddddddddd", Nothing, Likely, isMyNric},
    {Entity::CnRic, "dddddddddddddddddx", VeryLikely, VeryLikely, isCnRic},
    {Entity::HkHkid, "Udddddd(x)", Likely, VeryLikely, isHkHkid},
    {Entity::HkHkid, "UUdddddd(x)", Likely, VeryLikely, isHkHkid},
    {Entity::HkHkid, "Uddddddx", Nothing, VeryLikely, isHkHkid},
    {Entity::HkHkid, "UUddddddx", Nothing, VeryLikely, isHkHkid},
    {Entity::TwNationalId, "Uddddddddd", Possible, VeryLikely, isTwNationalId},
    {Entity::JpMyNumber, "dddddddddddd", Possible, VeryLikely, isJpMyNumber},
    {Entity::JpMyNumber, "dddd dddd dddd", Possible, VeryLikely, isJpMyNumber},
    {Entity::JpMyNumber, "dddd-dddd-dddd", Possible, VeryLikely, isJpMyNumber},
    {Entity::KrRrn, "dddddd-ddddddd", VeryLikely, VeryLikely, isKrChecked},
    {Entity::KrRrn, "dddddd-ddddddd", Likely, VeryLikely, isKrDated},
    {Entity::KrRrn, "dddddd-ddddddd", Nothing, VeryLikely, isKrBefore1900},
    {Entity::KrRrn, "ddddddddddddd", Possible, VeryLikely, isKrDated},
    {Entity::ThTnin, "ddddddddddddd", Possible, VeryLikely, isThTnin},
    {Entity::ThTnin, "d-dddd-ddddd-dd-d", VeryLikely, VeryLikely, isThTnin},
    {Entity::ThTnin, "d dddd ddddd dd d", Possible, VeryLikely, isThTnin},
    {Entity::IlId, "ddddddddd", Nothing, VeryLikely, isIlId},
    {Entity::IlId, "dddddddd-d", Nothing, VeryLikely, isIlId},
    {Entity::IlId, "ddddddd-d", Nothing, VeryLikely, isIlId},
    {Entity::IlId, "dddddddd", Nothing, VeryLikely, isIlId},
    {Entity::ZaIdNumber, "ddddddddddddd", Possible, VeryLikely, isZaId},
    {Entity::ZaIdNumber, "dddddd dddd ddd", Possible, VeryLikely, isZaId},
    {Entity::AuTfn, "ddd ddd ddd", Possible, VeryLikely, isAuTfn},
    {Entity::AuTfn, "ddddddddd", Possible, VeryLikely, isAuTfn},
    {Entity::AuTfn, "ddd-ddd-ddd", Possible, VeryLikely, isAuTfn},
    {Entity::AuMedicare, "dddd ddddd d", Possible, VeryLikely, isAuMedicare},
    {Entity::AuMedicare, "dddddddddd", Possible, VeryLikely, isAuMedicare},
    {Entity::UkNino, "UUddddddU", Likely, VeryLikely, isUkNino},
    {Entity::UkNino, "AAsddsddsddsA", Likely, VeryLikely, isUkNino},
    {Entity::UkNino, "AA ddddddA", Likely, VeryLikely, isUkNino},
    {Entity::UkNino, "AA dddddd A", Likely, VeryLikely, isUkNino},
    {Entity::UkNino, "AAddddddA", Possible, VeryLikely, isUkNino},
    {Entity::UkNhs, "ddd ddd dddd", Possible, VeryLikely, isUkNhs},
    {Entity::UkNhs, "ddd-ddd-dddd", Possible, VeryLikely, isUkNhs},
    {Entity::UkNhs, "dddddddddd", Possible, VeryLikely, isUkNhs},
    {Entity::UkDrivingLicence, "UxxxxddddddxxxUU", VeryLikely, VeryLikely, isUkDrivingLicence},
    {Entity::IePps, "dddddddUU", Likely, VeryLikely, isIePps},
    {Entity::IePps, "dddddddA", Possible, VeryLikely, isIePps},
    {Entity::IePps, "dddddddAA", Possible, VeryLikely, isIePps},
    {Entity::DeTaxId, "ddddddddddd", Possible, VeryLikely, isDeTaxId},
    {Entity::DeTaxId, "dd ddd ddd ddd", Possible, VeryLikely, isDeTaxId},
    {Entity::DeSocialSecurity, "ddddddddUddd", VeryLikely, VeryLikely, isDeSocialSecurity},
    {Entity::DeSocialSecurity, "dd dddddd U ddd", VeryLikely, VeryLikely, isDeSocialSecurity},
    {Entity::EsNif, "ddddddddU", Likely, VeryLikely, isEsNif},
    {Entity::EsNif, "dddddddd-A", Likely, VeryLikely, isEsNif},
    {Entity::EsNif, "dd.ddd.ddd-A", Likely, VeryLikely, isEsNif},
    {Entity::EsNif, "ddddddd-A", Likely, VeryLikely, isEsNif},
    {Entity::EsNif, "dddddddd A", Likely, VeryLikely, isEsNif},
    {Entity::EsNif, "ddddddddA", Possible, VeryLikely, isEsNif},
    {Entity::EsNif, "dddddddA", Possible, VeryLikely, isEsNif},
    {Entity::EsNie, "UdddddddU", Likely, VeryLikely, isEsNie},
    {Entity::EsNie, "A-ddddddd-A", Likely, VeryLikely, isEsNie},
    {Entity::EsNie, "A-dddddddA", Likely, VeryLikely, isEsNie},
    {Entity::EsNie, "Addddddd-A", Likely, VeryLikely, isEsNie},
    {Entity::EsNie, "AdddddddA", Likely, VeryLikely, isEsNie},
    {Entity::PtNif, "ddddddddd", Possible, VeryLikely, isPtNif},
    {Entity::PtNif, "ddd ddd ddd", Possible, VeryLikely, isPtNif},
    {Entity::ItFiscalCode, "AAAAAAxxAxxAxxxA", VeryLikely, VeryLikely, isItFiscalCode},
    {Entity::ItFiscalCode, "ddddddddddd", Nothing, VeryLikely, isItCompanyCode},
    {Entity::NlBsn, "ddddddddd", Nothing, VeryLikely, isNlBsn},
    {Entity::NlBsn, "dddd.dd.ddd", Nothing, VeryLikely, isNlBsn},
    {Entity::NlBsn, "dddd dd ddd", Nothing, VeryLikely, isNlBsn},
    {Entity::BeNn, "dd.dd.dd-ddd.dd", VeryLikely, VeryLikely, isBeNn},
    {Entity::BeNn, "dddddd-ddd-dd", Possible, VeryLikely, isBeNn},
    {Entity::BeNn, "ddddddddddd", Possible, VeryLikely, isBeNn},
    {Entity::BeNn, "dd.dd.dd-ddd dd", VeryLikely, VeryLikely, isBeNn},
    {Entity::BeNn, "dd dd dd ddd dd", Possible, VeryLikely, isBeNn},
    {Entity::ChAhv, "ddd.dddd.dddd.dd", VeryLikely, VeryLikely, isChAhv},
    {Entity::ChAhv, "ddddddddddddd", Possible, VeryLikely, isChAhv},
    {Entity::ChAhv, "ddd dddd dddd dd", Possible, VeryLikely, isChAhv},
    {Entity::AtSvnr, "dddddddddd", Possible, VeryLikely, isAtSvnr},
    {Entity::AtSvnr, "dddd dddddd", Possible, VeryLikely, isAtSvnr},
    {Entity::AtSvnr, "dddd-dddddd", Possible, VeryLikely, isAtSvnr},
    {Entity::PlPesel, "ddddddddddd", Possible, VeryLikely, isPlPesel},
    {Entity::CzRc, "dddddd/dddd", Likely, VeryLikely, isCzRc},
    {Entity::CzRc, "dddddd/ddd", Nothing, VeryLikely, isCzRc},
    {Entity::CzRc, "ddddddddd", Nothing, VeryLikely, isCzRc},
    {Entity::CzRc, "dddddddddd", Nothing, VeryLikely, isCzRc},
    {Entity::RoCnp, "ddddddddddddd", Possible, VeryLikely, isRoCnp},
    {Entity::BgEgn, "dddddddddd", Possible, VeryLikely, isBgEgn},
    {Entity::BgEgn, "dddddd ddd d", Nothing, VeryLikely, isBgEgn},
    {Entity::EeIk, "ddddddddddd", Possible, VeryLikely, isEeIk},
    {Entity::FiPersonalIdentityCode, "ddddddcdddx", VeryLikely, VeryLikely, isFiCode},
    {Entity::FiPersonalIdentityCode, "ddddddUdddx", VeryLikely, VeryLikely, isFiCode},
    {Entity::SePersonnummer, "dddddd-dddd", Likely, VeryLikely, isSePersonnummer},
    {Entity::SePersonnummer, "dddddd+dddd", Likely, VeryLikely, isSePersonnummer},
    {Entity::SePersonnummer, "dddddddd-dddd", Likely, VeryLikely, isSePersonnummer},
    {Entity::SePersonnummer, "dddddddddddd", Possible, VeryLikely, isSePersonnummer},
    {Entity::SePersonnummer, "dddddddddd", Possible, VeryLikely, isSePersonnummer},
    {Entity::NoFnr, "ddddddddddd", Possible, VeryLikely, isNoFnr},
    {Entity::NoFnr, "dddddd ddddd", Possible, VeryLikely, isNoFnr},
    {Entity::DkCpr, "dddddd-dddd", Nothing, Likely, isDkCpr},
    {Entity::DkCpr, "dddddddddd", Nothing, Likely, isDkCpr},
    {Entity::DkCpr, "dddddd dddd", Nothing, Likely, isDkCpr},
    {Entity::TrNationalId, "ddddddddddd", Possible, VeryLikely, isTrNationalId},
    {Entity::Passport, "ddddddddd", Nothing, Likely, nullptr},
    {Entity::Passport, "Uddddddd", Nothing, Likely, nullptr},
    {Entity::Passport, "Udddddddd", Nothing, Likely, nullptr},
    {Entity::Passport, "UUddddddd", Nothing, Likely, nullptr},
    {Entity::Passport, "UUUdddddd", Nothing, Likely, nullptr},
    {Entity::Passport, "UdddUdddd", Nothing, Likely, nullptr},
    {Entity::Passport, "UUddddddU", Nothing, Likely, nullptr},
    {Entity::Passport, "Adddddddd", Nothing, Likely, nullptr},
    {Entity::Passport, "AAddddddd", Nothing, Likely, nullptr},
    {Entity::Passport, "UddUdddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "Udddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "Uddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "Udddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "Uddddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "Udddddddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "Uddddddddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "ddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "dddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "ddddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "dddddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "UUddddddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "UUdddddddA", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "UUddddddddx", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "UdddddddddddddA", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "Uddd-dddd-dddd", Nothing, Likely, nullptr},
    {Entity::DriverLicense, "Uddd-ddd-dd-ddd-d", Nothing, Likely, nullptr},
    {Entity::BankAccount, "dddddddd", Nothing, Likely, nullptr},
    {Entity::BankAccount, "ddddddddd", Nothing, Likely, nullptr},
    {Entity::BankAccount, "dddddddddd", Nothing, Likely, nullptr},
    {Entity::BankAccount, "ddddddddddd", Nothing, Likely, nullptr},
    {Entity::BankAccount, "dddddddddddd", Nothing, Likely, nullptr},
    {Entity::BankAccount, "ddddddddddddd", Nothing, Likely, nullptr},
    {Entity::BankAccount, "dddddddddddddd", Nothing, Likely, nullptr},
    {Entity::FrNir, "dddddxxdddddddd", Likely, VeryLikely, isFrNir},
    {Entity::FrNir, "d dd dd xx ddd ddd dd", VeryLikely, VeryLikely, isFrNir},
};

constexpr std::size_t longestLead = 18;

// How many letters and digits a pattern begins with: only words of that length can begin a match.
constexpr std::size_t leadOf(std::string_view pattern)
{
    const auto separator = pattern.find_first_of("s-./: (+c");
    return separator == std::string_view::npos ? pattern.size() : separator;
}

// The table's rows ordered by lead, and where the rows of each lead begin.
struct Index {
    std::array<unsigned char, std::size(table)> rows{};
    std::array<char, std::size(table)> nexts{}; // what the pattern has behind its lead, NUL at its end
    std::array<unsigned char, longestLead + 2> begins{};
};

constexpr Index indexByLead()
{
    static_assert(std::size(table) < 256);
    std::array<std::size_t, std::size(table)> leads{};
    for (std::size_t row = 0; row < leads.size(); ++row)
        leads[row] = leadOf(table[row].pattern);
    Index index;
    unsigned char next = 0;
    for (std::size_t lead = 0; lead <= longestLead; ++lead) {
        index.begins[lead] = next;
        for (std::size_t row = 0; row < leads.size(); ++row)
            if (leads[row] == lead) {
                index.nexts[next] = lead < table[row].pattern.size() ? table[row].pattern[lead] : '\0';
                index.rows[next++] = static_cast<unsigned char>(row);
            }
    }
    index.begins[longestLead + 1] = next;
    return index;
}

constexpr Index byLead = indexByLead();
static_assert(byLead.begins.back() == std::size(table),
              "a pattern begins with more than longestLead letters and digits");

constexpr bool isSeparator(char pattern)
{
    return pattern != 'd' && pattern != 'U' && pattern != 'A' && pattern != 'x' && pattern != 'c';
}

bool fits(char pattern, char c)
{
    switch (pattern) {
    case 'd': return isDigit(c);
    case 'U': return isUpper(c);
    case 'A': return isLetter(c);
    case 'x': return isAlnum(c);
    case 'c': return c == '+' || c == '-';
    case 's': return c == ' ' || c == '-' || c == '.';
    default: return c == pattern;
    }
}

// A number in groups that is part of a row of more groups is not that number.
bool rowsOn(std::string_view text, std::size_t begin, std::size_t end, std::string_view pattern)
{
    if (pattern.find_first_of(" s") == std::string_view::npos)
        return false;
    const bool left = before(text, begin) == ' ' && begin >= 2 && isDigit(text[begin - 2]);
    return left || (at(text, end) == ' ' && isDigit(at(text, end + 1)));
}

struct Compact {
    std::array<char, 24> letters{};
    std::size_t size = 0;

    Compact(std::string_view text, std::string_view pattern)
    {
        for (std::size_t i = 0; i < pattern.size(); ++i)
            if (!isSeparator(pattern[i]))
                letters[size++] = toUpper(text[i]);
    }
    std::string_view view() const { return {letters.data(), size}; }
};

bool passes(const Shape& shape, std::string_view matched)
{
    return shape.check == nullptr || shape.check(Compact(matched, shape.pattern).view());
}

// Numbers that offices and handbooks print as examples.
std::string_view sampleOf(Entity entity, std::string_view matched)
{
    if (entity != Entity::UsSsn)
        return {};
    for (const std::string_view sample :
         {"078-05-1120", "219-09-9999", "123-45-6789", "078051120", "219099999", "123456789"})
        if (matched == sample)
            return "a number printed as an example";
    return {};
}

void offerShape(Pass& pass, std::size_t begin, const Shape& shape)
{
    const auto text = pass.text();
    const auto end = matchEnd(text, begin, shape.pattern);
    if (end == std::string_view::npos || !closesFreely(text, end) || rowsOn(text, begin, end, shape.pattern))
        return;
    const auto matched = text.substr(begin, end - begin);
    if (!passes(shape, matched))
        return;
    Match match;
    match.entity = shape.entity;
    match.begin = begin;
    match.end = end;
    match.alone = shape.alone;
    match.beside = shape.beside;
    match.pattern = shape.pattern;
    match.checked = shape.check != nullptr;
    match.sample = sampleOf(shape.entity, matched);
    pass.offer(match);
}

} // namespace

std::span<const Shape> shapes() { return table; }

std::size_t matchEnd(std::string_view text, std::size_t begin, std::string_view pattern)
{
    if (text.size() - begin < pattern.size())
        return std::string_view::npos;
    char separator = '\0';
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        const char c = at(text, begin + i);
        if (!fits(pattern[i], c))
            return std::string_view::npos;
        if (pattern[i] != 's')
            continue;
        if (separator != '\0' && separator != c)
            return std::string_view::npos;
        separator = c;
    }
    return begin + pattern.size();
}

void offerShapes(Pass& pass, std::size_t begin, std::size_t end)
{
    const auto lead = end - begin;
    if (lead > longestLead || byLead.begins[lead] == byLead.begins[lead + 1] || !opensFreely(pass.text(), begin))
        return;
    const char next = at(pass.text(), end);
    for (auto i = byLead.begins[lead]; i < byLead.begins[lead + 1]; ++i) {
        const auto& shape = table[byLead.rows[i]];
        const char wanted = byLead.nexts[i];
        if ((wanted == '\0' || fits(wanted, next)) && pass.wants(shape.entity))
            offerShape(pass, begin, shape);
    }
}

} // namespace runlog::pii
