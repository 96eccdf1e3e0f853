// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/parse.h"
#include "core/replay/impact.h"
#include "core/traces/read.h"
#include "ui/session/replaysession.h"

#include <string>

inline runlog::EnginePtr engineOf(const std::string& policies)
{
    const auto parsed = runlog::parse(std::make_shared<const runlog::Source>("p.yaml", policies));
    return std::make_shared<const runlog::Engine>(runlog::PolicySet{{parsed.file}});
}

// What a session shows after the baseline `before` and the text `after` were replayed on these runs.
inline studio::ReplayResultPtr resultOf(const std::string& before, const std::string& after, const runlog::RunsPtr& runs)
{
    auto result = std::make_shared<studio::ReplayResult>();
    result->baseline = std::make_shared<const runlog::Replay>(runlog::replay(engineOf(before), runs, {}));
    result->current = std::make_shared<const runlog::Replay>(runlog::replay(engineOf(after), runs, {}));
    result->impact = runlog::compare(*result->baseline, *result->current);
    return result;
}

inline const std::string Runs =
    R"({"type":"run","run":"r1","service":"s"})" "\n"
    R"({"type":"step","run":"r1","seq":1,"kind":"tool_call","tool":"refund","args":{"amount":120.5,"to":"x"}})" "\n"
    R"({"type":"step","run":"r1","seq":2,"kind":"tool_call","tool":"mail","args":{}})" "\n"
    R"({"type":"step","run":"r1","seq":3,"kind":"tool_call","tool":"mail","args":{}})" "\n"
    R"({"type":"run","run":"r2","service":"s"})" "\n"
    R"({"type":"step","run":"r2","seq":1,"kind":"tool_call","tool":"refund","args":{"amount":40}})" "\n"
    R"({"type":"step","run":"r2","seq":2,"kind":"tool_call","tool":"search","args":{"limit":7}})" "\n";

inline const std::string Before = "policies:\n"
                                  "  - id: search-stop\n    when: { tool: search }\n    action: deny\n";
inline const std::string After = "policies:\n"
                                 "  - id: big\n    when: { tool: refund, args.amount: { gt: 100 } }\n    action: terminate\n"
                                 "  - id: small\n    when: { tool: refund, args.amount: { lt: 100 } }\n    action: log\n";
