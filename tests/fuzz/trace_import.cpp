// SPDX-License-Identifier: Apache-2.0
#include "core/traces/nativewriter.h"
#include "core/traces/read.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>

// The first byte chooses the importer (0: find out), the rest is its file: no importer crashes or hangs, and what it made of the file reads
// back as native lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace runlog;
    if (size == 0)
        return 0;
    const auto formats = traceFormats();
    const auto choice = bytes[0] % (formats.size() + 1);
    ReadOptions options;
    if (choice > 0)
        options.from = formats[choice - 1].name;
    const auto result = readTrace("fuzz.json", {reinterpret_cast<const char*>(bytes + 1), size - 1}, options);
    std::ostringstream written;
    writeNative(written, *result.runs);
    options.from = "native";
    if (readTrace("again.jsonl", written.str(), options).runs->damagedLines() > 0)
        std::abort();
    return 0;
}
