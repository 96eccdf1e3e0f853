// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/pass.h"

#include <cstddef>
#include <string_view>

// What the walk over a text calls where a byte gives reason to look closer. Each looks at a bounded stretch around
// its place (an e-mail address, a token and a key block may be long, and are walked once) and offers what it sees.
namespace runlog::pii {

void offerEmail(Pass& pass, std::size_t atSign);

// [begin, end) is a word of letters and digits that has a digit; `digit` is its first one.
void offerCard(Pass& pass, std::size_t begin, std::size_t end);
void offerIban(Pass& pass, std::size_t begin, std::size_t end);
void offerCrypto(Pass& pass, std::size_t begin, std::size_t end);
void offerPhone(Pass& pass, std::size_t begin, std::size_t end);
void offerBirthDate(Pass& pass, std::size_t begin, std::size_t end);
void offerAddress(Pass& pass, std::size_t begin, std::size_t end); // IPv4
void offerLongKey(Pass& pass, std::size_t begin, std::size_t end); // keys that are one word

// At a colon, dash or dot that may be the first one of an IPv6 or hardware address.
void offerColonAddress(Pass& pass, std::size_t separator);

// At the byte that ends a telling prefix: `_` of ghp_, `-` of sk-, `.` of SG. and of a JWT, `I` of AKIA.
void offerPrefixed(Pass& pass, std::size_t place);

// At the colon or equals sign between a key and its value.
void offerKeyed(Pass& pass, std::size_t separator);

// At `://`: a password or a webhook.
void offerWebAddress(Pass& pass, std::size_t colon);

// At `:AA`, and at the equals sign of AccountKey=.
void offerBotToken(Pass& pass, std::size_t colon);
void offerAccountKey(Pass& pass, std::size_t equals);

// The whole text as the value of the field that it came from.
void offerField(Pass& pass);

} // namespace runlog::pii
