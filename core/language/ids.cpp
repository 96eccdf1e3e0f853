// SPDX-License-Identifier: Apache-2.0
#include "core/language/ids.h"

#include "core/language/lookalike.h"
#include "core/language/value.h"

#include <algorithm>

namespace runlog {

KnownIds::KnownIds(std::pmr::memory_resource& arena)
    : m_arena(arena)
{
}

bool KnownIds::add(Report& report, std::string_view id, Span place)
{
    const std::string folded = skeleton(id);
    const auto other = m_bySkeleton.find(folded);
    const bool looksAlike = other != m_bySkeleton.end();
    // Equal ids have equal skeletons, so only where one is known can the id itself be there.
    if (looksAlike && (other->second == id || m_later.contains(id))) {
        report.add(Code::DuplicateId, place, "the id " + inTicks(id) + " is there twice", "give one of the two policies another id");
        return false;
    }
    const std::string_view kept = copyText(id, m_arena);
    m_all.push_back(kept);
    if (!looksAlike) {
        m_bySkeleton.emplace(folded == id ? kept : copyText(folded, m_arena), kept);
        return true;
    }
    m_later.insert(kept);
    report.add(Code::SimilarIds, place, "the id " + inTicks(id) + " looks like " + inTicks(other->second),
               "give one of the two policies another id");
    return true;
}

std::string writtenId(std::string_view part)
{
    const std::size_t key = part.find("id:");
    if (key == std::string_view::npos || part.find_first_not_of(" -\t") != key)
        return {};
    std::string_view rest = part.substr(key + 3);
    rest = rest.substr(0, rest.find_first_of("#\r\n"));
    rest.remove_prefix(std::min(rest.find_first_not_of(" \"'"), rest.size()));
    return std::string(rest.substr(0, rest.find_last_not_of(" \"'") + 1));
}

} // namespace runlog
