// SPDX-License-Identifier: Apache-2.0
#include "app/cli/schema.h"

#include "core/language/schema.h"

namespace runlog::cli {

int schema(Arguments arguments, std::istream&, std::ostream& out, std::ostream& err)
{
    CLI::App app("prints the JSON Schema of the policy language", "runlog schema");
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    out << policySchema();
    return Exit::Fine;
}

} // namespace runlog::cli
