// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runspart.h"

#include <span>

namespace runlog {

// The members of one native line, and what was wrong with the first of them that could not be used.
class NativeLine {
public:
    enum class Key : std::uint8_t {
        Type, Run, Seq, Kind, Service, Environment, User, Input, Output, StartedAt, Status, Tool, Model, Args, CostUsd,
        CostEstimateUsd, TokensIn, TokensOut, DurationMs, Error, Batch, Parent, Role, CostIsEstimate, Decision, Attack, AttackName,
        TotalCostUsd
    };
    static constexpr std::size_t KeyCount = static_cast<std::size_t>(Key::TotalCostUsd) + 1;

    explicit NativeLine(std::uint32_t number, RunsPart& part) : m_number(number), m_part(&part) {}

    void take(std::span<const Member> members);
    // Adds what the line says to the part; false where it was refused, with the reason in refusal().
    bool apply();
    const std::string& refusal() const { return m_refusal; }

private:
    Value at(Key key) const { return m_values[static_cast<std::size_t>(key)]; }
    bool refuse(std::string_view reason);
    bool wrongType(Key key, std::string_view wanted);

    bool readText(Key key, std::string_view& text);
    bool readName(Key key, std::uint32_t& name);
    bool readTime(Key key, Time& time);
    bool readTimeOf(Value value, std::string_view key, Time& time);
    bool readCost(Key key, std::optional<Money>& cost);
    bool readCount(Key key, std::int64_t& count);
    bool readDuration(std::int64_t& nanos);
    bool readUser(Value& user);
    bool readError(std::string_view& error);
    bool readFlag(Key key, bool& flag);
    bool readKind(StepKind& kind);
    bool readSeq(std::int64_t& seq);
    bool readDecision(std::optional<std::uint32_t>& index);
    bool readApproval(Value approval, RecordedDecision& decision);
    bool readAttack(Run& run);

    bool readId();
    RunsPart::RunRef runOfStep();
    bool applyRun();
    bool applyStep();
    bool applyEnd();
    void forgetFreeCost(Step& step) const;
    void warnOfGaps(const Step& step) const;

    std::uint32_t m_number;
    RunsPart* m_part;
    Value m_values[KeyCount];
    std::string_view m_id;
    std::string m_refusal;
};

} // namespace runlog
