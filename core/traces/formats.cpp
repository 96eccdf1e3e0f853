// SPDX-License-Identifier: Apache-2.0
#include "core/traces/formats.h"

#include "core/traces/importers.h"
#include "core/traces/read.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

bool isList(Value value) { return value.kind() == Value::Kind::List; }
bool isNative(Value value)
{
    const auto type = value.find("type").text();
    return (type == "run" || type == "step" || type == "end") && value.find("run").isThere();
}
bool isAgentDojo(Value value) { return value.find("suite_name").isThere() && isList(value.find("messages")); }
bool isTau2(Value value) { return isList(value.find("simulations")); }

bool isChat(Value value)
{
    const auto first = value.kind() == Value::Kind::List ? value.at(0) : value;
    if (isList(first))
        return first.at(0).find("role").isThere();
    return (value.kind() == Value::Kind::List && first.find("role").isThere()) || isList(first.find("messages")) ||
           isList(first.find("traj"));
}

bool isOtlp(Value value) { return isList(value.find("resourceSpans")) || isList(value.find("batches")); }
bool isJaeger(Value value) { return isList(value.find("data").at(0).find("spans")); }

bool isSpan(Value value)
{
    return value.find("trace_id").isThere() || value.find("context").find("trace_id").isThere();
}

bool isFlatSpans(Value value)
{
    return isSpan(value) || isSpan(value.at(0)) || isSpan(value.find("spans").at(0));
}

bool isLangfuse(Value value)
{
    const auto first = isList(value) ? value.at(0) : value;
    return first.find("trace").kind() == Value::Kind::Map && isList(first.find("observations"));
}

bool isInspect(Value value) { return value.find("eval").kind() == Value::Kind::Map && isList(value.find("samples")); }
bool isSweAgent(Value value) { return isList(value.find("trajectory")); }

bool isOpenHands(Value value)
{
    const auto first = isList(value) ? value.at(0) : value;
    const bool event = first.find("source").isThere() && (first.find("action").isThere() || first.find("observation").isThere());
    return isList(first.find("history")) || (isList(value) && event);
}

// Lines without a session, such as summaries, may come first.
bool isClaudeCode(Value value)
{
    const auto type = value.find("type").text();
    return !type.empty() && (value.find("sessionId").isThere() || value.find("parentUuid").isThere() ||
                             (type == "summary" && value.find("leafUuid").isThere()) || type == "file-history-snapshot");
}

// Where one document is one run, it cannot be cut.
bool always(Value) { return true; }
bool isListOfChats(Value value) { return isList(value) && value.at(0).find("role").isAbsent(); }
bool isListOfRows(Value value) { return isList(value) && value.at(0).find("history").isThere(); }

// In order of detection: the more special before the more general.
constexpr std::array Formats{
    Format{"native", "RunLog's own JSON Lines", nullptr, isNative},
    Format{"otlp", "OpenTelemetry GenAI spans, OTLP/JSON", importOtlp, isOtlp, always, true},
    Format{"jaeger", "OpenTelemetry GenAI spans, Jaeger JSON", importJaeger, isJaeger, always},
    Format{"spans", "OpenTelemetry GenAI spans, flat lists and any-agent", importFlatSpans, isFlatSpans, always, true},
    Format{"tau2", "tau2 results", importTau2, isTau2, always},
    Format{"agentdojo", "AgentDojo task results", importAgentDojo, isAgentDojo},
    Format{"claude-code", "Claude Code sessions", importClaudeCode, isClaudeCode, nullptr, true, claudeCodeSession, noteOtherLines},
    Format{"langfuse", "Langfuse trace exports", importLangfuse, isLangfuse, isList, true},
    Format{"inspect", "Inspect AI logs, JSON and .eval", importInspect, isInspect, always},
    Format{"swe-agent", "SWE-agent trajectories", importSweAgent, isSweAgent},
    Format{"openhands", "OpenHands histories", importOpenHands, isOpenHands, isListOfRows, true},
    Format{"mini-swe-agent", "mini-swe-agent trajectories", importMiniSweAgent, isMiniSweAgent},
    Format{"chat", "lists of OpenAI chat messages, tau-bench trajectories", importChat, isChat, isListOfChats, true},
};

bool isQuoteOrBlank(char c) { return c == '"' || c == ' ' || c == '\t' || c == ':'; }

// A line that cannot be read may still say `"type": "step"`.
bool saysNative(std::string_view line)
{
    const auto at = line.find("\"type\"");
    if (!line.starts_with('{') || at == std::string_view::npos)
        return false;
    auto rest = line.substr(at + 6);
    rest.remove_prefix(std::min(static_cast<std::size_t>(std::ranges::find_if_not(rest, isQuoteOrBlank) - rest.begin()),
                                rest.size()));
    return rest.starts_with("run\"") || rest.starts_with("step\"") || rest.starts_with("end\"");
}

} // namespace

std::span<const Format> formats() { return Formats; }

std::vector<TraceFormat> traceFormats()
{
    std::vector<TraceFormat> all;
    for (const auto& format : Formats)
        all.push_back({format.name, format.description});
    return all;
}

const Format* formatNamed(std::string_view name)
{
    const auto found = std::ranges::find(Formats, name, &Format::name);
    return found == Formats.end() ? nullptr : &*found;
}

const Format* formatOf(Value first)
{
    const auto found = std::ranges::find_if(Formats, [first](const Format& format) { return format.fits(first); });
    return found == Formats.end() ? nullptr : &*found;
}

bool looksNative(std::string_view start)
{
    constexpr int FewLines = 20;
    constexpr std::size_t Beginning = 4096; // of a line
    for (int lines = 0; lines < FewLines && !start.empty(); ++lines) {
        const auto length = std::min(start.find('\n'), start.size());
        const auto line = start.substr(0, length);
        start.remove_prefix(std::min(length + 1, start.size()));
        if (saysNative(line.substr(0, Beginning)))
            return true;
    }
    return false;
}

} // namespace runlog
