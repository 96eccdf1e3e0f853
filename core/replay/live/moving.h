// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/outwards.h"
#include "core/replay/live/shapes.h"

#include <compare>
#include <functional>
#include <span>

namespace runlog::live {

// The condition whose number moves: what it says at each step for where the number stands now.
class Moving {
public:
    // `program` holds the condition; `leaf` none: nothing moves. A test of a step's own number reads it here, once. The layout outlives
    // this and stays where it is.
    Moving(std::shared_ptr<const Program> program, std::optional<std::uint32_t> leaf, const Sources& sources,
           const Layout& layout, const Runs& runs);

    // Another program that differs in this condition's number only. Returns the positions where the answer changed, for
    // a test of the step's own number; for a test of a source it is read() that tells.
    std::vector<std::uint32_t> moveTo(std::shared_ptr<const Program> program);

    bool readsSource() const { return m_source != nullptr; }
    std::uint32_t source() const { return m_sourceIndex; }
    std::uint8_t ofSource(const Look& look) const { return m_verdicts[m_own.code(look)]; }
    std::uint8_t ofRank(std::size_t rank, std::uint8_t flags) const { return m_verdicts[Source::codeOf(rank, flags)]; } // among cuts()
    std::uint8_t ofStep(std::uint32_t position) const
    {
        const auto rank = m_rank[position];
        return rank < m_ofRank.size() ? m_ofRank[rank] : static_cast<std::uint8_t>(~rank);
    }

    // Of a test of the step's own number: the nearest numbers of positions that read it, each once, the nearest first.
    std::vector<Decimal> numbersFrom(const Outwards& search, const std::function<bool(std::uint32_t position)>& reads) const;

    const std::vector<std::int64_t>& cuts() const { return m_own.cuts; } // of a source

    // The values of a source between which the last move has changed an answer: a closed interval.
    Interval touched() const { return m_touched; }

private:
    // A number at one step.
    struct Number {
        std::int64_t nanos = 0; // of a plain one, as its column has it
        std::uint32_t position = 0;
        std::uint32_t other = None; // in m_others; None: it is plain
    };
    struct Other {
        Decimal number;
        Value value;
    };

    void readSteps(const Runs& runs);
    std::vector<Number> readArguments(const Runs& runs);
    std::vector<Number> readRequests(const Runs& runs);
    void addOther(std::vector<Number>& numbers, Value value, std::uint32_t position, const Evaluator& evaluator);
    Decimal exact(const Number& number) const;
    std::strong_ordering order(const Number& a, const Number& b) const;
    std::ptrdiff_t rankOf(const Decimal& number, bool past) const; // how many are less; with `past` also those that are equal
    void fillVerdicts();
    Verdict sourceVerdict(const Look& look) const;
    Verdict numberVerdict(const Number& number) const;
    std::vector<std::int64_t> ownCuts() const;

    std::shared_ptr<const Program> m_program;
    std::optional<std::uint32_t> m_leaf;
    const Source* m_source = nullptr;
    std::uint32_t m_sourceIndex = 0;
    Source m_own;                         // with the cuts of the moving condition alone
    std::vector<std::uint8_t> m_verdicts; // by code of m_own
    Interval m_touched;
    const Layout* m_layout = nullptr;
    ArgumentColumn m_column;             // of plain numbers
    std::vector<Other> m_others;
    std::vector<Number> m_numbers;       // sorted, each once
    std::vector<std::uint8_t> m_ofRank;  // packed verdict, by place in m_numbers
    std::vector<std::uint32_t> m_rank;   // by position: place in m_numbers; ~verdict where there is no number
    std::vector<std::uint32_t> m_sorted; // positions with a number, by number
};

} // namespace runlog::live
