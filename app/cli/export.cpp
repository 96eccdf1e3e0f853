// SPDX-License-Identifier: Apache-2.0
#include "app/cli/export.h"

#include "app/cli/problems.h"
#include "app/cli/replayinput.h"
#include "core/export/bundle.h"

namespace runlog::cli {

namespace {

void printWritten(const Bundle& bundle, const std::string& folder, const std::string& format, std::ostream& out)
{
    if (format == "text") {
        out << printable(folder, 500) << "\n";
        for (const auto& file : bundle.files)
            out << "  " << printable(file.name) << "  " << file.bytes.size() << " bytes, " << file.what << "\n";
        return;
    }
    JsonWriter json;
    json.beginObject().member("folder", folder).key("files").beginList();
    for (const auto& file : bundle.files)
        json.beginObject().member("file", file.name).member("bytes", file.bytes.size()).endObject();
    out << json.endList().endObject().json() << "\n";
}

} // namespace

int exportPolicy(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Writes a validated policy with its hash, evidence and report into a new folder.", "runlog export");
    ReplayInput input;
    std::string folder;
    std::string format;
    input.addTo(app);
    app.add_option("--out", folder, "the folder to make; it must not exist yet")->required();
    addFormat(app, format, {"text", "json"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    auto ready = readInput(input, in, err);
    if (const auto* code = std::get_if<int>(&ready))
        return *code;
    const auto& parts = std::get<ReplayReady>(ready);
    const auto replay = runlog::replay(parts.engine, parts.read.runs, parts.answers);
    const auto bundle = makeBundle({parts.files.sources, parts.files.diagnostics, input.traces, &replay, nullptr, {}, RUNLOG_VERSION});
    if (const auto problem = writeBundle(bundle, folder); !problem.empty()) {
        err << "runlog export: " << printable(problem, 500) << "\n";
        return bundle.refusal.empty() ? Exit::Usage : Exit::Findings;
    }
    printWritten(bundle, folder, format, out);
    return exitOf(parts.read);
}

} // namespace runlog::cli
