// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/evaluator.h"
#include "core/replay/live/sources.h"

#include <vector>

namespace runlog::live {

// A verdict in four bits.
constexpr std::uint8_t packed(Verdict verdict)
{
    return static_cast<std::uint8_t>(static_cast<unsigned>(verdict.truth)
                                     | static_cast<unsigned>(verdict.assumed) << 2U);
}
constexpr Verdict unpacked(std::uint8_t bits)
{
    return {static_cast<Truth>(bits & 3U), static_cast<Truth>(bits >> 2U & 3U)};
}

// What is left of a condition at a step when everything has been asked that the step's own content decides.
struct Residue {
    std::vector<std::uint32_t> key;  // tells it from other residues of the same condition
    std::vector<std::uint32_t> open; // places, counted from the condition's root, of what can still matter
    bool operator==(const Residue&) const = default;
};

// Asks the conditions of one step. The parts outlive it.
class Residual {
public:
    static constexpr std::uint8_t NotAsked = 0xFF;

    // `known`, by leaf: packed verdicts that hold for all steps of this one's sort, or NotAsked.
    Residual(const Program& program, const Sources& sources, const Request& request, const RunState& blank,
             std::vector<std::uint8_t>& known)
        : m_program(program), m_sources(sources), m_evaluator(program, request, blank), m_known(known)
    {
    }

    // Of a policy. Empty: it does not hold, whatever came before.
    Residue policy(const ProgramPolicy& policy);

    // How the step counts for a window or a history: packed verdict, an error being a match.
    Truth own(const WindowSlot& slot) const { return slot.where ? m_evaluator.condition(*slot.where).truth : Truth::True; }
    std::uint8_t event(std::uint32_t root) const;

    const Evaluator& evaluator() const { return m_evaluator; }

    // The same with what all steps of a sort have in common: kind and tool. nullopt: their other content can matter.
    std::optional<Residue> policyOfSort(const ProgramPolicy& policy);
    bool isFalseForSort(std::uint32_t root);

private:
    struct Part {
        bool open = false;
        Verdict verdict;
    };

    Part parts(const ProgramPolicy& policy);
    Residue finished(const Part& part);
    Part condition(std::uint32_t index);
    Part several(std::uint32_t index, bool all);
    Part test(std::uint32_t node);
    bool isStaticTest(std::uint32_t node) const;
    void leaveOpen(std::uint32_t node) { m_residue.open.push_back(node - m_root); }

    const Program& m_program;
    const Sources& m_sources;
    Evaluator m_evaluator;
    std::vector<std::uint8_t>& m_known;
    Residue m_residue;
    std::uint32_t m_root = 0;
    bool m_forSort = false;
    bool m_asksContent = false; // forSort: a condition on other content was come to
};

} // namespace runlog::live
