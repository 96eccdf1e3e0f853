// SPDX-License-Identifier: Apache-2.0
#include "app/cli/sessioninput.h"

#include "app/cli/filebytes.h"
#include "core/language/diagnostic.h"

namespace runlog::cli {

std::variant<SessionFile, int> readSessionFile(const std::string& path, std::istream& in, std::ostream& err)
{
    std::string reason;
    const auto bytes = bytesOf(path, in, reason);
    if (!bytes) {
        err << printable(path, 500) << ": " << reason << "\n";
        return static_cast<int>(Exit::Usage);
    }
    auto read = readSession(*bytes);
    err << print(read.problems, path == "-" ? "<stdin>" : path);
    if (!read.problems.empty())
        return static_cast<int>(Exit::Findings);
    return std::move(read.file);
}

} // namespace runlog::cli
