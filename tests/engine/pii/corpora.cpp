// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/corpora.h"

#include <algorithm>
#include <stdexcept>

namespace labelled {

using namespace runlog::pii;

namespace {

struct Named {
    Entity entity;
    std::string_view type;
};

// The entities that the peer's own test cases and ours share.
constexpr Named peerEntities[] = {
    {Entity::Email, "EMAIL_ADDRESS"},
    {Entity::CreditCard, "CREDIT_CARD"},
    {Entity::Iban, "IBAN_CODE"},
    {Entity::Crypto, "CRYPTO"},
    {Entity::Phone, "PHONE_NUMBER"},
    {Entity::UsSsn, "US_SSN"},
    {Entity::UsItin, "US_ITIN"},
    {Entity::UsNpi, "US_NPI"},
    {Entity::UsMbi, "US_MBI"},
    {Entity::AbaRoutingNumber, "ABA_ROUTING_NUMBER"},
    {Entity::DeaNumber, "MEDICAL_LICENSE"},
    {Entity::CaSin, "CA_SIN"},
    {Entity::InAadhaar, "IN_AADHAAR"},
    {Entity::InPan, "IN_PAN"},
    {Entity::SgNricFin, "SG_NRIC_FIN"},
    {Entity::KrRrn, "KR_RRN"},
    {Entity::ThTnin, "TH_TNIN"},
    {Entity::ZaIdNumber, "ZA_ID_NUMBER"},
    {Entity::AuTfn, "AU_TFN"},
    {Entity::AuMedicare, "AU_MEDICARE"},
    {Entity::UkNino, "UK_NINO"},
    {Entity::UkNhs, "UK_NHS"},
    {Entity::UkDrivingLicence, "UK_DRIVING_LICENCE"},
    {Entity::DeTaxId, "DE_TAX_ID"},
    {Entity::DeSocialSecurity, "DE_SOCIAL_SECURITY"},
    {Entity::EsNif, "ES_NIF"},
    {Entity::EsNie, "ES_NIE"},
    {Entity::ItFiscalCode, "IT_FISCAL_CODE"},
    {Entity::PlPesel, "PL_PESEL"},
    {Entity::FiPersonalIdentityCode, "FI_PERSONAL_IDENTITY_CODE"},
    {Entity::SePersonnummer, "SE_PERSONNUMMER"},
    {Entity::TrNationalId, "TR_NATIONAL_ID"},
    {Entity::IpAddress, "IP_ADDRESS"},
    {Entity::MacAddress, "MAC_ADDRESS"},
};

constexpr Named structuredTypes[] = {
    {Entity::Email, "EMAIL"}, {Entity::CreditCard, "CREDIT_CARD"}, {Entity::Iban, "IBAN"}, {Entity::UsSsn, "US_SSN"},
    {Entity::Phone, "PHONE"}, {Entity::IpAddress, "IP_ADDRESS"},
};

constexpr Named keyedTypes[] = {
    {Entity::Email, "EMAIL"},     {Entity::Person, "PERSON"},          {Entity::DateOfBirth, "DATE_OF_BIRTH"},
    {Entity::Address, "ADDRESS"}, {Entity::PostalCode, "POSTAL_CODE"},
};

// Formats of the checksum vectors, and a field name that asks for each.
struct Vector {
    std::string_view format;
    Entity entity;
    std::string_view field;
};

constexpr Vector vectors[] = {
    {"ar.cuit", Entity::ArCuit, "cuit"},
    {"at.vnr", Entity::AtSvnr, "svnr"},
    {"bg.egn", Entity::BgEgn, "egn"},
    {"bitcoin", Entity::Crypto, "wallet"},
    {"ca.sin", Entity::CaSin, "sin"},
    {"cl.rut", Entity::ClRut, "rut"},
    {"cz.rc", Entity::CzRc, "birth_number"},
    {"sk.rc", Entity::CzRc, "birth_number"},
    {"de.idnr", Entity::DeTaxId, "steuer_id"},
    {"dk.cpr", Entity::DkCpr, "cpr"},
    {"do.cedula", Entity::DoCedula, "cedula"},
    {"ec.ci", Entity::EcCi, "cedula"},
    {"ee.ik", Entity::EeIk, "isikukood"},
    {"es.dni", Entity::EsNif, "dni"},
    {"es.nie", Entity::EsNie, "nie"},
    {"iban", Entity::Iban, "iban"},
    {"fi.hetu", Entity::FiPersonalIdentityCode, "hetu"},
    {"fr.nir", Entity::FrNir, "nir"},
    {"gb.nhs", Entity::UkNhs, "nhs"},
    {"ie.pps", Entity::IePps, "pps"},
    {"il.idnr", Entity::IlId, "teudat_zehut"},
    {"in_.aadhaar", Entity::InAadhaar, "aadhaar"},
    {"in_.pan", Entity::InPan, "pan"},
    {"it.codicefiscale", Entity::ItFiscalCode, "codice_fiscale"},
    {"kr.rrn", Entity::KrRrn, "rrn"},
    {"mx.curp", Entity::MxCurp, "curp"},
    {"my.nric", Entity::MyNric, "nric"},
    {"nl.bsn", Entity::NlBsn, "bsn"},
    {"no.fodselsnummer", Entity::NoFnr, "fnr"},
    {"pl.pesel", Entity::PlPesel, "pesel"},
    {"pt.nif", Entity::PtNif, "nif"},
    {"ro.cnp", Entity::RoCnp, "cnp"},
    {"se.personnummer", Entity::SePersonnummer, "personnummer"},
    {"th.pin", Entity::ThTnin, "thai_national_id"},
    {"tr.tckimlik", Entity::TrNationalId, "kimlik"},
    {"us.itin", Entity::UsItin, "itin"},
    {"us.ssn", Entity::UsSsn, "ssn"},
    {"za.idnr", Entity::ZaIdNumber, "sa_id"},
    {"br.cpf", Entity::BrCpf, "cpf"},
    {"be.nn", Entity::BeNn, "rijksregisternummer"},
    {"ch.ssn", Entity::ChAhv, "ahv"},
    {"cn.ric", Entity::CnRic, "id_card"},
    {"au.tfn", Entity::AuTfn, "tfn"},
    {"us.rtn", Entity::AbaRoutingNumber, "routing"},
    {"jp.in_", Entity::JpMyNumber, "my_number"},
    {"lt.asmens", Entity::EeIk, "asmens_kodas"},
};

class Measure {
public:
    explicit Measure(std::string folder)
        : m_folder(std::move(folder))
    {}

    std::vector<Row> rows(const std::string& file) const { return read(m_folder + "/" + file + ".jsonl"); }

    void add(const std::string& file, std::string_view what, const Count& count)
    {
        m_report.lines.push_back({file, std::string(what), count});
    }

    // Texts in which nothing may be found.
    void clean(const std::string& file, const std::string& what, const std::vector<Row>& rows, const EntitySet& wanted)
    {
        for (const auto atLeast : {Likelihood::Possible, Likelihood::Likely}) {
            Count count;
            for (const auto& row : rows)
                ++(isFlagged(row, wanted, atLeast, m_report.misses) ? count.extra : count.hits);
            add(file, what + " " + std::string(name(atLeast)), count);
        }
    }

    template <std::size_t size>
    void typed(const std::string& file, const std::vector<Row>& rows, const Named (&types)[size],
               Likelihood atLeast = Likelihood::Likely)
    {
        const auto suffix = atLeast == Likelihood::Likely ? std::string() : " " + std::string(name(atLeast));
        EntitySet wanted;
        for (const auto& type : types)
            wanted.insert(type.entity);
        Count all;
        for (const auto& type : types) {
            Count count;
            for (const auto& row : rows)
                count += score(row, {type.entity, type.type, 0, atLeast}, wanted, m_report.misses);
            add(file, std::string(type.type) + suffix, count);
            all += count;
        }
        add(file, "all" + suffix, all);
    }

    // Each case asks for its own entity, as the peer's tests do.
    void peerCases(const std::string& file, Likelihood atLeast)
    {
        const auto cases = rows(file);
        const auto suffix = std::string(" ").append(name(atLeast));
        together(file, "together" + suffix, cases, atLeast);
        Count all;
        for (const auto& type : peerEntities) {
            Count count;
            std::vector<Miss> misses;
            for (const auto& row : cases)
                if (row.kind == type.type)
                    count += score(row, {type.entity, type.type, 0.4, atLeast}, EntitySet{type.entity}, misses);
            keepMisses(misses, atLeast == Likelihood::Likely && type.entity != Entity::IpAddress);
            add(file, std::string(type.type) + suffix, count);
            all += count;
        }
        add(file, "all" + suffix, all);
    }

    void keepMisses(const std::vector<Miss>& misses, bool unlikely)
    {
        m_report.misses.insert(m_report.misses.end(), misses.begin(), misses.end());
        for (const auto& miss : misses)
            if (unlikely && !miss.value.empty())
                m_report.unlikely.push_back(miss.value);
    }

    // The same cases with all entities asked for at once: findings compete for a span.
    void together(const std::string& file, const std::string& what, const std::vector<Row>& cases, Likelihood atLeast)
    {
        EntitySet wanted;
        for (const auto& type : peerEntities)
            wanted.insert(type.entity);
        Count all;
        for (const auto& type : peerEntities)
            for (const auto& row : cases)
                if (row.kind == type.type)
                    all += score(row, {type.entity, type.type, 0.4, atLeast}, wanted, m_report.misses);
        add(file, what, all);
    }

    void checksums(const std::string& file)
    {
        Count all;
        for (const auto& row : rows(file)) {
            const auto vector = std::find_if(std::begin(vectors), std::end(vectors),
                                             [&](const Vector& v) { return v.format == row.kind; });
            if (vector == std::end(vectors))
                continue;
            ScanOptions options{EntitySet{vector->entity}, vector->field};
            const bool accepted = contains(row.text, options, Likelihood::Likely);
            ++(accepted == row.valid ? all.hits : accepted ? all.extra : all.missed);
            if (accepted != row.valid)
                m_report.misses.push_back(
                    {row.id, std::string(accepted ? "accepted " : "refused ") + row.kind + " " + row.text, {}});
        }
        add(file, "covered formats", all);
    }

    // Texts about which one can argue: hits are the ones that we take as suggested.
    void ambiguous(const std::string& file)
    {
        Count count;
        for (const auto& row : rows(file)) {
            const auto entity = entityNamed(row.kind);
            const auto wanted = entity ? EntitySet{*entity} : EntitySet::defaults();
            const bool found = contains(row.text, {wanted, {}});
            ++(found == row.suggested ? count.hits : found ? count.extra : count.missed);
            if (found != row.suggested)
                m_report.misses.push_back({row.id, std::string(found ? "extra in " : "missed in ") + row.text, {}});
        }
        add(file, "as suggested", count);
    }

    Report take() { return std::move(m_report); }

private:
    std::string m_folder;
    Report m_report;
};

std::vector<Row> onlyUnlabelledArguments(std::vector<Row> rows)
{
    std::erase_if(rows, [](const Row& row) { return row.kind != "tool_call_args" || !row.spans.empty(); });
    return rows;
}

std::vector<Row> onlyTools(std::vector<Row> rows)
{
    std::erase_if(rows, [](const Row& row) { return row.kind == "user_message"; });
    return rows;
}

} // namespace

const Count& Report::at(const std::string& file, const std::string& what) const
{
    const auto line =
        std::find_if(lines.begin(), lines.end(), [&](const Line& l) { return l.file == file && l.what == what; });
    if (line == lines.end())
        throw std::out_of_range(file + " " + what);
    return line->count;
}

Report measure(const std::string& folder)
{
    Measure measure(folder);
    measure.clean("negatives", "texts, personal data", measure.rows("negatives"), EntitySet::defaults());
    measure.clean("negatives", "texts, secrets", measure.rows("negatives"), EntitySet::secrets());
    const auto traces = measure.rows("agent_traces_tau");
    measure.clean("agent_traces_tau", "unlabelled arguments", onlyUnlabelledArguments(traces), EntitySet::defaults());
    measure.typed("agent_traces_tau", onlyTools(traces), keyedTypes);
    constexpr Named emailOnly[] = {{Entity::Email, "EMAIL"}};
    measure.typed("agent_traces_tau with messages", traces, emailOnly);
    measure.peerCases("presidio_cases", Likelihood::Possible);
    measure.peerCases("presidio_cases", Likelihood::Likely);
    for (const std::string file :
         {"presidio_research_synth_v2", "presidio_research_generated_large", "presidio_research_generated_small",
          "datafog_corpus", "ferret_scorecorpus", "recognizers_text", "scrubadub_tests", "libphonenumber_matcher"})
        measure.typed(file, measure.rows(file), structuredTypes);
    const std::string synthetic = "presidio_research_synth_v2";
    measure.typed(synthetic, measure.rows(synthetic), structuredTypes, Likelihood::Possible);
    measure.checksums("stdnum_vectors");
    measure.ambiguous("ambiguous");
    return measure.take();
}

} // namespace labelled
