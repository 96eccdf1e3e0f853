// SPDX-License-Identifier: Apache-2.0
#include "app/cli/labelsjson.h"

#include "core/replay/stepwords.h"
#include "core/replay/summary.h"

namespace runlog::cli {

namespace {

void writeScore(JsonWriter& json, const char* whose, const LabelScore& score)
{
    json.key(whose).beginObject().member("caught", score.caught).member("missed", score.missed);
    json.member("missed_asked", score.asked).member("passed", score.passed);
    json.member("false_alarms", score.falseAlarms).member("uncertain", score.uncertain).endObject();
}

void writeScore(JsonWriter& json, const char* whose, const AttackScore& score)
{
    json.key(whose).beginObject().member("caught", score.caught).member("missed", score.missed());
    json.member("missed_asked", score.asked).member("false_alarms", score.falseAlarms).endObject();
}

void writeViolation(JsonWriter& json, const LabelReport::Violation& violation, const Replay& after)
{
    const auto& runs = *after.runs;
    const auto& outcome = after.steps[violation.step];
    json.beginObject().member("run", runs.run(runs.runOf(violation.step)).id).member("seq", runs.seq()[violation.step]);
    json.member("subject", subjectOf(runs, violation.step)).member("label", name(violation.wanted));
    json.member("reason", violation.reason).member("new", violation.isNew).member("outcome", name(outcome.outcome));
    const auto decider = deciderId(after, outcome);
    decider.empty() ? json.key("policy").null() : json.member("policy", decider);
    json.endObject();
}

void writeNotFound(JsonWriter& json, const std::vector<StepKey>& keys)
{
    json.key("not_found").beginList();
    for (const auto& key : keys)
        json.beginObject().member("run", key.run).member("seq", key.seq).member("action", key.action).endObject();
    json.endList();
}

} // namespace

void writeLabels(JsonWriter& json, const LabelReport& report, const Replay& after)
{
    if (report.hasLabels()) {
        json.key("labels").beginObject().member("should_block", report.shouldBlock).member("should_pass", report.shouldPass);
        writeScore(json, "baseline", report.before);
        writeScore(json, "policy", report.after);
        json.key("violations").beginList();
        for (const auto& violation : report.violations)
            writeViolation(json, violation, after);
        json.endList();
        writeNotFound(json, report.notFound);
        json.endObject();
    }
    if (!report.attacksAfter.isKnown())
        return;
    json.key("attacks").beginObject().member("succeeded", report.attacksAfter.succeeded);
    json.member("failed", report.attacksAfter.failed).member("clean_runs", report.attacksAfter.clean);
    writeScore(json, "baseline", report.attacksBefore);
    writeScore(json, "policy", report.attacksAfter);
    json.endObject();
}

} // namespace runlog::cli
