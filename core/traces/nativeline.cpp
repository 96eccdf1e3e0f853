// SPDX-License-Identifier: Apache-2.0
#include "core/traces/nativeline.h"

#include "core/language/report.h"
#include "core/traces/nativekeys.h"
#include "core/traces/numbers.h"

namespace runlog {

bool NativeLine::refuse(std::string_view reason)
{
    m_refusal = reason;
    return false;
}

bool NativeLine::wrongType(Key key, std::string_view wanted)
{
    return refuse(inTicks(nativeKeys[static_cast<std::size_t>(key)]).append(" is not ").append(wanted));
}

bool NativeLine::readText(Key key, std::string_view& text)
{
    const auto value = at(key);
    if (isMissing(value))
        return true;
    if (value.kind() != Value::Kind::Text)
        return wrongType(key, "a text");
    text = m_part->keep(value.text());
    return true;
}

bool NativeLine::readName(Key key, std::uint32_t& name)
{
    const auto value = at(key);
    if (isMissing(value))
        return true;
    if (value.kind() != Value::Kind::Text)
        return wrongType(key, "a text");
    name = m_part->intern(value.text());
    return true;
}

bool NativeLine::readTimeOf(Value value, std::string_view key, Time& time)
{
    if (isMissing(value))
        return true;
    const auto parsed = parseTime(value.kind() == Value::Kind::Text ? value.text() : std::string_view());
    if (!parsed)
        return refuse(inTicks(key).append(" is not a time that exists"));
    if (!parsed->zoned)
        m_part->problems.warnOnce(m_number, "no-zone", "a time without a zone, taken as UTC");
    time = parsed->time;
    return true;
}

bool NativeLine::readTime(Key key, Time& time) { return readTimeOf(at(key), nativeKeys[static_cast<std::size_t>(key)], time); }

bool NativeLine::readCost(Key key, std::optional<Money>& cost)
{
    auto value = at(key);
    if (isMissing(value))
        return true;
    if (value.kind() == Value::Kind::Text) {
        m_part->problems.warning(m_number, "quoted-cost", "a cost in quotes, read as a number");
        value = Value::number(value.text());
    }
    const auto recorded = costOf(value);
    if (!recorded)
        return wrongType(key, "an amount of dollars, zero or more");
    m_part->roundedCosts += recorded->rounded ? 1 : 0;
    cost = recorded->money;
    return true;
}

bool NativeLine::readCount(Key key, std::int64_t& count)
{
    const auto value = at(key);
    if (isMissing(value))
        return true;
    const auto number = value.kind() == Value::Kind::Number ? wholeNumber(value) : std::nullopt;
    if (!number || *number < 0)
        return wrongType(key, "a whole number, zero or more");
    count = *number;
    return true;
}

bool NativeLine::readDuration(std::int64_t& nanos)
{
    const auto value = at(Key::DurationMs);
    if (isMissing(value))
        return true;
    const auto duration = nanosOf(value, 6);
    if (!duration || *duration < 0)
        return wrongType(Key::DurationMs, "a number of milliseconds, zero or more");
    nanos = *duration;
    return true;
}

bool NativeLine::readUser(Value& user)
{
    const auto value = at(Key::User);
    if (isMissing(value))
        return true;
    if (value.kind() != Value::Kind::Map)
        return wrongType(Key::User, "an object");
    user = m_part->keep(value);
    return true;
}

bool NativeLine::readError(std::string_view& error)
{
    const auto value = at(Key::Error);
    if (isMissing(value))
        return true;
    if (value.kind() == Value::Kind::Text) {
        error = m_part->keep(value.text());
        return true;
    }
    if (value.kind() == Value::Kind::Boolean && !value.boolean())
        return true;
    std::string json;
    appendCompactJson(json, value);
    error = copyText(json, m_part->arena());
    return true;
}

bool NativeLine::readFlag(Key key, bool& flag)
{
    const auto value = at(key);
    if (isMissing(value))
        return true;
    if (value.kind() != Value::Kind::Boolean)
        return wrongType(key, "true or false");
    flag = value.boolean();
    return true;
}

bool NativeLine::readKind(StepKind& kind)
{
    const auto value = at(Key::Kind);
    if (value.kind() != Value::Kind::Text)
        return refuse("a step without its `kind`");
    const auto known = stepKindNamed(value.text());
    if (!known)
        m_part->problems.warning(m_number, "unknown-kind", "a step of the unknown kind " + inTicks(value.text()) +
                                                               ", kept as a message");
    kind = known.value_or(StepKind::Message);
    return true;
}

bool NativeLine::readSeq(std::int64_t& seq)
{
    if (isMissing(at(Key::Seq)))
        return refuse("a step without its `seq`");
    const auto number = at(Key::Seq).kind() == Value::Kind::Number ? wholeNumber(at(Key::Seq)) : std::nullopt;
    if (!number)
        return wrongType(Key::Seq, "a whole number");
    seq = *number;
    return true;
}

bool NativeLine::readAttack(Run& run)
{
    std::string_view attack;
    if (!readText(Key::Attack, attack) || !readText(Key::AttackName, run.attackName))
        return false;
    if (attack == "none")
        run.attack = Run::Attack::None;
    else if (attack == "failed")
        run.attack = Run::Attack::Failed;
    else if (attack == "succeeded")
        run.attack = Run::Attack::Succeeded;
    else if (!attack.empty())
        return wrongType(Key::Attack, "none, failed or succeeded");
    return true;
}

bool NativeLine::readId()
{
    const auto id = at(Key::Run);
    if (id.kind() != Value::Kind::Text || id.text().empty())
        return refuse("a line without the id of its `run`");
    m_id = id.text();
    return true;
}

RunsPart::RunRef NativeLine::runOfStep()
{
    const auto service = at(Key::Service);
    if (service.kind() != Value::Kind::Text)
        return m_part->openRun(m_id, m_number);
    return m_part->runOf(m_part->intern(service.text()), m_id, m_number);
}

bool NativeLine::applyRun()
{
    Run run;
    const bool fits = readName(Key::Service, run.service) && readText(Key::Environment, run.environment) &&
                      readUser(run.user) && readTime(Key::StartedAt, run.startedAt) && readText(Key::Status, run.status) &&
                      readAttack(run) && readCost(Key::TotalCostUsd, run.totalCost);
    if (!fits)
        return false;
    const auto ref = m_part->runOf(run.service, m_id, m_number);
    if (const auto input = at(Key::Input); !isMissing(input))
        run.input = m_part->keep(input);
    complete(m_part->run(ref).run, run);
    m_part->makeCurrent(ref);
    return true;
}

// A cost of 0 beside tokens means that the recorder knew no price.
void NativeLine::forgetFreeCost(Step& step) const
{
    if (step.cost && step.cost->nanos == 0 && (step.tokensIn > 0 || step.tokensOut > 0))
        step.cost.reset();
}

void NativeLine::warnOfGaps(const Step& step) const
{
    if (step.kind == StepKind::ToolCall && step.tool == Names::Absent)
        m_part->problems.warning(m_number, "no-tool", "a tool call without its `tool`, which counts as not recorded");
    if (step.startedAt == NoTime)
        m_part->problems.warnOnce(m_number, "no-time", "a step without `started_at`");
}

bool NativeLine::applyStep()
{
    Step step;
    step.line = m_number;
    const bool fits = readKind(step.kind) && readSeq(step.seq) && readName(Key::Tool, step.tool) &&
                      readName(Key::Model, step.model) && readCost(Key::CostUsd, step.cost) &&
                      readCost(Key::CostEstimateUsd, step.costEstimate) && readCount(Key::TokensIn, step.tokensIn) &&
                      readCount(Key::TokensOut, step.tokensOut) && readTime(Key::StartedAt, step.startedAt) &&
                      readDuration(step.durationNanos) && readError(step.error) && readCount(Key::Batch, step.batch) &&
                      readCount(Key::Parent, step.parent) && readText(Key::Role, step.role) &&
                      readFlag(Key::CostIsEstimate, step.costIsEstimate) && readDecision(step.decision);
    if (!fits)
        return false;
    if (const auto args = at(Key::Args); !isMissing(args) && args.kind() != Value::Kind::Map)
        return wrongType(Key::Args, "an object");
    warnOfGaps(step);
    forgetFreeCost(step);
    if (step.kind == StepKind::ToolCall && step.tool == Names::Absent)
        step.tool = Names::Unrecorded;
    if (!isMissing(at(Key::Args)))
        step.args = m_part->keep(at(Key::Args));
    step.input = m_part->keep(at(Key::Input));
    step.output = m_part->keep(at(Key::Output));
    m_part->append(runOfStep(), step);
    return true;
}

bool NativeLine::applyEnd()
{
    std::string_view status;
    if (!readText(Key::Status, status))
        return false;
    if (!status.empty())
        m_part->run(runOfStep()).run.status = status;
    return true;
}

bool NativeLine::apply()
{
    const auto type = at(Key::Type).text();
    if (type != "run" && type != "step" && type != "end")
        return refuse(type.empty() ? "a line without its `type`" : "the unknown type " + inTicks(type));
    if (!readId())
        return false;
    if (type == "run")
        return applyRun();
    return type == "step" ? applyStep() : applyEnd();
}

} // namespace runlog
