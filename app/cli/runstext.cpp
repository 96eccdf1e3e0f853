// SPDX-License-Identifier: Apache-2.0
#include "app/cli/runstext.h"

#include "core/language/diagnostic.h"
#include "core/traces/survey.h"

#include <algorithm>

namespace runlog::cli {

namespace {

using Counts = std::map<std::string_view, std::size_t>;

std::string shown(std::string_view name, std::string_view otherwise)
{
    return name.empty() ? std::string(otherwise) : printable(name, 80);
}

std::string counted(std::size_t number, const std::string& thing)
{
    return std::to_string(number) + " " + thing + (number == 1 ? "" : "s");
}

void printCounts(std::string_view title, const Counts& counts, std::string_view unnamed, std::size_t limit, std::ostream& out)
{
    std::vector<std::pair<std::string_view, std::size_t>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, std::ranges::greater(), [](const auto& count) { return count.second; });
    out << title << " (" << sorted.size() << ")\n";
    const auto listed = limit == 0 ? sorted.size() : std::min(limit, sorted.size());
    for (std::size_t i = 0; i < listed; ++i)
        out << "  " << std::string(8 - std::min<std::size_t>(8, std::to_string(sorted[i].second).size()), ' ')
            << sorted[i].second << "  " << shown(sorted[i].first, unnamed) << "\n";
    if (listed < sorted.size())
        out << "            and " << sorted.size() - listed << " more\n";
}

// "$1.20 + 3 unknown", "at most $1.20, 2 estimated", "cost unknown"
std::string costText(const Survey& found, const Run& run)
{
    std::string words = found.isCostUnknown() ? "cost unknown" : (found.estimatedCosts > 0 ? "at most $" : "$") + text(found.cost);
    if (found.estimatedCosts > 0)
        words += ", " + std::to_string(found.estimatedCosts) + " estimated";
    if (found.knownCosts > 0 && found.unknownCosts > 0)
        words += " + " + std::to_string(found.unknownCosts) + " unknown";
    if (run.totalCost)
        words += ", $" + text(*run.totalCost) + " for the whole run";
    return words;
}

void printRuns(const Runs& store, std::size_t limit, std::ostream& out)
{
    const auto listed = limit == 0 ? store.runs().size() : std::min(limit, store.runs().size());
    for (std::size_t i = 0; i < listed; ++i) {
        const auto& run = store.run(i);
        const auto found = survey(store, run);
        out << "  " << shown(store.names().name(run.service), "(no service)") << "  " << printable(run.id) << "  "
            << counted(found.toolCalls, "tool call") << ", " << counted(found.modelCalls, "model call") << ", " << costText(found, run);
        if (!run.status.empty())
            out << ", " << printable(run.status);
        out << "\n";
    }
    if (listed < store.runs().size())
        out << "  and " << store.runs().size() - listed << " more; --limit 0 lists all\n";
}

void printGaps(const Survey& found, std::ostream& out)
{
    out << "not recorded\n";
    for (const auto& gap : found.gaps)
        if (gap.missing > 0)
            out << "  " << gap.field << " of " << gap.missing << " of " << gap.steps << " steps of kind " << name(gap.kind)
                << "\n";
    if (found.runsWithoutUser > 0)
        out << "  user of " << found.runsWithoutUser << " of " << found.runs << " runs\n";
    if (found.runsWithoutService > 0)
        out << "  service of " << found.runsWithoutService << " of " << found.runs << " runs\n";
}

void printCost(const Survey& found, const Runs& store, std::ostream& out)
{
    out << "cost      ";
    if (found.isCostUnknown()) {
        out << "unknown for " << counted(found.unknownCosts, "step") << "\n";
    } else {
        out << "$" << text(found.cost) << " known (" << counted(found.knownCosts, "step");
        if (found.estimatedCosts > 0)
            out << ", " << found.estimatedCosts << " of them estimated from above";
        out << "), unknown for " << found.unknownCosts << "\n";
    }
    const auto totals = std::ranges::count_if(store.runs(), [](const Run& run) { return run.totalCost.has_value(); });
    if (totals > 0)
        out << "          of " << counted(static_cast<std::size_t>(totals), "run") << " only the total is known\n";
    if (store.roundedCosts() > 0)
        out << "          " << store.roundedCosts() << " costs had more than nine decimals and were rounded\n";
}

} // namespace

void printRunsText(const ReadResult& result, std::size_t limit, std::ostream& out)
{
    const auto& store = *result.runs;
    const auto found = survey(store);
    out << "runs      " << found.runs << "\nsteps     " << store.stepCount() << " (" << counted(found.toolCalls, "tool call")
        << ", " << counted(found.modelCalls, "model call") << ", " << counted(found.calls, "call") << ", "
        << counted(found.messages, "message") << ")\n";
    printCost(found, store, out);
    out << "time      ";
    if (found.first == NoTime)
        out << "not recorded\n";
    else
        out << timeText(found.first) << " to " << timeText(found.last) << "\n";
    if (store.damagedLines() > 0)
        out << "damaged   " << store.damagedLines() << (store.damagedLines() == 1 ? " line was" : " lines were") << " left out: these runs are incomplete\n";
    printCounts("services", found.services, "(no service)", limit, out);
    printCounts("tools", found.tools, "(not recorded)", limit, out);
    printCounts("models", found.models, "(not recorded)", limit, out);
    printGaps(found, out);
    out << "runs in order of service and id\n";
    printRuns(store, limit, out);
}

} // namespace runlog::cli
