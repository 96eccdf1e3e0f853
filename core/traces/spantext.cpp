// SPDX-License-Identifier: Apache-2.0
#include "core/traces/spantext.h"

#include "core/language/jsonwriter.h"
#include "core/traces/numbers.h"

namespace runlog {

namespace {

void addText(JsonWriter& json, std::string_view key, std::string_view text)
{
    if (!text.empty())
        json.member(key, text);
}

void addNumber(JsonWriter& json, std::string_view key, std::int64_t number, std::int64_t usual)
{
    if (number != usual)
        json.member(key, number);
}

// `false` stands where no value was recorded; a value itself is the only item of a list.
void addValue(JsonWriter& json, std::string_view key, Value value)
{
    if (value.kind() == Value::Kind::Unrecorded)
        json.member(key, false);
    if (value.isAbsent() || value.kind() == Value::Kind::Unrecorded)
        return;
    std::string text = "[";
    appendCompactJson(text, value);
    json.key(key).raw(text += ']');
}

Value valueAt(Value line, std::string_view key)
{
    const auto value = line.find(key);
    return value.kind() == Value::Kind::Boolean ? Value::unrecorded() : value.at(0);
}

void addName(JsonWriter& json, std::string_view key, std::uint32_t name, const RunsPart& part)
{
    if (name == Names::Unrecorded)
        json.member(key, false);
    else if (name != Names::Absent)
        json.member(key, part.nameOf(name));
}

std::uint32_t nameAt(Value line, std::string_view key, RunsPart& part)
{
    const auto name = line.find(key);
    if (name.isAbsent())
        return Names::Absent;
    return name.kind() == Value::Kind::Boolean ? Names::Unrecorded : part.intern(name.text());
}

std::int64_t numberAt(Value line, std::string_view key, std::int64_t usual)
{
    return wholeNumber(line.find(key)).value_or(usual);
}

void addMoney(JsonWriter& json, std::string_view key, const std::optional<Money>& money)
{
    if (money)
        json.member(key, money->nanos);
}

std::optional<Money> moneyAt(Value line, std::string_view key)
{
    const auto nanos = wholeNumber(line.find(key));
    return nanos ? std::optional(Money{*nanos}) : std::nullopt;
}

void addStep(JsonWriter& json, const Step& step, const RunsPart& part)
{
    addName(json, "tool", step.tool, part);
    addName(json, "model", step.model, part);
    addValue(json, "args", step.args);
    addValue(json, "input", step.input);
    addValue(json, "output", step.output);
    addMoney(json, "cost", step.cost);
    addNumber(json, "in", step.tokensIn, -1);
    addNumber(json, "out", step.tokensOut, -1);
    addNumber(json, "at", step.startedAt, NoTime);
    addNumber(json, "took", step.durationNanos, -1);
    addText(json, "error", step.error);
    addNumber(json, "line", step.line, 0);
}

StepKind stepKindOf(RecordedSpan::Kind kind)
{
    return kind == RecordedSpan::Kind::Model ? StepKind::LlmCall : StepKind::ToolCall;
}

Step stepAt(Value line, RecordedSpan::Kind kind, RunsPart& part)
{
    Step step;
    step.kind = stepKindOf(kind);
    step.tool = nameAt(line, "tool", part);
    step.model = nameAt(line, "model", part);
    step.args = valueAt(line, "args");
    step.input = valueAt(line, "input");
    step.output = valueAt(line, "output");
    step.cost = moneyAt(line, "cost");
    step.tokensIn = numberAt(line, "in", -1);
    step.tokensOut = numberAt(line, "out", -1);
    step.startedAt = numberAt(line, "at", NoTime);
    step.durationNanos = numberAt(line, "took", -1);
    step.error = line.find("error").text();
    step.line = static_cast<std::uint32_t>(numberAt(line, "line", 0));
    return step;
}

} // namespace

void appendSpanLine(std::string& out, const RecordedSpan& span, const RunsPart& part)
{
    JsonWriter json;
    json.beginObject().member("kind", static_cast<int>(span.kind));
    addText(json, "trace", span.trace);
    addText(json, "id", span.id);
    addText(json, "parent", span.parent);
    addText(json, "service", span.service);
    addNumber(json, "start", span.start, NoTime);
    addValue(json, "user", span.user);
    addText(json, "status", span.status);
    addStep(json, span.step, part);
    out.append(json.endObject().json()).append("\n");
}

RecordedSpan spanOf(Value line, RunsPart& part)
{
    RecordedSpan span;
    span.kind = static_cast<RecordedSpan::Kind>(numberAt(line, "kind", 0));
    span.trace = line.find("trace").text();
    span.id = line.find("id").text();
    span.parent = line.find("parent").text();
    span.service = line.find("service").text();
    span.start = numberAt(line, "start", NoTime);
    span.user = valueAt(line, "user");
    span.status = line.find("status").text();
    span.step = stepAt(line, span.kind, part);
    return span;
}

} // namespace runlog
