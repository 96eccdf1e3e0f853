// SPDX-License-Identifier: Apache-2.0
#include "app/cli/check.h"

#include "app/cli/diagnosticjson.h"
#include "app/cli/policyfiles.h"
#include "app/cli/sarif.h"
#include "core/checks/findings.h"
#include "core/language/jsonwriter.h"

namespace runlog::cli {

namespace {

struct Counts {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t notes = 0;
    std::size_t policies = 0;
};

Counts count(const PolicyFiles& files)
{
    Counts counts;
    for (const Diagnostics& diagnostics : files.diagnostics)
        for (const Diagnostic& diagnostic : diagnostics) {
            counts.errors += diagnostic.severity == Severity::Error ? 1U : 0U;
            counts.warnings += diagnostic.severity == Severity::Warning ? 1U : 0U;
            counts.notes += diagnostic.severity == Severity::Note ? 1U : 0U;
        }
    for (const auto& file : files.set.files)
        counts.policies += file->policies.size();
    return counts;
}

std::string plural(std::size_t number, const std::string& noun, const std::string& nouns)
{
    return std::to_string(number) + ' ' + (number == 1 ? noun : nouns);
}

void printJsonLines(const PolicyFiles& files, std::ostream& out)
{
    for (std::size_t file = 0; file < files.sources.size(); ++file)
        for (const Diagnostic& diagnostic : files.diagnostics[file]) {
            JsonWriter json;
            writeDiagnostic(json, diagnostic, *files.sources[file]);
            out << json.json() << '\n';
        }
}

void printJson(const PolicyFiles& files, std::ostream& out)
{
    const Counts counts = count(files);
    JsonWriter json;
    json.beginObject().member("errors", counts.errors).member("warnings", counts.warnings).member("notes", counts.notes)
        .member("policies", counts.policies).key("files").beginList();
    for (std::size_t file = 0; file < files.sources.size(); ++file) {
        json.beginObject().member("file", printable(files.sources[file]->name(), 4096))
            .member("policies", files.set.files[file]->policies.size()).key("diagnostics").beginList();
        for (const Diagnostic& diagnostic : files.diagnostics[file])
            writeDiagnostic(json, diagnostic, *files.sources[file]);
        json.endList().endObject();
    }
    json.endList().endObject();
    out << json.json() << '\n';
}

void printText(const PolicyFiles& files, std::ostream& out)
{
    for (std::size_t file = 0; file < files.sources.size(); ++file)
        out << runlog::print(files.diagnostics[file], *files.sources[file]);
    const Counts counts = count(files);
    out << plural(files.sources.size(), "file", "files") << ", " << plural(counts.policies, "policy", "policies") << ": "
        << plural(counts.errors, "error", "errors") << ", " << plural(counts.warnings, "warning", "warnings") << ", "
        << plural(counts.notes, "note", "notes") << '\n';
}

void print(const PolicyFiles& files, const std::string& format, std::ostream& out)
{
    if (format == "json")
        printJson(files, out);
    else if (format == "jsonl")
        printJsonLines(files, out);
    else if (format == "sarif")
        out << sarif(files) << '\n';
    else
        printText(files, out);
}

// Adds what can be proven of the policies without a recording. Which policies decide together is asked of whole files only:
// what is missing from a broken one could be the policy that matters.
void addProven(PolicyFiles& files)
{
    const Engine engine(files.set);
    const auto add = [&](const checks::Findings& findings) {
        for (std::size_t file = 0; file < files.diagnostics.size(); ++file)
            checks::addFindings(files.diagnostics[file], findings, engine, file);
    };
    add(checks::checkEach(engine));
    if (!files.hasError())
        add(checks::checkCovered(engine));
}

} // namespace

int check(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("reports every problem of policy files", "runlog check");
    std::vector<std::string> paths;
    std::string format;
    app.add_option("FILE", paths, "policy files, folders of them, or - for standard input")->required();
    addFormat(app, format, {"text", "json", "jsonl", "sarif"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    PolicyFiles files = readPolicyFiles(paths, in);
    addProven(files);
    print(files, format, out);
    for (const std::string& unopened : files.unopened)
        err << "runlog check: " << unopened << '\n';
    if (files.sources.empty() && files.unopened.empty())
        err << "runlog check: no policy file was found\n";
    if (files.sources.empty() || !files.unopened.empty())
        return Exit::Usage;
    return files.hasError() ? Exit::Findings : Exit::Fine;
}

} // namespace runlog::cli
