// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/scanner.h"

namespace runlog::pii {

namespace {

std::string masked(std::string_view text, const std::vector<Finding>& findings, Likelihood atLeast)
{
    std::string result;
    std::size_t done = 0;
    for (const auto& finding : findings) {
        if (finding.likelihood < atLeast)
            continue;
        result.append(text, done, finding.begin - done);
        result.append("<").append(name(finding.entity)).append(">");
        done = finding.end;
    }
    return result.append(text, done, std::string_view::npos);
}

bool anyOf(const std::vector<Finding>& findings, Likelihood atLeast)
{
    for (const auto& finding : findings)
        if (finding.likelihood >= atLeast)
            return true;
    return false;
}

} // namespace

// A mask may bring to light what a longer or more likely finding covered, so the result is looked at again; every
// round removes at least one finding and no mask holds one, so it ends.
std::string redact(std::string_view text, const ScanOptions& options, Likelihood atLeast)
{
    std::string result(text);
    std::vector<Finding> findings;
    scan(result, options, findings);
    while (anyOf(findings, atLeast)) {
        result = masked(result, findings, atLeast);
        findings.clear();
        scan(result, options, findings);
    }
    return result;
}

} // namespace runlog::pii
