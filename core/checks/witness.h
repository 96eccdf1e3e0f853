// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/checks/search.h"
#include "core/engine/decision.h"
#include "core/engine/state.h"

#include <memory_resource>

namespace runlog::checks {

// A step of a world, as the engine takes it. What cannot be written as one step (an earlier one that a history asks
// for, a text that a regular expression finds) is left out: whoever shows a witness asks decide() first whether it does
// what is said of it.
class Witness {
public:
    Witness(const Engine& engine, const Model& model, const World& world);
    Witness(const Witness&) = delete;
    Witness& operator=(const Witness&) = delete;

    // Whether a step of this kind has such fields, and json() can hold them: arguments belong to tool calls, and a run's input to
    // its run. A recording could hold others.
    bool isOrdinary() const;

    // What the real engine says of the step. Valid as long as this.
    const Decision& decide();
    bool isMatched(std::uint32_t policy) const; // after decide()
    // What the engine says of one condition of a program there, after decide(); with one leaf held at False.
    Truth truth(std::uint32_t node, const Leaf* held = nullptr) const;

    // The step as `tests:` and `runlog explain --step` take it.
    std::string json() const;

private:
    void place(const Variable& variable, const Cell& cell, std::size_t index);
    void placeText(const Variable& variable, const Cell& cell, std::size_t index);
    Value valueOf(const Cell& cell, std::size_t variable);
    Value detectable(std::size_t variable) const;
    void complete();

    const Engine& m_engine;
    const Model& m_model;
    const World& m_world;
    std::pmr::monotonic_buffer_resource m_arena;
    Request m_request;
    SeenFields m_seen;
    SharedState m_shared;
    std::unique_ptr<RunState> m_state;
    Decision m_decision;
};

// A step of json() as a message shows it, on one line.
std::string stepShown(const std::string& step);

} // namespace runlog::checks
