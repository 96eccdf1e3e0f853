// SPDX-License-Identifier: Apache-2.0
#include "app/cli/testreport.h"

namespace runlog::cli {

namespace {

std::string plural(std::size_t number, const std::string& noun)
{
    return std::to_string(number) + ' ' + noun + (number == 1 ? "" : "s");
}

std::string placeText(const PolicyFile& file, Span span)
{
    const auto place = file.source->place(span.begin);
    return printable(file.source->name(), 500) + ':' + std::to_string(place.line) + ':'
        + std::to_string(place.byteColumn);
}

std::string failureText(const TestRun& run)
{
    std::string text;
    for (auto& diagnostic : failuresOf(run, Severity::Error)) {
        const auto why = std::move(diagnostic.help);
        diagnostic.help.clear();
        text += print(diagnostic, *run.file->source) + (why.empty() ? "" : why + '\n') + '\n';
    }
    return text;
}

std::string runText(const TestRun& run)
{
    const auto file = printable(run.file->source->name(), 500);
    if (run.tests.empty())
        return file + ": note: the file has no tests\n";
    std::string text = file + ": " + std::to_string(run.passed()) + " of "
        + plural(run.tests.size(), "test") + " pass\n";
    for (const auto& test : run.tests)
        text += (test.passed() ? "  pass  " : "  FAIL  ") + test.name + '\n';
    const auto failures = failureText(run);
    return failures.empty() ? text : text + '\n' + failures;
}

std::string missingText(const CoveredPolicy& policy, const PolicyFile& file)
{
    std::string text;
    if (!policy.isCovered())
        text += "  " + placeText(file, policy.policy->span) + ": `" + printable(policy.policy->id) + "` never "
            + (policy.canDecide ? "decides" : "matches") + '\n';
    for (const auto& covered : policy.conditions) {
        if (covered.isCovered())
            continue;
        const auto* side = covered.seenTrue ? "false" : covered.seenFalse ? "true" : "looked at";
        text += "  " + placeText(file, covered.condition->span) + ": `" + conditionText(covered) + "` of `"
            + printable(policy.policy->id) + "` is never " + side + '\n';
    }
    return text;
}

std::string coverageText(const Coverage& coverage)
{
    std::string text = "coverage: " + std::to_string(coverage.coveredPolicies()) + " of "
        + std::to_string(coverage.policies.size()) + " policies decided, "
        + std::to_string(coverage.coveredConditions()) + " of " + std::to_string(coverage.conditions())
        + " conditions seen true and false\n";
    for (const auto& policy : coverage.policies)
        text += missingText(policy, *coverage.file);
    return text;
}

std::string mutationText(const Mutation& mutation, const PolicyFile& file)
{
    if (mutation.baseFails)
        return "mutation: not tried, because a test fails\n";
    std::string text = "mutation: " + std::to_string(mutation.killed()) + " of "
        + plural(mutation.mutants.size(), "mutant") + " killed\n";
    for (const auto& mutant : mutation.mutants)
        if (mutant.survived)
            text += "  " + placeText(file, mutant.span) + ": survived: " + std::string(name(mutant.kind)) + " of `"
                + printable(mutant.policy) + "`, " + mutant.change + '\n';
    return text;
}

} // namespace

std::size_t TestReport::tests() const
{
    std::size_t count = 0;
    for (const auto& file : files)
        count += file.run.tests.size();
    return count;
}

std::size_t TestReport::passed() const
{
    std::size_t count = 0;
    for (const auto& file : files)
        count += file.run.passed();
    return count;
}

std::string testText(const TestReport& report)
{
    std::string text;
    for (const auto& file : report.files) {
        text += runText(file.run);
        if (file.coverage)
            text += coverageText(*file.coverage);
        if (file.mutation)
            text += mutationText(*file.mutation, *file.run.file);
    }
    if (report.files.size() > 1)
        text += std::to_string(report.passed()) + " of " + plural(report.tests(), "test") + " pass in "
            + plural(report.files.size(), "file") + '\n';
    return text;
}

} // namespace runlog::cli
