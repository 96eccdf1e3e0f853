// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/parse.h"

#include <vector>

namespace studio {

// Remembers each policy in its last valid form, so that half-typed text never shows as a loosening.
//
// While the text has an error, a policy that is missing from what was understood keeps its place, marked stale; so do
// `default`, `mode`, `service` and `timezone` that fell back to nothing. Without an error nothing is stale. The spans of a
// stale policy are of the text that it was valid in. A value; no thread of its own.
class LastValid {
public:
    void clear();
    std::shared_ptr<const runlog::PolicyFile> update(const runlog::Parsed& parsed);

private:
    using Arena = std::shared_ptr<std::pmr::memory_resource>;
    struct Remembered {
        runlog::Policy policy;
        Arena arena; // owns its values
    };

    std::vector<Remembered> join(const runlog::PolicyFile& file) const;

    std::vector<Remembered> m_policies;
    std::shared_ptr<const runlog::PolicyFile> m_settings; // the last file whose top-level keys were in force
};

} // namespace studio
