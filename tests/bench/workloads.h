// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/engine/state.h"
#include "core/traces/runs.h"

#include <map>
#include <memory>
#include <memory_resource>
#include <string>
#include <vector>

// The workloads of a folder: `actions.jsonl`, `policies_NAME.json` and `expected.json`.
namespace runlog::bench {

// One recorded action with the counters that it is to see.
struct Action {
    Request request;
    std::int64_t cost = 0;      // 10⁻⁹ dollars
    std::int64_t costToday = 0;
    std::int64_t toolCalls = 0; // this one included
    std::string_view run;
};

struct Actions {
    std::pmr::monotonic_buffer_resource arena;
    std::pmr::monotonic_buffer_resource members; // of the arguments: what decisions look at lies together
    Names tools;                                 // each name kept once, as in a store
    std::vector<Action> list;
};

// The first `count` actions. The booleans that stand for the detector's answer become `args.pii_input` and `args.pii_query`.
std::unique_ptr<Actions> actionsOf(const std::string& folder, std::size_t count);

// A set of policies in this language.
std::string policyText(const std::string& folder, const std::string& name);

struct Expected {
    std::size_t count = 0;
    std::map<std::string, std::size_t> decisions;
    std::size_t matches = 0;
    std::string hash; // FNV-1a 64 over "policy:count\n"
};

class ExpectedResults {
public:
    explicit ExpectedResults(const std::string& folder);
    Expected of(const std::string& workload) const;
    std::vector<std::string> thresholds() const;        // w5's, as written
    Expected ofThreshold(std::size_t index) const;

private:
    std::pmr::monotonic_buffer_resource m_arena;
    Value m_root;
};

// States in which steps of these actions have arrived and see the counters that the actions say.
class ArrivedStates {
public:
    // For the actions from `begin` up to `end`, instead of those before.
    void arrive(const Engine& engine, const Actions& actions, std::size_t begin, std::size_t end);
    const RunState& operator[](std::size_t index) const { return *m_states[index - m_begin]; }

private:
    std::unique_ptr<SharedState> m_shared;
    std::vector<SeenFields> m_seen;
    std::vector<std::unique_ptr<RunState>> m_states;
    std::size_t m_begin = 0;
};

} // namespace runlog::bench
