// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/answers.h"

#include <optional>
#include <vector>

// Answers given by hand, with undo. Knows no Qt.
namespace studio {

class AnswerBook {
public:
    // Gives all keys the same answer, as one entry of undo.
    runlog::Answers give(runlog::Answers answers, const std::vector<runlog::AnswerKey>& keys, const runlog::Answer& answer);

    bool canUndo() const { return !m_given.empty(); }
    // The answers as they were before the last entry, and one of its keys.
    struct Undone {
        runlog::Answers answers;
        runlog::AnswerKey first;
    };
    std::optional<Undone> undo(runlog::Answers answers);

private:
    struct Before {
        runlog::AnswerKey key;
        std::optional<runlog::Answer> answer;
    };
    std::vector<std::vector<Before>> m_given;
};

} // namespace studio
