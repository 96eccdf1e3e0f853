// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/checks/findings.h"
#include "core/checks/search.h"
#include "core/language/codes.h"

namespace runlog::checks {

// The questions that one policy raises for itself. Keeps its model from policy to policy.
class PolicyLook {
public:
    PolicyLook(const Engine& engine, Findings& findings, std::stop_token stop);

    void look(std::uint32_t policy);

private:
    // Parts that cannot hold, as few as explain it.
    struct Blame {
        std::uint32_t first = None;
        std::uint32_t second = None;
    };

    Answer ask(std::vector<Goal> goals);
    bool isImpossible(std::vector<Goal> goals) { return ask(std::move(goals)) == Answer::Impossible; }
    std::vector<Goal> governed(std::vector<Goal> goals) const;
    const Part& part(std::uint32_t index) const { return m_model.parts()[index]; }
    const Policy& policy() const { return *m_info->policy; }
    std::string id() const;

    void lookAtModel();
    void never();
    std::string stepInError() const;
    static void showing(const std::string& witness, Finding& finding);
    void always();
    void exception();
    void lookInside(std::uint32_t index, bool holds);
    void lookAtAny(std::uint32_t index);
    void alwaysTrueTests();
    void regexes();
    void absentFields(std::uint32_t root, bool inUnless);
    void absentField(std::uint32_t index, bool inUnless);
    bool asksExists(std::uint32_t variable) const;

    std::vector<std::uint32_t> conjuncts(std::uint32_t index) const;
    std::vector<std::uint32_t> childrenOf(std::uint32_t index) const;
    Blame narrowest(std::uint32_t index);
    std::string describe(const Blame& blame) const;
    std::vector<const Condition*> conditionsOf(const Blame& blame) const;
    Span spanOf(const Blame& blame, std::uint32_t whole) const;
    bool isDeadRegex(std::uint32_t index) const;

    Finding& report(Finding::Kind kind, Code code, Span span, std::string message, std::string help);

    const Engine& m_engine;
    Findings& m_findings;
    std::stop_token m_stop;
    Model m_model;
    std::optional<Search> m_search;
    PolicyParts m_parts;
    std::uint32_t m_policy = 0;
    std::size_t m_looksLeft = 300'000; // over all policies
    const EnginePolicy* m_info = nullptr;
};

} // namespace runlog::checks
