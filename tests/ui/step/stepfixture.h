// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"
#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/session/replaysession.h"
#include "ui/theme/tokens.h"

#include <QtTest>

// A document, a replay and a focus over a few runs, as a pane sees them.
namespace studio {

inline constexpr std::string_view ShopRuns = R"({"type":"run","run":"r1","service":"shop","started_at":"2026-03-01T10:00:00Z","user":{"id":"u7"}}
{"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"search","args":{"text":"shoes"},"output":"ok","cost_usd":0.25,"started_at":"2026-03-01T10:00:00Z"}
{"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"refund","args":{"amount":49.97,"to":"kaisa.berg@mail-oakmere.net"},"started_at":"2026-03-01T10:01:00Z"}
{"type":"step","run":"r1","seq":3,"kind":"tool_call","tool":"refund","args":{"amount":120,"to":"x"},"started_at":"2026-03-01T10:02:00Z"}
{"type":"step","run":"r1","seq":4,"kind":"tool_call","tool":"wire","args":{},"started_at":"2026-03-01T10:03:00Z"}
{"type":"run","run":"r2","service":"shop","started_at":"2026-03-01T11:00:00Z"}
{"type":"step","run":"r2","seq":1,"kind":"tool_call","tool":"refund","args":{"amount":120,"to":"x"},"started_at":"2026-03-01T11:00:00Z"}
{"type":"step","run":"r2","seq":2,"kind":"tool_call","tool":"refund","args":{"amount":80,"to":"y"},"started_at":"2026-03-01T11:01:00Z"}
)";

inline constexpr std::string_view ShopPolicies = R"(# kept
policies:
  - id: review
    when: { tool: refund, args.amount: { gt: 50.00 } }
    action: require_approval
    approvers: ["lead"]
    approval: { timeout: 15m, editable: [args.amount] }
  - id: no-wire
    when: { tool: wire }
    action: deny
    message: "no {tool} here"
)";

struct Desk {
    Document document;
    ReplaySession session;
    Focus focus;
    Theme theme;

    explicit Desk(std::string_view policies = ShopPolicies, std::string_view runs = ShopRuns)
    {
        document.setText(QByteArray(policies.data(), static_cast<qsizetype>(policies.size())), QStringLiteral("shop.yaml"));
        document.parseNow();
        session.setBaseline(document.policySet(), QStringLiteral("saved file"));
        session.setPolicies(document.policySet());
        session.setRuns(runlog::readTrace("runs.jsonl", runs).runs);
    }

    bool settle()
    {
        return QTest::qWaitFor([this] { return session.result() && !session.isBusy(); });
    }

    std::size_t step(std::string_view run, std::int64_t seq) const
    {
        return *session.runs()->findStep(*session.runs()->findRun(run), seq);
    }

    // "r1#2" of the step in focus.
    QString focused() const
    {
        const auto at = focus.place().step;
        if (!at)
            return {};
        const auto& runs = *session.runs();
        return QString::fromStdString(std::string(runs.run(runs.runOf(*at)).id)) + u'#' + QString::number(runs.seq()[*at]);
    }

    // The outcome of a step as the command line prints it, with the approval's state.
    QString outcome(std::string_view run, std::int64_t seq) const
    {
        const runlog::StepOutcome& it = session.result()->current->steps[step(run, seq)];
        return QString::fromStdString(std::string(runlog::name(it.outcome)) + " " + std::string(runlog::name(it.approval))).trimmed();
    }
};

} // namespace studio
