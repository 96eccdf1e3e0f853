// SPDX-License-Identifier: Apache-2.0
#include "core/export/report.h"

#include "core/engine/sha256.h"
#include "core/replay/stepwords.h"
#include "core/replay/summary.h"

namespace runlog {

namespace {

constexpr std::size_t MostCases = 200;

constexpr std::string_view Head = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Policy report</title>
<style>body{font:15px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a222d}
table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;text-align:left;border-bottom:1px solid #d8dce2}
td.n{text-align:right;font-variant-numeric:tabular-nums}code,pre{font-family:monospace}pre{background:#f2f3f5;padding:1rem;overflow:auto}</style>
</head><body>
)";

std::string row(std::string_view label, std::string_view value)
{
    return "<tr><td>" + htmlText(label) + "</td><td class=\"n\">" + htmlText(value) + "</td></tr>\n";
}

std::string dollars(Money money) { return text(money).insert(0, 1, '$'); }

std::string outcomes(const Replay& replay)
{
    std::string html = "<h2>Outcomes</h2>\n<table>\n";
    for (std::size_t outcome = OutcomeCount; outcome-- > 0;)
        html += row(name(static_cast<Outcome>(outcome)), std::to_string(replay.totals.outcomes[outcome]));
    html += row("exact", std::to_string(replay.totals.exact));
    html += row("after divergence", std::to_string(replay.totals.afterDivergence));
    html += row("not evaluable", std::to_string(replay.totals.notEvaluable));
    html += row("saved at least", dollars(replay.totals.stoppedCost));
    return html + row("saved at most", dollars(replay.totals.laterCost)) + "</table>\n";
}

std::string policies(const Replay& replay)
{
    std::string html = "<h2>Policies</h2>\n<table>\n<tr><th>id</th><th>action</th><th>decided</th><th>matched</th></tr>\n";
    for (std::size_t index = 0; index < replay.engine->policies().size(); ++index) {
        const auto& info = replay.engine->policies()[index];
        const auto& totals = replay.totals.policies[index];
        html += "<tr><td><code>" + htmlText(info.policy->id) + "</code></td><td>" + std::string(name(info.policy->action))
            + "</td><td class=\"n\">" + std::to_string(totals.decidedSteps) + "</td><td class=\"n\">"
            + std::to_string(totals.matchedSteps) + "</td></tr>\n";
    }
    return html + "</table>\n";
}

std::string changeRow(const Replay& replay, const ChangedStep& change)
{
    const auto& runs = *replay.runs;
    return "<tr><td>" + std::string(name(change.direction)) + "</td><td>" + htmlText(runs.run(runs.runOf(change.step)).id)
        + " #" + std::to_string(runs.seq()[change.step]) + "</td><td>" + std::string(name(change.before.outcome))
        + " → " + std::string(name(change.after.outcome)) + "</td></tr>\n";
}

std::string changes(const BundleInput& input)
{
    if (input.impact == nullptr)
        return {};
    const auto& impact = *input.impact;
    std::string html = "<h2>Changed against " + htmlText(input.baseline) + "</h2>\n<p>" + std::to_string(impact.loosened)
        + " loosened, " + std::to_string(impact.tightened) + " tightened in " + std::to_string(impact.runs)
        + " runs; " + std::to_string(impact.uncertain) + " of them uncertain.</p>\n<table>\n";
    for (std::size_t index = 0; index < impact.changes.size() && index < MostCases; ++index)
        html += changeRow(*input.replay, impact.changes[index]);
    html += "</table>\n";
    if (impact.changes.size() > MostCases)
        html += "<p>and " + std::to_string(impact.changes.size() - MostCases) + " more</p>\n";
    return html;
}

std::string sources(const BundleInput& input)
{
    std::string html;
    for (const auto& source : input.policies)
        html += "<h2>" + htmlText(source->name()) + "</h2>\n<p>SHA-256 <code>" + sha256Hex(source->bytes())
            + "</code></p>\n<pre>" + htmlText(source->bytes()) + "</pre>\n";
    return html;
}

std::string warnings(const BundleInput& input)
{
    std::string html;
    for (std::size_t file = 0; file < input.policies.size(); ++file)
        for (const auto& diagnostic : input.diagnostics[file])
            html += "<li>line " + std::to_string(input.policies[file]->place(diagnostic.span.begin).line) + ": "
                + htmlText(diagnostic.message) + " <code>" + htmlText(diagnostic.code) + "</code></li>\n";
    return html.empty() ? "<p>No warnings.</p>\n" : "<h2>Warnings</h2>\n<ul>\n" + html + "</ul>\n";
}

} // namespace

std::string htmlText(std::string_view text)
{
    std::string html;
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        for (const char c : printable(text.substr(at, end - at), end - at + 1)) {
            if (c == '<')
                html += "&lt;";
            else if (c == '>')
                html += "&gt;";
            else if (c == '&')
                html += "&amp;";
            else if (c == '"')
                html += "&quot;";
            else if (c == '\'')
                html += "&#39;";
            else
                html += c;
        }
        if (end < text.size())
            html += '\n';
        at = end + 1;
    }
    return html;
}

std::string reportHtml(const BundleInput& input)
{
    const auto& replay = *input.replay;
    std::string html(Head);
    html += "<h1>Policy report</h1>\n<p>" + std::to_string(replay.runs->runs().size()) + " runs, "
        + std::to_string(replay.totals.steps) + " decided steps. Replay digest <code>" + digest(replay) + "</code>.</p>\n";
    if (replay.runs->damagedLines() != 0)
        html += "<p>Incomplete: " + plural(replay.runs->damagedLines(), "damaged line of the traces was", "damaged lines of the traces were") + " left out.</p>\n";
    html += outcomes(replay) + policies(replay) + changes(input) + warnings(input) + sources(input);
    return html + "</body></html>\n";
}

} // namespace runlog
