// SPDX-License-Identifier: Apache-2.0
#include "core/traces/blocks.h"

#include "core/traces/formats.h"
#include "core/traces/json.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::size_t BlockSize = 4 * 1024 * 1024;
constexpr std::size_t SniffSize = 64 * 1024; // enough to see what a file is
constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";

std::string_view withoutMark(std::string_view bytes)
{
    return bytes.starts_with(ByteOrderMark) ? bytes.substr(ByteOrderMark.size()) : bytes;
}

// The first bytes of a source, which stay in front of it.
std::string peek(std::unique_ptr<ByteSource>& source, std::size_t size)
{
    std::string start(size, '\0');
    start.resize(source->read(start.data(), size));
    source = withFront(start, std::move(source));
    return start;
}

} // namespace

std::string_view TraceBlock::bytes() const
{
    const std::string_view all(memory.data(), size);
    return number == 0 ? withoutMark(all) : all;
}

void TraceBlock::readFrom(ByteSource& source, std::size_t most)
{
    if (memory.size() < size + most + JsonPadding)
        memory.resize(size + most + JsonPadding);
    size += source.read(memory.data() + size, most);
}

TraceBlocks::TraceBlocks(std::vector<TraceFile> files, const ReadOptions& options, std::string_view memory)
    : m_files(std::move(files)), m_ends(m_files.size()), m_from(options.from), m_mappedSize(options.mappedSize),
      m_standardInput(options.standardInput), m_memory(memory)
{
}

bool TraceBlocks::next(TraceBlock& block)
{
    if (m_source && cut(block))
        return true;
    while (m_nextFile < m_files.size())
        if (openNext(block))
            return true;
    return false;
}

void TraceBlocks::stop()
{
    m_nextFile = m_files.size();
    m_source.reset();
}

std::unique_ptr<ByteSource> TraceBlocks::open(const TraceFile& file) const
{
    if (m_memory.data() != nullptr)
        return openMemory(m_memory);
    if (file.path != "-")
        return openFile(file.path);
    return m_standardInput == nullptr ? nullptr : openStream(*m_standardInput);
}

bool TraceBlocks::openNext(TraceBlock& block)
{
    const auto file = m_nextFile++;
    m_source = open(m_files[file]);
    if (!m_source) {
        m_ends[file].opened = false;
        return false;
    }
    const auto* plain = m_source.get();
    const auto packing = packingOf(peek(m_source, 4));
    if (packing == Packing::Stream)
        m_source = unpack(std::move(m_source));
    m_blocks = 0;
    m_rest.clear();
    const auto start = peek(m_source, SniffSize);
    const bool native = m_from.empty() ? looksNative(withoutMark(start)) : m_from == "native";
    m_offset = 0;
    m_mapping = packing == Packing::None && native ? plain->map(m_mappedSize) : nullptr;
    if (packing != Packing::Zip && native)
        return cut(block);
    takeAll(block);
    block.zipped = packing == Packing::Zip;
    return true;
}

bool TraceBlocks::cut(TraceBlock& block)
{
    block.file = m_nextFile - 1;
    block.number = m_blocks++;
    block.native = true;
    block.zipped = false;
    block.mapping = m_mapping;
    block.offset = m_offset;
    if (block.memory.size() < m_rest.size())
        block.memory.resize(m_rest.size());
    std::ranges::copy(m_rest, block.memory.begin());
    block.size = m_rest.size();
    m_rest.clear();
    for (;;) {
        const auto before = block.size;
        block.readFrom(*m_source, BlockSize);
        if (block.size - before < BlockSize) {
            m_ends[block.file].bytes = m_offset + block.size;
            endFile();
            return block.size > 0 || block.number == 0;
        }
        const std::string_view fresh(block.memory.data() + before, BlockSize);
        const auto newline = fresh.rfind('\n');
        if (newline == std::string_view::npos)
            continue;
        m_rest.assign(fresh.begin() + static_cast<std::ptrdiff_t>(newline) + 1, fresh.end());
        block.size = before + newline + 1;
        m_offset += block.size;
        return true;
    }
}

void TraceBlocks::takeAll(TraceBlock& block)
{
    block.file = m_nextFile - 1;
    block.number = 0;
    block.native = false;
    block.mapping = nullptr;
    block.size = 0;
    std::size_t most = SniffSize;
    while (!m_leavesOthers) {
        const auto before = block.size;
        block.readFrom(*m_source, most);
        if (block.size - before < most)
            break;
        most = std::max(most, block.size);
    }
    endFile();
}

void TraceBlocks::endFile()
{
    m_ends[m_nextFile - 1].failure = m_source->error();
    m_source.reset();
    m_mapping.reset();
}

} // namespace runlog
