// SPDX-License-Identifier: Apache-2.0
#include "core/checks/canonical.h"
#include "core/checks/findings.h"
#include "core/checks/overrules.h"
#include "core/checks/policylook.h"
#include "core/checks/witness.h"
#include "core/language/report.h"

#include <algorithm>
#include <unordered_map>

namespace runlog::checks {

namespace {

constexpr std::size_t StepBudget = 2'000; // looks for one step to show

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
           (a.approvers == b.approvers && a.approval().required == b.approval().required &&
            a.approval().perGroup == b.approval().perGroup);
}

class EqualConditions {
public:
    EqualConditions(const Engine& engine, Findings& findings)
        : m_engine(engine)
        , m_program(engine.program())
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
                   inTicks(b.id) + " has the condition and the action of " + inTicks(a.id),
                   "remove one of them", {});
            return true;
        }
        const bool countsAlike = a.skipOnError == b.skipOnError;
        for (const auto& [weak, strict] : {std::pair(earlier, later), std::pair(later, earlier)})
            if (countsAlike && m_program.infos[strict].mode == Mode::Enforce &&
                overrules(m_program, strict, weak, Anything)) {
                const Policy& by = *m_program.infos[strict].policy;
                const auto witness = overruledStep(weak, strict);
                report(weak, strict,
                       inTicks(m_program.infos[weak].policy->id) + " has the condition of " +
                           inTicks(by.id) + ", which is stricter and always decides",
                       "remove one of them, or change its condition" +
                           (witness.empty() ? "" : "; both match " + stepShown(witness)),
                       witness);
                return true;
            }
        return false;
    }

    // A step that the engine lets the stricter one decide while the weaker one matches too; empty where none can be written.
    std::string overruledStep(std::uint32_t weak, std::uint32_t strict) const {
        Model model(m_engine.shared());
        const auto parts = model.addPolicy(weak);
        model.settle();
        Search search(model, StepBudget);
        if (search.find({{parts.root, Trues}}, parts.concerns) != Answer::Found) return {};
        Witness witness(m_engine, model, search.found());
        const bool shows = witness.decide().policy == static_cast<std::int32_t>(strict) && witness.isOrdinary() &&
                           witness.isMatched(weak);
        return shows ? witness.json() : std::string();
    }

    void report(std::uint32_t policy, std::uint32_t other, std::string message, std::string help, std::string witness) {
        const CodeRow& about = row(Code::EqualConditions);
        Finding finding;
        finding.kind = Finding::Kind::EqualConditions;
        finding.policy = policy;
        finding.file = m_program.policies[policy].file;
        finding.others = {other};
        finding.witness = std::move(witness);
        finding.diagnostic = {std::string(about.name), about.severity,  m_program.infos[policy].policy->idSpan,
                              std::move(message),      std::move(help), {}};
        m_findings.found.push_back(std::move(finding));
    }

    const Engine& m_engine;
    const Program& m_program;
    Findings& m_findings;
    std::unordered_map<std::string, std::vector<std::uint32_t>> m_byCondition;
};

} // namespace

Findings checkEach(const Engine& engine, std::stop_token stop) {
    Findings findings;
    if (engine.policies().size() > MostPolicies) {
        findings.notProven = engine.policies().size();
        findings.tooMany = true;
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

} // namespace runlog::checks
