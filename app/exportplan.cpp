// SPDX-License-Identifier: Apache-2.0
#include "app/exportplan.h"

#include "core/engine/sha256.h"
#include "ui/strip/verdict.h"

#include <QCoreApplication>
#include <algorithm>

namespace studio {

namespace {

constexpr std::size_t MostNamed = 4;

QString tr(const char* text) { return QCoreApplication::translate("studio::ExportPlan", text); }

qint64 number(std::size_t count) { return static_cast<qint64>(count); }

std::size_t countOf(const runlog::Diagnostics& diagnostics, runlog::Severity severity)
{
    return static_cast<std::size_t>(std::count_if(diagnostics.begin(), diagnostics.end(),
                                                  [severity](const runlog::Diagnostic& d) { return d.severity == severity; }));
}

QString stepName(const runlog::Runs& runs, std::size_t step)
{
    return QStringLiteral("%1 #%2").arg(plain(runs.run(runs.runOf(step)).id, 60)).arg(runs.seq()[step]);
}

QString loosenedSteps(const ReplayResult& result)
{
    QStringList names;
    for (const runlog::ChangedStep& change : result.impact.changes) {
        if (change.direction == runlog::ChangedStep::Direction::Loosened && names.size() < qsizetype{MostNamed})
            names << stepName(*result.current->runs, change.step);
    }
    const std::size_t more = result.impact.loosened - static_cast<std::size_t>(names.size());
    const QString listed = names.join(QStringLiteral(", "));
    return more == 0 ? listed : tr("%1 and %2 more").arg(listed, countText(number(more)));
}

ExportCheck textCheck(const Document& document)
{
    const std::size_t errors = countOf(document.diagnostics(), runlog::Severity::Error);
    const std::size_t warnings = countOf(document.diagnostics(), runlog::Severity::Warning);
    const std::string_view bytes = document.source()->bytes();
    const QString hash = QString::fromStdString(runlog::sha256Hex(bytes));
    if (errors > 0)
        return {Tick::False, tr("%1 errors in the text").arg(countText(number(errors))), tr("A policy with an error is never exported")};
    return {Tick::True,
            warnings == 0 ? tr("No errors, no warnings") : warnings == 1 ? tr("No errors; 1 warning is in the report") : tr("No errors; %1 warnings are in the report").arg(countText(number(warnings))),
            tr("Saved, checked and exported bytes are one: %1…%2").arg(hash.left(7), hash.right(4))};
}

ExportCheck loosenedCheck(const ReplayResult& result, const QString& baseline)
{
    if (result.impact.loosened == 0)
        return {Tick::True, tr("No step is looser than in %1").arg(baseline),
                tr("%1 are stricter").arg(countText(number(result.impact.tightened)))};
    return {Tick::Unknown,
            result.impact.loosened == 1 ? tr("1 step is looser than in %1").arg(baseline)
                                        : tr("%1 steps are looser than in %2").arg(countText(number(result.impact.loosened)), baseline),
            {}};
}

ExportCheck uncertainCheck(const ReplayResult& result)
{
    const VerdictCounts counts = countVerdict(*result.current);
    return {Tick::Unknown, tr("%1 uncertain and %2 not reached steps").arg(countText(counts.uncertain), countText(counts.notReached)),
            tr("Listed apart; no count of an outcome includes them")};
}

ExportCheck damageCheck(const runlog::Runs& runs)
{
    if (runs.damagedLines() == 0)
        return {Tick::True, tr("Every line of the runs was read"), {}};
    return {Tick::False, counted(number(runs.damagedLines()), tr("1 damaged line of the runs was left out"), tr("%1 damaged lines of the runs were left out")),
            tr("The evidence is incomplete and says so")};
}

// Whether a result is of exactly the policies of the text.
bool isOf(const ReplayResult& result, const Document& document)
{
    return !result.draft && result.current->engine->policySet().files == document.policySet().files;
}

QString refusalOf(const Document& document, const ReplayResult* result)
{
    for (const runlog::Diagnostic& diagnostic : document.diagnostics()) {
        if (diagnostic.severity == runlog::Severity::Error)
            return tr("1 error in line %1").arg(document.source()->place(diagnostic.span.begin).line);
    }
    if (document.isModified() || document.path().isEmpty())
        return tr("The text is not saved");
    if (!result)
        return tr("No runs are open, so there is no evidence");
    if (!isOf(*result, document))
        return tr("The replay is not finished");
    return {};
}

} // namespace

ExportPlan planExport(const Document& document, const ReplaySession& session, const Baseline& baseline, const QStringList& corpus)
{
    ExportPlan plan;
    const ReplayResultPtr result = session.result();
    plan.checks.push_back(textCheck(document));
    plan.refusal = refusalOf(document, result.get());
    for (const runlog::Diagnostic& diagnostic : document.diagnostics()) {
        if (diagnostic.severity == runlog::Severity::Error && !plan.errorAt)
            plan.errorAt = diagnostic.span.begin;
    }
    plan.needsSaving = !plan.errorAt && (document.isModified() || document.path().isEmpty());
    if (result) {
        plan.checks.push_back(loosenedCheck(*result, baseline.name()));
        plan.checks.push_back(uncertainCheck(*result));
        plan.checks.push_back(damageCheck(*result->current->runs));
        plan.loosened = result->impact.loosened == 0 ? QString() : loosenedSteps(*result);
    }
    if (!plan.refusal.isEmpty())
        return plan;
    runlog::BundleInput input;
    input.policies = {document.source()};
    input.diagnostics = {document.diagnostics()};
    for (const QString& path : corpus)
        input.corpus.push_back(path.toStdString());
    input.replay = result->current.get();
    input.impact = &result->impact;
    input.baseline = baseline.name().toStdString();
    input.version = RUNLOG_VERSION;
    plan.bundle = runlog::makeBundle(input);
    plan.refusal = plain(plan.bundle.refusal);
    return plan;
}

} // namespace studio
