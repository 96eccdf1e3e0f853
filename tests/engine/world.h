// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/request.h"
#include "core/language/policy.h"

#include <memory_resource>
#include <optional>
#include <random>
#include <string>
#include <vector>

// Made-up policy sets and runs for tests that compare two ways of deciding. All from one seed.

// One recorded step, in the order in which all runs' steps happened.
struct Event {
    std::size_t run = 0;
    runlog::Request request;
    runlog::Value output;
    std::optional<runlog::Money> cost;
    std::optional<runlog::Money> estimate;
    std::int64_t tokens = 0;
    bool failed = false;
    std::int64_t batch = -1;
};

struct RunStart {
    std::int64_t startedAt = 0;
};

struct World {
    std::pmr::monotonic_buffer_resource arena;
    std::vector<RunStart> runs;
    std::vector<Event> events;
};

class WorldMaker {
public:
    explicit WorldMaker(std::uint64_t seed) : m_random(seed) {}

    std::string policies(); // a valid file: one to six policies
    std::string limits(std::size_t count); // a valid file: most of its policies are one comparison, some for a tool or two
    void fill(World& world, std::size_t runs, std::size_t steps);

    std::string policy(const std::string& id); // one entry of `policies:`
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_random); }

private:
    bool chance(int percent) { return below(100) < static_cast<std::size_t>(percent); }
    template <std::size_t Size>
    const char* oneOf(const char* const (&choices)[Size])
    {
        return choices[below(Size)];
    }
    std::string number();
    std::string textLiteral();
    std::string condition(int depth);
    std::string entry(int depth, std::vector<std::string>& taken);
    std::string valueTest();
    std::string countTest(const char* const (&values)[6]);
    std::string window();
    std::string limit();
    runlog::Value argument(std::pmr::memory_resource& arena);
    runlog::Value arguments(std::pmr::memory_resource& arena);

    std::mt19937_64 m_random;
};
