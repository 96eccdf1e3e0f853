// SPDX-License-Identifier: Apache-2.0
#include "core/checks/policylook.h"

#include "core/checks/deadregex.h"
#include "core/checks/overrules.h"
#include "core/checks/said.h"
#include "core/checks/witness.h"
#include "core/language/report.h"

#include <algorithm>

namespace runlog::checks {

namespace {

constexpr std::size_t BudgetPerPolicy = 4'000;
constexpr std::size_t MostConjuncts = 24;
constexpr const char* BothMustHold = "both must hold; write them in two items of `any` if one is enough";
constexpr const char* NoTextMatches = "it wants something before the start of the text, or after its end";

std::string fieldsOf(const Condition& condition) {
    std::vector<std::string> names;
    const auto visit = [&](const auto& self, const Condition& node) -> void {
        if (node.kind == Condition::Kind::Test && row(node.field.field).concerns != KindSet::All)
            names.push_back(print(node.field));
        for (const auto& child : node.children)
            self(self, child);
    };
    visit(visit, condition);
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return listed(names, "and");
}

} // namespace

PolicyLook::PolicyLook(const Engine& engine, Findings& findings, std::stop_token stop)
    : m_engine(engine)
    , m_findings(findings)
    , m_stop(std::move(stop))
    , m_model(engine.shared()) {}

std::string PolicyLook::id() const {
    return inTicks(policy().id);
}

Finding& PolicyLook::report(Finding::Kind kind, Code code, Span span, std::string message, std::string help) {
    const CodeRow& about = row(code);
    Finding finding;
    finding.kind = kind;
    finding.policy = m_policy;
    finding.file = m_model.program().policies[m_policy].file;
    finding.diagnostic = {std::string(about.name), about.severity, span, std::move(message), std::move(help), {}};
    return m_findings.found.emplace_back(std::move(finding));
}

Answer PolicyLook::ask(std::vector<Goal> goals) {
    const auto answer = m_search->find(std::move(goals), m_parts.concerns);
    if (answer == Answer::NotProven) leaveOpen(m_findings, m_policy);
    return answer;
}

std::vector<Goal> PolicyLook::governed(std::vector<Goal> goals) const {
    if (m_parts.governs != None) goals.push_back({m_parts.governs, Trues});
    return goals;
}

void PolicyLook::look(std::uint32_t index) {
    m_policy = index;
    m_info = &m_model.program().infos[index];
    if (policy().stale) return;
    if (m_info->concerns == KindSet::None)
        return void(
            report(Finding::Kind::NeverMatches, Code::NeverTrue, policy().when.span,
                   "no step has " + fieldsOf(policy().when) + ", so " + id() + " never matches",
                   "tool calls have no `model`, and model calls no `tool` and `args`; write two policies, or `any`"));
    m_model.clear();
    m_parts = m_model.addPolicy(index);
    m_model.settle();
    const auto budget = std::min(BudgetPerPolicy, m_looksLeft);
    m_search.emplace(m_model, budget, m_stop);
    lookAtModel();
    m_looksLeft -= budget - m_search->left();
}

void PolicyLook::lookAtModel() {
    regexes();
    const auto holds = ask({{m_parts.root, Trues}});
    if (holds == Answer::Impossible) return never();
    if (holds == Answer::NotProven) return;
    if (!policy().when.children.empty()) always();
    lookInside(m_parts.when, true);
    if (m_parts.unless != None) exception();
    absentFields(m_parts.when, false);
    if (m_parts.unless != None) absentFields(m_parts.unless, true);
}

void PolicyLook::never() {
    const bool counts = (countingTruths(*m_info) & Errors) != 0 && ask({{m_parts.root, Errors}}) != Answer::Impossible;
    const auto witness = counts ? stepInError() : std::string();
    const auto kind = counts ? Finding::Kind::OnlyInError : Finding::Kind::NeverMatches;
    const std::string so =
        counts ? "; " + id() + " counts as matched only where a test is in error" : ", so " + id() + " never matches";
    if (!isImpossible({{m_parts.when, Trues}})) {
        if (m_parts.unless != None && !isImpossible(governed({{m_parts.when, Trues}})))
            return showing(witness, report(kind, Code::NeverTrue, policy().unless->span,
                                           "`unless` holds whenever `when` does" + so,
                                           "`unless` is the exception; ask for less there"));
        return showing(witness,
                       report(kind, Code::NeverTrue, policy().when.span, "this file governs other services" + so,
                              "the key `service` of the file says which ones"));
    }
    const auto blame = narrowest(m_parts.when);
    if (blame.second == None && isDeadRegex(blame.first) && !m_findings.found.empty() &&
        m_findings.found.back().policy == m_policy) {
        m_findings.found.back().kind = kind;
        m_findings.found.back().diagnostic.message += so;
        return showing(witness, m_findings.found.back());
    }
    showing(witness, report(kind, Code::NeverTrue, spanOf(blame, m_parts.when), describe(blame) + so,
                            blame.second != None ? BothMustHold : ""));
}

// The step of the last search, if the engine counts the policy as matched there because of an error.
std::string PolicyLook::stepInError() const {
    Witness witness(m_engine, m_model, m_search->found());
    witness.decide();
    return witness.isOrdinary() && witness.isMatched(m_policy) ? witness.json() : std::string();
}

void PolicyLook::showing(const std::string& witness, Finding& finding) {
    finding.witness = witness;
    auto& help = finding.diagnostic.help;
    if (!witness.empty()) help += (help.empty() ? "" : "; ") + ("a test is in error at " + stepShown(witness));
}

void PolicyLook::always() {
    const auto counting = countingTruths(*m_info);
    if (isImpossible(governed({{m_parts.root, static_cast<TruthSet>(Anything & ~counting)}}))) {
        report(Finding::Kind::AlwaysMatches, Code::AlwaysTrue, policy().when.span,
               "this always holds: " + id() + " matches " + stepsNamed(m_parts.concerns), "");
        return;
    }
    alwaysTrueTests();
}

// Counters and days have no value outside of what they can be; a test of one that never says no was meant otherwise.
void PolicyLook::alwaysTrueTests() {
    for (const auto index : conjuncts(m_parts.when)) {
        if (part(index).kind != Part::Kind::Atom) continue;
        const auto& atom = m_model.atoms()[part(index).atom];
        const auto kind = m_model.variables()[atom.variable].kind;
        const bool counted =
            kind == Variable::Kind::Counter || kind == Variable::Kind::Day || kind == Variable::Kind::Window;
        if (counted && isImpossible({{index, Falses | Errors}}))
            report(Finding::Kind::AlwaysTrue, Code::AlwaysTrue, part(index).condition->span,
                   said(*part(index).condition) + " always holds here", "")
                .conditions = {part(index).condition};
    }
}

void PolicyLook::exception() {
    const bool dead = isImpossible(governed({{m_parts.when, Trues}, {m_parts.unless, Trues | Errors}})) &&
                      isImpossible(governed({{m_parts.when, Errors}, {m_parts.unless, Trues}}));
    if (dead) {
        report(Finding::Kind::DeadUnless, Code::DeadUnless, policy().unless->span,
               "this never holds where `when` does, so `unless` changes nothing",
               "remove it, or ask for something that `when` leaves open");
        return;
    }
    lookInside(m_parts.unless, false);
}

std::vector<std::uint32_t> PolicyLook::childrenOf(std::uint32_t index) const {
    std::vector<std::uint32_t> children;
    for (auto child = index + 1; child < part(index).end; child = part(child).end)
        children.push_back(child);
    return children;
}

std::vector<std::uint32_t> PolicyLook::conjuncts(std::uint32_t index) const {
    if (part(index).kind != Part::Kind::All) return {index};
    std::vector<std::uint32_t> all;
    for (const auto child : childrenOf(index)) {
        const auto inner = conjuncts(child);
        all.insert(all.end(), inner.begin(), inner.end());
    }
    return all;
}

// `holds`: it was found to hold together with all that it stands in.
void PolicyLook::lookInside(std::uint32_t index, bool holds) {
    const bool asked = part(index).kind == Part::Kind::All || part(index).kind == Part::Kind::Atom;
    if (!holds && asked && isImpossible({{index, Trues}})) {
        const auto blame = narrowest(index);
        if (blame.second != None || !isDeadRegex(blame.first))
            report(Finding::Kind::NeverTrue, Code::NeverTrue, spanOf(blame, index), describe(blame),
                   blame.second != None ? BothMustHold : "")
                .conditions = conditionsOf(blame);
        return;
    }
    if (part(index).kind == Part::Kind::Any) lookAtAny(index);
    const bool all = part(index).kind == Part::Kind::All;
    for (const auto child : childrenOf(index))
        lookInside(child, all);
}

void PolicyLook::lookAtAny(std::uint32_t index) {
    const auto children = childrenOf(index);
    if (children.size() < 2 || !isImpossible({{index, Falses | Errors}})) return;
    for (std::size_t i = 0; i < children.size() && i < MostConjuncts; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (isImpossible({{children[i], Falses | Errors}, {children[j], Falses | Errors}})) {
                const auto first = conjuncts(children[j]);
                const auto second = conjuncts(children[i]);
                const bool plain =
                    first.size() == 1 && second.size() == 1 && part(first[0]).condition && part(second[0]).condition;
                const auto words = plain ? said(*part(first[0]).condition) + " and " + said(*part(second[0]).condition)
                                         : std::string("these conditions");
                report(Finding::Kind::AlwaysTrue, Code::AlwaysTrue, part(children[i]).condition->span,
                       "one of " + words + " always holds",
                       "`any` wants one of them; write them in one map if both must hold")
                    .conditions = {part(children[j]).condition, part(children[i]).condition};
                return;
            }
    auto& finding = report(Finding::Kind::AlwaysTrue, Code::AlwaysTrue, part(index).condition->span,
                           "one of these conditions always holds", "");
    for (const auto child : children)
        finding.conditions.push_back(part(child).condition);
}

PolicyLook::Blame PolicyLook::narrowest(std::uint32_t index) {
    const auto all = conjuncts(index);
    for (const auto one : all) {
        if (all.size() > 1 && !isImpossible({{one, Trues}})) continue;
        const auto inside = part(one).kind == Part::Kind::Any ? childrenOf(one) : std::vector<std::uint32_t>();
        return inside.size() == 1 ? narrowest(inside.front()) : Blame{one, None};
    }
    for (std::size_t i = 0; i < all.size() && i < MostConjuncts; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (isImpossible({{all[i], Trues}, {all[j], Trues}})) return {all[j], all[i]};
    return {index, None};
}

std::string PolicyLook::describe(const Blame& blame) const {
    const Part& first = part(blame.first);
    if (blame.second != None)
        return said(*first.condition) + " and " + said(*part(blame.second).condition) + " cannot hold together";
    if (first.kind == Part::Kind::Atom) return said(*first.condition) + " can never hold";
    if (first.kind == Part::Kind::Not)
        return said(*first.condition) + " can never hold, because what stands in it always does";
    return first.kind == Part::Kind::All ? "these conditions cannot hold together" : "none of these can ever hold";
}

std::vector<const Condition*> PolicyLook::conditionsOf(const Blame& blame) const {
    std::vector<const Condition*> conditions;
    for (const auto index : conjuncts(blame.first))
        conditions.push_back(part(index).condition);
    if (blame.second != None) conditions.push_back(part(blame.second).condition);
    return conditions;
}

Span PolicyLook::spanOf(const Blame& blame, std::uint32_t whole) const {
    const auto* condition = part(blame.second != None ? blame.second : blame.first).condition;
    return condition != nullptr ? condition->span : part(whole).condition->span;
}

bool PolicyLook::isDeadRegex(std::uint32_t index) const {
    if (part(index).kind != Part::Kind::Atom) return false;
    const Leaf* leaf = m_model.atoms()[part(index).atom].leaf;
    return leaf != nullptr && leaf->op == Operator::Matches && !leaf->condition->ignoreCase &&
           std::ranges::all_of(leaf->literals, [](const Literal& literal) { return matchesNoText(literal.text); });
}

void PolicyLook::regexes() {
    for (const Atom& atom : m_model.atoms()) {
        if (atom.leaf == nullptr || atom.leaf->op != Operator::Matches || atom.leaf->condition->ignoreCase) continue;
        for (const Literal& literal : atom.leaf->literals)
            if (matchesNoText(literal.text))
                report(Finding::Kind::NeverTrue, Code::NeverTrue, literal.span,
                       "no text matches " + inTicks(literal.text), NoTextMatches);
    }
}

} // namespace runlog::checks
