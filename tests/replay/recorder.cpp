// SPDX-License-Identifier: Apache-2.0
#include "tests/replay/recorder.h"

#include "core/traces/read.h"

using namespace runlog;

namespace {

std::string quotedTime(std::int64_t nanos) { return "\"" + timeText(nanos) + "\""; }

class Recorder {
public:
    Recorder(const World& world, WorldMaker& maker) : m_world(world), m_maker(maker) {}

    std::string lines()
    {
        std::string text;
        for (std::size_t run = 0; run < m_world.runs.size(); ++run) {
            m_runs.push_back({chance(10), chance(15), {}});
            text += runLine(run);
        }
        for (const auto& event : m_world.events)
            text += stepLine(event);
        return text;
    }

private:
    struct RunSoFar {
        bool isUntimed = false;
        bool lacksUser = false;
        std::vector<int> parents; // seqs of calls and model calls
        int seq = 0;
    };

    bool chance(int percent) { return m_maker.below(100) < static_cast<std::size_t>(percent); }

    const Event* firstOf(std::size_t run) const
    {
        for (const auto& event : m_world.events)
            if (event.run == run)
                return &event;
        return nullptr;
    }

    std::string runLine(std::size_t run)
    {
        const auto* first = firstOf(run);
        std::string line = "{\"type\":\"run\",\"run\":\"r" + std::to_string(run) + "\"";
        if (first != nullptr)
            add(line, "service", first->request.service);
        if (first != nullptr && first->request.user.isThere() && !m_runs[run].lacksUser)
            add(line, "user", first->request.user);
        if (!m_runs[run].isUntimed && chance(70))
            line += ",\"started_at\":" + quotedTime(m_world.runs[run].startedAt);
        return line + "}\n";
    }

    std::string stepLine(const Event& event)
    {
        auto& run = m_runs[event.run];
        const auto& request = event.request;
        std::string line = "{\"type\":\"step\",\"run\":\"r" + std::to_string(event.run) + "\",\"seq\":" + std::to_string(++run.seq)
            + ",\"kind\":\"" + std::string(name(request.kind)) + "\"";
        add(line, "tool", request.tool);
        add(line, "model", request.model);
        if (!chance(8))
            add(line, "args", request.args);
        add(line, "input", request.input);
        add(line, "output", event.output);
        if (!run.isUntimed)
            line += ",\"started_at\":" + quotedTime(request.time);
        if (event.cost && !chance(15))
            line += ",\"cost_usd\":" + text(*event.cost);
        else if (request.kind == StepKind::ToolCall && chance(20))
            line += ",\"cost_usd\":0.5";
        if (event.estimate)
            line += ",\"cost_estimate_usd\":" + text(*event.estimate);
        if (event.tokens > 0)
            line += ",\"tokens_in\":" + std::to_string(event.tokens);
        if (event.failed)
            line += ",\"error\":\"boom\"";
        if (event.batch >= 0)
            line += ",\"batch\":" + std::to_string(event.batch);
        if (!run.parents.empty() && chance(25))
            line += ",\"parent\":" + std::to_string(run.parents[m_maker.below(run.parents.size())]);
        if (request.kind != StepKind::ToolCall)
            run.parents.push_back(run.seq);
        return line + decision() + "}\n";
    }

    std::string decision()
    {
        if (!chance(15))
            return "";
        if (chance(40))
            return R"(,"decision":{"outcome":"deny","policy":"p0","matched":["p0"]})";
        if (chance(20))
            return R"(,"decision":{"outcome":"modify","policy":"p1","matched":["p1"],"args":{"a":1}})";
        return R"(,"decision":{"outcome":"require_approval","policy":"p0","matched":["p0","p1"],"approval":{"state":"denied","by":"ana"}})";
    }

    static void add(std::string& line, const char* key, Value value)
    {
        if (value.isAbsent() || value.kind() == Value::Kind::Unrecorded)
            return;
        line += std::string(",\"") + key + "\":";
        appendCompactJson(line, value);
    }

    const World& m_world;
    WorldMaker& m_maker;
    std::vector<RunSoFar> m_runs;
};

} // namespace

std::string recorded(const World& world, WorldMaker& maker) { return Recorder(world, maker).lines(); }
