// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"

#include <cstdint>
#include <cstdlib>

using namespace runlog;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

bool isInside(Span span, std::size_t size) { return span.begin <= span.end && span.end <= size; }

} // namespace

// Any bytes are parsed without harm, every place lies in the file, and what is printed has no raw control characters.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto source = std::make_shared<const Source>("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size));
    const Parsed parsed = parse(source);
    require(parsed.file != nullptr);
    for (const Diagnostic& diagnostic : parsed.diagnostics) {
        require(isInside(diagnostic.span, size) && !diagnostic.code.empty() && !diagnostic.message.empty());
        for (const Fix& fix : diagnostic.fixes)
            for (const Edit& edit : fix.edits)
                require(isInside(edit.span, size));
    }
    for (const char c : print(parsed.diagnostics, *source))
        require(c == '\n' || static_cast<unsigned char>(c) >= 0x20);
    for (const Policy& policy : parsed.file->policies)
        require(isInside(policy.span, size) && isInside(policy.idSpan, size) && !policy.id.empty());
    return 0;
}
