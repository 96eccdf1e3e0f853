// SPDX-License-Identifier: Apache-2.0
#include "app/cli/merge.h"

#include "app/cli/filebytes.h"
#include "core/language/diagnostic.h"
#include "core/replay/part.h"

namespace runlog::cli {

namespace {

int refuse(std::ostream& err, Exit code, const std::string& path, const std::string& why)
{
    err << "runlog merge: " << (path.empty() ? "" : printable(path, 500) + ": ") << printable(why, 500) << "\n";
    return code;
}

std::string jsonOf(const Summary& summary, std::size_t parts)
{
    JsonWriter json;
    json.beginObject();
    writeSummary(json, summary);
    return json.member("parts", parts).endObject().take() + "\n";
}

} // namespace

int merge(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Joins the parts that `runlog replay --partition` wrote into the whole replay's counts and digest.",
                 "runlog merge");
    std::vector<std::string> paths;
    std::string format;
    app.add_option("PART", paths, "the result of each part, in any order")->required();
    addFormat(app, format, {"text", "json"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    std::vector<Part> parts;
    for (const auto& path : paths) {
        std::string reason;
        const auto bytes = bytesOf(path, in, reason);
        if (!bytes)
            return refuse(err, Usage, path, reason);
        auto part = readPart(*bytes);
        if (const auto* wrong = std::get_if<std::string>(&part))
            return refuse(err, Findings, path, *wrong);
        parts.push_back(std::move(std::get<Part>(part)));
    }
    const auto merged = mergeParts(parts);
    if (const auto* why = std::get_if<std::string>(&merged))
        return refuse(err, Findings, {}, *why);
    const auto& summary = std::get<Summary>(merged);
    out << (format == "text" ? summaryText(summary) : jsonOf(summary, parts.size()));
    return summary.damagedLines == 0 ? Fine : Findings;
}

} // namespace runlog::cli
