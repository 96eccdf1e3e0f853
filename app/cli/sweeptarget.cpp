// SPDX-License-Identifier: Apache-2.0
#include "app/cli/sweeptarget.h"

#include "app/cli/sessioninput.h"
#include "core/language/diagnostic.h"

namespace runlog::cli {

namespace {

std::string placeOf(const Runs& runs, std::size_t step)
{
    return printable(runs.run(runs.runOf(step)).id, 60) + "#" + std::to_string(runs.seq()[step]);
}

std::string rangeText(const TargetSet::Interval& range)
{
    if (!range.from && !range.to)
        return "every value";
    if (!range.from)
        return "up to " + range.to->text();
    if (!range.to)
        return "from " + range.from->text();
    return range.from == range.to ? range.from->text() : range.from->text() + " to " + range.to->text();
}

void writeEnd(JsonWriter& json, const char* key, const std::optional<Decimal>& end)
{
    json.key(key);
    end ? json.raw(end->text()) : json.null();
}

void writeRange(JsonWriter& json, const TargetSet::Interval& range)
{
    json.beginObject();
    writeEnd(json, "from", range.from);
    writeEnd(json, "to", range.to);
    json.endObject();
}

void writeStep(JsonWriter& json, const char* key, const Runs& runs, std::size_t step)
{
    json.key(key).beginObject().member("run", runs.run(runs.runOf(step)).id).member("seq", runs.seq()[step]).endObject();
}

} // namespace

void TargetInput::addTo(CLI::App& app)
{
    app.add_option("--max-approvals-a-day", approvals, "find the values with at most so many requests for approval on any day");
    app.add_option("--max-cost-a-run", costOfARun, "find the values at which no run costs more, in dollars");
    app.add_option("--labels", labelFile,
                   "session file: find the values at which all that should be blocked is, and nothing that should pass");
}

std::variant<Target, int> targetOf(const TargetInput& input, const Runs& runs, std::istream& in, std::ostream& err)
{
    Target target;
    target.approvalsADay = input.approvals;
    if (!input.costOfARun.empty() && !(target.costOfARun = parseMoney(input.costOfARun))) {
        err << "runlog sweep: `" << printable(input.costOfARun, 60) << "` is no amount of dollars\n";
        return static_cast<int>(Usage);
    }
    if (input.labelFile.empty())
        return target;
    auto session = readSessionFile(input.labelFile, in, err);
    if (const auto* code = std::get_if<int>(&session))
        return *code;
    auto found = findLabels(runs, std::get<SessionFile>(session).labels);
    if (!found.notFound.empty())
        err << "runlog sweep: " << found.notFound.size() << " labels mean no step of these runs\n";
    if (found.steps.empty()) {
        err << "runlog sweep: no label means a step of these runs\n";
        return static_cast<int>(Findings);
    }
    target.labels = std::move(found.steps);
    return target;
}

std::string targetText(const TargetSet& set, const Runs& runs)
{
    std::string text = "the target is met at: ";
    if (set.meeting.empty())
        text += "no value";
    for (const auto& range : set.meeting)
        text += (&range == set.meeting.data() ? "" : ", ") + rangeText(range);
    if (set.known.from || set.known.to)
        text += " (looked at " + rangeText(set.known) + "; --flips goes further)";
    text += "\n";
    if (set.unknownCosts > 0)
        text += "the costs of " + std::to_string(set.unknownCosts) + " model calls are not recorded and count as nothing\n";
    if (set.conflict)
        text += "at each of them " + placeOf(runs, set.conflict->first.step) + " runs, which should be blocked, or "
                + placeOf(runs, set.conflict->second.step) + " is stopped, which should pass\n";
    return text;
}

void writeTarget(JsonWriter& json, const TargetSet& set, const Runs& runs)
{
    json.key("target").beginObject().key("meeting").beginList();
    for (const auto& range : set.meeting)
        writeRange(json, range);
    json.endList().key("known");
    writeRange(json, set.known);
    json.member("exact", set.isExact).member("unknown_costs", set.unknownCosts).key("conflict");
    if (set.conflict) {
        json.beginObject();
        writeStep(json, "should_block", runs, set.conflict->first.step);
        writeStep(json, "should_pass", runs, set.conflict->second.step);
        json.endObject();
    } else {
        json.null();
    }
    json.endObject();
}

} // namespace runlog::cli
