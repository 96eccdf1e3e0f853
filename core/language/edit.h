// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/language/policy.h"

// Changes of a policy file's text by span: every byte outside the changed span stays as it was.
namespace runlog {

// Edits of one text, applied together; they must not overlap. Order does not matter.
std::string applyEdits(std::string_view bytes, std::vector<Edit> edits);

// The edit that gives a literal a new number, in the form that the author chose: `$`, ` USD`, unit, number of
// decimals (more only where the value needs them), exponent, sign. nullopt with a reason where that is not possible.
struct LiteralEdit {
    std::optional<Edit> edit;
    std::string reason; // why not, as a sentence for the author
};
LiteralEdit replaceLiteral(const Source& source, const Literal& literal, const Decimal& value);

// The smallest step in the last decimal that the literal is written with: 0.01 for `100.00`, 1 for `50`, in the unit
// it is written with.
Decimal grain(const Literal& literal);

// The literal's value in the unit it is written with (`15m` is 15), and back.
Decimal valueOf(const Literal& literal);

} // namespace runlog
