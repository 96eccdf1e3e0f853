// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/answerbook.h"

namespace studio {

runlog::Answers AnswerBook::give(runlog::Answers answers, const std::vector<runlog::AnswerKey>& keys, const runlog::Answer& answer)
{
    std::vector<Before> entry;
    for (const runlog::AnswerKey& key : keys) {
        const auto found = answers.given.find(key);
        entry.push_back({key, found == answers.given.end() ? std::nullopt : std::optional(found->second)});
        answers.given[key] = answer;
    }
    if (!entry.empty())
        m_given.push_back(std::move(entry));
    return answers;
}

std::optional<AnswerBook::Undone> AnswerBook::undo(runlog::Answers answers)
{
    if (m_given.empty())
        return std::nullopt;
    const std::vector<Before> entry = std::move(m_given.back());
    m_given.pop_back();
    for (const Before& before : entry) {
        if (before.answer)
            answers.given[before.key] = *before.answer;
        else
            answers.given.erase(before.key);
    }
    return Undone{std::move(answers), entry.front().key};
}

} // namespace studio
