// SPDX-License-Identifier: Apache-2.0
#include "core/checks/findings.h"
#include "core/checks/overrules.h"
#include "core/checks/search.h"
#include "core/checks/witness.h"
#include "core/language/codes.h"
#include "core/language/report.h"

#include <algorithm>

namespace runlog::checks {

namespace {

constexpr std::size_t MostRounds = 24;
constexpr std::size_t MostCandidates = 40;

// What may decide instead of a policy: another one, or the default of its file.
struct Overruler {
    std::uint32_t policy = None; // None: the default
    bool operator==(const Overruler&) const = default;
};

// The fields, windows and free tests of each policy: policies that share none rarely cover each other.
std::vector<std::vector<Field>> fieldsOf(const Program& program) {
    std::vector<std::vector<Field>> all;
    for (const auto& policy : program.policies) {
        std::vector<Field> fields;
        const auto visit = [&](const auto& self, const Condition& node) -> void {
            if (node.kind == Condition::Kind::Test)
                fields.push_back(node.field.field);
            else if (node.kind == Condition::Kind::Window || node.kind == Condition::Kind::After ||
                     node.kind == Condition::Kind::NotAfter)
                fields.push_back(Field::Item);
            for (const auto& child : node.children)
                if (node.kind != Condition::Kind::After && node.kind != Condition::Kind::NotAfter) self(self, child);
        };
        visit(visit, policy.info.policy->when);
        std::ranges::sort(fields);
        all.push_back(std::move(fields));
    }
    return all;
}

bool shares(const std::vector<Field>& a, const std::vector<Field>& b) {
    return std::ranges::any_of(a, [&](Field field) { return std::ranges::binary_search(b, field); });
}

// Looks for a step that a policy decides, and each time that the engine names another policy there, leaves out that
// one's steps. When nothing is left, those policies decide every step of this one.
class Covering {
public:
    Covering(const Engine& engine, Findings& findings, std::stop_token stop, std::size_t budget)
        : m_engine(engine)
        , m_program(engine.program())
        , m_findings(findings)
        , m_stop(std::move(stop))
        , m_budget(budget)
        , m_model(engine.shared())
        , m_fields(fieldsOf(m_program)) {}

    void look(std::uint32_t policy) {
        const auto& info = m_program.infos[policy];
        if (info.policy->stale || info.mode == Mode::Observe || info.concerns == KindSet::None) return;
        m_policy = policy;
        m_overrulers.clear();
        m_shown.clear();
        std::vector<TruthSet> ways{countingTruths(info)};
        if (info.policy->action == Action::Modify && ways.front() != Trues)
            ways = {Trues, Errors}; // in error it is a deny
        for (const auto way : ways)
            if (!isCovered(way)) return;
        if (!m_overrulers.empty()) report();
    }

private:
    // Adds to m_overrulers what it needs.
    bool isCovered(TruthSet way) {
        m_way = way;
        const auto before = m_overrulers;
        std::vector<Overruler> used;
        for (std::size_t round = 0; round < MostRounds; ++round) {
            build(used);
            const auto answer = find(used);
            if (answer == Answer::Impossible) {
                narrow(used);
                for (const auto& overruler : used)
                    if (std::ranges::find(m_overrulers, overruler) == m_overrulers.end())
                        m_overrulers.push_back(overruler);
                return true;
            }
            if (answer == Answer::NotProven) {
                leaveOpen(m_findings, m_policy);
                return false;
            }
            const auto next = overrulerHere(used);
            if (!next) return false;
            used.push_back(*next);
        }
        leaveOpen(m_findings, m_policy);
        return false;
    }

    void build(const std::vector<Overruler>& overrulers) {
        m_model.clear();
        m_own = m_model.addPolicy(m_policy);
        m_parts.clear();
        for (const auto& overruler : overrulers)
            m_parts.push_back(overruler.policy == None ? m_model.addDefault(m_program.policies[m_policy].file)
                                                       : m_model.addPolicy(overruler.policy));
        m_model.settle();
        m_search.emplace(m_model, m_budget, m_stop);
    }

    TruthSet counting(const Overruler& overruler) const {
        return overruler.policy == None ? TruthSet{Trues | Errors} : countingTruths(m_program.infos[overruler.policy]);
    }

    // A step of the policy that none of them counts at.
    Answer find(const std::vector<Overruler>& overrulers) {
        auto answer = Answer::Impossible;
        for (const auto kind : {KindSet::ToolCall, KindSet::LlmCall, KindSet::Call}) {
            if ((m_own.concerns & kind) == KindSet::None) continue;
            std::vector<Goal> goals{{m_own.root, m_way}};
            for (std::size_t i = 0; i < overrulers.size(); ++i)
                if ((m_parts[i].concerns & kind) != KindSet::None)
                    goals.push_back({m_parts[i].root, static_cast<TruthSet>(Anything & ~counting(overrulers[i]))});
            const auto here = m_search->find(std::move(goals), kind);
            if (here == Answer::Found) return here;
            answer = here == Answer::NotProven ? here : answer;
        }
        return answer;
    }

    // Leaves out what is not needed.
    void narrow(std::vector<Overruler>& overrulers) {
        for (std::size_t i = overrulers.size(); i-- > 0 && overrulers.size() > 1;) {
            auto fewer = overrulers;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            build(fewer);
            if (find(fewer) == Answer::Impossible) overrulers = std::move(fewer);
        }
    }

    std::optional<Overruler> overrulerHere(const std::vector<Overruler>& used) {
        Witness witness(m_engine, m_model, m_search->found());
        const Decision& decision = witness.decide();
        if (!witness.isMatched(m_policy)) return overrulerInTheory(used);
        if (witness.isOrdinary()) m_shown.emplace_back(decision.policy, witness.json());
        const auto isNew = [&](const Overruler& overruler) { return std::ranges::find(used, overruler) == used.end(); };
        for (const auto matched : decision.matched)
            if (overrules(m_program, matched, m_policy, m_way) && isNew({matched})) return Overruler{matched};
        if (decision.defaultDenied && defaultOverrules(m_program, m_policy, m_way) && isNew({None}))
            return Overruler{None};
        return std::nullopt;
    }

    // The world cannot be written as a step, for it wants a history, a window or a text that something unknown finds. A
    // policy that counts in it whatever else holds does as well.
    std::optional<Overruler> overrulerInTheory(const std::vector<Overruler>& used) {
        auto all = used;
        for (std::uint32_t other = 0; other < m_program.policies.size() && all.size() < used.size() + MostCandidates;
             ++other)
            if (overrules(m_program, other, m_policy, m_way) && shares(m_fields[other], m_fields[m_policy]) &&
                std::ranges::find(used, Overruler{other}) == used.end())
                all.push_back({other});
        const auto candidates = all.size();
        build(all);
        if (find(used) != Answer::Found) return std::nullopt;
        const auto kind = m_search->found().kind;
        for (std::size_t i = used.size(); i < candidates; ++i)
            if (contains(m_parts[i].concerns, kind) && (m_search->truths(m_parts[i].root) & ~counting(all[i])) == 0)
                return all[i];
        return std::nullopt;
    }

    void report() {
        std::vector<std::string> ids;
        Finding finding;
        for (const auto& overruler : m_overrulers) {
            finding.byDefault |= overruler.policy == None;
            if (overruler.policy != None) finding.others.push_back(overruler.policy);
        }
        std::ranges::sort(finding.others);
        for (const auto other : finding.others)
            ids.push_back(m_program.infos[other].policy->id);
        if (finding.byDefault) ids.push_back("default");
        const auto& policy = *m_program.infos[m_policy].policy;
        const CodeRow& about = row(Code::Covered);
        finding.kind = Finding::Kind::Covered;
        finding.policy = m_policy;
        finding.file = m_program.policies[m_policy].file;
        finding.diagnostic = {std::string(about.name),
                              about.severity,
                              policy.idSpan,
                              inTicks(policy.id) + " never decides: every step that it matches is decided by " +
                                  listed(ids, "or"),
                              "",
                              {}};
        finding.diagnostic.help =
            finding.byDefault && finding.others.empty()
                ? "under `default: deny` only an `allow` policy lets a tool call through; add one for these steps"
                : "remove it, or let it match what the others leave";
        show(finding);
        m_findings.found.push_back(std::move(finding));
    }

    // A step at which the policy matches, without an error where there is one like that, and one of the others decides.
    void show(Finding& finding) {
        build({});
        if (m_search->find({{m_own.root, Trues}}, m_own.concerns) == Answer::Found) {
            Witness witness(m_engine, m_model, m_search->found());
            const auto decider = witness.decide().policy;
            if (witness.isOrdinary() && witness.isMatched(m_policy) && show(finding, decider, witness.json())) return;
        }
        for (const auto& [decider, step] : m_shown)
            if (show(finding, decider, step)) return;
    }

    bool show(Finding& finding, std::int32_t decider, const std::string& step) const {
        const bool byDefault = decider == Decision::Default;
        const auto policy = static_cast<std::uint32_t>(decider);
        const bool named = byDefault ? finding.byDefault : decider >= 0 && std::ranges::binary_search(finding.others, policy);
        if (!named) return false;
        const auto by = byDefault ? std::string("default") : m_program.infos[policy].policy->id;
        finding.witness = step;
        finding.diagnostic.help += "; " + inTicks(by) + " decides " + stepShown(step);
        return true;
    }

    const Engine& m_engine;
    const Program& m_program;
    Findings& m_findings;
    std::stop_token m_stop;
    std::size_t m_budget;
    Model m_model;
    std::vector<std::vector<Field>> m_fields;
    std::optional<Search> m_search;
    PolicyParts m_own;
    std::vector<PolicyParts> m_parts;
    std::uint32_t m_policy = 0;
    TruthSet m_way = Trues;
    std::vector<Overruler> m_overrulers;
    std::vector<std::pair<std::int32_t, std::string>> m_shown; // steps that the policy matches, with who decides them
};

} // namespace

Findings checkCovered(const Engine& engine, std::stop_token stop, std::size_t budget) {
    Findings findings;
    if (engine.policies().size() > MostPolicies) {
        findings.notProven = engine.policies().size();
        findings.tooMany = true;
        return findings;
    }
    Covering covering(engine, findings, stop, budget);
    for (std::uint32_t policy = 0; policy < engine.policies().size(); ++policy) {
        if (stop.stop_requested()) {
            findings.stopped = true;
            return findings;
        }
        covering.look(policy);
    }
    return findings;
}

} // namespace runlog::checks
