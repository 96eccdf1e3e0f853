// SPDX-License-Identifier: Apache-2.0
#include "app/cli/convert.h"

#include "app/cli/problems.h"
#include "app/cli/traceinput.h"
#include "core/language/diagnostic.h"
#include "core/traces/nativewriter.h"

#include <filesystem>
#include <fstream>

namespace runlog::cli {

namespace {

bool isRegularOrNew(const std::string& path)
{
    std::error_code failed;
    return !std::filesystem::exists(path, failed) || std::filesystem::is_regular_file(path, failed);
}

// A file appears whole or not at all; something that is no file, such as a pipe, is written as it comes.
bool writeFile(const std::string& path, const Runs& runs)
{
    if (!isRegularOrNew(path)) {
        std::ofstream file(path, std::ios::binary);
        return file && writeNative(file, runs) && file.flush();
    }
    const auto unfinished = path + ".part";
    std::ofstream file(unfinished, std::ios::binary | std::ios::trunc);
    const bool written = file && writeNative(file, runs) && file.flush();
    file.close();
    std::error_code failed;
    if (written && file)
        std::filesystem::rename(unfinished, path, failed);
    if (!written || !file || failed) {
        std::error_code ignored;
        std::filesystem::remove(unfinished, ignored);
        return false;
    }
    return true;
}

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

    auto read = readInput(input, in, err);
    if (const auto* code = std::get_if<int>(&read))
        return *code;
    const auto& result = std::get<ReadResult>(read);
    printProblems(result, err);
    const bool written = target == "-" ? writeNative(out, *result.runs) : writeFile(target, *result.runs);
    if (!written) {
        err << "runlog: cannot write " << printable(target, 500) << "\n";
        return Exit::Usage;
    }
    return exitOf(result);
}

} // namespace runlog::cli
