// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/checks/coverage.h"
#include "core/checks/mutate.h"
#include "core/checks/testrun.h"

#include <optional>
#include <string>
#include <vector>

namespace runlog::cli {

// What `runlog test` found out about one file.
struct TestedFile {
    TestRun run;
    std::optional<Coverage> coverage;
    std::optional<Mutation> mutation;
};

struct TestReport {
    std::vector<TestedFile> files;

    std::size_t tests() const;
    std::size_t passed() const;
};

// For people; texts of policies are escaped.
std::string testText(const TestReport& report);

// One JSON object: files, each with its tests, coverage and mutation, and the totals.
std::string testJson(const TestReport& report);

// JUnit XML: a suite per file, a case per test. What XML cannot hold is escaped as in messages.
std::string junitXml(const TestReport& report);

} // namespace runlog::cli
