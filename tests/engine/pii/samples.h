// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/entity.h"

#include <string_view>

// Made-up numbers with right check digits, at least one for each entity that has a fixed form.
struct Sample {
    runlog::pii::Entity entity;
    std::string_view value;
    std::string_view word;   // speaks for it
    std::string_view alone;  // what it is worth without that word, "" for nothing
    std::string_view beside; // and with it
    int survivors;           // how many of its one-digit mutations are still likely beside the word
};

inline constexpr Sample samples[] = {
    // entity, value, word, alone, beside, survivors
    {runlog::pii::Entity::UsSsn, "147-56-0238", "ssn", "likely", "very_likely", 80},
    {runlog::pii::Entity::UsSsn, "745963470", "ssn", "", "very_likely", 80},
    {runlog::pii::Entity::UsItin, "994-85-0616", "itin", "possible", "very_likely", 66},
    {runlog::pii::Entity::UsNpi, "1680059247", "npi", "possible", "very_likely", 0},
    {runlog::pii::Entity::UsMbi, "6FV9-D41-GC40", "medicare", "likely", "very_likely", 53},
    {runlog::pii::Entity::AbaRoutingNumber, "282004947", "routing number", "possible", "very_likely", 0},
    {runlog::pii::Entity::DeaNumber, "BU8430516", "dea", "possible", "very_likely", 3},
    {runlog::pii::Entity::CaSin, "434-452-298", "sin", "possible", "very_likely", 0},
    {runlog::pii::Entity::MxCurp, "TDHR931026HDFGKZ43", "curp", "very_likely", "very_likely", 4},
    {runlog::pii::Entity::BrCpf, "978.392.476-10", "cpf", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::BrCpf, "978392476-10", "cpf", "likely", "very_likely", 0},
    {runlog::pii::Entity::BrCpf, "978 392 476 10", "cpf", "likely", "very_likely", 0},
    {runlog::pii::Entity::ArCuit, "33-68808887-4", "cuit", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::ClRut, "07.635.181-3", "rut", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::EcCi, "0357342989", "cédula", "", "very_likely", 0},
    {runlog::pii::Entity::DoCedula, "117-1119478-4", "cédula", "likely", "very_likely", 0},
    {runlog::pii::Entity::InAadhaar, "7226-6239-0263", "aadhaar", "likely", "very_likely", 0},
    {runlog::pii::Entity::InPan, "IQDFX1846W", "pan", "likely", "very_likely", 36},
    {runlog::pii::Entity::SgNricFin, "G4057446N", "nric", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::MyNric, "540123-92-6760", "mykad", "likely", "very_likely", 88},
    {runlog::pii::Entity::CnRic, "444507196910217415", "id card", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::HkHkid, "O434850(9)", "hkid", "likely", "very_likely", 0},
    {runlog::pii::Entity::TwNationalId, "I942696121", "taiwan", "possible", "very_likely", 7},
    {runlog::pii::Entity::JpMyNumber, "697307652049", "my number", "possible", "very_likely", 0},
    {runlog::pii::Entity::KrRrn, "050819-8161271", "rrn", "very_likely", "very_likely", 99},
    {runlog::pii::Entity::ThTnin, "1641963056119", "thai", "possible", "very_likely", 7},
    {runlog::pii::Entity::IlId, "955880927", "teudat zehut", "", "very_likely", 0},
    {runlog::pii::Entity::ZaIdNumber, "5904236974224", "rsa id", "possible", "very_likely", 0},
    {runlog::pii::Entity::AuTfn, "359092604", "tfn", "possible", "very_likely", 0},
    {runlog::pii::Entity::AuMedicare, "2892 01921 1", "medicare", "likely", "very_likely", 9},
    {runlog::pii::Entity::UkNino, "WG126487B", "nino", "likely", "very_likely", 54},
    {runlog::pii::Entity::UkNhs, "769-734-4246", "nhs", "possible", "very_likely", 0},
    {runlog::pii::Entity::UkDrivingLicence, "MORGA611161ADJAY", "dvla", "very_likely", "very_likely", 34},
    {runlog::pii::Entity::IePps, "4502484SA", "pps", "likely", "very_likely", 0},
    {runlog::pii::Entity::DeTaxId, "45890379624", "steuer id", "possible", "very_likely", 0},
    {runlog::pii::Entity::DeSocialSecurity, "10061277T603", "rvnr", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::FrNir, "255500785966692", "nir", "likely", "very_likely", 0},
    {runlog::pii::Entity::EsNif, "88917230N", "dni", "likely", "very_likely", 0},
    {runlog::pii::Entity::EsNie, "Y6820427K", "nie", "likely", "very_likely", 0},
    {runlog::pii::Entity::PtNif, "219118680", "contribuinte", "possible", "very_likely", 7},
    {runlog::pii::Entity::ItFiscalCode, "BPRDVL23A70T816O", "codice fiscale", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::NlBsn, "627887417", "bsn", "", "very_likely", 0},
    {runlog::pii::Entity::BeNn, "63.30.27-720.03", "rijksregisternummer", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::BeNn, "633027-720-03", "rijksregisternummer", "likely", "very_likely", 0},
    {runlog::pii::Entity::BeNn, "63 30 27 720 03", "rijksregisternummer", "likely", "very_likely", 0},
    {runlog::pii::Entity::ChAhv, "756.2673.3599.13", "ahv", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::ChAhv, "7562673359913", "ahv", "likely", "very_likely", 0},
    {runlog::pii::Entity::ChAhv, "756 2673 3599 13", "ahv", "likely", "very_likely", 0},
    {runlog::pii::Entity::AtSvnr, "2189010585", "svnr", "possible", "very_likely", 0},
    {runlog::pii::Entity::PlPesel, "84091579416", "pesel", "possible", "very_likely", 0},
    {runlog::pii::Entity::CzRc, "742514/3627", "rodné číslo", "likely", "very_likely", 0},
    {runlog::pii::Entity::RoCnp, "8440623027298", "cnp", "possible", "very_likely", 0},
    {runlog::pii::Entity::BgEgn, "2941091715", "egn", "possible", "very_likely", 0},
    {runlog::pii::Entity::EeIk, "18005153847", "isikukood", "possible", "very_likely", 1},
    {runlog::pii::Entity::FiPersonalIdentityCode, "230808-0554", "hetu", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::SePersonnummer, "260581-1104", "personnummer", "likely", "very_likely", 0},
    {runlog::pii::Entity::NoFnr, "13038005809", "fnr", "possible", "very_likely", 0},
    {runlog::pii::Entity::NoFnr, "130380 05809", "fnr", "likely", "very_likely", 0},
    {runlog::pii::Entity::DkCpr, "010190-4119", "cpr", "", "likely", 78},
    {runlog::pii::Entity::TrNationalId, "53225140822", "kimlik", "possible", "very_likely", 0},
    {runlog::pii::Entity::CreditCard, "4539578763621486", "visa", "likely", "very_likely", 0},
    {runlog::pii::Entity::Iban, "DE89370400440532013000", "iban", "very_likely", "very_likely", 0},
    {runlog::pii::Entity::Crypto, "16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ", "wallet", "very_likely", "very_likely", 0},
};
