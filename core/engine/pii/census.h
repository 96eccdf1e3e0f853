// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/scanner.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace runlog::pii {

// What contains() would answer about one text for every set of entities and every likelihood: the entities of which something at least
// so likely stands in it. No allocation.
struct Census {
    std::array<EntitySet, 3> atLeast; // by Likelihood

    bool answers(const EntitySet& wanted, Likelihood likelihood) const
    {
        return atLeast[static_cast<std::size_t>(likelihood)].intersects(wanted);
    }
    friend bool operator==(const Census&, const Census&) = default;
};

Census census(std::string_view text, std::string_view fieldName);

} // namespace runlog::pii
