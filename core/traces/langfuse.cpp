// SPDX-License-Identifier: Apache-2.0
#include "core/traces/attributes.h"
#include "core/traces/importers.h"

#include <algorithm>
#include <array>

// Langfuse trace exports: one trace per document, texts of JSON inside. Only generations cost: agents and chains repeat their sums.
namespace runlog {

namespace {

using Kind = RecordedSpan::Kind;

std::string_view toolName(Value observation, Value attributes)
{
    const auto named = attributes.find("gen_ai.tool.name").text();
    if (!named.empty())
        return named;
    auto name = observation.find("name").text();
    for (const std::string_view prefix : {"execute_tool ", "running tool: "})
        if (name.starts_with(prefix))
            name.remove_prefix(prefix.size());
    return name;
}

Value attributesOf(Import& import, Value observation)
{
    return decoded(import, observation.find("metadata")).find("attributes");
}

// A generation without usage, prompt and answer only marks a moment of another one.
bool isEmpty(Value observation)
{
    return !observation.find("input").isThere() && !observation.find("output").isThere() &&
           tokens(observation.find("inputUsage")) <= 0 && tokens(observation.find("outputUsage")) <= 0;
}

Kind kindOf(Value observation, Value attributes)
{
    const auto type = observation.find("type").text();
    if (type == "GENERATION")
        return isEmpty(observation) ? Kind::Structure : Kind::Model;
    return type == "TOOL" || attributes.find("gen_ai.tool.name").isThere() ? Kind::Tool : Kind::Structure;
}

// Zero is written where nothing was counted.
std::int64_t usage(Value observation, std::string_view detail, std::string_view field)
{
    const auto detailed = tokens(observation.find("usageDetails").find(detail));
    const auto plain = tokens(observation.find(field));
    return detailed >= 0 ? detailed : plain > 0 ? plain : -1;
}

Step modelStep(Import& import, Value observation)
{
    Step step;
    step.kind = StepKind::LlmCall;
    step.model = import.name(observation.find("model").text());
    step.tokensIn = usage(observation, "input", "inputUsage");
    step.tokensOut = usage(observation, "output", "outputUsage");
    step.cost = import.cost(observation.find("totalCost"), step.tokensIn, step.tokensOut);
    if (step.cost && step.cost->nanos == 0)
        step.cost.reset();
    step.input = import.part().keep(newInPrompt(import, decoded(import, observation.find("input"))));
    return step;
}

Step toolStep(Import& import, Value observation, Value attributes)
{
    Step step;
    step.kind = StepKind::ToolCall;
    step.tool = import.name(toolName(observation, attributes));
    const auto args = decoded(import, observation.find("input"));
    if (args.kind() == Value::Kind::Map) {
        step.args = import.part().keep(args);
    } else if (args.isThere()) {
        const Member only{"input", args};
        step.args = import.part().keep(Value::map({&only, 1}));
    } else {
        step.args = Value::unrecorded();
    }
    return step;
}

void readObservation(Import& import, Value observation, std::string_view trace, Value user, std::string_view service)
{
    auto& part = import.part();
    const auto attributes = attributesOf(import, observation);
    RecordedSpan span;
    span.kind = kindOf(observation, attributes);
    if (span.kind == Kind::Model)
        span.step = modelStep(import, observation);
    else if (span.kind == Kind::Tool)
        span.step = toolStep(import, observation, attributes);
    span.trace = trace;
    span.id = part.keep(observation.find("id").text());
    span.parent = part.keep(observation.find("parentObservationId").text());
    span.service = service;
    span.user = user;
    span.start = import.time(observation.find("startTime"));
    span.step.startedAt = span.start;
    if (const auto end = import.time(observation.find("endTime")); span.start != NoTime && end >= span.start)
        span.step.durationNanos = end - span.start;
    if (span.kind != Kind::Structure)
        span.step.output = part.keep(decoded(import, observation.find("output")));
    if (observation.find("level").text() == "ERROR") {
        const auto why = observation.find("statusMessage").text();
        span.step.error = part.keep(why.empty() ? std::string_view("error") : why);
    }
    if (span.parent.empty() && observation.find("level").text() == "ERROR")
        span.status = "error";
    part.spans.push_back(span);
}

void readTrace(Import& import, Value document)
{
    auto& part = import.part();
    const auto trace = document.find("trace");
    const auto id = part.keep(trace.find("id").text());
    if (id.empty()) {
        import.problems().damaged(0, "no-trace-id", "a trace without its `id` is left out");
        return;
    }
    const auto resource = decoded(import, trace.find("metadata")).find("resourceAttributes");
    const auto named = resource.find("service.name").text();
    const bool known = !named.empty() && !named.starts_with("unknown_service");
    const auto service = part.keep(known ? named : trace.find("name").text());
    Value user;
    if (const auto userId = trace.find("userId"); userId.kind() == Value::Kind::Text) {
        const Member member{"id", userId};
        user = part.keep(Value::map({&member, 1}));
    }
    for (const auto& observation : document.find("observations").items())
        readObservation(import, observation, id, user, service);
}

} // namespace

void importLangfuse(Import& import)
{
    import.eachValue([&import](Value value, std::uint32_t) {
        if (value.kind() == Value::Kind::Map)
            readTrace(import, value);
        for (const auto& item : value.items())
            readTrace(import, item);
    });
}

} // namespace runlog
