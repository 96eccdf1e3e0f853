// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/reading.h"

namespace runlog {

// What a literal is for. `onlyOrdered`: it stands after an operator that asks for an order.
struct LiteralWish {
    FieldType type = FieldType::Any;
    Field field = Field::Item;
    bool ordered = false;
    bool onlyText = false; // after an operator that reads text

    bool comparesGlobs() const { return field == Field::Tool || field == Field::Service || field == Field::Model; }
};

// Reads one scalar with the meaning that its place gives it. A quoted scalar is text; numbers, money, durations and booleans are
// written plain. nullopt: it was reported.
std::optional<Literal> readLiteral(Reading& reading, const Node& node, const LiteralWish& wish);

// A text with `*` or `?` in it.
bool hasWildcard(std::string_view text);

// A text literal as it stands, for names of services and patterns of groups.
Literal textLiteral(const Node& node, bool glob);

} // namespace runlog
