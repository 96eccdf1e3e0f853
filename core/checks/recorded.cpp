// SPDX-License-Identifier: Apache-2.0
#include "core/checks/recorded.h"

#include "core/checks/cliff.h"
#include "core/checks/recordednames.h"
#include "core/checks/said.h"
#include "core/checks/unrecordedentities.h"
#include "core/checks/untested.h"
#include "core/engine/program.h"
#include "core/language/edit.h"
#include "core/language/report.h"
#include "core/language/suggest.h"

#include <algorithm>

namespace runlog::checks {

namespace {

constexpr std::size_t FewestSteps = 20;  // fewer steps say nothing of always
constexpr std::size_t FewestNear = 5;    // values at a cliff
constexpr std::size_t NearShare = 10;    // … one in so many

std::string stepsText(std::size_t count) { return std::to_string(count) + (count == 1 ? " step" : " steps"); }

class RecordedLook {
public:
    RecordedLook(const Evidence& evidence, const ReplayPtr& replay, const Answers& answers, std::stop_token stop)
        : m_evidence(evidence)
        , m_replay(replay)
        , m_answers(answers)
        , m_stop(std::move(stop))
        , m_engine(*replay->engine)
        , m_names(*replay->runs)
        , m_found(m_engine.policySet().files.size())
    {
        for (const auto& file : m_engine.policySet().files)
            for (const auto& place : thresholds(*file))
                m_thresholds.push_back(place);
        std::vector<Threshold> asked;
        for (const auto& place : m_thresholds)
            asked.push_back(place.threshold);
        m_observed = observeAll(replay->engine, replay->runs, answers, asked, m_stop);
    }

    std::vector<Diagnostics> run()
    {
        for (const auto& policy : m_evidence.policies)
            look(policy);
        const auto entities = unrecordedEntities(m_evidence, m_engine);
        for (std::size_t file = 0; file < m_found.size(); ++file) {
            m_found[file].insert(m_found[file].end(), entities[file].begin(), entities[file].end());
            addUntested(m_found[file], {m_evidence, m_replay, m_answers, file}, m_stop);
            sortByPlace(m_found[file]);
        }
        return std::move(m_found);
    }

private:
    Diagnostic& report(std::uint32_t policy, std::string_view code, Severity severity, Span span, std::string message)
    {
        auto& found = m_found[m_engine.program().policies[policy].file];
        return found.emplace_back(Diagnostic{std::string(code), severity, span, std::move(message), {}, {}});
    }

    const Policy& policyOf(std::uint32_t policy) const { return *m_engine.policies()[policy].policy; }
    const PolicyFile& fileOf(std::uint32_t policy) const { return *m_engine.policies()[policy].file; }

    void look(const PolicyEvidence& policy)
    {
        if (policyOf(policy.policy).stale)
            return;
        const auto before = m_found[m_engine.program().policies[policy.policy].file].size();
        for (const auto& condition : policy.conditions) {
            lookAtField(condition);
            lookAtNames(condition);
            lookAtCliff(condition);
        }
        const bool isExplained = m_found[m_engine.program().policies[policy.policy].file].size() != before;
        if (policy.matched == 0 && !isExplained)
            neverMatched(policy);
        if (policy.matched == policy.steps && policy.steps >= FewestSteps && !policy.conditions.empty())
            alwaysMatched(policy);
    }

    // The first condition that was true nowhere; none where they only never held together.
    const ConditionEvidence* neverTrue(const PolicyEvidence& policy) const
    {
        const auto found = std::ranges::find_if(
            policy.conditions, [](const ConditionEvidence& one) { return !one.inUnless && one.isTrue == 0 && one.steps() > 0; });
        return found == policy.conditions.end() ? nullptr : &*found;
    }

    void neverMatched(const PolicyEvidence& policy)
    {
        const auto& about = policyOf(policy.policy);
        const auto id = inTicks(about.id);
        if (policy.steps == 0) {
            report(policy.policy, "never-matched", Severity::Note, about.idSpan,
                   "no recorded step is of a kind and service that " + id + " is about");
            return;
        }
        const auto* blame = neverTrue(policy);
        auto& found = report(policy.policy, "never-matched", Severity::Note, blame ? blame->condition->span : about.idSpan,
                             id + " matched none of " + stepsText(policy.steps)
                                 + (blame ? "; " + said(*blame->condition) + " was never true"
                                          : "; its conditions were never true together"));
        if (blame != nullptr)
            offerReach(found, *blame);
    }

    // A number that the nearest observed value passes.
    void offerReach(Diagnostic& found, const ConditionEvidence& evidence)
    {
        const auto place = placeOf(evidence);
        if (!place || m_observed[*place].values.empty())
            return;
        const auto& values = m_observed[*place].values;
        const auto op = evidence.condition->op;
        const auto step = grain(*m_thresholds[*place].value);
        const bool wantsLess = op == Operator::Lt || op == Operator::Lte;
        const bool wantsMore = op == Operator::Gt || op == Operator::Gte;
        if (!wantsLess && !wantsMore)
            return;
        const auto nearest = wantsLess ? values.front().value : values.back().value;
        const auto moved = wantsLess ? nearest.plus(step) : nearest.minus(step);
        const bool isStrict = op == Operator::Gt || op == Operator::Lt;
        found.help = std::string(wantsLess ? "the smallest" : "the greatest") + " value was " + nearest.text();
        offer(found, *place, isStrict ? moved : std::optional(nearest), "which it passes");
    }

    void alwaysMatched(const PolicyEvidence& policy)
    {
        const auto& about = policyOf(policy.policy);
        report(policy.policy, "always-matched", Severity::Note, about.idSpan,
               inTicks(about.id) + " matched every one of " + stepsText(policy.steps) + " that it is about")
            .help = "a condition that no step fails may be meant otherwise";
    }

    void lookAtField(const ConditionEvidence& evidence)
    {
        const auto& condition = *evidence.condition;
        const bool isPath = condition.kind == Condition::Kind::Test && row(condition.field.field).takesPath;
        const bool asksForIt = condition.op == Operator::Exists || condition.op == Operator::Type;
        if (!isPath || asksForIt || condition.field.path.empty() || evidence.steps() == 0 || evidence.absent != evidence.steps())
            return;
        const auto name = inTicks(print(condition.field));
        auto& found = report(evidence.policy, "field-not-recorded", Severity::Warning, condition.field.span,
                             name + " is in none of " + stepsText(evidence.steps()));
        const auto near = m_names.fieldsNear(condition.field);
        found.help = didYouMean(near);
        for (const auto& other : near)
            addReplacement(found, condition.field.span, print(condition.field), other);
    }

    void lookAtNames(const ConditionEvidence& evidence)
    {
        const auto& condition = *evidence.condition;
        const auto field = condition.field.field;
        const bool isNamed = field == Field::Tool || field == Field::Model || field == Field::Service || field == Field::Environment;
        if (!isNamed || condition.op == Operator::InGroup || evidence.steps() == 0)
            return;
        for (std::size_t at = 0; at < evidence.seen.size(); ++at)
            if (evidence.seen[at] == 0)
                unknownName(evidence, condition.literals[at]);
    }

    void unknownName(const ConditionEvidence& evidence, const Literal& literal)
    {
        const auto field = evidence.condition->field.field;
        const std::string noun(row(field).name);
        auto& found = report(evidence.policy, "unknown-name", Severity::Warning, literal.span,
                             "no recorded " + noun + (literal.isGlob ? " fits " : " is called ") + inTicks(literal.text));
        if (literal.isGlob)
            return;
        const auto near = m_names.namesNear(field, literal.text);
        found.help = didYouMean(near);
        for (const auto& other : near)
            addReplacement(found, literal.span, literal.text, inQuotesOf(evidence, literal, other));
    }

    // As the literal is written: in its quotes, or plain where both names are plain.
    std::string inQuotesOf(const ConditionEvidence& evidence, const Literal& literal, const std::string& name) const
    {
        const auto written = fileOf(evidence.policy).source->text(literal.span);
        const bool isPlain = std::ranges::all_of(name, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
        });
        if (!written.starts_with('"') && !written.starts_with('\'') && isPlain)
            return name;
        std::string quoted;
        appendJsonText(quoted, name);
        return quoted;
    }

    std::optional<std::size_t> placeOf(const ConditionEvidence& evidence) const
    {
        for (std::size_t place = 0; place < m_thresholds.size(); ++place)
            if (m_thresholds[place].condition == evidence.condition)
                return place;
        return std::nullopt;
    }

    void lookAtCliff(const ConditionEvidence& evidence)
    {
        for (std::size_t place = 0; place < m_thresholds.size(); ++place) {
            if (m_thresholds[place].condition != evidence.condition)
                continue;
            const auto& values = m_observed[place].values;
            const auto at = valueOf(*m_thresholds[place].value);
            if (at.coefficient() <= 0)
                continue;
            const auto near = countNear(values, at);
            if (near < FewestNear || near * NearShare < values.size())
                continue;
            auto& found = report(evidence.policy, "cliff", Severity::Note, m_thresholds[place].value->span,
                                 std::to_string(near) + " of " + std::to_string(values.size()) + " observed values of "
                                     + said(*evidence.condition) + " are within 2 % of "
                                     + inTicks(m_thresholds[place].value->text));
            found.help = "a small change of either turns their outcomes";
            offer(found, place, nextGap(values, at, grain(*m_thresholds[place].value)), "the next gap");
        }
    }

    void offer(Diagnostic& found, std::size_t place, const std::optional<Decimal>& value, std::string_view why) const
    {
        const auto* literal = m_thresholds[place].value;
        for (const auto& file : m_engine.policySet().files) {
            const bool isHere = value && std::ranges::any_of(file->policies, [&](const Policy& policy) {
                return policy.span.begin <= literal->span.begin && literal->span.end <= policy.span.end
                    && policy.id == m_thresholds[place].policy;
            });
            if (!isHere)
                continue;
            const auto edit = replaceLiteral(*file->source, *literal, *value).edit;
            if (edit)
                found.fixes.push_back({"move it to " + inTicks(edit->text) + ", " + std::string(why), {*edit}});
            return;
        }
    }

    const Evidence& m_evidence;
    ReplayPtr m_replay;
    const Answers& m_answers;
    std::stop_token m_stop;
    const Engine& m_engine;
    RecordedNames m_names;
    std::vector<ThresholdPlace> m_thresholds;
    std::vector<Observations> m_observed; // by threshold
    std::vector<Diagnostics> m_found;     // by file
};

} // namespace

std::vector<Diagnostics> recordedFindings(const Evidence& evidence, const ReplayPtr& replay, const Answers& answers,
                                          std::stop_token stop)
{
    return RecordedLook(evidence, replay, answers, std::move(stop)).run();
}

} // namespace runlog::checks
