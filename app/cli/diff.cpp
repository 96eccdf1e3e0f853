// SPDX-License-Identifier: Apache-2.0
#include "app/cli/diff.h"

#include "app/cli/editlist.h"
#include "app/cli/labelsjson.h"
#include "app/cli/problems.h"
#include "app/cli/replayinput.h"
#include "app/cli/sessioninput.h"
#include "core/replay/difference.h"
#include "core/replay/order.h"
#include "core/replay/summary.h"

namespace runlog::cli {

namespace {

struct Limits {
    std::optional<std::size_t> denied;
    std::optional<std::size_t> allowed;
    std::optional<std::size_t> approval;
    std::optional<std::size_t> missed;
    std::optional<std::size_t> falseAlarms;

    void addTo(CLI::App& app)
    {
        app.add_option("--max-newly-denied", denied, "exit code 3 where more steps become denied");
        app.add_option("--max-newly-allowed", allowed, "exit code 3 where more denied steps become allowed");
        app.add_option("--max-newly-approval", approval, "exit code 3 where more steps come to ask for approval");
        app.add_option("--max-missed", missed, "exit code 3 where more steps run that a label says should be blocked")
            ->needs("--labels");
        app.add_option("--max-false-alarms", falseAlarms, "exit code 3 where more steps are stopped that a label says should pass")
            ->needs("--labels");
    }

    // Says which limits are passed.
    bool hold(const Difference& difference, const LabelScore& labels, std::ostream& err) const
    {
        bool hold = true;
        const auto check = [&](const char* what, std::size_t count, const std::optional<std::size_t>& most) {
            if (!most || count <= *most)
                return;
            hold = false;
            err << "runlog diff: " << count << " steps " << what << ", at most " << *most << " were wanted\n";
        };
        check("become denied", difference.newlyDenied, denied);
        check("become allowed", difference.newlyAllowed, allowed);
        check("come to ask for approval", difference.newlyApproval, approval);
        check("run against a label", labels.missed, missed);
        check("are stopped against a label", labels.falseAlarms, falseAlarms);
        return hold;
    }
};

void writeCounts(JsonWriter& json, const char* key, const char* name,
                 const std::map<std::string, Difference::Counts>& counts)
{
    json.key(key).beginList();
    for (const auto& [id, count] : counts)
        json.beginObject()
            .member(name, id)
            .member("loosened", count.loosened)
            .member("tightened", count.tightened)
            .member("notes", count.notes)
            .endObject();
    json.endList();
}

void writeOutcome(JsonWriter& json, const char* key, const Replay& replay, const StepOutcome& outcome)
{
    json.key(key).beginObject().member("outcome", name(outcome.outcome));
    const auto decider = deciderId(replay, outcome);
    decider.empty() ? json.key("policy").null() : json.member("policy", decider);
    if (outcome.approval != ApprovalState::None)
        json.member("approval", name(outcome.approval));
    json.member("class", name(outcome.stepClass)).endObject();
}

void writeChanges(JsonWriter& json, const char* key, const std::vector<ChangedStep>& changes, const Replay& before,
                  const Replay& after, const Attribution* attribution)
{
    const auto& runs = *after.runs;
    json.key(key).beginList();
    for (const auto& change : changes) {
        const auto place = static_cast<std::size_t>(&change - changes.data());
        json.beginObject().member("run", runs.run(runs.runOf(change.step)).id).member("seq", runs.seq()[change.step]);
        json.member("subject", subjectOf(runs, change.step)).member("direction", name(change.direction));
        if (change.direction == ChangedStep::Direction::Consequence)
            json.member("cause_seq", runs.seq()[change.cause]);
        writeOutcome(json, "before", before, change.before);
        writeOutcome(json, "after", after, change.after);
        if (attribution)
            writeCauses(json, *attribution, place);
        json.endObject();
    }
    json.endList();
}

std::string jsonOf(const Difference& difference, const Impact& impact, const LabelReport& labels, const Attribution* attribution,
                   const Replay& before, const Replay& after, const ReplayReady& ready)
{
    JsonWriter json;
    json.beginObject().member("runs", after.runs->runs().size()).member("steps", after.totals.steps);
    json.member("changed_steps", impact.changes.size()).member("changed_runs", impact.runs);
    json.member("loosened", impact.loosened).member("tightened", impact.tightened).member("notes", impact.notes);
    json.member("consequences", impact.consequences.size()).member("uncertain", impact.uncertain);
    json.member("newly_denied", difference.newlyDenied).member("newly_allowed", difference.newlyAllowed);
    json.member("newly_approval", difference.newlyApproval);
    writeCounts(json, "policies", "id", difference.byPolicy);
    writeCounts(json, "subjects", "subject", difference.byTool);
    if (attribution)
        writeEdits(json, *attribution);
    writeChanges(json, "changes", impact.changes, before, after, attribution);
    writeChanges(json, "consequence_steps", impact.consequences, before, after, nullptr);
    writeLabels(json, labels, after);
    json.member("incomplete", after.runs->damagedLines() != 0);
    json.member("baseline_digest", digest(before)).member("digest", digest(after)).key("diagnostics").beginList();
    writeDiagnostics(json, ready.files);
    writeProblems(json, ready.read.problems);
    return json.endList().endObject().take();
}

// The labels of a session file; none without a file.
std::variant<Labels, int> labelsOf(const std::string& file, std::istream& in, std::ostream& err)
{
    if (file.empty())
        return Labels();
    auto session = readSessionFile(file, in, err);
    if (const auto* code = std::get_if<int>(&session))
        return *code;
    return std::move(std::get<SessionFile>(session).labels);
}

} // namespace

int diff(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Says what changes for recorded runs when one policy replaces another, loosenings first.",
                 "runlog diff");
    ReplayInput input;
    std::vector<std::string> old;
    std::string labelFile;
    std::string format;
    std::size_t most = 20;
    bool wantsEdits = false;
    Limits limits;
    input.addTo(app);
    app.add_option("--baseline", old, "policy file or folder that is replaced; repeat it for several")
        ->required()
        ->allow_extra_args(false);
    app.add_option("--labels", labelFile, "session file with steps that should be blocked or should pass");
    app.add_option("--list", most, "changes listed of each direction, in text and Markdown")->capture_default_str();
    app.add_flag("--edits", wantsEdits, "say which edits of the policies each change comes from; one more replay for each");
    limits.addTo(app);
    addFormat(app, format, {"text", "json", "markdown"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    const auto oldFiles = readPolicyFiles(old, in);
    if (const auto refused = refusePolicies(oldFiles, err))
        return *refused;
    const auto labels = labelsOf(labelFile, in, err);
    if (const auto* code = std::get_if<int>(&labels))
        return *code;
    auto ready = readInput(input, in, err);
    if (const auto* code = std::get_if<int>(&ready))
        return *code;
    auto& parts = std::get<ReplayReady>(ready);
    ReplayOptions options;
    options.order = std::make_shared<const ReplayOrder>(*parts.read.runs);
    const auto before =
        runlog::replay(std::make_shared<const Engine>(oldFiles.set), parts.read.runs, parts.answers, options);
    const auto after = runlog::replay(parts.engine, parts.read.runs, parts.answers, options);
    const auto impact = compare(before, after);
    const auto difference = differenceOf(impact, before, after);
    const auto report = reportOf(std::get<Labels>(labels), before, after);
    std::optional<Attribution> attribution;
    if (wantsEdits)
        attribution = attribute(impact, before, after, parts.answers, options);
    if (format == "json")
        out << jsonOf(difference, impact, report, attribution ? &*attribution : nullptr, before, after, parts) << "\n";
    else if (format == "text")
        out << differenceText(difference, impact, before, after, most) << (attribution ? editText(*attribution) : std::string())
            << labelText(report, after, most) << incompleteText(*after.runs);
    else
        out << differenceMarkdown(difference, impact, before, after, most)
            << (attribution ? editMarkdown(*attribution) : std::string()) << labelMarkdown(report, after, most)
            << (after.runs->damagedLines() != 0 ? "\n" : "") << incompleteText(*after.runs);
    const auto code = exitOf(parts.read);
    return limits.hold(difference, report.after, err) ? code : static_cast<int>(LimitExceeded);
}

} // namespace runlog::cli
