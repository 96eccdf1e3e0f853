// SPDX-License-Identifier: Apache-2.0
#include "app/cli/convert.h"

#include "app/cli/interrupt.h"
#include "app/cli/problems.h"
#include "app/cli/progressline.h"
#include "app/cli/traceinput.h"
#include "app/cli/wholefile.h"
#include "core/language/diagnostic.h"
#include "core/traces/convert.h"

#include <algorithm>
#include <optional>

namespace runlog::cli {

int convert(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("writes recorded runs of any known format as native JSON Lines", "runlog convert");
    TraceInput input;
    std::string target = "-";
    input.addTo(app);
    app.add_option("--out", target, "the file to write; - is the standard output")->capture_default_str();
    if (const auto ended = readArguments(app, arguments, out, err))
        return *ended;

    auto options = optionsOf(input, in, err);
    if (const auto* code = std::get_if<int>(&options))
        return *code;
    std::optional<Interrupt> interrupt;
    if (std::ranges::find(input.traces, "-") == input.traces.end()) // nobody wakes a read that waits for the standard input
        interrupt.emplace();
    ProgressLine line(err);
    auto& reading = std::get<ReadOptions>(options);
    reading.stop = interrupt ? interrupt->token() : std::stop_token();
    reading.progress = [&](const ReadProgress& progress) { line.show(progress); };
    Conversion conversion;
    const auto write = [&](std::ostream& stream) {
        conversion = convertTraces(input.traces, {.reading = reading, .folder = folderFor(target)}, stream);
        return conversion.isWhole() && stream;
    };
    auto problem = target != "-" ? writeWhole(target, write) : write(out) ? "" : "the output ended early";
    if (!conversion.failure.empty())
        problem = conversion.failure;
    line.clear();
    if (conversion.read.stopped) {
        err << "runlog: stopped; nothing was converted\n";
        return Interrupt::ExitCode;
    }
    printProblems(conversion.read, err);
    if (problem.empty() || conversion.refused)
        return exitOf(conversion.read);
    err << "runlog: cannot write " << printable(target, 500) << ": " << printable(problem, 500) << "\n";
    return Exit::Usage;
}

} // namespace runlog::cli
