// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// What the name of a field says about its value.
namespace runlog::pii {

enum class KeyKind { None, Person, Address, PostalCode, Secret };

struct KeyMeaning {
    KeyKind kind = KeyKind::None;
    std::string_view word; // the phrase of ours in it
    bool specific = false; // two words or more, or one that means nothing else
};

// Whether a key that ends in these two bytes can mean anything: most do not.
bool mayTell(char lastButOne, char last);

// Reads a key by its last words: `firstName`, `billing_address_line_1`, `DB_PASSWORD`.
KeyMeaning meaningOf(std::string_view key);

} // namespace runlog::pii
