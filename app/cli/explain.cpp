// SPDX-License-Identifier: Apache-2.0
#include "app/cli/explain.h"

#include "app/cli/policyfiles.h"
#include "app/cli/problems.h"
#include "app/cli/replayinput.h"
#include "core/checks/explaintext.h"
#include "core/checks/testcase.h"
#include "core/language/keys.h"
#include "core/language/report.h"
#include "core/language/suggest.h"
#include "core/traces/json.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <variant>

namespace runlog::cli {

namespace {

struct ExplainInput {
    std::vector<std::string> policies;
    std::vector<std::string> traces;
    std::string step;
    std::string from;
    std::string approvals = "recorded";
    std::string format;

    void addTo(CLI::App& app)
    {
        app.add_option("--policy", policies, "policy file or folder; repeat it for several")->required();
        app.add_option("--step", step,
                       "the step: JSON in the native form, @FILE or - with such JSON, or RUN#SEQ of a recorded run")
            ->required();
        app.add_option("trace", traces, "recorded runs, for RUN#SEQ: a file, a folder, or `-`");
        app.add_option("--from", from, "format of the traces instead of finding it out from their content");
        addApprovals(app, approvals);
        addFormat(app, format, {"text", "json"});
    }

    bool isWritten() const { return step.starts_with('{') || step.starts_with('@') || step == "-"; }
};

// The step that is explained, and what its replay takes.
struct Question {
    RunsPtr runs;
    std::size_t step = 0;
    Answers answers;
    TestCase written; // empty: a recorded step
};

std::vector<std::string_view> stepKeys()
{
    std::vector<std::string_view> names{"type", "decision", "role", "cost_is_estimate"};
    for (const auto key : keysOf(Level::Step))
        if (key != "expect" && key != "then")
            names.push_back(key);
    for (const auto& field : fieldRows())
        if (!field.name.empty() && field.field != Field::RunId && field.field != Field::RunInput)
            names.push_back(field.name);
    return names;
}

std::string unknownKey(Value step)
{
    const auto known = stepKeys();
    for (const auto& member : step.members())
        if (std::find(known.begin(), known.end(), member.key) == known.end()) {
            const auto help = didYouMean(nearest(member.key, known));
            return "unknown key " + inTicks(member.key) + (help.empty() ? "" : "; " + help);
        }
    return {};
}

std::optional<std::string> stepBytes(const ExplainInput& input, std::istream& in)
{
    if (input.step == "-")
        return std::string(std::istreambuf_iterator<char>(in), {});
    if (!input.step.starts_with('@'))
        return input.step;
    std::ifstream file(input.step.substr(1), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    return file && !file.bad() ? std::optional(std::move(bytes)) : std::nullopt;
}

int refuse(std::ostream& err, std::string_view what, Exit code)
{
    err << "runlog explain: " << what << "\n";
    return code;
}

std::variant<Question, int> writtenStep(const ExplainInput& input, const PolicyFiles& files, std::istream& in,
                                        std::ostream& err)
{
    const auto bytes = stepBytes(input, in);
    if (!bytes)
        return refuse(err, "cannot read " + printable(input.step, 500), Exit::Usage);
    std::pmr::monotonic_buffer_resource arena;
    const auto value = parseJson(*bytes, arena);
    if (!value || value->kind() != Value::Kind::Map)
        return refuse(err, "--step is no JSON object", Exit::Usage);
    if (const auto problem = unknownKey(*value); !problem.empty())
        return refuse(err, "--step: " + problem, Exit::Usage);
    PolicyTest test;
    test.steps.emplace_back().fields = *value;
    Question question;
    question.written = testCase(*files.set.files.front(), test);
    if (!question.written.problems.empty())
        return refuse(err, "--step: " + question.written.problems.front().text, Exit::Usage);
    question.runs = question.written.runs;
    question.step = question.written.stepOf.front();
    return question;
}

// "r1#12": the last `#` parts them, since a run's name may hold one.
std::optional<std::size_t> findStep(const Runs& runs, std::string_view name)
{
    const auto mark = name.rfind('#');
    if (mark == std::string_view::npos)
        return std::nullopt;
    std::int64_t seq = 0;
    const auto number = name.substr(mark + 1);
    const auto [end, problem] = std::from_chars(number.data(), number.data() + number.size(), seq);
    const auto run = runs.findRun(name.substr(0, mark));
    const bool isWhole = problem == std::errc() && end == number.data() + number.size();
    return isWhole && run ? runs.findStep(*run, seq) : std::nullopt;
}

std::variant<Question, int> recordedStep(const ExplainInput& input, std::istream& in, std::ostream& err)
{
    if (input.traces.empty())
        return refuse(err, "RUN#SEQ needs the traces that hold the run", Exit::Usage);
    ReadOptions options;
    options.from = input.from;
    options.standardInput = &in;
    const auto read = readTraces(input.traces, options);
    printProblems(read, err);
    if (!read.unopened.empty())
        return static_cast<int>(Exit::Usage);
    const auto step = findStep(*read.runs, input.step);
    if (!step)
        return refuse(err, "no step " + inTicks(input.step) + " in these traces; write RUN#SEQ", Exit::Usage);
    Question question;
    question.runs = read.runs;
    question.step = *step;
    readApprovals(input.approvals, question.answers); // was checked
    return question;
}

std::string noDecision(const Question& question)
{
    return question.runs->kind()[question.step] == StepKind::Message ? "undecided" : "not_reached";
}

std::string stepText(const Question& question, const std::optional<ExplainedStep>& explained, const Engine& engine)
{
    const auto& run = question.runs->run(question.runs->runOf(question.step));
    std::string text = printable(run.id, 200) + '#' + std::to_string(question.runs->seq()[question.step]) + ": ";
    if (!explained)
        return text + (noDecision(question) == "undecided" ? "a message is shown, never decided\n"
                                                           : "not reached: an earlier step of the run did not go on\n");
    const auto& explanation = explained->explanation;
    text += decisionText(explanation.decision, engine) + '\n';
    if (!explanation.message.empty())
        text += "message: " + printable(explanation.message, 4096) + '\n';
    text += nearMissText(nearMisses(explanation, engine, question.runs->kind()[question.step]), engine);
    for (const auto& policy : explanation.policies)
        text += '\n' + policyText(policy, engine);
    return text;
}

std::string stepJson(const Question& question, const std::optional<ExplainedStep>& explained, const Engine& engine)
{
    const auto& run = question.runs->run(question.runs->runOf(question.step));
    JsonWriter json;
    json.beginObject().member("run", run.id).member("seq", question.runs->seq()[question.step]);
    if (explained) {
        const auto& explanation = explained->explanation;
        writeExplanation(json, explanation, engine);
        writeNearMisses(json, nearMisses(explanation, engine, question.runs->kind()[question.step]), engine);
        json.key("args").raw(explained->args);
    } else {
        json.member("decision", noDecision(question));
    }
    return json.endObject().take() + '\n';
}

} // namespace

int explain(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Says why a policy decides a step as it does.", "runlog explain");
    ExplainInput input;
    input.addTo(app);
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    const auto files = readPolicyFiles(input.policies, in);
    if (const auto refused = refusePolicies(files, err))
        return *refused;
    const auto asked = input.isWritten() ? writtenStep(input, files, in, err) : recordedStep(input, in, err);
    if (const auto* code = std::get_if<int>(&asked))
        return *code;
    const auto& question = std::get<Question>(asked);
    const auto engine = std::make_shared<const Engine>(files.set);
    ReplayOptions options;
    if (question.written.runs) {
        options.order = question.written.order;
        options.script = &question.written.script;
    }
    const auto explained = explainStep(engine, question.runs, question.answers, question.step, options);
    out << (input.format == "text" ? stepText(question, explained, *engine) : stepJson(question, explained, *engine));
    return Exit::Fine;
}

} // namespace runlog::cli
