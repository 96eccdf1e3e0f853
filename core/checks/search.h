// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/checks/model.h"

#include <stop_token>

namespace runlog::checks {

// A part of the model and the truths that it shall have.
struct Goal {
    std::uint32_t part = 0;
    TruthSet truths = Trues;
};

// A kind of step and a cell for each variable that matters; -1: any cell does.
struct World {
    StepKind kind = StepKind::ToolCall;
    std::vector<std::int32_t> cells;
};

enum class Answer : std::uint8_t { Found, Impossible, NotProven };

// Looks for a world of a settled model in which all goals hold at once. Impossible is proven. The budget counts looks
// at the goals and is spent over all questions; after it, and after a stop, every answer is NotProven.
class Search {
public:
    Search(const Model& model, std::size_t budget, std::stop_token stop = {});

    Answer find(std::vector<Goal> goals, KindSet kinds);
    // The same with one variable held in one cell.
    Answer find(std::vector<Goal> goals, KindSet kinds, std::uint32_t variable, std::uint32_t cell);
    const World& found() const { return m_world; }
    std::size_t left() const { return m_left; }

    // What a part is in the world that was found.
    TruthSet truths(std::uint32_t part) const { return eval(part); }

private:
    Answer findAtKind(StepKind kind);
    Answer descend();
    TruthSet eval(std::uint32_t part) const;
    TruthSet atomTruths(std::uint32_t atom) const;
    std::uint32_t undecided(std::uint32_t part) const;
    bool isAllowed(const Cell& cell) const;
    void look(StepKind kind);

    const Model& m_model;
    std::size_t m_left;
    std::stop_token m_stop;
    std::vector<Goal> m_goals;
    std::uint32_t m_heldVariable = None;
    std::uint32_t m_heldCell = 0;
    std::vector<TruthSet> m_anyCell; // by atom: all that it can be at this kind of step
    World m_world;
};

} // namespace runlog::checks
