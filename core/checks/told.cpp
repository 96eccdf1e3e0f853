// SPDX-License-Identifier: Apache-2.0
#include "core/checks/findings.h"
#include "core/language/codes.h"
#include "core/language/report.h"

#include <algorithm>
#include <optional>

namespace runlog::checks {

namespace {

constexpr std::size_t MostNamed = 3;

// The policies of a file among those that were left open.
std::vector<const Policy*> openOf(const Findings& findings, const Engine& engine, const PolicyFile& file) {
    std::vector<const Policy*> open;
    for (const auto policy : findings.open)
        if (engine.policies()[policy].file == &file) open.push_back(engine.policies()[policy].policy);
    return open;
}

std::string namesOf(const std::vector<const Policy*>& policies) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < policies.size() && i < MostNamed; ++i)
        names.push_back(policies[i]->id);
    if (policies.size() <= MostNamed) return listed(names, "and");
    std::string text;
    for (const auto& name : names)
        text += inTicks(name) + ", ";
    return text + "and " + std::to_string(policies.size() - MostNamed) + " more";
}

Diagnostic noteOf(Span span, std::string message, std::string help) {
    const CodeRow& about = row(Code::NotProven);
    return {std::string(about.name), about.severity, span, std::move(message), std::move(help), {}};
}

// What the author must know of a file of which less was looked at than it seems.
std::optional<Diagnostic> openNote(const Findings& findings, const Engine& engine, const PolicyFile& file) {
    if (findings.tooMany && !file.policies.empty())
        return noteOf(file.policies.front().idSpan,
                      "nothing is proven of these policies: they are more than " + std::to_string(MostPolicies),
                      "check fewer at a time, with one file for each service");
    const auto open = openOf(findings, engine, file);
    if (open.empty()) return std::nullopt;
    return noteOf(open.front()->idSpan,
                  "not everything could be proven of " + namesOf(open) + ": there are too many cases to look at",
                  "it may hold a problem that is not shown; fewer alternatives in one policy make fewer cases");
}

} // namespace

void leaveOpen(Findings& findings, std::uint32_t policy) {
    ++findings.notProven;
    if (findings.open.empty() || findings.open.back() != policy) findings.open.push_back(policy);
}

void addFindings(Diagnostics& diagnostics, const Findings& findings, const Engine& engine, std::size_t file) {
    const Diagnostics said = diagnostics;
    const auto isSaid = [&](const Finding& finding) {
        const auto& policy = *engine.policies()[finding.policy].policy;
        return std::ranges::any_of(said, [&](const Diagnostic& other) {
            const bool overlaps = other.code == "equal-conditions" && finding.kind == Finding::Kind::Covered;
            return (other.code == finding.diagnostic.code || overlaps) && policy.span.begin <= other.span.begin &&
                   other.span.begin < policy.span.end;
        });
    };
    for (const Finding& finding : findings.found)
        if (finding.file == file && !isSaid(finding)) diagnostics.push_back(finding.diagnostic);
    if (auto note = openNote(findings, engine, *engine.policySet().files[file])) diagnostics.push_back(std::move(*note));
    sortByPlace(diagnostics);
}

} // namespace runlog::checks
