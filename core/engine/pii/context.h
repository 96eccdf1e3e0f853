// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/entity.h"
#include "core/engine/pii/scanner.h"

#include <cstddef>
#include <optional>
#include <string_view>

// What stands around a candidate. Words are whole words, also inside camelCase and snake_case, so that `public`
// is not `lic`; only the same statement counts, so that the next key of a JSON object says nothing about this value.
namespace runlog::pii {

struct ContextWord {
    std::string_view word;                    // from our tables
    std::size_t place = Reason::nowhere;      // where it begins in the text; nowhere: the field's name
    std::size_t distance = 0;                 // words between it and the candidate
};

struct Context {
    std::optional<ContextWord> telling; // speaks for the entity
    std::optional<ContextWord> against; // an order number, a version, ...; only when nearer than `telling`
};

// Which of an entity's words count: telephone numbers in groups are believed beside weaker words too.
enum class Strength : std::uint8_t { Strong, Weak };

// Looks at the field's name and at a bounded stretch of text before and after [begin, end).
Context contextOf(std::string_view text, std::size_t begin, std::size_t end, std::string_view fieldName, Entity entity,
                  Strength strength = Strength::Strong);

// The telling words of an entity, separated by `|`; empty for one that needs none.
std::string_view tellingWords(Entity entity, Strength strength = Strength::Strong);
std::string_view wordsAgainst();

} // namespace runlog::pii
