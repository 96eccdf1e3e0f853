// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/fields.h"
#include "core/language/keys.h"

#include <string>

// Small pieces of JSON Schema, as compact JSON.
namespace runlog {

std::string refTo(const std::string& definition);
std::string listOf(const std::string& item);
std::string scalarOrListOf(const std::string& item);
std::string enumOf(std::span<const std::string_view> words);
std::string withDescription(std::string schema, std::string_view description);

// The name of the definition of what may stand after a field: "test_money".
std::string testName(FieldType type);

// One literal of a field of this type.
std::string scalarSchema(FieldType type);

// What stands after an operator on a field of this type.
std::string operandSchema(const OperatorRow& row, FieldType type);

// The words that a key takes, or empty where it takes none.
std::string wordsOf(Level level, std::string_view key);

// The value of a key that is neither words nor a condition; `{}` takes anything.
std::string otherValueSchema(Level level, std::string_view key);

} // namespace runlog
