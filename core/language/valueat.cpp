// SPDX-License-Identifier: Apache-2.0
#include "core/language/valueat.h"

namespace runlog {

Value at(Value value, const Path& path)
{
    for (const auto& step : path) {
        if (value.kind() == Value::Kind::Unrecorded)
            return value;
        if (step.isIndex)
            value = value.kind() == Value::Kind::List ? value.at(step.index) : Value();
        else
            value = value.kind() == Value::Kind::Map ? value.find(step.key) : Value();
    }
    return value;
}

} // namespace runlog
