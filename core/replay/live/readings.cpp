// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/readings.h"

#include <bit>
#include <limits>

namespace runlog::live {

namespace {

std::uint8_t ownOf(Count count)
{
    std::uint8_t kinds = 0;
    for (const auto kind : {StepKind::Call, StepKind::LlmCall, StepKind::ToolCall, StepKind::Message})
        if (countsItself(count, kind))
            kinds = static_cast<std::uint8_t>(kinds | 1U << static_cast<unsigned>(kind));
    return kinds;
}

Reading::What whatOf(const Source& source)
{
    if (source.count != Count::Nothing)
        return Reading::What::Count;
    switch (source.field) {
    case Field::Cost: return Reading::What::Cost;
    case Field::TokensInRun: return Reading::What::Tokens;
    case Field::Elapsed: return Reading::What::Elapsed;
    default: return Reading::What::Other;
    }
}

// A source without a cut has one that no value reaches.
Reading readingOf(const Source& source, std::uint8_t index)
{
    Reading reading;
    reading.cut = source.cuts.empty() ? std::numeric_limits<std::int64_t>::max() : source.cuts.front();
    if (!source.cuts.empty())
        reading.otherCuts = std::span(source.cuts).subspan(1);
    reading.what = whatOf(source);
    reading.count = source.count;
    reading.ownOf = ownOf(source.count);
    reading.source = index;
    reading.field = source.field;
    return reading;
}

} // namespace

Readings::Readings(const Sources& sources, const Shapes& shapes) : m_begins{0}
{
    for (const auto& shape : shapes.list) {
        for (auto left = shape.reads & ~Shape::Moving; left != 0; left &= left - 1) {
            const auto index = static_cast<std::uint8_t>(std::countr_zero(left));
            if (sources.list[index].kind == Source::Kind::Counter)
                m_readings.push_back(readingOf(sources.list[index], index));
        }
        m_begins.push_back(static_cast<std::uint32_t>(m_readings.size()));
    }
}

} // namespace runlog::live
