// SPDX-License-Identifier: Apache-2.0
#include "core/traces/nativewriter.h"
#include "core/traces/read.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>

// Any bytes as a file of the format that the environment names in RUNLOG_FUZZ_FORMAT, or of the one that is found out: no importer
// crashes or hangs, and what it made of the file reads back as native lines.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size)
{
    using namespace runlog;
    static const char* const format = std::getenv("RUNLOG_FUZZ_FORMAT");
    ReadOptions options;
    if (format != nullptr)
        options.from = format;
    const auto result = readTrace("fuzz.json", {reinterpret_cast<const char*>(bytes), size}, options);
    std::ostringstream written;
    writeNative(written, *result.runs);
    options.from = "native";
    if (readTrace("again.jsonl", written.str(), options).runs->damagedLines() > 0)
        std::abort();
    return 0;
}
