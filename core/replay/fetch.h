// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace runlog {

// Asks for the memory of `count` things from `first` on, before they are read or written: each line of the processor's cache once.
template <typename Thing>
void fetch(const Thing* first, std::size_t count)
{
    constexpr std::size_t Line = 64;
    const auto* bytes = reinterpret_cast<const char*>(first);
    for (std::size_t at = 0; at < count * sizeof(Thing); at += Line)
        __builtin_prefetch(bytes + at);
}

} // namespace runlog
