// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/corpus.h"

#include "core/language/jsonwriter.h"
#include "core/language/parse.h"

#include <cstdio>
#include <stdexcept>

namespace runlog::bench {

namespace {

constexpr std::size_t StepsPerRun = 20;
constexpr std::int64_t Seconds = 10 * 86'400; // the runs begin within these

// Numbers that only look like chance.
class Sequence {
public:
    std::uint64_t below(std::uint64_t limit)
    {
        m_state = m_state * 6364136223846793005ULL + 1442695040888963407ULL;
        return (m_state >> 33U) % limit;
    }

private:
    std::uint64_t m_state = 7;
};

std::string timeOf(std::int64_t second)
{
    char text[40];
    std::snprintf(text, sizeof text, "2026-03-%02dT%02d:%02d:%02d.000Z", int(second / 86'400 % 28 + 1), int(second / 3600 % 24),
                  int(second / 60 % 60), int(second % 60));
    return text;
}

std::string thousandths(std::uint64_t count)
{
    char text[32];
    std::snprintf(text, sizeof text, "%u.%05u", unsigned(count / 100'000), unsigned(count % 100'000));
    return text;
}

void appendRun(std::string& out, std::size_t run, std::int64_t second, Sequence& chance)
{
    JsonWriter json;
    json.beginObject().member("type", "run").member("run", "r" + std::to_string(run));
    json.member("service", "service-" + std::to_string(chance.below(5))).member("started_at", timeOf(second));
    json.key("user").beginObject().member("id", "u" + std::to_string(chance.below(500))).endObject().endObject();
    out.append(json.json()).append("\n");
}

void appendStep(std::string& out, std::size_t run, std::size_t seq, std::int64_t second, Sequence& chance)
{
    JsonWriter json;
    json.beginObject().member("type", "step").member("run", "r" + std::to_string(run)).member("seq", std::uint64_t(seq));
    if (seq % 2 == 0) {
        const auto tool = chance.below(200) * chance.below(200) / 200;
        json.member("kind", "tool_call").member("tool", (tool < 20 ? "payments.t" : "tool.t") + std::to_string(tool));
        json.key("args").beginObject().key("amount").raw(thousandths(chance.below(100'000'000)));
        json.member("rows", chance.below(5000)).endObject();
        json.key("cost_usd").raw(thousandths(chance.below(3'000)));
    } else {
        json.member("kind", "llm_call").member("model", "model-" + std::to_string(chance.below(3)));
        json.key("cost_usd").raw(thousandths(chance.below(5'000))).member("tokens_in", chance.below(2000));
        json.member("tokens_out", chance.below(200));
    }
    json.member("started_at", timeOf(second)).endObject();
    out.append(json.json()).append("\n");
}

} // namespace

std::string replayLines(std::size_t steps)
{
    Sequence chance;
    std::string out;
    out.reserve(steps * 180);
    for (std::size_t step = 0, run = 0; step < steps; ++run) {
        auto second = static_cast<std::int64_t>(chance.below(Seconds));
        appendRun(out, run, second, chance);
        for (std::size_t seq = 1; seq <= StepsPerRun && step < steps; ++seq, ++step) {
            second += static_cast<std::int64_t>(chance.below(6));
            appendStep(out, run, seq, second, chance);
        }
    }
    return out;
}

std::string replayPolicies()
{
    return R"(policies:
  - id: amount
    when: { tool: "payments.*", args.amount: { gt: 900 } }
    action: deny
  - id: run_cost
    when: { cost: { gt: 0.55 } }
    action: deny
  - id: day_cost
    when: { cost_today: { gt: 1000 } }
    action: deny
  - id: user_rate
    when: { tool: "payments.*", count: { of: { tool: "payments.*" }, within: 10m, per: user, gt: 6 } }
    action: deny
  - id: loop
    when: { tool_calls_in_run: { gt: 50 } }
    action: terminate
  - id: denials
    when: { denials_in_run: { gt: 6 } }
    action: terminate
  - id: tokens
    when: { tokens_in_run: { gt: 30000 } }
    action: log
  - id: rows
    when: { tool: "tool.t4*", args.rows: { gt: 4000 } }
    action: log
  - id: review
    when: { tool: payments.t3, args.amount: { gt: 500 } }
    action: require_approval
  - id: model
    when: { model: model-2, steps_in_run: { gt: 18 } }
    action: log
  - id: service
    when: { service: service-4, tool: "tool.t19*" }
    action: deny
  - id: long
    when: { elapsed: { gt: 5m } }
    action: log
)";
}

std::string lonePolicies()
{
    return R"(policies:
  - id: amount
    when: { tool: "payments.*", args.amount: { gt: 900 } }
    action: deny
  - id: run_cost
    when: { cost: { gt: 0.55 } }
    action: deny
  - id: denials
    when: { denials_in_run: { gt: 6 } }
    action: terminate
  - id: rows
    when: { tool: "tool.t4*", args.rows: { gt: 4000 } }
    action: log
)";
}

std::shared_ptr<const PolicyFile> policyFile(const std::string& text)
{
    const auto result = parse(std::make_shared<const Source>("bench.yaml", text));
    if (hasError(result.diagnostics))
        throw std::runtime_error("the policies of the bench have an error");
    return result.file;
}

Threshold thresholdOf(const PolicyFile& file, std::string_view policy)
{
    for (const auto& place : thresholds(file))
        if (place.policy == policy)
            return place.threshold;
    throw std::runtime_error("the bench names a policy that is not there");
}

} // namespace runlog::bench
