// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace runlog {

// Tells when files and folders of traces have grown, so that they are read again: a recorder appends, or starts a new file. Looks only when
// it is asked; one thread at a time.
class TraceWatch {
public:
    explicit TraceWatch(std::vector<std::string> paths);

    // Whether a file came, went, or changed its size or time since the last look, or since the start.
    bool changed();

private:
    struct Seen {
        std::string path;
        std::uint64_t size = 0;
        std::int64_t time = 0;
        bool operator==(const Seen&) const = default;
    };

    std::vector<Seen> look() const;

    std::vector<std::string> m_paths;
    std::vector<Seen> m_seen;
};

} // namespace runlog
