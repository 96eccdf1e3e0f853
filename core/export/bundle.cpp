// SPDX-License-Identifier: Apache-2.0
#include "core/export/bundle.h"

#include "core/engine/pii/scanner.h"
#include "core/engine/sha256.h"
#include "core/export/report.h"
#include "core/replay/summary.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

namespace runlog {

namespace {

std::string fileName(const Source& source, std::set<std::string>& taken)
{
    auto name = std::filesystem::path(source.name()).filename().string();
    if (name.empty() || name == "-" || name == "." || name == ".." || source.name() == "<stdin>")
        name = "policies.yaml";
    auto unique = name;
    for (int number = 2; !taken.insert(unique).second; ++number)
        unique = std::to_string(number) + "-" + name;
    return unique;
}

std::string refusalOf(const BundleInput& input)
{
    for (std::size_t file = 0; file < input.policies.size(); ++file)
        for (const auto& diagnostic : input.diagnostics[file])
            if (diagnostic.severity == Severity::Error) {
                const auto place = input.policies[file]->place(diagnostic.span.begin);
                return "error in " + printable(input.policies[file]->name()) + ", line " + std::to_string(place.line)
                    + ": " + diagnostic.message;
            }
    return input.policies.empty() ? "there is no policy file" : "";
}

void writePolicies(JsonWriter& json, const std::vector<BundleFile>& policies)
{
    json.key("policy_files").beginList();
    for (const auto& file : policies)
        json.beginObject()
            .member("file", file.name)
            .member("bytes", file.bytes.size())
            .member("sha256", sha256Hex(file.bytes))
            .endObject();
    json.endList();
}

void writeWarnings(JsonWriter& json, const BundleInput& input)
{
    json.key("warnings").beginList();
    for (std::size_t file = 0; file < input.policies.size(); ++file)
        for (const auto& diagnostic : input.diagnostics[file])
            json.beginObject()
                .member("line", input.policies[file]->place(diagnostic.span.begin).line)
                .member("code", diagnostic.code)
                .member("message", diagnostic.message)
                .endObject();
    json.endList();
}

void writeImpact(JsonWriter& json, const BundleInput& input)
{
    if (input.impact == nullptr)
        return;
    json.key("impact").beginObject()
        .member("baseline", printable(input.baseline))
        .member("loosened", input.impact->loosened)
        .member("tightened", input.impact->tightened)
        .member("notes", input.impact->notes)
        .member("uncertain", input.impact->uncertain)
        .member("runs", input.impact->runs)
        .endObject();
}

std::string evidence(const BundleInput& input, const std::vector<BundleFile>& policies)
{
    JsonWriter json;
    json.beginObject().member("evidence_version", 1).member("program", "runlog " + input.version)
        .member("detector", pii::DetectorVersion).member("time_zone_rules", zoneRulesVersion());
    writePolicies(json, policies);
    json.key("corpus").beginList();
    for (const auto& name : input.corpus)
        json.text(printable(name, 500));
    json.endList();
    json.key("replay").beginObject();
    writeSummary(json, *input.replay, digest(*input.replay));
    json.endObject();
    writeImpact(json, input);
    writeWarnings(json, input);
    return json.endObject().take() + "\n";
}

std::string hashes(const std::vector<BundleFile>& policies)
{
    std::string text;
    for (const auto& file : policies)
        text += sha256Hex(file.bytes) + "  " + file.name + "\n";
    return text;
}

} // namespace

std::string zoneRulesVersion()
{
    std::ifstream rules("/usr/share/zoneinfo/tzdata.zi");
    std::string word;
    std::string sign;
    std::string version;
    if (rules >> sign >> word >> version && sign == "#" && word == "version")
        return printable(version, 20);
    return "unknown";
}

Bundle makeBundle(const BundleInput& input)
{
    Bundle bundle;
    bundle.refusal = refusalOf(input);
    if (!bundle.refusal.empty())
        return bundle;
    std::set<std::string> taken{"policy.sha256", "evidence.json", "report.html"};
    for (const auto& source : input.policies)
        bundle.files.push_back({fileName(*source, taken), "the bytes as saved", std::string(source->bytes())});
    const auto policies = bundle.files;
    bundle.files.push_back({"policy.sha256", policies.size() == 1 ? "of that file" : "of those files", hashes(policies)});
    bundle.files.push_back({"evidence.json", "digest and counts", evidence(input, policies)});
    bundle.files.push_back({"report.html", "one page, no scripts", reportHtml(input)});
    return bundle;
}

} // namespace runlog
