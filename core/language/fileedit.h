// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/language/policy.h"

#include <string>
#include <string_view>
#include <vector>

// Edits that add an entry to a file or rename one. Every byte outside the edits stays as it was, and everything else in
// the file keeps its meaning: each function reads the changed text once more before it answers.
namespace runlog {

// Apply with applyEdits(). Without edits `reason` says why not, as a sentence for the author.
struct FileEdit {
    std::vector<Edit> edits;
    std::string reason;
};

// Adds an entry after the last one, or with its own `policies:` or `tests:` at the end of the file. `lines` are the
// keys of the entry without indentation, "id: cap\nwhen: { tool: pay }\naction: deny"; they get the file's indentation
// and line ends. Refused where the list is written in one line, and where the entry would be an error.
FileEdit addPolicy(const PolicyFile& file, std::string_view lines);
FileEdit addTest(const PolicyFile& file, std::string_view lines);

// Gives a policy another id, also where tests name it. Quotes stay; they are added where the new id needs them. Refused
// for a policy type, whose id is its key, and where the new id would be an error.
FileEdit renamePolicy(const PolicyFile& file, std::string_view id, std::string_view newId);

} // namespace runlog
