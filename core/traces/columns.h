// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

namespace runlog {

enum class StepKind : std::uint8_t;
struct Step;

// Steps by column: one vector per field, all of one length. -1, UnknownCost and NoDecision say "not there".
struct StepColumns {
    static constexpr std::int64_t UnknownCost = std::numeric_limits<std::int64_t>::min();
    static constexpr std::uint32_t NoDecision = std::numeric_limits<std::uint32_t>::max();

    std::vector<std::int64_t> seq;
    std::vector<StepKind> kind;
    std::vector<std::uint32_t> tool;
    std::vector<std::uint32_t> model;
    std::vector<Value> args;
    std::vector<Value> input;
    std::vector<Value> output;
    std::vector<std::int64_t> cost;
    std::vector<std::int64_t> costEstimate;
    std::vector<std::int64_t> tokensIn;
    std::vector<std::int64_t> tokensOut;
    std::vector<std::int64_t> startedAt;
    std::vector<std::int64_t> duration;
    std::vector<std::string_view> error;
    std::vector<std::int64_t> batch;
    std::vector<std::int64_t> parent;
    std::vector<std::string_view> role;
    std::vector<std::uint32_t> decision;
    std::vector<std::uint32_t> line;
    std::vector<std::uint8_t> costIsEstimate;

    std::size_t size() const { return seq.size(); }
    void append(const Step& step);
};

} // namespace runlog
