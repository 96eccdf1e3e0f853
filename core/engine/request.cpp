// SPDX-License-Identifier: Apache-2.0
#include "core/engine/request.h"

#include "core/engine/seen.h"

#include <cassert>

namespace runlog {

std::size_t Counters::slot(Field counter)
{
    assert(counter >= Field::Cost && counter <= Field::Elapsed);
    return static_cast<std::size_t>(counter) - static_cast<std::size_t>(Field::Cost);
}

void SeenFields::set(Field counter, std::int64_t value)
{
    counters[counter] = value;
    written = static_cast<std::uint16_t>(written | 1U << Counters::slot(counter));
}

} // namespace runlog
