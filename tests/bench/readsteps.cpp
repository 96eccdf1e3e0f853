// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/readsteps.h"

#include "core/language/jsonwriter.h"

#include <cstdio>
#include <fstream>

namespace runlog::bench {

namespace {

constexpr std::uint64_t StepsPerRun = 20;
constexpr std::size_t TextBytes = 600;

// Numbers that only look like chance.
class Sequence {
public:
    std::uint64_t next()
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return m_state >> 33U;
    }

private:
    std::uint64_t m_state = 42;
};

std::string words(Sequence& sequence)
{
    std::string text;
    while (text.size() < TextBytes) {
        for (auto letters = sequence.next() % 8 + 2; letters > 0; --letters)
            text += static_cast<char>('a' + sequence.next() % 26);
        text += ' ';
    }
    text.resize(TextBytes);
    return text;
}

std::string clockOf(std::uint64_t step)
{
    char text[40];
    std::snprintf(text, sizeof text, "2026-03-01T%02u:%02u:%02u.000Z", unsigned(step / 3600 % 24), unsigned(step / 60 % 60),
                  unsigned(step % 60));
    return text;
}

void appendRun(std::string& out, std::uint64_t run)
{
    JsonWriter json;
    json.beginObject().member("type", "run").member("run", "r" + std::to_string(run));
    json.member("service", "service-" + std::to_string(run % 5)).member("started_at", clockOf(run % 80000));
    json.key("user").beginObject().member("id", "u" + std::to_string(run % 97)).endObject().endObject();
    out.append(json.json()).append("\n");
}

void appendStep(std::string& out, std::uint64_t step, std::string_view text)
{
    const auto run = step / StepsPerRun;
    const auto seq = step % StepsPerRun + 1;
    JsonWriter json;
    json.beginObject().member("type", "step").member("run", "r" + std::to_string(run)).member("seq", seq);
    if (seq % 2 == 0) {
        json.member("kind", "tool_call").member("tool", "tool." + std::to_string(step % 200));
        json.key("args").beginObject().member("amount", step % 1000).member("to", "a" + std::to_string(step % 500)).endObject();
        json.member("output", text);
    } else {
        json.member("kind", "llm_call").member("model", "model-" + std::to_string(step % 3)).member("input", text);
        json.key("cost_usd").raw("0.0031").member("tokens_in", 812).member("tokens_out", 40);
    }
    json.member("started_at", clockOf(run % 80000 + seq)).member("duration_ms", 412).endObject();
    out.append(json.json()).append("\n");
}

} // namespace

bool writeSteps(const std::string& path, std::uint64_t steps)
{
    std::ofstream file(path, std::ios::binary);
    Sequence sequence;
    std::string lines;
    for (std::uint64_t step = 0; step < steps; ++step) {
        if (step % StepsPerRun == 0)
            appendRun(lines, step / StepsPerRun);
        appendStep(lines, step, words(sequence));
        if (lines.size() > 1'000'000 || step + 1 == steps) {
            file.write(lines.data(), static_cast<std::streamsize>(lines.size()));
            lines.clear();
        }
    }
    return file.flush().good();
}

} // namespace runlog::bench
