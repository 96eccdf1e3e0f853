// SPDX-License-Identifier: Apache-2.0
#include "app/cli/testreport.h"
#include "core/language/jsonwriter.h"

namespace runlog::cli {

namespace {

void writePlace(JsonWriter& json, const PolicyFile& file, Span span)
{
    const auto place = file.source->place(span.begin);
    json.member("line", place.line).member("column", place.byteColumn);
}

void writeTest(JsonWriter& json, const TestResult& test, const PolicyFile& file)
{
    json.beginObject().member("name", test.name);
    writePlace(json, file, test.span);
    json.member("passed", test.passed()).key("failures").beginList();
    for (const auto& failure : test.failures) {
        json.beginObject().member("step", failure.step + 1);
        writePlace(json, file, failure.span);
        json.member("expected", failure.expected).member("came", failure.came).member("why", failure.why).endObject();
    }
    json.endList().endObject();
}

void writeCoverage(JsonWriter& json, const Coverage& coverage)
{
    json.key("coverage").beginObject()
        .member("policies", coverage.policies.size())
        .member("policies_covered", coverage.coveredPolicies())
        .member("conditions", coverage.conditions())
        .member("conditions_covered", coverage.coveredConditions())
        .key("by_policy").beginList();
    for (const auto& policy : coverage.policies) {
        json.beginObject().member("id", policy.policy->id);
        writePlace(json, *coverage.file, policy.policy->span);
        json.member("decided", policy.decided).member("matched", policy.matched).member("covered", policy.isCovered());
        json.key("conditions").beginList();
        for (const auto& covered : policy.conditions) {
            json.beginObject().member("id", covered.condition->id);
            writePlace(json, *coverage.file, covered.condition->span);
            json.member("condition", conditionText(covered))
                .member("seen_true", covered.seenTrue)
                .member("seen_false", covered.seenFalse)
                .endObject();
        }
        json.endList().endObject();
    }
    json.endList().endObject();
}

void writeMutation(JsonWriter& json, const Mutation& mutation, const PolicyFile& file)
{
    json.key("mutation").beginObject()
        .member("tried", !mutation.baseFails)
        .member("mutants", mutation.mutants.size())
        .member("killed", mutation.killed())
        .key("survivors").beginList();
    for (const auto& mutant : mutation.mutants) {
        if (!mutant.survived)
            continue;
        json.beginObject().member("policy", mutant.policy).member("kind", name(mutant.kind));
        writePlace(json, file, mutant.span);
        json.member("change", mutant.change).endObject();
    }
    json.endList().endObject();
}

} // namespace

std::string testJson(const TestReport& report)
{
    JsonWriter json;
    json.beginObject().key("files").beginList();
    for (const auto& tested : report.files) {
        const auto& file = *tested.run.file;
        json.beginObject().member("file", printable(file.source->name(), 4096)).key("tests").beginList();
        for (const auto& test : tested.run.tests)
            writeTest(json, test, file);
        json.endList()
            .member("passed", tested.run.passed())
            .member("failed", tested.run.tests.size() - tested.run.passed());
        if (tested.coverage)
            writeCoverage(json, *tested.coverage);
        if (tested.mutation)
            writeMutation(json, *tested.mutation, file);
        json.endObject();
    }
    json.endList().member("passed", report.passed()).member("failed", report.tests() - report.passed());
    return json.endObject().take();
}

} // namespace runlog::cli
