// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/language/policy.h"

#include <optional>

// Changes of a policy file's text by span: every byte outside the changed span stays as it was.
namespace runlog {

// Edits of one text, applied together; they must not overlap. Order does not matter.
std::string applyEdits(std::string_view bytes, std::vector<Edit> edits);

// Values of thresholds are in base units everywhere: dollars, seconds (durations and times of day), plain numbers.
//
// The edit that gives a literal a new value, in the form that the author chose: `$`, ` USD`, unit, number of
// decimals (more only where the value needs them), exponent, sign. A duration keeps its unit where the value has at most two
// decimals in it, else takes the next smaller unit that is exact. nullopt with a reason where that is not possible.
struct LiteralEdit {
    std::optional<Edit> edit;
    std::string reason; // why not, as a sentence for the author
};
LiteralEdit replaceLiteral(const Source& source, const Literal& literal, const Decimal& value);

// The smallest step in the last decimal that the literal is written with, in base units: 0.01 for `100.00`, 1 for `50`,
// 60 for `15m`.
Decimal grain(const Literal& literal);

// The literal's value in base units: 100 for `$100.00`, 900 for `15m`.
Decimal valueOf(const Literal& literal);

// The same literal with another value in base units (text and number, same span): a draft that is not in the file.
// nullopt where the literal is no number or cannot hold the value.
std::optional<Literal> withValue(const Literal& literal, const Decimal& value);

} // namespace runlog
