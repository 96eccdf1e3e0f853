// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/replaysession.h"

#include <QString>
#include <QStringList>
#include <vector>

namespace studio {

// One request for approval, in words.
struct Card {
    std::size_t step = 0;
    QString place;                 // "r2021 #49"
    QString what;                  // "orders.refund"
    QString amount;                // "120.00", or empty
    QStringList asking;            // per policy: "refund-review: args.amount 120.00, gt 50.00"
    QStringList policies;          // their ids
    QString approvers;
    std::vector<std::vector<std::string>> asked; // per policy: the approver names as written; none: anybody
    QString recorded;              // "recorded: approved by ana, 4 min" or "no answer recorded"
    QString expiry;                // "expires 19:26, after 15 min", or empty
    QString outcome;               // how the replay answered it
    bool isNew = false;            // the baseline does not ask this
    int alike = 1;                 // requests with the same policies and the same action, this one included
    std::string action;            // digest
    std::vector<runlog::AnswerKey> keys;
    std::vector<std::string> editable; // "args.amount": what every asking policy lets an approver change
    bool operator==(const Card&) const = default;
};

// What the simulated inbox holds: the requests of the current replay that nobody answered by hand.
struct Inbox {
    std::vector<Card> open;        // in order of time, then place
    std::size_t asked = 0;         // all requests
    std::size_t answered = 0;      // by hand
    std::size_t askedBefore = 0;   // in the baseline
    QStringList noLonger;          // places that only the baseline asks
    std::size_t hidden = 0;        // open ones of runs that are not shown

    void hide(const runlog::Runs& runs, const std::vector<bool>& shown);
};

// Any thread. After a stop the inbox is void.
Inbox inboxOf(const ReplayResult& result, const runlog::Answers& answers, const std::stop_token& stop = {});

bool isAnswered(const std::vector<runlog::AnswerKey>& keys, const runlog::Answers& answers); // all of them, by hand

} // namespace studio
