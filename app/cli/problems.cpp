// SPDX-License-Identifier: Apache-2.0
#include "app/cli/problems.h"

#include <algorithm>
#include <map>

namespace runlog::cli {

void writeDiagnostics(JsonWriter& json, const Diagnostics& diagnostics, const Source& source)
{
    for (const auto& diagnostic : diagnostics) {
        const auto place = source.place(diagnostic.span.begin);
        json.beginObject()
            .member("file", printable(source.name(), 500))
            .member("line", place.line)
            .member("column", place.byteColumn)
            .member("severity", name(diagnostic.severity))
            .member("code", diagnostic.code)
            .member("message", diagnostic.message)
            .member("help", diagnostic.help)
            .endObject();
    }
}

void writeDiagnostics(JsonWriter& json, const PolicyFiles& files)
{
    for (std::size_t file = 0; file < files.sources.size(); ++file)
        writeDiagnostics(json, files.diagnostics[file], *files.sources[file]);
}

void writeProblems(JsonWriter& json, const std::vector<TraceProblem>& problems)
{
    for (const auto& problem : problems)
        json.beginObject()
            .member("file", printable(problem.file, 500))
            .member("line", problem.line)
            .member("severity", name(problem.severity))
            .member("code", problem.code)
            .member("message", problem.message)
            .endObject();
}

void printProblems(const ReadResult& result, std::ostream& err, std::size_t most)
{
    for (const auto& path : result.unopened)
        err << "runlog: cannot open " << printable(path, 500) << "\n";
    std::map<std::pair<std::string, std::string>, std::size_t> seen; // file and code
    for (const auto& problem : result.problems)
        if (++seen[{problem.file, problem.code}] <= most)
            err << print(problem) << "\n";
    for (const auto& [key, count] : seen)
        if (count > most)
            err << printable(key.first, 500) << ": " << count - most << " more of " << key.second << "\n";
}

std::string incompleteText(const Runs& runs)
{
    const auto lines = runs.damagedLines();
    if (lines == 0)
        return {};
    return "incomplete: " + std::to_string(lines) + (lines == 1 ? " damaged line was left out\n" : " damaged lines were left out\n");
}

Exit exitOf(const ReadResult& result)
{
    if (!result.unopened.empty())
        return Exit::Usage;
    const bool hasError = std::any_of(result.problems.begin(), result.problems.end(),
                                      [](const TraceProblem& problem) { return problem.severity == Severity::Error; });
    return hasError ? Exit::Findings : Exit::Fine;
}

} // namespace runlog::cli
