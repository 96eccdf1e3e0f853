// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/fetch.h"
#include "core/replay/live/sources.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace runlog::live {

// What the keys of steps hold of the sources that runs share: those of one step lie side by side, those of one run in one stretch.
class SharedCodes {
public:
    struct Codes {
        std::uint16_t noted = 0;    // as it was noted last; Sources::Beyond where that does not fit
        std::uint16_t recorded = 0; // what the key would have held while the runs were recorded
    };

    SharedCodes() = default;
    SharedCodes(const Sources& sources, std::size_t positions)
        : m_width(static_cast<std::size_t>(std::popcount(sources.shared))), m_codes(m_width * positions)
    {
        std::uint8_t column = 0;
        for (auto shared = sources.shared; shared != 0; shared &= shared - 1)
            m_column[static_cast<std::size_t>(std::countr_zero(shared))] = column++;
    }

    // Of a source in Sources::shared.
    Codes& at(std::uint32_t position, std::size_t source) { return m_codes[position * m_width + m_column[source]]; }
    const Codes& at(std::uint32_t position, std::size_t source) const { return m_codes[position * m_width + m_column[source]]; }

    void fetch(std::uint32_t position, std::size_t count) const { runlog::fetch(m_codes.data() + position * m_width, count * m_width); }

private:
    std::size_t m_width = 0;
    std::array<std::uint8_t, Sources::MostSources> m_column{};
    std::vector<Codes> m_codes; // by position, source
};

} // namespace runlog::live
