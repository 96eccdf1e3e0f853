// SPDX-License-Identifier: Apache-2.0
#include "core/checks/untested.h"

#include "core/checks/coverage.h"
#include "core/checks/testentry.h"
#include "core/language/report.h"

#include <algorithm>

namespace runlog::checks {

namespace {

constexpr std::size_t MostTestsTried = 8; // each replays what the step depends on

const ConditionEvidence* evidenceOf(const Evidence& evidence, const Condition* condition) {
    for (const auto& policy : evidence.policies)
        for (const auto& one : policy.conditions)
            if (one.condition == condition) return &one;
    return nullptr;
}

std::string stepName(const Runs& runs, std::size_t step) {
    return inTicks(std::string(runs.run(runs.runOf(step)).id) + '#' + std::to_string(runs.seq()[step]));
}

void offerTest(Diagnostic& found, const RecordedFile& recorded, std::size_t step) {
    const auto& replay = recorded.replay;
    const auto explained = explainStep(replay->engine, replay->runs, recorded.answers, step);
    if (!explained) return;
    const auto& file = *replay->engine->policySet().files[recorded.file];
    auto added = keepAsTest(file, {replay->runs, step, replay->engine, explained->counters, replay->steps[step]});
    if (!added.edits.empty())
        found.fixes.push_back(
            {"add the recorded step " + stepName(*replay->runs, step) + " as a test", std::move(added.edits)});
}

} // namespace

void addUntested(Diagnostics& diagnostics, const RecordedFile& recorded, std::stop_token stop) {
    const auto& file = recorded.replay->engine->policySet().files[recorded.file];
    if (file->tests.empty()) return;
    std::size_t tried = 0;
    const auto coverage = coverageOf(file, stop);
    for (const auto& policy : coverage.policies)
        for (const auto& covered : policy.conditions) {
            const auto* evidence = covered.isCovered() ? nullptr : evidenceOf(recorded.evidence, covered.condition);
            if (evidence == nullptr) continue;
            const auto step = covered.seenTrue ? evidence->whereFalse : evidence->whereTrue;
            if (!step) continue; // the runs do not know better
            const char* way = covered.seenTrue ? "false" : covered.seenFalse ? "true" : "at all";
            Diagnostic found{"not-tested", Severity::Note, covered.condition->span, {}, {}, {}};
            found.message = "no test of this file sees " + inTicks(conditionText(covered)) + ' ' + way;
            if (tried++ < MostTestsTried) offerTest(found, recorded, *step);
            diagnostics.push_back(std::move(found));
        }
}

} // namespace runlog::checks
