// SPDX-License-Identifier: Apache-2.0
#include "core/engine/request.h"

#include <cassert>

namespace runlog {

std::size_t Counters::slot(Field counter)
{
    assert(counter >= Field::Cost && counter <= Field::Elapsed);
    return static_cast<std::size_t>(counter) - static_cast<std::size_t>(Field::Cost);
}

} // namespace runlog
