// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"
#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/session/labelbook.h"
#include "ui/session/replaysession.h"
#include "ui/theme/tokens.h"

#include <QSignalSpy>
#include <QtTest>

// A document, a replay session and a focus joined as the window joins them, on a few runs.
struct StudioFixture {
    studio::Document document;
    studio::ReplaySession session;
    studio::Focus focus;
    studio::LabelBook labels{session};
    studio::Theme theme;

    explicit StudioFixture(const QByteArray& policies, const std::string& lines)
    {
        QObject::connect(&document, &studio::Document::policiesChanged, &session,
                         [this] { session.setPolicies(document.policySet()); });
        document.setText(policies, QStringLiteral("policies.yaml"));
        document.parseNow();
        session.setBaseline(document.policySet(), QStringLiteral("saved"));
        session.setPolicies(document.policySet());
        session.setRuns(runlog::readTrace("runs.jsonl", lines).runs);
    }

    // The place of the n-th number of the file.
    void focusNumber(std::size_t number = 0)
    {
        const auto places = runlog::thresholds(*document.policyFile());
        focus.setThreshold(places.at(number).threshold, places.at(number).policy);
    }

    std::size_t count(runlog::Outcome outcome) const
    {
        const auto result = session.result();
        return result && result->current ? result->current->totals.outcomes[static_cast<std::size_t>(outcome)] : 0;
    }
    bool isSettled() const { return session.result() && !session.isBusy() && !session.result()->draft; }
};

// Runs of one search each, whose recorded cost is 1 … `count` dollars: r01 costs 1, r02 costs 2 …
inline std::string searchRuns(int count)
{
    std::string lines;
    for (int n = 1; n <= count; ++n) {
        const std::string id = QStringLiteral("r%1").arg(n, 2, 10, QChar(u'0')).toStdString();
        const std::string amount = std::to_string(n);
        lines += R"({"type":"run","run":")" + id + R"(","service":"s","started_at":"2026-03-01T10:00:00Z"})" "\n";
        lines += R"({"type":"step","run":")" + id + R"(","seq":1,"kind":"tool_call","tool":"refund","args":{"amount":)" + amount
                 + R"(},"cost_usd":0.01,"started_at":"2026-03-01T10:00:01Z"})" "\n";
        lines += R"({"type":"step","run":")" + id + R"(","seq":2,"kind":"tool_call","tool":"mail","args":{},"cost_usd":0.01,"started_at":"2026-03-01T10:00:02Z"})" "\n";
    }
    return lines;
}
