// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/report.h"
#include "core/language/yaml.h"

#include <string_view>

namespace runlog {

// What a plain scalar is: the one grammar for numbers (JSON's, with an optional `+`), the nulls and booleans of the YAML 1.2
// core schema, and near misses of numbers, which are errors wherever a value is wanted.
enum class ScalarKind : std::uint8_t {
    Null, Boolean, Number, Text,
    Octal,      // 017, 0o17, 0x1F
    NotFinite,  // .inf, .nan
    LooseNumber, // .5, 5.
    HugeNumber  // past the range of an exact number
};

ScalarKind scalarKind(std::string_view plain);

bool isTrueWord(std::string_view plain);

// `key:` without a value, `null` or `~`.
bool isNull(const Node& node);

// "a list", "the number `5`", "the quoted text `5`": after "this is".
std::string describe(const Node& node);

// Reports a scalar of kind Octal, NotFinite, LooseNumber or HugeNumber.
void reportOddNumber(Report& report, const Node& node);

// The text in double quotes, as YAML reads it.
std::string inQuotes(std::string_view text);

} // namespace runlog
