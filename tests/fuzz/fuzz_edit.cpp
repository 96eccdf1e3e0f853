// SPDX-License-Identifier: Apache-2.0
#include "core/language/edit.h"
#include "core/language/fileedit.h"
#include "core/language/parse.h"
#include "tests/language/literals.h"

#include <cstdint>
#include <cstdlib>
#include <vector>

using namespace runlog;

namespace {

void require(bool holds)
{
    if (!holds)
        std::abort();
}

void checkRoundTrip(const Source& source, const std::vector<Literal>& literals, std::size_t index, const Decimal& value)
{
    const LiteralEdit result = replaceLiteral(source, literals[index], value);
    if (!result.edit)
        return require(!result.reason.empty());
    const std::string after = applyEdits(source.bytes(), {*result.edit});
    const auto parsed = parse(std::make_shared<const Source>("fuzz.yaml", after));
    const auto now = literalsOf(*parsed.file);
    require(now.size() == literals.size());
    for (std::size_t i = 0; i < now.size(); ++i)
        require(i == index ? valueOf(now[i]) == value : now[i].text == literals[i].text);
}

void checkRename(const PolicyFile& file, std::size_t index)
{
    const auto renamed = renamePolicy(file, file.policies[index].id, "it's: new");
    if (renamed.edits.empty())
        return require(!renamed.reason.empty());
    const auto after = parse(std::make_shared<const Source>("fuzz.yaml", applyEdits(file.source->bytes(), renamed.edits)));
    require(!hasError(after.diagnostics) && after.file->policies.size() == file.policies.size());
    for (std::size_t i = 0; i < file.policies.size(); ++i)
        require(after.file->policies[i].id == (i == index ? "it's: new" : file.policies[i].id));
}

void checkAddedTest(const PolicyFile& file)
{
    const auto added = addTest(file, "name: fuzzed\nstep: { tool: a }");
    if (added.edits.empty())
        return require(!added.reason.empty());
    const auto after = parse(std::make_shared<const Source>("fuzz.yaml", applyEdits(file.source->bytes(), added.edits)));
    require(after.file->tests.size() == file.tests.size() + 1 && after.file->policies.size() == file.policies.size());
}

} // namespace

// In a file without errors, each number that is replaced reads back as the new value, and nothing else changes; so it is with
// ids and with tests that are added.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 50'000)
        return 0; // each edit is a parse of the whole
    const auto source = std::make_shared<const Source>("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size));
    const Parsed parsed = parse(source);
    if (hasError(parsed.diagnostics))
        return 0;
    const auto literals = literalsOf(*parsed.file);
    for (std::size_t i = 0; i < literals.size() && i < 20; ++i)
        for (const char* value : {"0", "7", "61.5", "1000000", "0.000001"})
            checkRoundTrip(*source, literals, i, *Decimal::parse(value));
    for (std::size_t i = 0; i < parsed.file->policies.size() && i < 3; ++i)
        checkRename(*parsed.file, i);
    checkAddedTest(*parsed.file);
    return 0;
}
