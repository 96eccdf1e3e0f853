// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/scanner.h"

#include <string>
#include <string_view>

// Findings as text: `EMAIL 5-17 very_likely`, separated by `; `.
inline std::string print(const std::vector<runlog::pii::Finding>& findings)
{
    std::string result;
    for (const auto& finding : findings) {
        result += result.empty() ? "" : "; ";
        result.append(name(finding.entity)).append(" ").append(std::to_string(finding.begin)).append("-");
        result.append(std::to_string(finding.end)).append(" ").append(name(finding.likelihood));
    }
    return result;
}

inline std::vector<runlog::pii::Finding> findIn(std::string_view text, const runlog::pii::EntitySet& wanted,
                                                std::string_view fieldName = {})
{
    std::vector<runlog::pii::Finding> findings;
    scan(text, {wanted, fieldName}, findings);
    return findings;
}

// What a default policy sees: likely or more.
inline std::string likely(std::string_view text, std::string_view fieldName = {})
{
    auto findings = findIn(text, runlog::pii::EntitySet::everything(), fieldName);
    std::erase_if(findings, [](const auto& finding) { return finding.likelihood < runlog::pii::Likelihood::Likely; });
    return print(findings);
}

// The reasons of the only finding: `pattern: digits; context word: phone @3`.
inline std::string reasons(std::string_view text, std::string_view fieldName = {})
{
    const auto findings = findIn(text, runlog::pii::EntitySet::everything(), fieldName);
    if (findings.size() != 1)
        return std::to_string(findings.size()) + " findings";
    std::string result;
    for (const auto& reason : findings.front().reasons) {
        result += result.empty() ? "" : "; ";
        result.append(name(reason.kind)).append(": ").append(reason.text);
        if (reason.place != runlog::pii::Reason::nowhere)
            result.append(" @").append(std::to_string(reason.place));
    }
    return result;
}
