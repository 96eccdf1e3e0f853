// SPDX-License-Identifier: Apache-2.0
#include "ui/step/testentry.h"

#include "core/language/edit.h"
#include "core/language/parse.h"
#include "core/replay/summary.h"
#include "core/traces/read.h"

#include <algorithm>

namespace studio {

using runlog::Condition;
using runlog::Field;
using runlog::Step;
using runlog::StepKind;
using runlog::Value;

namespace {

constexpr Field countersOfAStep[] = {Field::Cost, Field::CostToday, Field::ToolCallsInRun, Field::LlmCallsInRun,
                                     Field::StepsInRun, Field::AttemptsInRun, Field::DenialsInRun, Field::ErrorsInRun,
                                     Field::TokensInRun, Field::UnknownCostsInRun, Field::SameCallRepeats, Field::Elapsed};

bool isPlainKey(std::string_view key)
{
    const auto isLetter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    constexpr std::string_view words[] = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
    return !key.empty() && std::all_of(key.begin(), key.end(), isLetter)
        && std::find(std::begin(words), std::end(words), key) == std::end(words);
}

void appendFlow(std::string& out, Value value);

void appendKey(std::string& out, std::string_view key)
{
    if (isPlainKey(key))
        out += key;
    else
        runlog::appendJsonText(out, key);
    out += ": ";
}

void appendMap(std::string& out, Value value)
{
    out += '{';
    const char* separator = " ";
    for (const runlog::Member& member : value.members()) {
        out += separator;
        appendKey(out, member.key);
        appendFlow(out, member.value);
        separator = ", ";
    }
    out += value.size() == 0 ? "}" : " }";
}

void appendList(std::string& out, Value value)
{
    out += '[';
    const char* separator = "";
    for (const Value item : value.items()) {
        out += separator;
        appendFlow(out, item);
        separator = ", ";
    }
    out += ']';
}

void appendFlow(std::string& out, Value value)
{
    switch (value.kind()) {
    case Value::Kind::Absent: case Value::Kind::Unrecorded: case Value::Kind::Null: out += "null"; return;
    case Value::Kind::Boolean: out += value.boolean() ? "true" : "false"; return;
    case Value::Kind::Number: out += value.text(); return;
    case Value::Kind::Text: runlog::appendJsonText(out, value.text()); return;
    case Value::Kind::List: appendList(out, value); return;
    case Value::Kind::Map: appendMap(out, value); return;
    }
}

std::string counterText(Field field, std::int64_t value)
{
    const runlog::FieldType type = runlog::row(field).type;
    if (type == runlog::FieldType::Money)
        return runlog::text(runlog::Money{value});
    return type == runlog::FieldType::Duration ? std::to_string(value / 1000000) + "ms" : std::to_string(value);
}

void appendCounters(std::string& out, const TestedStep& tested)
{
    for (const Field field : countersOfAStep) {
        const auto bit = static_cast<std::uint16_t>(1U << runlog::Counters::slot(field));
        const bool known = ((tested.counters.unrecorded | tested.counters.absent) & bit) == 0;
        if (tested.engine->reads(field) && known)
            out += ", " + std::string(runlog::row(field).name) + ": " + counterText(field, tested.counters[field]);
    }
}

std::string inQuotes(std::string_view text)
{
    std::string out;
    runlog::appendJsonText(out, text);
    return out;
}

// `tool: …, args: …` or what else says of which kind the step is.
std::string subjectText(const TestedStep& tested, const Step& step)
{
    const runlog::Names& names = tested.runs->names();
    switch (step.kind) {
    case StepKind::ToolCall:
        return "tool: " + inQuotes(names.name(step.tool)) + ", args: " + flowText(step.args.isThere() ? step.args : Value::map({}));
    case StepKind::LlmCall:
        return "model: " + inQuotes(names.name(step.model)) + (step.input.isThere() ? ", input: " + flowText(step.input) : "");
    case StepKind::Call: case StepKind::Message: break;
    }
    return "input: " + flowText(step.input);
}

std::string expectText(const TestedStep& tested)
{
    std::string text = "{ decision: " + std::string(runlog::name(tested.outcome.outcome));
    if (tested.outcome.policy >= 0)
        text += ", policy: "
            + inQuotes(tested.engine->policies()[static_cast<std::size_t>(tested.outcome.policy)].policy->id);
    return text + " }";
}

bool looksBack(const Condition& condition)
{
    if (condition.kind == Condition::Kind::Window || condition.kind == Condition::Kind::After
        || condition.kind == Condition::Kind::NotAfter)
        return true;
    return std::any_of(condition.children.begin(), condition.children.end(), looksBack);
}

std::string refusal(const TestedStep& tested)
{
    switch (tested.outcome.outcome) {
    case runlog::Outcome::Undecided: return "a message is not decided";
    case runlog::Outcome::NotReached: return "this step is not reached";
    case runlog::Outcome::Allow: case runlog::Outcome::Log: case runlog::Outcome::Modify:
    case runlog::Outcome::RequireApproval: case runlog::Outcome::Deny: case runlog::Outcome::Terminate: break;
    }
    if (tested.outcome.policy < 0)
        return {};
    const runlog::Policy& policy = *tested.engine->policies()[static_cast<std::size_t>(tested.outcome.policy)].policy;
    const bool back = looksBack(policy.when) || (policy.unless && looksBack(*policy.unless));
    return back ? "this decision depends on earlier steps, a test of one step cannot hold them" : std::string();
}

struct Place {
    std::size_t offset = 0;
    std::string indent;
    std::string before; // goes in front of the entry
};

// Behind the last entry of a block of tests; nullopt where they are not written as a block.
std::optional<Place> placeAfter(std::string_view bytes, runlog::Span last)
{
    const std::size_t before = bytes.find_last_of("\r\n", last.begin);
    const std::size_t line = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t dash = bytes.find_first_not_of(' ', line);
    if (dash == std::string_view::npos || bytes[dash] != '-' || dash >= last.begin)
        return std::nullopt;
    const std::size_t text = bytes.find_last_not_of(" \t\r\n", last.end == 0 ? 0 : last.end - 1);
    const std::size_t end = std::min(bytes.find_first_of("\r\n", text), bytes.size());
    return Place{end, std::string(bytes.substr(line, dash - line)), "\n"};
}

Place placeAtEnd(std::string_view bytes)
{
    const bool open = !bytes.empty() && bytes.back() != '\n' && bytes.back() != '\r';
    return {bytes.size(), "  ", open ? "\n\ntests:\n" : "\ntests:\n"};
}

std::string problemWith(const runlog::PolicyFile& file, const runlog::Edit& edit)
{
    const auto changed = runlog::applyEdits(file.source->bytes(), {edit});
    const auto parsed = runlog::parse(std::make_shared<runlog::Source>(file.source->name(), changed));
    if (runlog::hasError(parsed.diagnostics))
        return "the file would have an error with this test";
    return parsed.file->tests.size() == file.tests.size() + 1 ? std::string() : "the tests of this file have a form of their own";
}

} // namespace

std::string flowText(Value value)
{
    std::string out;
    appendFlow(out, value);
    return out;
}

std::string testText(const TestedStep& tested, const std::string& indent)
{
    const Step step = tested.runs->step(tested.step);
    const runlog::Run& run = tested.runs->run(tested.runs->runOf(tested.step));
    const std::string inner = indent + "  ";
    std::string text = indent + "- name: " + inQuotes(runlog::printable(run.id, 60) + " step " + std::to_string(step.seq)) + "\n";
    if (step.startedAt != runlog::NoTime)
        text += inner + "now: " + runlog::timeText(step.startedAt) + "\n";
    if (run.user.isThere())
        text += inner + "user: " + flowText(run.user) + "\n";
    if (run.service > runlog::Names::Unrecorded)
        text += inner + "service: " + inQuotes(tested.runs->names().name(run.service)) + "\n";
    text += inner + "step: { " + subjectText(tested, step);
    appendCounters(text, tested);
    return text + " }\n" + inner + "expect: " + expectText(tested) + "\n";
}

TestEdit addTest(const runlog::PolicyFile& file, const TestedStep& tested)
{
    if (std::string reason = refusal(tested); !reason.empty())
        return {std::nullopt, reason};
    const std::string_view bytes = file.source->bytes();
    const auto place = file.tests.empty() ? std::optional(placeAtEnd(bytes)) : placeAfter(bytes, file.tests.back().span);
    if (!place)
        return {std::nullopt, "the tests of this file are not written one below the other"};
    std::string text = place->before + testText(tested, place->indent);
    if (!file.tests.empty())
        text.pop_back(); // the line end of the last test follows
    const runlog::Edit edit{{place->offset, place->offset}, text};
    if (std::string problem = problemWith(file, edit); !problem.empty())
        return {std::nullopt, problem};
    return {edit, {}};
}

} // namespace studio
