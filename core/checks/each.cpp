// SPDX-License-Identifier: Apache-2.0
#include "core/checks/canonical.h"
#include "core/checks/findings.h"
#include "core/checks/overrules.h"
#include "core/checks/policylook.h"
#include "core/language/report.h"

#include <algorithm>
#include <unordered_map>

namespace runlog::checks {

namespace {

// What two policies must share to hold for the same steps.
std::string conditionOf(const EnginePolicy& info) {
    std::string text = info.file->timezone + ' ' + std::to_string(static_cast<int>(info.mode));
    std::vector<std::string> services;
    for (const Literal& glob : info.file->services)
        services.push_back(glob.text);
    std::ranges::sort(services);
    for (const auto& glob : services)
        text += ' ' + std::to_string(glob.size()) + glob;
    text += canonical(info.policy->when);
    return info.policy->unless ? text + " unless " + canonical(*info.policy->unless) : text;
}

// Two that change an action, or ask, do so both; they repeat each other only where they ask the same people.
bool isRepetition(const Policy& a, const Policy& b) {
    if (a.action != b.action || a.action == Action::Modify || a.skipOnError != b.skipOnError) return false;
    return a.action != Action::RequireApproval ||
           (a.approvers == b.approvers && a.approval.required == b.approval.required &&
            a.approval.perGroup == b.approval.perGroup);
}

class EqualConditions {
public:
    EqualConditions(const Engine& engine, Findings& findings)
        : m_program(engine.program())
        , m_findings(findings) {}

    void look(std::uint32_t index) {
        const auto& info = m_program.infos[index];
        if (info.policy->stale || info.policy->when.children.empty()) return;
        auto& same = m_byCondition[conditionOf(info)];
        for (const auto other : same)
            if (compare(other, index)) break;
        same.push_back(index);
    }

private:
    bool compare(std::uint32_t earlier, std::uint32_t later) {
        const Policy& a = *m_program.infos[earlier].policy;
        const Policy& b = *m_program.infos[later].policy;
        if (isRepetition(a, b)) {
            report(later, earlier,
                   runlog::quoted(b.id) + " has the condition and the action of " + runlog::quoted(a.id),
                   "remove one of them");
            return true;
        }
        const bool countsAlike = a.skipOnError == b.skipOnError;
        for (const auto& [weak, strict] : {std::pair(earlier, later), std::pair(later, earlier)})
            if (countsAlike && m_program.infos[strict].mode == Mode::Enforce &&
                overrules(m_program, strict, weak, Anything)) {
                const Policy& by = *m_program.infos[strict].policy;
                report(weak, strict,
                       runlog::quoted(m_program.infos[weak].policy->id) + " has the condition of " +
                           runlog::quoted(by.id) + ", which is stricter and always decides",
                       "remove one of them, or change its condition");
                return true;
            }
        return false;
    }

    void report(std::uint32_t policy, std::uint32_t other, std::string message, std::string help) {
        const CodeRow& about = row(Code::EqualConditions);
        Finding finding;
        finding.kind = Finding::Kind::EqualConditions;
        finding.policy = policy;
        finding.file = m_program.policies[policy].file;
        finding.others = {other};
        finding.diagnostic = {std::string(about.name), about.severity,  m_program.infos[policy].policy->idSpan,
                              std::move(message),      std::move(help), {}};
        m_findings.found.push_back(std::move(finding));
    }

    const Program& m_program;
    Findings& m_findings;
    std::unordered_map<std::string, std::vector<std::uint32_t>> m_byCondition;
};

} // namespace

Findings checkEach(const Engine& engine, std::stop_token stop) {
    Findings findings;
    if (engine.policies().size() > MostPolicies) {
        findings.notProven = engine.policies().size();
        return findings;
    }
    PolicyLook look(engine, findings, stop);
    EqualConditions equal(engine, findings);
    for (std::uint32_t policy = 0; policy < engine.policies().size(); ++policy) {
        if (stop.stop_requested()) {
            findings.stopped = true;
            return findings;
        }
        look.look(policy);
        equal.look(policy);
    }
    return findings;
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
    sortByPlace(diagnostics);
}

} // namespace runlog::checks
