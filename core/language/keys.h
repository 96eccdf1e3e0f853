// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/report.h"
#include "core/language/yaml.h"

#include <span>
#include <string_view>
#include <vector>

// The words of the language that are no fields and no operators: which keys stand at which level, and which words a key takes.
// Parser, completion, schema and reference read these tables.
namespace runlog {

enum class Level : std::uint8_t {
    File, Group, Policy, Condition, Approval, Change, Count, Sum, Distinct, Entities, Example, Step, Expect
};

struct KeyRow {
    Level level;
    std::string_view name;
    std::string_view description;
};

std::span<const KeyRow> keyRows();
std::vector<std::string_view> keysOf(Level level);
bool hasKey(Level level, std::string_view name);

// "a policy", "the top of the file": after "exists under".
std::string_view placeName(Level level);

// The policy types (shorthand) that stand at the top of a file or as entries of `policies`.
std::span<const std::string_view> policyTypes();
bool isPolicyType(std::string_view name);

// Another word for a name of the language that people write (`greater` for `gt`); empty if there is none.
std::string_view wordFor(std::string_view written);

// A key that the level does not have: where it belongs, or what was meant.
void reportUnknownKey(Report& report, const Node& key, Level level, Code code, std::string_view kind,
                      std::span<const std::string_view> candidates);
void reportUnknownKey(Report& report, const Node& key, Level level);

// A word that is none of `candidates`.
void reportUnknownWord(Report& report, const Node& value, Code code, std::string_view kind,
                       std::span<const std::string_view> candidates);

// Whether a key of the map is none of `candidates` and `key` is what it is most likely meant for: then that key is the problem, and
// not that `key` is missing.
bool isAlmostThere(const Node& map, std::string_view key, std::span<const std::string_view> candidates);

} // namespace runlog
