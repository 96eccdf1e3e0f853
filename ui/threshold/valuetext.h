// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/edit.h"

#include <QString>
#include <optional>

namespace studio {

// A threshold's value as its literal would be written: `$74.20`, `15m`, `22:00`. C locale, as in the file.
QString valueText(const runlog::Literal& literal, const runlog::Decimal& value);

// What somebody typed into the box, in base units; spaces around it are ignored and − is a minus. A duration without a unit takes
// the literal's own. nullopt: no value that this literal can hold.
std::optional<runlog::Decimal> readValue(const runlog::Literal& literal, const QString& typed);

// A difference of two values with its sign: "−25.80", "+5m".
QString differenceText(const runlog::Literal& literal, const runlog::Decimal& from, const runlog::Decimal& to);

// Words for an order operator: "greater than", "from … to" has none.
QString spokenOperator(runlog::Operator op);

} // namespace studio
