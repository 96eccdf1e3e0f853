// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/fields.h"
#include "core/language/keys.h"

#include <QString>
#include <QStringList>
#include <optional>

namespace studio {

// What the language expects at the end of a path of keys.
struct LanguagePlace {
    enum class Kind {
        Keys,       // the keys of `level`
        Condition,  // fields, and the keys of Level::Condition
        Test,       // of `field`: operators as keys, its values as scalar or items
        Operand,    // of `op` on `field`
        Window,     // keys of `level`, and operators of order
        Value,      // of `key` at `level`
        Path,       // args.PATH
        GroupNames, // names of groups of tools
        Free        // anything; nothing to offer
    };

    Kind kind = Kind::Free;
    runlog::Level level = runlog::Level::File;
    QString key;
    std::optional<runlog::FieldType> fieldType; // of the field under test; none for an argument
    std::optional<runlog::Field> field;
    std::optional<runlog::Operator> op;
};

LanguagePlace placeAt(const QStringList& path);

} // namespace studio
