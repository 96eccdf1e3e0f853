// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/checks/model.h"
#include "core/checks/textwords.h"
#include "core/engine/evaluator.h"
#include "core/engine/state.h"

namespace runlog::checks {

// Cuts what a variable may hold into cells, and asks the engine's own tests about one value of each.
class CellMaker {
public:
    // `atoms` gets its truths by cell. Values live in the arena.
    CellMaker(std::shared_ptr<const Program> program, std::vector<Atom>& atoms, std::pmr::memory_resource& arena);

    void fill(Variable& variable);

private:
    void addCounters(const Variable& variable);
    void addDays();
    void addSteps();
    void addWindows(const Variable& variable);
    void addTexts(const Variable& variable);
    void addValues(const Variable& variable);
    void addNumbers(const Variable& variable);
    void addSizes(const Variable& variable, Cell::Kind kind);
    bool collectPatterns(const Variable& variable, std::vector<TextPattern>& patterns, std::string& key) const;
    const std::optional<std::vector<Word>>& words(const std::vector<TextPattern>& patterns,
                                                  const std::vector<std::size_t>& lengths, const std::string& key);
    std::vector<std::size_t> lengths(const Variable& variable) const;
    Cell& push(Cell::Kind kind);

    TruthSet truth(const Atom& atom, const Cell& cell) const;
    TruthSet leafTruth(const Leaf& leaf, const Cell& cell) const; // before the complement
    TruthSet textTruth(const Leaf& leaf, const Cell& cell) const;
    TruthSet lengthTruth(const Leaf& leaf, std::size_t length) const;
    void mergeEqual(Variable& variable);

    std::shared_ptr<const Program> m_shared;
    const Program& m_program;
    std::vector<Atom>& m_atoms;
    std::pmr::memory_resource& m_arena;
    Request m_request;
    SharedState m_past;
    RunState m_state;
    Evaluator m_evaluator; // of no step: what it is asked depends on the value alone
    std::vector<Cell> m_cells;
    std::size_t m_stepsLeft = 5'000'000; // of the search for words; after them texts are not cut
    // Words of patterns that were asked before: many policies name the same group.
    std::unordered_map<std::string, std::optional<std::vector<Word>>> m_words;
};

} // namespace runlog::checks
