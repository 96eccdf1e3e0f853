// SPDX-License-Identifier: Apache-2.0
#include "core/traces/runsreader.h"

#include "core/traces/json.h"

namespace runlog {

namespace {

constexpr std::size_t PartSize = 4 * 1024 * 1024; // bytes that are read at once

} // namespace

RunsReader::RunsReader() { m_builder.addSource({}); }

bool RunsReader::add(std::string_view lines)
{
    m_waiting.append(lines);
    return m_waiting.size() < PartSize || readWaiting();
}

bool RunsReader::readWaiting()
{
    const auto size = m_waiting.size();
    m_waiting.append(JsonPadding, ' ');
    const auto part = std::make_shared<RunsPart>(0);
    m_native.readBlock(std::string_view(m_waiting).substr(0, size), *part);
    m_waiting.clear();
    m_isUsable = m_isUsable && part->problems.damagedLines() == 0;
    part->problems = {}; // they were said when the traces were read
    m_builder.add(part);
    return m_isUsable;
}

RunsPtr RunsReader::finish()
{
    readWaiting();
    std::vector<TraceProblem> ignored;
    auto runs = m_builder.finish(ignored);
    return m_isUsable ? runs : nullptr;
}

RunsPtr runsOfLines(std::string_view lines)
{
    RunsReader reader;
    reader.add(lines);
    return reader.finish();
}

} // namespace runlog
