// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/report.h"

#include <string>
#include <string_view>
#include <unordered_map>

namespace runlog {

// The ids of policies that were read so far, for duplicates and look-alikes.
class KnownIds {
public:
    // Reports an id that is there already (false), and warns of one that looks like another.
    bool add(Report& report, const std::string& id, Span place);

private:
    std::unordered_map<std::string, Span> m_ids;
    std::unordered_map<std::string, std::string> m_bySkeleton;
};

} // namespace runlog
