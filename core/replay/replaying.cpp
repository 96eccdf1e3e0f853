// SPDX-License-Identifier: Apache-2.0
#include "core/replay/replaying.h"

#include "core/replay/joinedreplay.h"
#include "core/replay/live/wholereplay.h"
#include "core/replay/resolve.h"
#include "core/replay/steprequest.h"
#include "core/replay/threads.h"
#include "core/replay/totals.h"
#include "core/traces/json.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::size_t StepsBetweenStops = 4096;

Outcome outcomeOf(Action action) { return static_cast<Outcome>(action); }
static_assert(static_cast<int>(Outcome::Terminate) == static_cast<int>(Action::Terminate));

bool recordedRan(const RecordedDecision* decision) { return decision == nullptr || decision->ran(); }

} // namespace

Replaying::Replaying(EnginePtr engine, RunsPtr runs, const Answers& answers, const ReplayOptions& options)
    : m_engine(std::move(engine)), m_runs(std::move(runs)), m_answers(answers), m_options(options),
      m_order(options.order ? options.order : std::make_shared<const ReplayOrder>(*m_runs)),
      m_program(m_engine->shared()), m_shared(m_program), m_sharedRecorded(m_program),
      m_shares(m_engine->readsSharedState()), m_ways(m_runs->runs().size()),
      m_scanColumns(m_order->scans().columnsOf(*m_program))
{
    m_replay.runs = m_runs;
    m_replay.engine = m_engine;
    m_replay.steps.resize(m_runs->stepCount());
}

Replay Replaying::run()
{
    std::size_t done = 0;
    for (const auto index : m_options.steps != nullptr ? *m_options.steps : m_order->steps()) {
        if (++done % StepsBetweenStops == 0 && m_options.stop.stop_requested()) {
            m_replay.stopped = true;
            break;
        }
        const bool matters = !m_options.only || m_shares || m_runs->runOf(index) == m_runs->runOf(*m_options.only);
        if (matters)
            decide(index);
        if (m_options.only == index)
            break;
    }
    std::sort(m_replay.requests.begin(), m_replay.requests.end(),
              [](const ApprovalRequest& a, const ApprovalRequest& b) { return a.step < b.step; });
    m_replay.matchSets = m_matchSets.take();
    m_replay.totals = totalsOf(m_replay);
    return std::move(m_replay);
}

const RecordedDecision* Replaying::decisionOf(const Step& step) const
{
    return step.decision ? &m_runs->decisions()[*step.decision] : nullptr;
}

Replaying::Way& Replaying::wayOf(std::uint32_t run, const Request& request)
{
    auto& way = m_ways[run];
    if (way.started)
        return way;
    way.started = true;
    const auto startedAt = m_runs->run(run).startedAt;
    way.state = std::make_unique<RunState>(m_program, m_shared, request, startedAt);
    if (m_shares && needsWholeRecord(run))
        way.recorded = std::make_unique<RunState>(m_program, m_sharedRecorded, request, startedAt);
    else if (m_shares)
        way.state->keepBeside(m_sharedRecorded, request.service);
    return way;
}

// While a run has not diverged its own counters are as recorded, so that only the day's money is needed beside them: unless a
// step did not run in the recording, whose children may have.
bool Replaying::needsWholeRecord(std::uint32_t index) const
{
    if (m_program->sharesWindows)
        return true;
    if (m_runs->decisions().empty())
        return false;
    const auto& run = m_runs->run(index);
    for (auto step = run.firstStep; step < run.firstStep + run.stepCount; ++step)
        if (!recordedRan(m_runs->decisionOf(step)))
            return true;
    return false;
}

bool Replaying::isReached(const Way& way, const Step& step) const
{
    return !way.ended && (step.parent < 0 || !std::ranges::binary_search(way.notRun, step.parent));
}

void Replaying::arrive(RunState& state, std::uint32_t index, const Step& step, const Request& request) const
{
    state.arrive(request, {step.costEstimate, step.batch});
    if (m_options.script == nullptr)
        return;
    if (const auto& seen = (*m_options.script)[index].seen)
        state.see(*seen);
}

void Replaying::decide(std::uint32_t index)
{
    const auto step = m_runs->step(index);
    const auto run = static_cast<std::uint32_t>(m_runs->runOf(index));
    auto request = requestOf(m_runs->names(), m_runs->run(run), step, m_order->time(index));
    if (m_options.script != nullptr)
        takeAsWhole(request);
    auto& way = wayOf(run, request);
    if (way.recorded)
        arrive(*way.recorded, index, step, request);
    if (!isReached(way, step)) {
        notReached(index, way, step, request);
        return;
    }
    arrive(*way.state, index, step, request);
    const StepScans scans{m_scanColumns, index};
    way.state->keepScans(request, scans);
    m_engine->evaluate(request, *way.state, m_decision, m_scratch);
    auto& outcome = m_replay.steps[index];
    outcome.outcome = outcomeOf(m_decision.outcome);
    if (m_options.watcher != nullptr && m_options.watcher->wants(index))
        m_options.watcher->decided(index, request, *way.state, m_decision);
    outcome.stepClass = classOf(way, request);
    auto changed = request;
    if (m_decision.changed)
        changed.args = m_decision.args, changed.input = m_decision.input;
    m_terminates = false;
    if (m_decision.outcome == Action::RequireApproval)
        askApprovers(index, way, step, changed, outcome);
    outcome.outcome = outcomeOf(m_decision.outcome);
    outcome.policy = m_decision.policy;
    outcome.failedClosed = m_decision.failedClosed;
    outcome.matches = m_matchSets.of(m_decision);
    if (!equal(changed.args, request.args))
        appendCanonicalJson(m_replay.changedArgs[index], changed.args);
    departRecorded(way, step, request);
    depart(way, step, request, changed, outcome);
}

void Replaying::notReached(std::uint32_t index, Way& way, const Step& step, const Request& request)
{
    auto& outcome = m_replay.steps[index];
    outcome.outcome = Outcome::NotReached;
    outcome.stepClass = StepClass::AfterDivergence;
    way.notRun.push_back(step.seq);
    if (m_shares && !way.recorded)
        way.state->lookBeside(request.time);
    departRecorded(way, step, request);
}

void Replaying::askApprovers(std::uint32_t index, const Way& way, const Step& step, Request& request,
                             StepOutcome& outcome)
{
    const auto* recorded = decisionOf(step);
    AskedStep asked{&m_runs->run(m_runs->runOf(index)), step.seq, request.time, recorded, {}, !m_decision.changed};
    if (m_options.script != nullptr)
        asked.told = (*m_options.script)[index].answer;
    auto asking = m_decision.asking;
    asked.action = actionDigest(request.service, request.kind, request.tool, request.args);
    auto resolution = resolve(*m_engine, asking, asked, m_answers);
    if (resolution.editedArgs != nullptr && editByApprover(*resolution.editedArgs, way, request)) {
        // Policies that match only now ask anew; the approval that was given counts for the approver's own edit.
        std::erase_if(m_decision.asking, [&](auto policy) {
            return std::find(asking.begin(), asking.end(), policy) != asking.end();
        });
        if (m_decision.outcome == Action::RequireApproval && !m_decision.asking.empty()) {
            asked.action = actionDigest(request.service, request.kind, request.tool, request.args);
            asked.asRecorded = false;
            resolution = resolve(*m_engine, m_decision.asking, asked, m_answers);
            asking = m_decision.asking;
        }
    } else if (resolution.state == ApprovalState::Recorded && recorded != nullptr && recorded->args.isThere()) {
        request.args = recorded->args; // the approver's own edit, as recorded
        m_engine->evaluateChanged(request, *way.state, m_decision);
    }
    m_terminates = resolution.terminates;
    outcome.approval = m_decision.outcome == Action::RequireApproval ? resolution.state : ApprovalState::None;
    m_replay.requests.push_back({index, std::move(asking), resolution.state, std::move(asked.action)});
}

// False where the text is no JSON: then nothing was edited.
bool Replaying::editByApprover(const std::string& json, const Way& way, Request& request)
{
    const auto args = parseJson(json, m_scratch);
    if (!args)
        return false;
    request.args = *args;
    m_engine->evaluateChanged(request, *way.state, m_decision);
    return true;
}

bool Replaying::evaluatesTo(const RunState& state, const Request& request, Action outcome)
{
    m_engine->evaluate(request, state, m_other, m_scratch);
    return m_other.outcome == outcome;
}

bool Replaying::wouldDiffer(const Way& way, const Request& request, Action outcome)
{
    if (!m_shares)
        return false;
    if (way.recorded)
        return !way.state->seesSameAs(*way.recorded) && !evaluatesTo(*way.recorded, request, outcome);
    if (way.state->seesSameBeside())
        return false;
    way.state->swapBeside();
    const bool same = evaluatesTo(*way.state, request, outcome);
    way.state->swapBeside();
    return !same;
}

StepClass Replaying::classOf(const Way& way, const Request& request)
{
    if (way.diverged || wouldDiffer(way, request, m_decision.outcome))
        return StepClass::AfterDivergence;
    return m_decision.couldDiffer ? StepClass::NotEvaluable : StepClass::Exact;
}

Departure Replaying::departureOf(const Step& step, const StepOutcome& outcome) const
{
    const bool wasRun = recordedRan(decisionOf(step));
    Departure departure;
    departure.ran = outcome.ran();
    departure.waiting = outcome.approval == ApprovalState::Pending;
    departure.estimate = step.costEstimate;
    departure.cost = wasRun ? step.cost : std::nullopt;
    departure.costIsMissing = wasRun ? lacksCost(step) : step.kind == StepKind::LlmCall;
    departure.tokens = std::max<std::int64_t>(step.tokensIn, 0) + std::max<std::int64_t>(step.tokensOut, 0);
    departure.tokensAreMissing = step.kind == StepKind::LlmCall && step.tokensIn < 0 && step.tokensOut < 0;
    departure.failed = wasRun && !step.error.empty();
    return departure;
}

// The step with the arguments and output that the recording says it ran with.
Request Replaying::asRecorded(const Step& step, const Request& request) const
{
    auto ran = request;
    if (const auto* decision = decisionOf(step); decision != nullptr && decision->args.isThere())
        ran.args = decision->args;
    ran.output = step.output;
    return ran;
}

void Replaying::departRecorded(Way& way, const Step& step, const Request& request)
{
    if (!m_shares)
        return;
    StepOutcome outcome;
    outcome.outcome = recordedRan(decisionOf(step)) ? Outcome::Allow : Outcome::Deny;
    const auto departure = departureOf(step, outcome);
    if (way.recorded)
        way.recorded->depart(asRecorded(step, request), departure);
    else
        way.state->spendBeside(departure);
}

void Replaying::depart(Way& way, const Step& step, const Request& asked, Request& ran, const StepOutcome& outcome)
{
    const auto* decision = decisionOf(step);
    const bool wasRun = recordedRan(decision);
    ran.output = wasRun ? step.output : Value::unrecorded();
    way.state->depart(ran, departureOf(step, outcome));
    const auto recordedArgs = decision != nullptr && decision->args.isThere() ? decision->args : asked.args;
    way.diverged |= outcome.ran() != wasRun || (outcome.ran() && !equal(recordedArgs, ran.args));
    if (outcome.ran())
        return;
    way.notRun.push_back(step.seq);
    const bool isEntry = step.kind == StepKind::Call && step.parent < 0 && way.state->counters()[Field::StepsInRun] <= 1;
    way.ended |= outcome.outcome == Outcome::Terminate || outcome.approval == ApprovalState::Pending || isEntry
        || m_terminates;
}

namespace {

Replay wholly(const EnginePtr& engine, const RunsPtr& runs, const Answers& answers, const ReplayOptions& options)
{
    if (options.order)
        if (auto quick = live::wholeReplay(engine, runs, answers, options))
            return std::move(*quick);
    const auto threads = threadsWanted(options.threads);
    return threads > 1 ? replayJoined(engine, runs, answers, options, threads) : Replaying(engine, runs, answers, options).run();
}

} // namespace

Replay replay(EnginePtr engine, RunsPtr runs, const Answers& answers, const ReplayOptions& options)
{
    const auto start = std::chrono::steady_clock::now();
    const bool isWhole = options.watcher == nullptr && options.script == nullptr && !options.only && options.steps == nullptr;
    auto result = isWhole ? wholly(engine, runs, answers, options) : Replaying(engine, runs, answers, options).run();
    result.took = std::chrono::steady_clock::now() - start;
    return result;
}

} // namespace runlog
