// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/scanner.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace runlog::pii;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void requireInOrder(const std::vector<Finding>& findings, std::size_t size)
{
    std::size_t end = 0;
    for (const auto& finding : findings) {
        require(finding.begin >= end && finding.begin < finding.end && finding.end <= size);
        require(!finding.reasons.empty());
        end = finding.end;
    }
}

} // namespace

// Up to the first line break the name of a field, behind it a text of any bytes: findings lie in it, in order and apart; the short
// question and the scan agree; nothing of what was masked is found again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    const std::string_view all(reinterpret_cast<const char*>(bytes), size);
    const auto line = std::min(all.find('\n'), all.size());
    const auto field = all.substr(0, line);
    const auto text = all.substr(std::min(line + 1, all.size()));
    for (const auto& wanted : {EntitySet::defaults(), EntitySet::secrets(), EntitySet::everything()}) {
        const ScanOptions options{wanted, field};
        std::vector<Finding> findings;
        scan(text, options, findings);
        requireInOrder(findings, text.size());
        for (const auto atLeast : {Likelihood::Possible, Likelihood::Likely, Likelihood::VeryLikely}) {
            bool found = false;
            for (const auto& finding : findings)
                found = found || finding.likelihood >= atLeast;
            require(found == contains(text, options, atLeast));
        }
        require(!contains(redact(text, options), options));
    }
    return 0;
}
