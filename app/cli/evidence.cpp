// SPDX-License-Identifier: Apache-2.0
#include "app/cli/evidence.h"

#include "app/cli/diagnosticjson.h"
#include "app/cli/problems.h"
#include "app/cli/replayinput.h"
#include "core/checks/coverage.h"
#include "core/checks/recorded.h"
#include "core/replay/mediation.h"

namespace runlog::cli {

namespace {

constexpr std::size_t MostActions = 50; // in text
constexpr std::size_t LongestText = 100;

struct Answer {
    ReplayPtr replay;
    Evidence evidence;
    std::vector<MediatedAction> actions;
    std::vector<Diagnostics> findings; // by file
};

Answer answerOf(const ReplayReady& ready)
{
    Answer answer;
    answer.replay = std::make_shared<const Replay>(runlog::replay(ready.engine, ready.read.runs, ready.answers));
    answer.evidence = evidenceOf(ready.engine, ready.read.runs, ready.answers);
    answer.actions = mediationOf(*answer.replay);
    answer.findings = checks::recordedFindings(answer.evidence, answer.replay, ready.answers);
    return answer;
}

const EnginePolicy& policyOf(const Answer& answer, const PolicyEvidence& evidence)
{
    return answer.replay->engine->policies()[evidence.policy];
}

std::string textOf(const ConditionEvidence& evidence)
{
    const auto count = [](const char* name, std::size_t number) {
        return number == 0 ? std::string() : std::string(", ") + name + ' ' + std::to_string(number);
    };
    std::string text = evidence.inUnless ? "  unless " : "  ";
    text += printable(conditionText({evidence.condition, evidence.window, false, false}), LongestText);
    text += ": true " + std::to_string(evidence.isTrue) + ", false " + std::to_string(evidence.isFalse);
    text += count("in error", evidence.inError) + count("not recorded", evidence.unknown) + count("absent", evidence.absent);
    std::string never;
    const bool isGroup = evidence.condition->op == Operator::InGroup; // of which most have a few
    for (std::size_t at = 0; at < evidence.seen.size() && !isGroup; ++at)
        if (evidence.seen[at] == 0)
            never += (never.empty() ? "" : ", ") + printable(evidence.condition->literals[at].text, LongestText);
    for (std::size_t at = 0; at < evidence.seenEntities.size(); ++at)
        if (evidence.seenEntities[at] == 0)
            never += (never.empty() ? "" : ", ") + evidence.condition->entities().entities[at];
    return text + (never.empty() ? "" : "; never seen: " + never) + '\n';
}

std::string textOf(const MediatedAction& action)
{
    std::string text = "  " + std::string(name(action.kind));
    text += (action.name.empty() ? "" : ' ' + printable(action.name, LongestText)) + ": " + std::to_string(action.steps);
    if (action.unseen != 0)
        text += ", no policy can see " + std::to_string(action.unseen);
    if (action.onDefault != 0)
        text += ", on the default " + std::to_string(action.onDefault);
    return text + (action.refused != 0 ? ", refused by it " + std::to_string(action.refused) : "") + '\n';
}

std::string textOf(const Answer& answer)
{
    std::string text;
    for (const auto& policy : answer.evidence.policies) {
        const auto& about = policyOf(answer, policy);
        text += printable(about.policy->id) + " (" + std::string(name(about.policy->action)) + "): matched "
            + std::to_string(policy.matched) + " of " + std::to_string(policy.steps) + " steps\n";
        for (const auto& condition : policy.conditions)
            text += textOf(condition);
    }
    text += "\nactions\n";
    for (std::size_t at = 0; at < answer.actions.size() && at < MostActions; ++at)
        text += textOf(answer.actions[at]);
    if (answer.actions.size() > MostActions)
        text += "  and " + std::to_string(answer.actions.size() - MostActions) + " more\n";
    const auto& files = answer.replay->engine->policySet().files;
    for (std::size_t file = 0; file < files.size(); ++file)
        if (!answer.findings[file].empty())
            text += '\n' + runlog::print(answer.findings[file], *files[file]->source);
    return text;
}

void write(JsonWriter& json, const ConditionEvidence& evidence)
{
    json.beginObject().member("id", evidence.condition->id);
    json.member("condition", conditionText({evidence.condition, evidence.window, false, false}));
    json.member("in_unless", evidence.inUnless).member("true", evidence.isTrue).member("false", evidence.isFalse);
    json.member("error", evidence.inError).member("not_recorded", evidence.unknown).member("absent", evidence.absent);
    if (!evidence.seen.empty()) {
        json.key("values").beginList();
        for (std::size_t at = 0; at < evidence.seen.size(); ++at)
            json.beginObject().member("value", evidence.condition->literals[at].text).member("steps", evidence.seen[at]).endObject();
        json.endList();
    }
    if (!evidence.seenEntities.empty()) {
        json.key("entities").beginList();
        for (std::size_t at = 0; at < evidence.seenEntities.size(); ++at)
            json.beginObject()
                .member("entity", evidence.condition->entities().entities[at])
                .member("steps", evidence.seenEntities[at])
                .endObject();
        json.endList();
    }
    json.endObject();
}

void write(JsonWriter& json, const Answer& answer, const PolicyEvidence& policy)
{
    const auto& about = policyOf(answer, policy);
    json.beginObject().member("id", about.policy->id).member("action", name(about.policy->action));
    json.member("steps", policy.steps).member("matched", policy.matched).key("conditions").beginList();
    for (const auto& condition : policy.conditions)
        write(json, condition);
    json.endList().endObject();
}

void write(JsonWriter& json, const MediatedAction& action)
{
    json.beginObject().member("kind", name(action.kind)).member("name", action.name).member("steps", action.steps);
    json.member("unseen", action.unseen).member("on_default", action.onDefault).member("refused", action.refused).endObject();
}

std::string jsonOf(const Answer& answer, const ReplayReady& ready)
{
    JsonWriter json;
    json.beginObject().member("steps", answer.evidence.steps).key("policies").beginList();
    for (const auto& policy : answer.evidence.policies)
        write(json, answer, policy);
    json.endList().key("actions").beginList();
    for (const auto& action : answer.actions)
        write(json, action);
    json.endList().key("findings").beginList();
    for (std::size_t file = 0; file < answer.findings.size(); ++file)
        for (const auto& finding : answer.findings[file])
            writeDiagnostic(json, finding, *ready.files.sources[file]);
    json.endList().member("incomplete", answer.replay->runs->damagedLines() != 0).key("diagnostics").beginList();
    writeDiagnostics(json, ready.files);
    writeProblems(json, ready.read.problems);
    return json.endList().endObject().take() + "\n";
}

} // namespace

int evidence(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Says how often each condition was true, false, absent or in error over recorded runs, which actions no policy "
                 "can see, and what that says against the policies.",
                 "runlog evidence");
    ReplayInput input;
    std::string format;
    input.addTo(app);
    addFormat(app, format, {"text", "json"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    auto ready = readInput(input, in, err);
    if (const auto* code = std::get_if<int>(&ready))
        return *code;
    const auto& parts = std::get<ReplayReady>(ready);
    const auto answer = answerOf(parts);
    out << (format == "text" ? textOf(answer) + incompleteText(*answer.replay->runs) : jsonOf(answer, parts));
    return exitOf(parts.read);
}

} // namespace runlog::cli
