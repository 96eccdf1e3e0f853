// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/inbox.h"

#include "ui/approvals/cardwords.h"
#include "ui/outcomes/steptext.h"
#include "ui/theme/paint.h"

#include <algorithm>
#include <map>
#include <set>

namespace studio {

using runlog::ApprovalRequest;
using runlog::Replay;

namespace {

QString placeOf(const runlog::Runs& runs, std::size_t step)
{
    return plain(runs.run(runs.runOf(step)).id, 60) + QStringLiteral(" #") + QString::number(runs.seq()[step]);
}

std::vector<runlog::AnswerKey> keysOf(const Replay& replay, const ApprovalRequest& request)
{
    std::vector<runlog::AnswerKey> keys;
    const std::string run(replay.runs->run(replay.runs->runOf(request.step)).id);
    const auto action = runlog::actionOf(replay, request);
    for (const std::uint32_t policy : request.asking)
        keys.push_back({run, replay.runs->seq()[request.step], action, replay.engine->policies()[policy].policy->id});
    return keys;
}

// What all asking policies let an approver change.
std::vector<std::string> editableOf(const Replay& replay, const ApprovalRequest& request)
{
    std::vector<std::string> common;
    for (std::size_t i = 0; i < request.asking.size(); ++i) {
        std::vector<std::string> paths;
        for (const auto& field : replay.engine->policies()[request.asking[i]].policy->approval().editable)
            paths.push_back(runlog::print(field));
        if (i == 0)
            common = paths;
        std::erase_if(common, [&](const std::string& path) { return std::find(paths.begin(), paths.end(), path) == paths.end(); });
    }
    return common;
}

Card cardOf(const Replay& replay, const ApprovalRequest& request)
{
    const runlog::Runs& runs = *replay.runs;
    Card card;
    card.step = request.step;
    card.place = placeOf(runs, request.step);
    card.what = stepName(runs, request.step);
    card.amount = mainAmount(runs, request.step);
    card.recorded = recordedWords(runs, request.step);
    card.action = runlog::actionOf(replay, request);
    card.keys = keysOf(replay, request);
    card.editable = editableOf(replay, request);
    QStringList approvers;
    for (const std::uint32_t index : request.asking) {
        const runlog::Policy& policy = *replay.engine->policies()[index].policy;
        card.policies << plain(policy.id, 128);
        card.asking << askingWords(policy, runs, request.step);
        approvers << approverWords(policy);
        card.asked.push_back(policy.approvers);
    }
    approvers.removeDuplicates();
    card.approvers = approvers.join(QStringLiteral(", "));
    card.expiry = expiryWords(replay, request);
    card.outcome = stateWords(request.state);
    return card;
}

void countAlike(std::vector<Card>& cards)
{
    std::map<std::pair<std::string, QStringList>, int> alike;
    for (const Card& card : cards)
        ++alike[{card.action, card.policies}];
    for (Card& card : cards)
        card.alike = alike[{card.action, card.policies}];
}

void sortByTime(std::vector<Card>& cards, const runlog::Runs& runs)
{
    std::stable_sort(cards.begin(), cards.end(), [&](const Card& a, const Card& b) {
        return runs.startedAt()[a.step] < runs.startedAt()[b.step];
    });
}

} // namespace

void Inbox::hide(const runlog::Runs& runs, const std::vector<bool>& shown)
{
    hidden = std::erase_if(open, [&](const Card& card) { return !shown[runs.runOf(card.step)]; });
}

bool isAnswered(const std::vector<runlog::AnswerKey>& keys, const runlog::Answers& answers)
{
    return std::all_of(keys.begin(), keys.end(), [&](const auto& key) { return answers.given.contains(key); });
}

Inbox inboxOf(const ReplayResult& result, const runlog::Answers& answers, const std::stop_token& stop)
{
    std::set<std::size_t> before;
    for (const ApprovalRequest& request : result.baseline->requests)
        before.insert(request.step);
    Inbox inbox;
    inbox.asked = result.current->requests.size();
    inbox.askedBefore = before.size();
    std::set<std::size_t> now;
    for (const ApprovalRequest& request : result.current->requests) {
        if (stop.stop_requested())
            return inbox;
        now.insert(request.step);
        Card card = cardOf(*result.current, request);
        card.isNew = !before.contains(request.step);
        if (isAnswered(card.keys, answers))
            ++inbox.answered;
        else
            inbox.open.push_back(std::move(card));
    }
    countAlike(inbox.open);
    sortByTime(inbox.open, *result.current->runs);
    for (const std::size_t step : before)
        if (!now.contains(step))
            inbox.noLonger << placeOf(*result.current->runs, step);
    return inbox;
}

} // namespace studio
