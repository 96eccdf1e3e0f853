// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/json.h"
#include "core/traces/runspart.h"

namespace runlog {

// Reads native JSON Lines. One per thread and file; keeps its buffers from block to block.
//
// A line that cannot be used as a whole is left out, counted and reported; the others load.
class NativeReader {
public:
    NativeReader();
    ~NativeReader();
    NativeReader(const NativeReader&) = delete;
    NativeReader& operator=(const NativeReader&) = delete;

    // Whole lines; JsonPadding bytes after the block must be readable. Sets `part.lines`.
    void readBlock(std::string_view block, RunsPart& part);
    // One line, which is no blank one; whether it could be used. JsonPadding bytes after it must be readable.
    bool readLine(std::string_view line, std::uint32_t number, RunsPart& part);

private:
    struct Body;
    std::unique_ptr<Body> m_body;
};

} // namespace runlog
