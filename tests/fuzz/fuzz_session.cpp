// SPDX-License-Identifier: Apache-2.0
#include "core/replay/session/sessionfile.h"

#include <cstdint>
#include <cstdlib>

using namespace runlog;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

} // namespace

// Any bytes are read without harm, every problem has a place and a message without control characters, and what is understood
// without a problem is written and read back the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto read = readSession(std::string(reinterpret_cast<const char*>(data), size));
    for (const auto& problem : read.problems)
        require(problem.line >= 1 && problem.column >= 1 && !problem.message.empty());
    for (const char c : print(read.problems, "fuzz.session.json"))
        require(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
    const auto written = sessionText(read.file);
    const auto again = readSession(written);
    require(again.problems.empty() && again.file == read.file && sessionText(again.file) == written);
    return 0;
}
