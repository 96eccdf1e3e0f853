// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/engine/world.h"

#include <string>
#include <vector>

// The contract read a second time, with nothing compiled, indexed or kept: each decision looks at all events before it again.
// Slow on purpose. Knows no unrecorded values: the worlds it is used on have none.

struct NaiveDecision {
    std::string outcome;
    std::string policy;
    std::vector<std::string> matched;
    std::vector<std::string> observed;
    runlog::Value args; // as they run
    bool ran = true;
};

class Naive {
public:
    Naive(const runlog::PolicyFile& file, World& world) : m_file(file), m_world(world), m_done(world.events.size()) {}

    // Decides event `index`; all events before it have been decided. Approvals are granted.
    NaiveDecision decide(std::size_t index);
    bool ended(std::size_t run) const;

private:
    enum class Answer { False, True, Error };
    struct Done {
        bool decided = false;
        bool ran = false;
        bool ends = false;
        runlog::Value args;
    };
    struct View { // what conditions look at: an event with the arguments it has now
        std::size_t index = 0;
        runlog::Value args;
        bool past = false; // outputs can be read
    };

    bool governsService(runlog::Value service) const;
    Answer policyHolds(const runlog::Policy& policy, const View& view) const;
    Answer holds(const runlog::Condition& condition, const View& view) const;
    Answer test(const runlog::Condition& test, const View& view) const;
    Answer valueTest(const runlog::Condition& test, runlog::Value value) const;
    Answer numberTest(const runlog::Condition& test, const runlog::Decimal& number) const;
    Answer itemTests(const std::vector<runlog::Condition>& tests, runlog::Value item) const;
    Answer windowTest(const runlog::Window& window, const View& view) const;
    Answer after(const runlog::Condition& inner, const View& view) const;
    runlog::Value valueOf(const runlog::FieldRef& field, const View& view) const;
    std::int64_t counter(runlog::Field field, const View& view, bool& absent) const;
    bool inWindow(const runlog::Window& window, const View& view, std::size_t past) const;
    View pastView(std::size_t index) const;
    std::int64_t day(std::int64_t time) const;

    const runlog::PolicyFile& m_file;
    World& m_world;
    std::vector<Done> m_done;
};
