// SPDX-License-Identifier: Apache-2.0
#include "core/replay/labelreport.h"

#include "core/language/diagnostic.h"
#include "core/replay/stepwords.h"
#include "core/replay/summary.h"

#include <algorithm>

namespace runlog {

namespace {

// What is told of one policy, by labels or by attacks.
struct Row {
    std::size_t caught = 0;
    std::size_t missed = 0;
    std::size_t asked = 0;
    std::size_t falseAlarms = 0;
};

Row rowOf(const LabelScore& score) { return {score.caught, score.missed, score.asked, score.falseAlarms}; }
Row rowOf(const AttackScore& score) { return {score.caught, score.missed(), score.asked, score.falseAlarms}; }

std::string line(const char* whose, const Row& row)
{
    return std::string("  ") + whose + std::to_string(row.caught) + " caught, " + std::to_string(row.missed) + " missed"
           + (row.asked == 0 ? "" : " (" + std::to_string(row.asked) + " asked for approval)") + ", "
           + plural(row.falseAlarms, "false alarm", "false alarms") + "\n";
}

std::string tableRow(const char* whose, const Row& row)
{
    return std::string("| ") + whose + " | " + std::to_string(row.caught) + " | " + std::to_string(row.missed) + " | "
           + std::to_string(row.asked) + " | " + std::to_string(row.falseAlarms) + " |\n";
}

std::string table(const std::string& title, const Row& before, const Row& after)
{
    return "\n" + title + "\n\n| | caught | missed | of these asked | false alarms |\n|---|---:|---:|---:|---:|\n"
           + tableRow("baseline", before) + tableRow("policy", after);
}

std::string labelTitle(const LabelReport& report)
{
    return std::to_string(report.shouldBlock) + " should block, " + std::to_string(report.shouldPass) + " should pass"
           + (report.notFound.empty() ? "" : ", " + std::to_string(report.notFound.size()) + " not in these runs");
}

std::string attackTitle(const AttackScore& score)
{
    return std::to_string(score.succeeded) + " succeeded, " + std::to_string(score.failed) + " failed, "
           + plural(score.clean, "run", "runs") + " without an attack";
}

std::string violationLine(const LabelReport::Violation& violation, const Replay& after)
{
    const auto& outcome = after.steps[violation.step];
    const auto decider = deciderId(after, outcome);
    return "  " + placeOf(after, violation.step) + "  " + printable(subjectOf(*after.runs, violation.step), 60) + "  "
           + std::string(name(violation.wanted)) + "  " + words(outcome) + (decider.empty() ? "" : "  " + printable(decider, 128))
           + (violation.isNew ? "  new" : "") + (violation.reason.empty() ? "" : "  (" + printable(violation.reason) + ")")
           + "\n";
}

std::string violationRow(const LabelReport::Violation& violation, const Replay& after)
{
    const auto& outcome = after.steps[violation.step];
    const auto decider = deciderId(after, outcome);
    return "| " + code(placeOf(after, violation.step)) + " | " + code(subjectOf(*after.runs, violation.step)) + " | "
           + std::string(name(violation.wanted)) + " | " + words(outcome) + " | " + (decider.empty() ? "" : code(decider)) + " | "
           + (violation.reason.empty() ? "" : code(violation.reason)) + " |\n";
}

std::string andMore(std::size_t all, std::size_t most)
{
    return all > most ? "and " + std::to_string(all - most) + " more\n" : "";
}

} // namespace

LabelReport reportOf(const Labels& labels, const Replay& before, const Replay& after)
{
    LabelReport report;
    auto found = findLabels(*after.runs, labels);
    for (const auto& label : found.steps) {
        ++(label.wanted == Wanted::Block ? report.shouldBlock : report.shouldPass);
        if (violates(label.wanted, after.steps[label.step]))
            report.violations.push_back({label.step, label.wanted, labels.at(stepKeyOf(*after.runs, label.step)).reason,
                                         !violates(label.wanted, before.steps[label.step])});
    }
    report.before = scoreOf(before, found.steps);
    report.after = scoreOf(after, found.steps);
    report.notFound = std::move(found.notFound);
    report.attacksBefore = attackScoreOf(before);
    report.attacksAfter = attackScoreOf(after);
    return report;
}

std::string labelText(const LabelReport& report, const Replay& after, std::size_t most)
{
    std::string text;
    if (report.hasLabels())
        text += "\nlabels: " + labelTitle(report) + "\n" + line("baseline  ", rowOf(report.before))
                + line("policy    ", rowOf(report.after));
    if (!report.violations.empty())
        text += "\nagainst a label:\n";
    for (std::size_t i = 0; i < std::min(most, report.violations.size()); ++i)
        text += violationLine(report.violations[i], after);
    if (const auto more = andMore(report.violations.size(), most); !more.empty())
        text += "  " + more;
    if (report.attacksAfter.isKnown())
        text += "\nrecorded attacks: " + attackTitle(report.attacksAfter) + "\n"
                + line("baseline  ", rowOf(report.attacksBefore)) + line("policy    ", rowOf(report.attacksAfter));
    return text;
}

std::string labelMarkdown(const LabelReport& report, const Replay& after, std::size_t most)
{
    std::string text;
    if (report.hasLabels())
        text += table("Labels: " + labelTitle(report) + ".", rowOf(report.before), rowOf(report.after));
    if (!report.violations.empty())
        text += "\n| step against a label | | wanted | outcome | policy | reason |\n|---|---|---|---|---|---|\n";
    for (std::size_t i = 0; i < std::min(most, report.violations.size()); ++i)
        text += violationRow(report.violations[i], after);
    if (const auto more = andMore(report.violations.size(), most); !more.empty())
        text += "\n" + more;
    if (report.attacksAfter.isKnown())
        text += table("Recorded attacks: " + attackTitle(report.attacksAfter) + ".", rowOf(report.attacksBefore),
                      rowOf(report.attacksAfter));
    return text;
}

} // namespace runlog
