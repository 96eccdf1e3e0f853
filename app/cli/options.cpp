// SPDX-License-Identifier: Apache-2.0
#include "app/cli/options.h"

#include "core/language/diagnostic.h"

namespace runlog::cli {

std::optional<int> readArguments(CLI::App& app, Arguments arguments, std::ostream& out, std::ostream& err)
{
    std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
    try {
        app.parse(std::move(reversed));
    } catch (const CLI::CallForHelp&) {
        out << app.help();
        return Exit::Fine;
    } catch (const CLI::ParseError& problem) {
        err << app.get_name() << ": " << printable(problem.what(), 500) << "\n"
            << "try `" << app.get_name() << " --help`\n";
        return Exit::Usage;
    }
    return std::nullopt;
}

void addFormat(CLI::App& app, std::string& format, std::vector<std::string> choices)
{
    format = choices.front();
    app.add_option("--format", format, "how the result is printed")
        ->check(CLI::IsMember(std::move(choices)))
        ->capture_default_str();
}

} // namespace runlog::cli
