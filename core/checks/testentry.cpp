// SPDX-License-Identifier: Apache-2.0
#include "core/checks/testentry.h"

#include "core/checks/testrun.h"
#include "core/language/edit.h"
#include "core/language/parse.h"
#include "core/replay/summary.h"
#include "core/traces/read.h"

#include <algorithm>

namespace runlog {

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
        appendJsonText(out, key);
    out += ": ";
}

void appendMap(std::string& out, Value value)
{
    out += '{';
    const char* separator = " ";
    for (const Member& member : value.members()) {
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
    case Value::Kind::Text: appendJsonText(out, value.text()); return;
    case Value::Kind::List: appendList(out, value); return;
    case Value::Kind::Map: appendMap(out, value); return;
    }
}

std::string counterText(Field field, std::int64_t value)
{
    const FieldType type = row(field).type;
    if (type == FieldType::Money)
        return text(Money{value});
    return type == FieldType::Duration ? std::to_string(value / 1000000) + "ms" : std::to_string(value);
}

void appendCounters(std::string& out, const TestedStep& tested)
{
    for (const Field field : countersOfAStep) {
        const auto bit = static_cast<std::uint16_t>(1U << Counters::slot(field));
        const bool known = ((tested.counters.unrecorded | tested.counters.absent) & bit) == 0;
        if (tested.engine->reads(field) && known)
            out += ", " + std::string(row(field).name) + ": " + counterText(field, tested.counters[field]);
    }
}

std::string inQuotes(std::string_view text)
{
    std::string out;
    appendJsonText(out, text);
    return out;
}

// `tool: …, args: …` or what else says of which kind the step is.
std::string subjectText(const TestedStep& tested, const Step& step)
{
    const Names& names = tested.runs->names();
    switch (step.kind) {
    case StepKind::ToolCall:
        return "tool: " + inQuotes(names.name(step.tool)) + ", args: "
            + flowText(step.args.isThere() ? step.args : Value::map({}));
    case StepKind::LlmCall:
        return "model: " + inQuotes(names.name(step.model))
            + (step.input.isThere() ? ", input: " + flowText(step.input) : "");
    case StepKind::Call: case StepKind::Message: break;
    }
    return "input: " + flowText(step.input);
}

std::string expectText(const TestedStep& tested)
{
    std::string text = "{ decision: " + std::string(name(tested.outcome.outcome));
    if (tested.outcome.policy >= 0)
        text += ", policy: "
            + inQuotes(tested.engine->policies()[static_cast<std::size_t>(tested.outcome.policy)].policy->id);
    return text + " }";
}

std::string refusal(const TestedStep& tested)
{
    switch (tested.outcome.outcome) {
    case Outcome::Undecided: return "a message is not decided";
    case Outcome::NotReached: return "this step is not reached";
    case Outcome::Allow: case Outcome::Log: case Outcome::Modify:
    case Outcome::RequireApproval: case Outcome::Deny: case Outcome::Terminate: break;
    }
    return {};
}

// Whether the entry that the edits add passes: it cannot where the decision depends on earlier steps.
bool holds(const PolicyFile& file, const FileEdit& added)
{
    const auto after = applyEdits(file.source->bytes(), added.edits);
    const auto parsed = parse(std::make_shared<const Source>(file.source->name(), after));
    const auto run = runTests(parsed.file);
    return !run.tests.empty() && run.tests.back().passed();
}

} // namespace

std::string flowText(Value value)
{
    std::string out;
    appendFlow(out, value);
    return out;
}

std::string testLines(const TestedStep& tested)
{
    const Step step = tested.runs->step(tested.step);
    const Run& run = tested.runs->run(tested.runs->runOf(tested.step));
    std::string text = "name: " + inQuotes(printable(run.id, 60) + " step " + std::to_string(step.seq)) + "\n";
    if (step.startedAt != NoTime)
        text += "now: " + timeText(step.startedAt) + "\n";
    if (run.user.isThere())
        text += "user: " + flowText(run.user) + "\n";
    if (run.service > Names::Unrecorded)
        text += "service: " + inQuotes(tested.runs->names().name(run.service)) + "\n";
    text += "step: { " + subjectText(tested, step);
    appendCounters(text, tested);
    return text + " }\nexpect: " + expectText(tested);
}

FileEdit keepAsTest(const PolicyFile& file, const TestedStep& tested)
{
    if (std::string reason = refusal(tested); !reason.empty())
        return {{}, reason};
    auto added = addTest(file, testLines(tested));
    if (!added.edits.empty() && !holds(file, added))
        return {{}, "this decision depends on earlier steps, a test of one step cannot hold them"};
    return added;
}

} // namespace runlog
