// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/language/policy.h"
#include "core/replay/replay.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

// Runs the examples of a policy file. A test goes through the same replay as a recording; its result cannot differ from
// one.
namespace runlog {

// An `expect` that did not come.
struct TestFailure {
    std::size_t step = 0;  // of the test, from 0
    Span span;             // the `expect`, or the step where the test cannot be run
    std::string expected;  // "`deny` by `cap`"; empty: the test cannot be run
    std::string came;      // "`allow` by no policy", or why it cannot be run
    std::string why;       // lines: the deciding policy and the expected one, with what their conditions saw
};

struct TestResult {
    std::string name;      // printable; "test in line 12" where it has none
    Span span;
    std::vector<TestFailure> failures;

    bool passed() const { return failures.empty(); }
};

struct TestRun {
    std::shared_ptr<const PolicyFile> file;
    std::vector<TestResult> tests; // in the order of the file
    bool stopped = false;          // a stop was asked for: the last tests are not in it

    std::size_t passed() const;
};

// All tests of a file against its own policies. Pure; safe in any thread.
TestRun runTests(std::shared_ptr<const PolicyFile> file, std::stop_token stop = {});

// Whether every test passes; stops at the first that does not, and explains nothing.
bool allTestsPass(const std::shared_ptr<const PolicyFile>& file, std::stop_token stop = {});

// The failures as problems of the file, code `test-failed`, at what was expected.
Diagnostics failuresOf(const TestRun& run, Severity severity);

} // namespace runlog
