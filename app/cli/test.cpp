// SPDX-License-Identifier: Apache-2.0
#include "app/cli/test.h"

#include "app/cli/policyfiles.h"
#include "app/cli/testreport.h"
#include "app/cli/wholefile.h"

namespace runlog::cli {

namespace {

struct TestInput {
    std::vector<std::string> files;
    std::string junit;
    bool coverage = false;
    bool mutate = false;
    std::string format;
};

TestedFile tested(const std::shared_ptr<const PolicyFile>& file, const TestInput& input)
{
    TestedFile result{runTests(file), std::nullopt, std::nullopt};
    if (input.coverage)
        result.coverage = coverageOf(file);
    if (input.mutate && !file->tests.empty())
        result.mutation = mutate(file);
    return result;
}

Exit exitOf(const TestReport& report) { return report.passed() == report.tests() ? Exit::Fine : Exit::Findings; }

} // namespace

int test(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Runs the tests of policy files, each against its own file.", "runlog test");
    TestInput input;
    app.add_option("FILE", input.files, "policy file or folder; - is the standard input")->required();
    app.add_option("--junit", input.junit, "also write the results as JUnit XML to this file");
    app.add_flag("--coverage", input.coverage,
                 "list policies that no test decides, and conditions not seen both true and false");
    app.add_flag("--mutate", input.mutate,
                 "change thresholds, operators and actions one at a time and list what no test notices");
    addFormat(app, input.format, {"text", "json"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    const auto files = readPolicyFiles(input.files, in);
    if (const auto refused = refusePolicies(files, err))
        return *refused;
    TestReport report;
    for (const auto& file : files.set.files)
        report.files.push_back(tested(file, input));
    out << (input.format == "text" ? testText(report) : testJson(report) + "\n");
    if (input.junit.empty())
        return exitOf(report);
    const auto write = [&](std::ostream& file) { return bool(file << junitXml(report)); };
    const auto problem = writeWhole(input.junit, write);
    if (problem.empty())
        return exitOf(report);
    err << "runlog test: cannot write " << printable(input.junit, 500) << ": " << printable(problem, 500) << "\n";
    return Exit::Usage;
}

} // namespace runlog::cli
