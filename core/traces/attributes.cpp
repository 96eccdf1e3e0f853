// SPDX-License-Identifier: Apache-2.0
#include "core/traces/attributes.h"

#include "core/traces/numbers.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

using Kind = RecordedSpan::Kind;

bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::ranges::find(words, text) != words.end();
}

std::string_view textOf(Value map, std::string_view key) { return map.find(key).text(); }

// Agents and workflows are structure: their usage is the sum of what is inside them.
Kind kindOf(const RawSpan& span)
{
    const auto attributes = span.attributes;
    const auto operation = textOf(attributes, "gen_ai.operation.name");
    if (isOneOf(operation, {"chat", "generate_content", "text_completion", "call_llm"}))
        return Kind::Model;
    const auto inference = textOf(attributes, "openinference.span.kind");
    if (operation == "execute_tool" || inference == "TOOL")
        return Kind::Tool;
    if (!operation.empty())
        return Kind::Structure;
    if (!inference.empty())
        return inference == "LLM" ? Kind::Model : Kind::Structure;
    if (textOf(attributes, "traceloop.span.kind") == "tool" || attributes.find("gen_ai.tool.name").isThere())
        return Kind::Tool;
    const bool asks = isOneOf(textOf(attributes, "llm.request.type"), {"chat", "completion"});
    return asks || span.name == "call_llm" ? Kind::Model : Kind::Structure;
}

std::string_view toolName(const RawSpan& span)
{
    const auto named = firstOf(span.attributes, {"gen_ai.tool.name", "tool.name", "traceloop.entity.name"});
    if (!named.text().empty())
        return named.text();
    constexpr std::string_view prefix = "execute_tool ";
    return span.name.starts_with(prefix) ? span.name.substr(prefix.size()) : span.name;
}

// smolagents records how a Python function was called: the keyword arguments are the arguments.
Value withoutCallShape(Value args)
{
    const auto keywords = args.find("kwargs");
    if (keywords.kind() != Value::Kind::Map || args.find("args").kind() != Value::Kind::List)
        return args;
    return keywords.size() > 0 || args.find("args").size() == 0 ? keywords : args;
}

Value argsOf(Import& import, Value attributes)
{
    const auto written = firstOf(attributes, {"gen_ai.tool.call.arguments", "gcp.vertex.agent.tool_call_args", "gen_ai.tool.args",
                                              "input.value", "traceloop.entity.input"});
    if (written.isAbsent())
        return Value::unrecorded();
    const auto args = withoutCallShape(decoded(import, written));
    if (args.kind() == Value::Kind::Map)
        return args;
    const Member only{"input", args};
    return Value::map(copyMembers({&only, 1}, import.arena()));
}

// Messages that are spread over numbered attributes: `gen_ai.prompt.0.content`, `llm.input_messages.0.message.content`.
Value numberedMessages(Import& import, Value attributes, std::string_view prefix, std::string_view infix)
{
    std::vector<Value> messages;
    for (int i = 0;; ++i) {
        const auto start = std::string(prefix) + std::to_string(i) + std::string(infix);
        const auto role = attributes.find(start + "role");
        const auto content = attributes.find(start + "content");
        if (role.isAbsent() && content.isAbsent())
            break;
        const std::array members{Member{"role", role}, Member{"content", content}};
        messages.push_back(Value::map(copyMembers(members, import.arena())));
    }
    return messages.empty() ? Value() : Value::list(copyItems(messages, import.arena()));
}

Value promptOf(Import& import, Value attributes)
{
    if (const auto messages = firstOf(attributes, {"gen_ai.input.messages", "gcp.vertex.agent.llm_request"}); !messages.isAbsent())
        return newInPrompt(import, decoded(import, messages));
    if (const auto old = numberedMessages(import, attributes, "gen_ai.prompt.", "."); !old.isAbsent())
        return newInPrompt(import, old);
    if (const auto other = numberedMessages(import, attributes, "llm.input_messages.", ".message."); !other.isAbsent())
        return newInPrompt(import, other);
    return newInPrompt(import, decoded(import, firstOf(attributes, {"input.value", "traceloop.entity.input"})));
}

Value answerOf(Value attributes)
{
    return firstOf(attributes, {"gen_ai.output.messages", "gen_ai.output", "gen_ai.completion.0.content",
                                "gcp.vertex.agent.llm_response", "gen_ai.response.content", "output.value",
                                "traceloop.entity.output"});
}

void addCosts(Import& import, Value attributes, Step& step)
{
    step.cost = import.cost(firstOf(attributes, {"operation.cost", "gen_ai.usage.cost", "llm.cost.total"}), step.tokensIn,
                            step.tokensOut);
    const auto in = import.cost(attributes.find("gen_ai.usage.input_cost"), step.tokensIn, -1);
    const auto out = import.cost(attributes.find("gen_ai.usage.output_cost"), step.tokensOut, -1);
    if (!step.cost && in && out)
        step.cost = plusSaturating(*in, *out);
}

Step modelStep(Import& import, Value attributes)
{
    Step step;
    step.kind = StepKind::LlmCall;
    step.model = import.name(firstOf(attributes, {"gen_ai.request.model", "gen_ai.response.model", "llm.model_name"}).text());
    step.tokensIn = tokens(firstOf(attributes, {"gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"}));
    step.tokensOut =
        tokens(firstOf(attributes, {"gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"}));
    addCosts(import, attributes, step);
    step.input = import.part().keep(promptOf(import, attributes));
    step.output = import.part().keep(answerOf(attributes));
    return step;
}

Step toolStep(Import& import, const RawSpan& span)
{
    Step step;
    step.kind = StepKind::ToolCall;
    step.tool = import.name(toolName(span));
    step.args = import.part().keep(argsOf(import, span.attributes));
    step.output = import.part().keep(firstOf(span.attributes, {"gen_ai.tool.call.result", "gcp.vertex.agent.tool_response",
                                                               "gen_ai.output", "output.value", "traceloop.entity.output"}));
    return step;
}

void finishStep(Import& import, const RawSpan& span, Step& step)
{
    step.startedAt = span.start;
    if (span.start != NoTime && span.end >= span.start)
        step.durationNanos = span.end - span.start;
    if (span.failed) {
        const auto why = span.message.empty() ? textOf(span.attributes, "error.type") : span.message;
        step.error = import.part().keep(why.empty() ? std::string_view("error") : why);
    }
    step.line = span.line;
}

Value userOf(Import& import, Value attributes)
{
    const auto id = firstOf(attributes, {"user.id", "enduser.id"});
    if (id.kind() != Value::Kind::Text)
        return {};
    const Member member{"id", id};
    return import.part().keep(Value::map({&member, 1}));
}

std::string_view textIn(Value part)
{
    for (const auto key : {"content", "text", "result", "response"})
        if (const auto text = part.find(key).text(); !text.empty())
            return text;
    return {};
}

void addTexts(Import& import, Value message, std::vector<Value>& texts)
{
    const auto content = firstOf(message, {"content", "parts"});
    if (content.kind() == Value::Kind::Text)
        texts.push_back(content);
    for (const auto& part : content.items()) {
        const auto text = textIn(part);
        if (part.kind() == Value::Kind::Text)
            texts.push_back(part);
        else if (!text.empty())
            texts.push_back(Value::text(text));
        else if (const auto any = firstOf(part, {"result", "response", "function_response"}); any.isThere())
            texts.push_back(any);
    }
    if (content.kind() == Value::Kind::Map)
        addTexts(import, content, texts);
}

bool isAnswer(Value message) { return isOneOf(message.find("role").text(), {"assistant", "model", "ai"}); }

} // namespace

Value decoded(Import& import, Value text)
{
    if (text.kind() != Value::Kind::Text)
        return text;
    const auto start = text.text().find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos || std::string_view("{[\"").find(text.text()[start]) == std::string_view::npos)
        return text;
    return import.parse(text.text()).value_or(text);
}

Value newInPrompt(Import& import, Value prompt)
{
    auto messages = prompt;
    if (prompt.kind() == Value::Kind::Map)
        messages = firstOf(prompt, {"messages", "contents"});
    const auto items = messages.items();
    if (items.empty() || items[0].find("role").isAbsent())
        return prompt;
    std::size_t first = items.size();
    while (first > 0 && !isAnswer(items[first - 1]))
        --first;
    std::vector<Value> texts;
    for (const auto& message : items.subspan(first))
        addTexts(import, message, texts);
    if (texts.size() == 1)
        return texts.front();
    return texts.empty() ? Value() : Value::list(copyItems(texts, import.arena()));
}

void addSpan(Import& import, const RawSpan& raw)
{
    if (raw.trace.empty()) {
        import.problems().damaged(raw.line, "no-trace-id", "a span without the id of its trace is left out");
        return;
    }
    auto& part = import.part();
    RecordedSpan span;
    span.kind = kindOf(raw);
    if (span.kind == Kind::Model)
        span.step = modelStep(import, raw.attributes);
    else if (span.kind == Kind::Tool)
        span.step = toolStep(import, raw);
    finishStep(import, raw, span.step);
    span.trace = part.keep(raw.trace);
    span.id = part.keep(raw.id);
    span.parent = part.keep(raw.parent);
    span.service = part.keep(raw.service);
    span.start = raw.start;
    span.user = userOf(import, raw.attributes);
    if (raw.parent.empty() && (raw.failed || raw.succeeded))
        span.status = raw.failed ? "error" : "ok";
    part.spans.push_back(span);
}

} // namespace runlog
