// SPDX-License-Identifier: Apache-2.0
#include "core/language/ids.h"

#include "core/language/lookalike.h"

namespace runlog {

bool KnownIds::add(Report& report, const std::string& id, Span place)
{
    if (!m_ids.emplace(id, place).second) {
        report.add(Code::DuplicateId, place, "the id " + quoted(id) + " is there twice", "give one of the two policies another id");
        return false;
    }
    const auto [other, isNew] = m_bySkeleton.emplace(skeleton(id), id);
    if (!isNew)
        report.add(Code::SimilarIds, place, "the id " + quoted(id) + " looks like " + quoted(other->second),
                   "give one of the two policies another id");
    return true;
}

} // namespace runlog
