// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// Whether a number that has the form of an identity number can be one. Each takes the number without its
// separators, letters in upper case, in exactly the form that shapes.cpp gives it. Rules as the issuing offices
// publish them; where an office has retired its check digit (KR since 2020) only the day is asked for.
namespace runlog::pii {

// Americas
bool isUsSsn(std::string_view n);
bool isUsItin(std::string_view n);
bool isUsNpi(std::string_view n);
bool isUsMbi(std::string_view n);
bool isAbaRouting(std::string_view n);
bool isDea(std::string_view n);
bool isCaSin(std::string_view n);
bool isMxCurp(std::string_view n);
bool isBrCpf(std::string_view n);
bool isArCuit(std::string_view n);
bool isClRut(std::string_view n);
bool isEcCi(std::string_view n);
bool isDoCedula(std::string_view n);

// Asia, Oceania, Africa
bool isInAadhaar(std::string_view n);
bool isInPan(std::string_view n);
bool isSgNricFin(std::string_view n);
bool isMyNric(std::string_view n);
bool isCnRic(std::string_view n);
bool isHkHkid(std::string_view n);
bool isTwNationalId(std::string_view n);
bool isJpMyNumber(std::string_view n);
bool isKrDated(std::string_view n);
bool isKrChecked(std::string_view n);
bool isKrBefore1900(std::string_view n);
bool isThTnin(std::string_view n);
bool isIlId(std::string_view n);
bool isZaId(std::string_view n);
bool isAuTfn(std::string_view n);
bool isAuMedicare(std::string_view n);

// Europe
bool isUkNino(std::string_view n);
bool isUkNhs(std::string_view n);
bool isUkDrivingLicence(std::string_view n);
bool isIePps(std::string_view n);
bool isDeTaxId(std::string_view n);
bool isDeSocialSecurity(std::string_view n);
bool isFrNir(std::string_view n);
bool isEsNif(std::string_view n);
bool isEsNie(std::string_view n);
bool isPtNif(std::string_view n);
bool isItFiscalCode(std::string_view n);
bool isItCompanyCode(std::string_view n); // companies have eleven digits
bool isNlBsn(std::string_view n);
bool isBeNn(std::string_view n);
bool isChAhv(std::string_view n);
bool isAtSvnr(std::string_view n);
bool isPlPesel(std::string_view n);
bool isCzRc(std::string_view n);
bool isRoCnp(std::string_view n);
bool isBgEgn(std::string_view n);
bool isEeIk(std::string_view n);
bool isFiCode(std::string_view n); // keeps its century mark
bool isSePersonnummer(std::string_view n);
bool isNoFnr(std::string_view n);
bool isDkCpr(std::string_view n);
bool isTrNationalId(std::string_view n);

} // namespace runlog::pii
