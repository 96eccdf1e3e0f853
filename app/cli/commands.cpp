// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands.h"

#include "app/cli/check.h"
#include "app/cli/convert.h"
#include "app/cli/diff.h"
#include "app/cli/evidence.h"
#include "app/cli/explain.h"
#include "app/cli/export.h"
#include "app/cli/load.h"
#include "app/cli/merge.h"
#include "app/cli/pii.h"
#include "app/cli/rates.h"
#include "app/cli/replay.h"
#include "app/cli/runs.h"
#include "app/cli/schema.h"
#include "app/cli/sweep.h"
#include "app/cli/test.h"
#include "core/engine/pii/scanner.h"
#include "core/language/diagnostic.h"

#include <algorithm>
#include <array>
#include <exception>

namespace runlog::cli {

namespace {

constexpr std::array Commands{
    Command{"check", "report every problem of policy files", check},
    Command{"test", "run the tests of policy files, with coverage and mutation", test},
    Command{"explain", "say why a policy decides a step as it does", explain},
    Command{"replay", "decide recorded runs with a policy and count the outcomes", replay},
    Command{"merge", "join the parts of a replay that several machines made", merge},
    Command{"diff", "say what changes for recorded runs when one policy replaces another", diff},
    Command{"sweep", "move one number over what it observed, and find where outcomes change", sweep},
    Command{"evidence", "say what recorded runs show of each condition, and which actions no policy sees", evidence},
    Command{"rates", "count how often each policy matched on each day", rates},
    Command{"load", "simulate the approvers: how many requests, how long they wait", load},
    Command{"export", "write a validated policy with its evidence into a new folder", exportPolicy},
    Command{"runs", "list what traces hold and what they lack", runs},
    Command{"convert", "write any trace as native JSON Lines", convert},
    Command{"pii", "list personal data and secrets in texts", pii},
    Command{"schema", "print the JSON Schema of the policy language", schema},
};

void printHelp(std::ostream& out)
{
    out << "runlog: what an agent policy does to recorded runs\n\nusage: runlog COMMAND [ARGUMENTS]\n\n";
    for (const auto& command : Commands)
        out << "  " << command.name << std::string(10 - command.name.size(), ' ') << command.summary << "\n";
    out << "\n`runlog COMMAND --help` tells its arguments; `runlog --version` the version.\n"
           "exit codes: 0 fine, 1 findings, 2 usage or a file that cannot be opened, 3 a --max limit was exceeded\n";
}

int runCommand(const Command& command, Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    try {
        return command.run(arguments, in, out, err);
    } catch (const std::exception& problem) {
        err << "runlog " << command.name << ": " << printable(problem.what(), 500) << "\n";
        return Exit::Usage;
    }
}

} // namespace

std::span<const Command> commands() { return Commands; }

int runProgram(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    if (arguments.empty()) {
        printHelp(err);
        return Exit::Usage;
    }
    const auto name = arguments.front();
    if (name == "--help" || name == "-h" || name == "help") {
        printHelp(out);
        return Exit::Fine;
    }
    if (name == "--version") {
        out << "runlog " << RUNLOG_VERSION << "\ndetector " << pii::DetectorVersion << "\n";
        return Exit::Fine;
    }
    const auto command = std::find_if(Commands.begin(), Commands.end(), [=](const Command& c) { return c.name == name; });
    if (command != Commands.end())
        return runCommand(*command, arguments.subspan(1), in, out, err);
    err << "runlog: unknown command `" << printable(name) << "`; `runlog --help` lists them\n";
    return Exit::Usage;
}

} // namespace runlog::cli
