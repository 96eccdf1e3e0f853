// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/language/policy.h"

namespace runlog {

// A policy that was left out because something in it is wrong. `id` is empty where it cannot be told.
struct BrokenPolicy {
    std::string id;
    Span span;
    std::size_t index = 0; // how many policies of PolicyFile::policies stand before it
};

struct Parsed {
    std::shared_ptr<const PolicyFile> file; // never null: what was understood
    Diagnostics diagnostics;                // what was not; sorted by place
    std::vector<BrokenPolicy> broken;       // not among file->policies
};

// Reads one policy file. A broken policy loses only itself; every problem is reported, not only the first.
// With any error the file must not be enforced (the runtime and the export refuse it). No I/O, does not throw.
// Limits: 16 MiB, nesting 64, 100,000 policies.
Parsed parse(SourcePtr source);

// Joins files to one set; reports ids that stand in more than one (in the later file, with that file's index).
struct Joined {
    PolicySet set;
    std::vector<Diagnostics> diagnostics; // one per file
};
Joined join(std::vector<std::shared_ptr<const PolicyFile>> files);

} // namespace runlog
