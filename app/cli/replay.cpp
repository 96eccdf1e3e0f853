// SPDX-License-Identifier: Apache-2.0
#include "app/cli/replay.h"

#include "app/cli/problems.h"
#include "app/cli/replayinput.h"
#include "app/cli/replaypart.h"
#include "core/engine/state.h"
#include "core/replay/summary.h"

#include <unordered_map>

namespace runlog::cli {

namespace {

// Keeps the message of every step that a policy decided.
class MessageWatcher : public StepWatcher {
public:
    explicit MessageWatcher(const Engine& engine) : m_engine(engine) {}

    bool wants(std::size_t) override { return true; }

    void decided(std::size_t step, const Request& request, const RunState& state, const Decision& decision) override
    {
        if (decision.policy < 0)
            return;
        auto message = m_engine.message(static_cast<std::uint32_t>(decision.policy), request, state);
        if (!message.empty())
            m_messages.emplace(step, std::move(message));
    }

    std::string_view message(std::size_t step) const
    {
        const auto found = m_messages.find(step);
        return found == m_messages.end() ? std::string_view() : std::string_view(found->second);
    }

private:
    const Engine& m_engine;
    std::unordered_map<std::size_t, std::string> m_messages;
};

void writeIds(JsonWriter& json, std::string_view key, const Replay& replay, const std::vector<std::uint32_t>& policies,
              bool andDefault)
{
    json.key(key).beginList();
    for (const auto policy : policies)
        json.text(replay.engine->policies()[policy].policy->id);
    if (andDefault)
        json.text("default");
    json.endList();
}

std::string stepLine(const Replay& replay, std::size_t step, std::string_view message)
{
    const auto& outcome = replay.steps[step];
    const auto& matches = replay.matches(step);
    JsonWriter json;
    json.beginObject()
        .member("run", replay.runs->run(replay.runs->runOf(step)).id)
        .member("seq", replay.runs->seq()[step])
        .member("outcome", name(outcome.outcome));
    const auto decider = deciderId(replay, outcome);
    decider.empty() ? json.key("policy").null() : json.member("policy", decider);
    writeIds(json, "matched", replay, matches.matched, matches.defaultDenied);
    writeIds(json, "observed", replay, matches.observed, matches.defaultObserved);
    json.member("class", name(outcome.stepClass)).member("message", message);
    if (const auto args = replay.changedArgs.find(step); args != replay.changedArgs.end())
        json.key("args").raw(args->second);
    if (outcome.approval != ApprovalState::None)
        json.member("approval", name(outcome.approval));
    return json.endObject().take();
}

std::string summaryLine(const Replay& replay, const std::string& digest, const ReplayReady& ready)
{
    JsonWriter json;
    json.beginObject();
    writeSummary(json, replay, digest);
    if (const auto given = ready.answers.given.size(); given != 0)
        json.key("answers").beginObject().member("given", given).member("asked_for", askedFor(replay, ready.answers)).endObject();
    json.key("diagnostics").beginList();
    writeDiagnostics(json, ready.files);
    writeProblems(json, ready.read.problems);
    return json.endList().endObject().take();
}

// An answer that nobody asks for any more changes nothing: its arguments or the policy's id are others now.
std::string answersLine(const Replay& replay, const Answers& answers)
{
    if (answers.given.empty())
        return {};
    return "answers by hand: " + std::to_string(askedFor(replay, answers)) + " of " + std::to_string(answers.given.size())
           + " are asked for\n";
}

void printSteps(const Replay& replay, const MessageWatcher& messages, std::ostream& out)
{
    for (std::size_t step = 0; step < replay.steps.size(); ++step)
        if (replay.steps[step].outcome != Outcome::Undecided)
            out << stepLine(replay, step, messages.message(step)) << "\n";
}

std::string isPartName(const std::string& text) { return partNamed(text) ? "" : "a part is written 2/8: from 1, of how many"; }

} // namespace

int replay(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Decides recorded runs with a policy and counts the outcomes.", "runlog replay");
    ReplayInput input;
    std::string format;
    input.addTo(app);
    addFormat(app, format, {"text", "json", "jsonl"});
    std::string partition;
    std::string path;
    auto* isPart = app.add_option("--partition", partition, "replay part I of N alone, as I/N; `runlog merge` joins the results")
                       ->check(isPartName)
                       ->excludes("--format");
    app.add_option("--out", path, "file for the part's result; without it the standard output")->needs(isPart);
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    if (const auto part = partNamed(partition))
        return replayPart(input, *part, path, in, out, err);
    auto ready = readInput(input, in, err);
    if (const auto* code = std::get_if<int>(&ready))
        return *code;
    auto& parts = std::get<ReplayReady>(ready);
    MessageWatcher messages(*parts.engine);
    ReplayOptions options;
    options.watcher = format == "jsonl" ? &messages : nullptr;
    options.threads = input.threads;
    const auto result = runlog::replay(parts.engine, parts.read.runs, parts.answers, options);
    if (format == "jsonl")
        printSteps(result, messages, out);
    const auto proof = digest(result, input.threads);
    out << (format == "text" ? summaryText(result, proof) + answersLine(result, parts.answers)
                             : summaryLine(result, proof, parts) + "\n");
    return exitOf(parts.read);
}

} // namespace runlog::cli
