// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"

#include "core/language/filereader.h"
#include "core/language/inspect.h"
#include "core/language/recover.h"

#include <memory_resource>
#include <unordered_map>

namespace runlog {

namespace {

// The text of a file as a tree, with whatever could not be read left out.
struct Tree {
    YamlTree yaml;
    std::unique_ptr<std::string> repaired; // the tree points into this text where the file's own could not be read whole
    std::vector<Span> broken;
};

Tree readTree(std::string_view text, std::size_t base, Report& report)
{
    Tree tree;
    tree.yaml = readYaml(text, base);
    if (!tree.yaml.whole) {
        Diagnostics first = std::move(tree.yaml.diagnostics);
        Recovered recovered = recover(text, base);
        tree.repaired = std::move(recovered.text);
        tree.yaml = std::move(recovered.tree);
        tree.broken = std::move(recovered.broken);
        report.addAll(recovered.diagnostics.empty() ? std::move(first) : std::move(recovered.diagnostics));
    }
    report.addAll(std::move(tree.yaml.diagnostics));
    return tree;
}

} // namespace

Parsed parse(SourcePtr source)
{
    auto file = std::make_shared<PolicyFile>();
    file->source = source;
    file->arena = std::make_shared<std::pmr::monotonic_buffer_resource>();
    Parsed parsed;
    Report report;
    const Inspected inspected = inspect(*source, report);
    if (inspected.readable) {
        const std::string_view text = inspected.cleaned ? std::string_view(inspected.clean) : source->bytes();
        const Tree tree = readTree(text.substr(inspected.textBegin), inspected.textBegin, report);
        Reading reading{*source, report, *file, *file->arena};
        readFile(reading, tree.yaml.root, tree.broken, parsed.broken);
    }
    parsed.file = std::move(file);
    parsed.diagnostics = report.take();
    sortByPlace(parsed.diagnostics);
    return parsed;
}

Joined join(std::vector<std::shared_ptr<const PolicyFile>> files)
{
    Joined joined;
    std::unordered_map<std::string_view, std::string_view> owners;
    for (const auto& file : files) {
        Report report;
        for (const Policy& policy : file->policies) {
            const auto [owner, isNew] = owners.emplace(policy.id, file->source->name());
            if (!isNew && owner->second.data() != file->source->name().data())
                report.add(Code::DuplicateId, policy.idSpan, "the id " + inTicks(policy.id) + " is in " + inTicks(owner->second) + " too",
                           "ids are unique over all files; choose another one");
        }
        joined.diagnostics.push_back(report.take());
    }
    joined.set.files = std::move(files);
    return joined;
}

} // namespace runlog
