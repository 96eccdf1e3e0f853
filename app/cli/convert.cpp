// SPDX-License-Identifier: Apache-2.0
#include "app/cli/convert.h"

#include "app/cli/problems.h"
#include "app/cli/traceinput.h"
#include "app/cli/wholefile.h"
#include "core/language/diagnostic.h"
#include "core/traces/nativewriter.h"
#include "core/traces/passon.h"

namespace runlog::cli {

namespace {

// Converts into a stream, and keeps what reading had to say.
class Conversion {
public:
    Conversion(const TraceInput& input, ReadOptions options) : m_input(input), m_options(std::move(options)) {}

    // False where the stream failed, or must not be kept.
    bool write(std::ostream& out)
    {
        if (auto passed = passOnNative(m_input.traces, m_options, out)) {
            m_result = std::move(passed->result);
            m_refused = !passed->whole;
            return passed->whole && out;
        }
        m_result = readTraces(m_input.traces, m_options);
        return writeNative(out, *m_result.runs);
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
    Conversion conversion(input, std::get<ReadOptions>(std::move(options)));
    const auto write = [&](std::ostream& stream) { return conversion.write(stream); };
    const auto problem = target != "-" ? writeWhole(target, write) : write(out) ? "" : "the output ended early";
    printProblems(conversion.result(), err);
    if (problem.empty() || conversion.refused())
        return exitOf(conversion.result());
    err << "runlog: cannot write " << printable(target, 500) << ": " << printable(problem, 500) << "\n";
    return Exit::Usage;
}

} // namespace runlog::cli
