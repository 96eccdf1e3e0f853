// SPDX-License-Identifier: Apache-2.0
//
// What a hand answers; what the inbox shows is in approvalspane.cpp.
#include "ui/approvals/approvalspane.h"

#include "ui/approvals/answerbar.h"
#include "ui/approvals/cardsmodel.h"
#include "ui/approvals/editedargs.h"
#include "ui/session/focus.h"
#include "ui/session/people.h"
#include "ui/session/sessionstore.h"
#include "ui/theme/paint.h"

namespace studio {

runlog::Answer ApprovalsPane::byMe(runlog::Answer::Verdict verdict, const QString& reason) const
{
    return {verdict, m_people != nullptr ? m_people->current() : thisPerson(), reason.toStdString(), std::nullopt, thisMoment()};
}

std::vector<int> ApprovalsPane::rowsToAnswer() const
{
    std::vector<int> rows = m_model->markedRows();
    if (rows.empty() && currentRow() >= 0)
        rows.push_back(currentRow());
    return rows;
}

// Answers and goes on to the next request.
void ApprovalsPane::give(const std::vector<int>& rows, const runlog::Answer& answer)
{
    std::vector<runlog::AnswerKey> keys;
    for (const int row : rows)
        keys.insert(keys.end(), m_model->card(row)->keys.begin(), m_model->card(row)->keys.end());
    if (keys.empty())
        return;
    m_session.setAnswers(m_book.give(m_session.answers(), keys, answer));
    if (currentRow() >= 0)
        moved(currentRow());
}

void ApprovalsPane::approve()
{
    const int row = currentRow();
    if (row >= 0 && m_model->markedRows().empty() && !m_view->isWhole(row))
        return m_view->scrollTo(m_model->index(row));
    give(rowsToAnswer(), byMe(runlog::Answer::Verdict::Approve));
}

void ApprovalsPane::approveAlike()
{
    give(m_model->alikeRows(currentRow()), byMe(runlog::Answer::Verdict::Approve));
}

void ApprovalsPane::deny()
{
    if (!rowsToAnswer().empty())
        m_bar->askReason();
}

void ApprovalsPane::denyWith(const QString& reason)
{
    m_bar->showAnswers();
    m_view->setFocus();
    give(rowsToAnswer(), byMe(runlog::Answer::Verdict::Deny, reason));
}

void ApprovalsPane::editArguments()
{
    const Card* card = current();
    if (card == nullptr)
        return;
    if (card->editable.empty())
        return emit problem(tr("The asking policies let no argument be edited"));
    m_bar->askArguments(QString::fromStdString(editableText(m_session.runs()->args()[card->step])));
}

void ApprovalsPane::approveWith(const QString& json)
{
    const Card* card = current();
    if (card == nullptr)
        return m_bar->showAnswers();
    const EditedArgs edited = checkEdit(m_session.runs()->args()[card->step], json.toStdString(), card->editable);
    if (!edited.reason.empty())
        return m_bar->refuse(plain(edited.reason));
    m_bar->showAnswers();
    m_view->setFocus();
    runlog::Answer answer = byMe(runlog::Answer::Verdict::Approve);
    answer.editedArgs = edited.json;
    give({currentRow()}, answer);
}

void ApprovalsPane::toggleMark() { m_model->toggleMark(currentRow()); }

void ApprovalsPane::undo()
{
    const auto undone = m_book.undo(m_session.answers());
    if (!undone)
        return;
    const runlog::RunsPtr runs = m_session.runs();
    if (const auto run = runs->findRun(undone->first.run))
        m_wanted = runs->findStep(*run, undone->first.seq);
    m_session.setAnswers(undone->answers);
    m_view->setFocus();
}

void ApprovalsPane::skip()
{
    if (m_model->rowCount() == 0)
        return;
    const int next = (currentRow() + 1) % m_model->rowCount();
    m_view->setCurrentIndex(m_model->index(next));
    moved(next);
}

} // namespace studio
