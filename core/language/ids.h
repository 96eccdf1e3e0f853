// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/report.h"

#include <memory_resource>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace runlog {

// The ids of policies that were read so far, for duplicates and look-alikes.
class KnownIds {
public:
    // Ids are copied into the arena, which outlives this.
    explicit KnownIds(std::pmr::memory_resource& arena);

    // Reports an id that is there already (false), and warns of one that looks like another.
    bool add(Report& report, std::string_view id, Span place);

    // In the order they were added.
    const std::vector<std::string_view>& all() const { return m_all; }

private:
    std::pmr::memory_resource& m_arena;
    std::vector<std::string_view> m_all;
    std::unordered_map<std::string_view, std::string_view> m_bySkeleton; // the first id of each skeleton
    std::unordered_set<std::string_view> m_later; // the others
};

// The id that a part of a file which cannot be read seems to have; empty where it has none.
std::string writtenId(std::string_view part);

} // namespace runlog
