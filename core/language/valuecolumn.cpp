// SPDX-License-Identifier: Apache-2.0
#include "core/language/valuecolumn.h"

#include "core/language/plainnanos.h"

namespace runlog {

void ValueColumn::set(std::size_t step, Value value)
{
    if (value.isAbsent())
        return;
    if (m_values.empty())
        m_values.resize(m_size);
    m_values[step] = value;
    const auto plain = value.kind() == Value::Kind::Number ? plainNanos(value.text()) : std::nullopt;
    if (!plain)
        return;
    if (m_nanos.empty())
        m_nanos.assign(m_size, NotPlain);
    m_nanos[step] = *plain;
}

} // namespace runlog
