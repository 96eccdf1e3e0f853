// SPDX-License-Identifier: Apache-2.0
#include "app/cli/policyfiles.h"

#include "app/cli/filebytes.h"

#include <algorithm>
#include <filesystem>

namespace runlog::cli {

namespace {

namespace fs = std::filesystem;

bool isPolicyName(const fs::path& path) { return path.extension() == ".yaml" || path.extension() == ".yml"; }

std::vector<std::string> expanded(const std::string& path)
{
    std::error_code problem;
    if (path == "-" || !fs::is_directory(path, problem))
        return {path};
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(path, problem))
        if (entry.is_regular_file(problem) && isPolicyName(entry.path()))
            files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

bool PolicyFiles::hasError() const
{
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostics& d) { return runlog::hasError(d); });
}

PolicyFiles readPolicyFiles(const std::vector<std::string>& paths, std::istream& in)
{
    PolicyFiles files;
    std::vector<std::shared_ptr<const PolicyFile>> parsed;
    for (const auto& path : paths)
        for (const auto& name : expanded(path)) {
            std::string reason;
            auto bytes = bytesOf(name, in, reason);
            if (!bytes) {
                files.unopened.push_back(printable(name, 500) + ": " + reason);
                continue;
            }
            files.sources.push_back(std::make_shared<const Source>(name == "-" ? "<stdin>" : name, std::move(*bytes)));
            auto result = parse(files.sources.back());
            files.diagnostics.push_back(std::move(result.diagnostics));
            parsed.push_back(std::move(result.file));
        }
    auto joined = join(std::move(parsed));
    files.set = std::move(joined.set);
    for (std::size_t file = 0; file < joined.diagnostics.size(); ++file) {
        auto& all = files.diagnostics[file];
        all.insert(all.end(), joined.diagnostics[file].begin(), joined.diagnostics[file].end());
        sortByPlace(all);
    }
    return files;
}

void printProblems(const PolicyFiles& files, std::ostream& err)
{
    for (const auto& unopened : files.unopened)
        err << "runlog: " << unopened << "\n";
    for (std::size_t file = 0; file < files.sources.size(); ++file)
        err << print(files.diagnostics[file], *files.sources[file]);
}

std::optional<int> refusePolicies(const PolicyFiles& files, std::ostream& err)
{
    printProblems(files, err);
    if (!files.unopened.empty())
        return Exit::Usage;
    if (files.sources.empty()) {
        err << "runlog: no policy file was found\n";
        return Exit::Usage;
    }
    if (!files.hasError())
        return std::nullopt;
    err << "runlog: a policy file with an error is not enforced\n";
    return Exit::Findings;
}

} // namespace runlog::cli
