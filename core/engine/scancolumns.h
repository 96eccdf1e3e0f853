// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/textscans.h"
#include "core/engine/program.h"
#include "core/engine/truth.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace runlog {

// What the detector says of one question (a field, what is looked for, how likely it must be) at each step of a store.
class ScanColumn {
public:
    ScanColumn(std::size_t steps, pii::TextScans& texts) : m_answers(steps), m_texts(&texts) {}

    std::optional<Truth> at(std::size_t step) const
    {
        const auto answer = m_answers[step].load(std::memory_order_relaxed);
        return answer == 0 ? std::nullopt : std::optional(static_cast<Truth>(answer - 1));
    }
    void keep(std::size_t step, Truth answer)
    {
        m_answers[step].store(static_cast<std::uint8_t>(static_cast<unsigned>(answer) + 1U), std::memory_order_relaxed);
    }

    // Where steps without an answer find what was found in their texts.
    pii::TextScans& texts() const { return *m_texts; }

private:
    std::vector<std::atomic<std::uint8_t>> m_answers; // 0: not asked yet
    pii::TextScans* m_texts;
};

// All of them, so that any number of replays of the same runs, by programs that change, ask for a step's values once and scan each text
// once. Holds what was recorded only: an action that was changed is scanned anew. One byte per step and question; any number of threads
// may share it. The recorded values outlive it.
class ScanColumns {
public:
    static constexpr std::size_t MostQuestions = 64; // what is asked beyond them is scanned each time

    explicit ScanColumns(std::size_t steps) : m_steps(steps) {}
    ScanColumns(const ScanColumns&) = delete;
    ScanColumns& operator=(const ScanColumns&) = delete;

    // The columns of a program's questions, by Leaf::scanMemo, made where they are new; null where there are too many. They stay
    // as long as this.
    std::vector<ScanColumn*> columnsOf(const Program& program);

    const pii::TextScans& texts() const { return m_texts; }

private:
    struct Question {
        Field field;
        Path path;
        pii::EntitySet wanted;
        pii::Likelihood minLikelihood;
        std::size_t minCount;
        bool operator==(const Question&) const = default;
    };
    ScanColumn* columnOf(const Question& question);

    std::size_t m_steps;
    pii::TextScans m_texts;
    std::mutex m_mutex;
    std::vector<std::pair<Question, std::unique_ptr<ScanColumn>>> m_columns;
};

// Where the answers for one step stand.
struct StepScans {
    std::span<ScanColumn* const> columns; // by Leaf::scanMemo
    std::size_t step = 0;
};

} // namespace runlog
