// SPDX-License-Identifier: Apache-2.0
#include "core/traces/nativewriter.h"
#include "core/traces/read.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>

// Whatever a native file holds: it is read without a crash, and what was read is written so that it reads the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace runlog;
    ReadOptions options;
    options.from = "native";
    const auto first = readTrace("fuzz.jsonl", {reinterpret_cast<const char*>(bytes), size}, options);
    std::ostringstream written;
    writeNative(written, *first.runs);
    std::ostringstream again;
    writeNative(again, *readTrace("again.jsonl", written.str(), options).runs);
    if (written.str() != again.str())
        std::abort();
    return 0;
}
