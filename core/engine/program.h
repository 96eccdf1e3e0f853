// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "core/engine/pii/entity.h"
#include "core/engine/pii/scanner.h"
#include "core/engine/structured.h"
#include "core/engine/zone.h"

#include <re2/re2.h>

#include <array>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

// The compiled form of a PolicySet: what evaluate() and explain() both walk, so that they cannot disagree.
namespace runlog {

// A closed interval of a counter's values.
struct Interval {
    std::int64_t low = 0;
    std::int64_t high = 0;
};

// What only some tests work with. Made once: the drafts of a program share it.
struct TestTools {
    std::vector<std::string_view> exactTexts;         // sorted: eq and in, where there are many; of the condition
    std::vector<std::shared_ptr<const RE2>> patterns; // matches, and every text test that ignores case
    std::vector<AddressBlock> blocks;
    std::vector<std::string> texts;                   // normalised: hosts, paths
    pii::ScanOptions scan;
    pii::Likelihood minLikelihood = pii::Likelihood::Likely;
    std::size_t minCount = 1;
    std::vector<Literal> moved;                       // of a draft: the literals instead of the condition's

    static const std::shared_ptr<const TestTools>& none();
};

// One operator on one field, ready to run.
struct Leaf {
    static constexpr std::uint32_t MostMemos = 16;
    static constexpr std::uint32_t NoMemo = MostMemos;

    const Condition* condition = nullptr;
    Field field = Field::Item;           // the condition's
    Operator op = Operator::Eq;          // the positive form
    bool negative = false;               // the exact complement of it
    bool everyText = false;              // `args` or `input` as a whole: any text in it, at any depth
    bool hasNanos = false;               // `intervals` says all of a value's number: those of `literals` are whole in 10⁻⁹
    std::uint32_t scanMemo = NoMemo;     // leaves with the same number scan the same; NoMemo: scanned each time
    std::uint32_t itemRoot = 0;          // node of the item's condition, for Length and the item operators
    std::uint32_t zone = 0;              // cost_today, time_of_day, weekday

    std::span<const Literal> literals;   // what values are compared with: the condition's, or those of `tools`
    std::vector<Interval> intervals;     // where the positive form holds: counters and times as they are, other numbers in 10⁻⁹
    std::shared_ptr<const TestTools> tools = TestTools::none();

    std::string_view fieldName() const;  // the field's last key, as context for the detector
};

// A condition tree in preorder: the children of a node are the nodes between it and `end`.
struct ProgramNode {
    Condition::Kind kind = Condition::Kind::All;
    std::uint32_t end = 0;
    std::uint32_t index = 0;             // Test: leaf; After, NotAfter: history; Window: window
    const Condition* condition = nullptr;
};

// `after: {..}`: whether an earlier executed step of the run matched.
struct HistorySlot {
    std::uint32_t root = 0;
    KindSet concerns = KindSet::All;
};

struct WindowSlot {
    const Window* window = nullptr;
    std::optional<std::uint32_t> where;  // root node; none: every step
    KindSet concerns = KindSet::All;     // of `where`
    std::uint32_t tests = 0;             // root node on Field::Item
    std::uint32_t zone = 0;              // what `today` means
};

struct ProgramPolicy {
    EnginePolicy info;
    std::uint32_t file = 0;
    static constexpr std::uint32_t NoNode = 0xFFFFFFFFU;
    std::uint32_t when = 0;
    std::uint32_t toolNode = NoNode; // the test in `when` that names its tools: it holds for each step whose tool led to this policy
    std::optional<std::uint32_t> unless;
    Action action = Action::Deny; // of the policy
    bool skipOnError = false;
    bool observes = false;
};

// A policy that is one comparison of a counter.
struct Limit {
    std::int64_t value = 0;
    std::uint32_t policy = 0;
};

// All of them that compare the same counter, sorted so that those which hold stand at the front.
struct LimitList {
    Field field = Field::Cost;
    std::uint32_t zone = 0;      // cost_today
    std::vector<Limit> from; // hold from their limit upwards; lowest first
    std::vector<Limit> upTo; // hold up to their limit; highest first
};

// Policies that can concern a step.
struct Bucket {
    std::vector<std::uint32_t> walked;     // to be evaluated, in file order
    std::vector<LimitList> limits; // the others
};

// Eight bytes at a time: names of tools are short.
struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const
    {
        constexpr std::uint64_t Factor = 0x9E3779B97F4A7C15U;
        std::uint64_t hash = text.size() * Factor;
        for (; text.size() > 8; text.remove_prefix(8))
            hash = mixed(hash, text.substr(0, 8)) * Factor;
        return mixed(hash, text) * Factor;
    }

private:
    static std::uint64_t mixed(std::uint64_t hash, std::string_view part)
    {
        std::uint64_t word = 0;
        if (!part.empty())
            std::memcpy(&word, part.data(), part.size());
        hash ^= word;
        return hash ^ hash >> 29U;
    }
};
using PoliciesByTool = std::unordered_map<std::string, Bucket, TextHash, std::equal_to<>>;

struct Program {
    PolicySet set;
    std::vector<ProgramNode> nodes;
    std::vector<Leaf> leaves;
    std::vector<HistorySlot> histories;
    std::vector<WindowSlot> windows;
    std::vector<std::shared_ptr<const Zone>> zones;
    std::vector<std::uint32_t> fileZone;
    std::vector<ProgramPolicy> policies;
    std::vector<EnginePolicy> infos;
    std::uint32_t fieldsRead = 0;         // bit per Field
    bool sharesWindows = false;
    bool hasDefaultDeny = false;

    // Policies that can concern a step: by kind, and for tool calls by the tool's name.
    std::array<Bucket, 3> byKind;          // Call, LlmCall, ToolCall without the ones below
    PoliciesByTool byTool;                 // what names the tool in its `when`
    std::vector<std::uint32_t> forAnyTool; // every policy that can concern a tool call, in file order
    bool hasServices = false;              // some file governs some services only

    // Every policy that can concern a step of this kind and tool, in file order. Made anew: evaluate() uses the buckets.
    std::vector<std::uint32_t> candidates(StepKind kind, Value tool) const;
    bool governs(std::uint32_t file, Value service) const;
};

// Sorts the policies of a program into its buckets; once more after a limit has moved.
void indexPolicies(Program& program);

// Never fails: what the language let through has a meaning here. Policies that are not enabled are left out.
std::shared_ptr<Program> compile(PolicySet set);

// The kinds of step that a condition is about (section 2 of the language).
KindSet concerns(const Condition& condition);

} // namespace runlog
