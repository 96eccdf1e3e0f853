// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/shapes.h"

#include "core/engine/state.h"
#include "core/replay/live/residual.h"
#include "core/replay/steprequest.h"

#include <unordered_map>

namespace runlog::live {

namespace {

constexpr std::size_t StepsBetweenStops = 4096;

struct KeyHash {
    std::size_t operator()(const std::vector<std::uint32_t>& key) const
    {
        std::uint64_t hash = key.size();
        for (const auto part : key)
            hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL, hash ^= hash >> 29U;
        return static_cast<std::size_t>(hash);
    }
};

class ShapeMaker {
public:
    ShapeMaker(const std::shared_ptr<const Program>& program, const Sources& sources, const Layout& layout,
               const Runs& runs)
        : m_program(*program), m_sources(sources), m_layout(layout), m_runs(runs), m_seen(blankFor(*program)),
          m_blank(program, m_seen, NoTime)
    {
        m_shapes.of.resize(layout.facts.size());
        m_shapes.addends.resize(m_program.windows.size());
        for (std::size_t slot = 0; slot < m_program.windows.size(); ++slot)
            if (m_program.windows[slot].window->function == Window::Function::Sum)
                m_shapes.addends[slot].resize(layout.facts.size());
    }

    Shapes run(const std::stop_token& stop)
    {
        for (std::uint32_t group = 0; group < m_layout.groups.size(); ++group) {
            bool follows = m_layout.groups[group].isPlain;
            for (auto position = m_layout.groups[group].begin; position < m_layout.groups[group].end; ++position) {
                if (position % StepsBetweenStops == 0 && stop.stop_requested())
                    return {};
                follows &= add(position);
            }
            if (!follows)
                m_shapes.beyond.push_back(group);
        }
        return std::move(m_shapes);
    }

private:
    bool add(std::uint32_t position)
    {
        const auto& fact = m_layout.facts[position];
        const auto request = requestOf(m_runs, fact.step, fact.time);
        Residual residual(m_program, m_sources, request, m_blank);
        m_key.clear();
        Shape shape;
        shape.reads = residual.describe(m_key);
        if (!m_program.windows.empty() || !m_program.histories.empty()) {
            auto ran = request;
            ran.output = fact.has(StepFact::WasRun) ? m_runs.step(fact.step).output : Value::unrecorded();
            residual.events(shape, ran, m_blank);
            appendEvents(shape);
        }
        const auto [entry, isNew] = m_known.try_emplace(m_key, static_cast<std::uint32_t>(m_shapes.list.size()));
        if (isNew)
            m_shapes.list.push_back(shape);
        m_shapes.of[position] = entry->second;
        return addAddends(position, request);
    }

    void appendEvents(const Shape& shape)
    {
        for (std::size_t slot = 0; slot < m_program.windows.size(); ++slot)
            m_key.push_back(static_cast<std::uint32_t>(shape.own[slot]) << 8U | shape.entry[slot]);
        for (std::size_t history = 0; history < m_program.histories.size(); ++history)
            m_key.push_back(shape.history[history]);
    }

    // False where a number is finer or greater than the fast way counts.
    bool addAddends(std::uint32_t position, const Request& request)
    {
        bool fits = true;
        const Evaluator evaluator(m_program, request, m_blank);
        for (std::size_t slot = 0; slot < m_shapes.addends.size(); ++slot) {
            if (m_shapes.addends[slot].empty() || !contains(m_program.windows[slot].concerns, request.kind))
                continue;
            auto& addend = m_shapes.addends[slot][position];
            const auto value = evaluator.value(m_program.windows[slot].window->of, nullptr);
            if (value.kind() == Value::Kind::Unrecorded) {
                addend.kind = Addend::Kind::Unrecorded;
            } else if (value.isThere()) {
                const auto number = value.kind() == Value::Kind::Number ? value.number() : std::nullopt;
                const auto scaled = number ? number->scaled(SumScale) : std::nullopt;
                fits &= !number || scaled;
                addend = {scaled.value_or(0), number ? Addend::Kind::Number : Addend::Kind::NoNumber};
            }
        }
        return fits;
    }

    const Program& m_program;
    const Sources& m_sources;
    const Layout& m_layout;
    const Runs& m_runs;
    Seen m_seen;
    RunState m_blank;
    Shapes m_shapes;
    std::vector<std::uint32_t> m_key;
    std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, KeyHash> m_known;
};

} // namespace

Seen blankFor(const Program& program)
{
    Seen seen;
    seen.today.resize(program.zones.size());
    seen.after.resize(program.histories.size());
    seen.windows.resize(program.windows.size());
    return seen;
}

Shapes shapesOf(const std::shared_ptr<const Program>& program, const Sources& sources, const Layout& layout,
                const Runs& runs, const std::stop_token& stop)
{
    return ShapeMaker(program, sources, layout, runs).run(stop);
}

} // namespace runlog::live
