// SPDX-License-Identifier: Apache-2.0
#include "app/cli/convert.h"

#include "app/cli/interrupt.h"
#include "app/cli/problems.h"
#include "app/cli/progressline.h"
#include "app/cli/traceinput.h"
#include "app/cli/wholefile.h"
#include "core/language/diagnostic.h"
#include "core/traces/nativewriter.h"
#include "core/traces/passon.h"

#include <algorithm>
#include <optional>

namespace runlog::cli {

namespace {

// Converts into a stream, and keeps what reading had to say.
class Conversion {
public:
    Conversion(const TraceInput& input, ReadOptions options) : m_input(input), m_options(std::move(options)) {}

    // False where the stream failed, must not be kept, or an interrupt ended it.
    bool write(std::ostream& out)
    {
        if (auto passed = passOnNative(m_input.traces, m_options, out)) {
            m_result = std::move(passed->result);
            m_refused = !passed->whole;
            return passed->whole && !m_result.stopped && out;
        }
        m_result = readTraces(m_input.traces, m_options);
        return !m_result.stopped && writeNative(out, *m_result.runs);
    }

    const ReadResult& result() const { return m_result; }
    bool refused() const { return m_refused; } // an input that must not be converted; the problems say why

private:
    const TraceInput& m_input;
    ReadOptions m_options;
    ReadResult m_result;
    bool m_refused = false;
};

} // namespace

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
    Conversion conversion(input, reading);
    const auto write = [&](std::ostream& stream) { return conversion.write(stream); };
    const auto problem = target != "-" ? writeWhole(target, write) : write(out) ? "" : "the output ended early";
    line.clear();
    if (conversion.result().stopped) {
        err << "runlog: stopped; nothing was converted\n";
        return Interrupt::ExitCode;
    }
    printProblems(conversion.result(), err);
    if (problem.empty() || conversion.refused())
        return exitOf(conversion.result());
    err << "runlog: cannot write " << printable(target, 500) << ": " << printable(problem, 500) << "\n";
    return Exit::Usage;
}

} // namespace runlog::cli
