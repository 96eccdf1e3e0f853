// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/policy.h"
#include "core/replay/order.h"
#include "core/replay/replay.h"

#include <memory>
#include <string>
#include <vector>

namespace runlog {

// Why a test cannot be run: something in it that a recording could not hold either.
struct TestProblem {
    std::size_t step = 0; // of the test
    std::string text;     // a sentence for the author
};

// One entry of `tests:` as a replay takes it.
//
// Its steps are read by the reader of recorded runs, so that a test means what a recording with the same words means.
// What a test leaves out: `now` is NoonOfTests, a tool call has no arguments, the run is called `test` and belongs to a
// service that the file governs, each step stands at `now`, approvals are given.
struct TestCase {
    RunsPtr runs;
    std::shared_ptr<const ReplayOrder> order;  // by time, then as written
    std::vector<ScriptedStep> script;          // by step of `runs`
    std::vector<std::size_t> stepOf;           // the step of `runs` of each step of the test
    std::vector<TestProblem> problems;         // with any of them the rest is empty
};

// 2026-01-01, a Thursday, 12:00 UTC.
constexpr Time NoonOfTests = 1'767'268'800'000'000'000;

TestCase testCase(const PolicyFile& file, const PolicyTest& test);

// Replays the case; the watcher may be null.
Replay replayTest(EnginePtr engine, const TestCase& test, StepWatcher* watcher);

} // namespace runlog
