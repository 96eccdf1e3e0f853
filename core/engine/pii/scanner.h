// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/entity.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Finds personal data and secrets in one pass over a text, without backtracking and without state:
// the same text gives the same findings in every thread, in time linear in its length, and nothing is
// allocated where nothing is found. Never throws but for want of memory. Text is UTF-8; bytes that are not are
// passed over like letters.
namespace runlog::pii {

// The version of what is found: raised by hand with every change of a finding of any text, so that findings that are kept
// or compared belong to one version. A test holds it to what a fixed set of texts gives.
inline constexpr unsigned DetectorVersion = 2;

enum class Likelihood : std::uint8_t {
    Possible,   // the form, or the checksum of a bare run of digits, and nothing around it that says so
    Likely,     // what `true` means in a policy
    VeryLikely, // form and checksum, or form and context
};

// `possible`, `likely`, `very_likely`; a blank or dash may stand for the underscore.
std::optional<Likelihood> likelihoodNamed(std::string_view name);
std::string_view name(Likelihood likelihood);

enum class ReasonKind : std::uint8_t {
    Pattern,
    Checksum,
    ContextWord,
    FieldName,
    NegativeContext,
    SampleValue,
    Entropy
};
std::string_view name(ReasonKind kind);

// Why a finding is one, in words that may be shown: `text` comes from our own tables, never from the scanned text.
struct Reason {
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

    ReasonKind kind = ReasonKind::Pattern;
    std::string_view text;
    std::size_t place = nowhere; // byte where the word stands in the scanned text; nowhere: not in the text

    friend bool operator==(const Reason&, const Reason&) = default;
};

struct Finding {
    Entity entity = Entity::Email;
    Category category = Category::Pii;
    Likelihood likelihood = Likelihood::Possible;
    std::size_t begin = 0; // bytes, half-open
    std::size_t end = 0;
    std::vector<Reason> reasons;

    friend bool operator==(const Finding&, const Finding&) = default;
};

struct ScanOptions {
    EntitySet wanted = EntitySet::defaults();
    std::string_view fieldName; // the argument's key, as context: `user_phone`, `dateOfBirth`; may be empty
};

// Appends what is found to `out`, sorted by `begin` and never overlapping. Of two that overlap the more likely one
// stays, then the longer, then the one with a checksum, then the one that begins earlier, then the one that a longer word
// or field name speaks for, then the one earlier in the table.
void scan(std::string_view text, const ScanOptions& options, std::vector<Finding>& out);

// The same with those that overlap, in the order in which they were come upon: what apart() makes findings of.
void scanOverlapping(std::string_view text, const ScanOptions& options, std::vector<Finding>& out);

// What scan() finds of some entities, from what scanOverlapping() found of these and others.
std::vector<Finding> apart(std::span<const Finding> all, const EntitySet& wanted);

// Whether scan() would find something that is at least so likely.
bool contains(std::string_view text, const ScanOptions& options, Likelihood atLeast = Likelihood::Likely);

// The text with every finding of at least `atLeast` replaced by the name of its entity: `<EMAIL>`. No part of what was
// masked is found in the result.
std::string redact(std::string_view text, const ScanOptions& options, Likelihood atLeast = Likelihood::Likely);

} // namespace runlog::pii
