// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/engine/state.h"

#include <random>
#include <string>
#include <vector>

// Made-up policies that ask about two or three fields, and every step that those fields can make: what is claimed of
// all steps can be looked up. Numbers stand on and between the literals of the policies, so for them the enumeration is
// complete.
class SmallWorld {
public:
    explicit SmallWorld(std::uint64_t seed);

    const std::string& text() const { return m_text; } // a valid file of two to five policies

    struct Step {
        runlog::Request request;
        runlog::SeenFields seen;
        std::size_t before = 0; // calls of the tool `a` that ran before in the run
    };
    const std::vector<Step>& steps() const { return m_steps; }

private:
    enum class Topic { Tool, X, Role, Cost, Calls, Day, Before, Size };

    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_random); }
    bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
    bool has(Topic topic) const { return m_topics[static_cast<std::size_t>(topic)]; }
    std::string test(Topic topic);
    std::string number();
    std::string valueTest();
    std::string condition(int depth);
    std::string policy(std::size_t index, bool allows);
    void makeText();
    void makeSteps();
    void add(const Step& step) { m_steps.push_back(step); }

    std::mt19937_64 m_random;
    std::pmr::monotonic_buffer_resource m_arena;
    std::vector<bool> m_topics;
    std::vector<Topic> m_list;
    std::string m_text;
    std::vector<Step> m_steps;
};
