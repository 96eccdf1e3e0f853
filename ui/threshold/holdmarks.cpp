// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/holdmarks.h"

#include <algorithm>

namespace studio {

void HoldMarks::reset(std::size_t size)
{
    m_marks.assign(size, Mark::Same);
    m_blocks.assign(size / BlockSize + 1, Sums{});
    for (std::size_t block = 0; block < m_blocks.size(); ++block)
        m_blocks[block][0] = static_cast<std::uint32_t>(std::min(BlockSize, size - block * BlockSize));
}

void HoldMarks::set(std::size_t index, Mark mark)
{
    Sums& sums = m_blocks[index / BlockSize];
    --sums[static_cast<std::size_t>(m_marks[index])];
    ++sums[static_cast<std::size_t>(mark)];
    m_marks[index] = mark;
}

void HoldMarks::addEach(Sums& sums, std::size_t begin, std::size_t end) const
{
    for (std::size_t index = begin; index < end; ++index)
        ++sums[static_cast<std::size_t>(m_marks[index])];
}

HoldMarks::Sums HoldMarks::between(std::size_t begin, std::size_t end) const
{
    Sums sums{};
    const std::size_t first = (begin + BlockSize - 1) / BlockSize;
    const std::size_t last = end / BlockSize;
    if (first >= last) {
        addEach(sums, begin, end);
        return sums;
    }
    addEach(sums, begin, first * BlockSize);
    for (std::size_t block = first; block < last; ++block)
        for (std::size_t mark = 0; mark < sums.size(); ++mark)
            sums[mark] += m_blocks[block][mark];
    addEach(sums, last * BlockSize, end);
    return sums;
}

} // namespace studio
