// SPDX-License-Identifier: Apache-2.0
//
// What two policy sets differ in, and sets with one difference exchanged.
#include "core/language/edit.h"
#include "core/replay/attribution.h"

#include <algorithm>

namespace runlog {

namespace {

using FilePtr = std::shared_ptr<const PolicyFile>;

std::string_view textOf(const PolicyFile& file, const Policy& policy) { return file.source->text(policy.span); }

const Policy* find(const PolicyFile& file, const std::string& id)
{
    const auto found = std::find_if(file.policies.begin(), file.policies.end(), [&](const Policy& policy) { return policy.id == id; });
    return found == file.policies.end() ? nullptr : &*found;
}

std::optional<std::size_t> fileWith(const PolicySet& set, const std::string& id)
{
    for (std::size_t file = 0; file < set.files.size(); ++file)
        if (find(*set.files[file], id))
            return file;
    return std::nullopt;
}

std::vector<ThresholdPlace> numbersOf(const PolicyFile& file, const Policy& policy)
{
    auto places = thresholds(file);
    std::erase_if(places, [&](const ThresholdPlace& place) { return place.policy != policy.id; });
    return places;
}

// The text of a policy without its numbers.
std::string skeletonOf(const PolicyFile& file, const Policy& policy, const std::vector<ThresholdPlace>& numbers)
{
    std::vector<Span> spans;
    for (const auto& number : numbers)
        spans.push_back(number.value->span);
    std::sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.begin < b.begin; });
    std::string text;
    std::size_t from = policy.span.begin;
    for (const auto& span : spans) {
        if (span.begin < from || span.end > policy.span.end)
            return std::string(textOf(file, policy)); // a number that stands elsewhere
        text.append(file.source->text({from, span.begin})).push_back('\0');
        from = span.end;
    }
    return text.append(file.source->text({from, policy.span.end}));
}

void addChanged(std::vector<PolicyEdit>& edits, const PolicyFile& before, const Policy& old, const PolicyFile& after, const Policy& now)
{
    if (textOf(before, old) == textOf(after, now) && old.stale == now.stale)
        return;
    const auto was = numbersOf(before, old);
    const auto is = numbersOf(after, now);
    if (was.size() != is.size() || skeletonOf(before, old, was) != skeletonOf(after, now, is)) {
        edits.push_back({PolicyEdit::Kind::Changed, now.id, {}, 0, {}, {}});
        return;
    }
    for (std::size_t n = 0; n < is.size(); ++n)
        if (was[n].value->text != is[n].value->text)
            edits.push_back({PolicyEdit::Kind::Number, now.id, is[n].threshold, 0, was[n].value->text, is[n].value->text});
}

bool haveSameSettings(const PolicyFile& a, const PolicyFile& b)
{
    const auto texts = [](const PolicyFile& file) {
        std::vector<std::string> services;
        for (const auto& service : file.services)
            services.push_back(service.text);
        return services;
    };
    return texts(a) == texts(b) && a.timezone == b.timezone && a.defaultDecision == b.defaultDecision && a.mode == b.mode
           && a.groups == b.groups;
}

// A copy of a file that keeps another alive: values of its policies may be owned there.
std::shared_ptr<PolicyFile> copyOf(const FilePtr& file, const FilePtr& other)
{
    auto copy = std::make_shared<PolicyFile>(*file);
    const auto both = std::make_shared<std::pair<FilePtr, FilePtr>>(file, other);
    copy->arena = {both, file->arena.get()};
    return copy;
}

// Puts a policy where `other` has it: behind the one that stands before it there.
void insert(PolicyFile& file, const PolicyFile& other, const Policy& policy)
{
    auto place = file.policies.begin();
    for (const auto& each : other.policies) {
        if (each.id == policy.id)
            break;
        const auto here = std::find_if(file.policies.begin(), file.policies.end(), [&](const Policy& mine) { return mine.id == each.id; });
        if (here != file.policies.end())
            place = here + 1;
    }
    file.policies.insert(place, policy);
}

void exchangePolicy(PolicyFile& file, const PolicyFile& other, const std::string& id)
{
    const auto mine = std::find_if(file.policies.begin(), file.policies.end(), [&](const Policy& policy) { return policy.id == id; });
    const Policy* theirs = find(other, id);
    if (mine != file.policies.end() && theirs)
        *mine = *theirs;
    else if (mine != file.policies.end())
        file.policies.erase(mine);
    else if (theirs)
        insert(file, other, *theirs);
}

void addPolicies(std::vector<PolicyEdit>& edits, const PolicySet& before, const PolicySet& after)
{
    for (const auto& file : after.files) {
        for (const auto& policy : file->policies) {
            const auto old = fileWith(before, policy.id);
            if (old)
                addChanged(edits, *before.files[*old], *find(*before.files[*old], policy.id), *file, policy);
            else
                edits.push_back({PolicyEdit::Kind::Added, policy.id, {}, 0, {}, {}});
        }
    }
    for (const auto& file : before.files)
        for (const auto& policy : file->policies)
            if (!fileWith(after, policy.id))
                edits.push_back({PolicyEdit::Kind::Removed, policy.id, {}, 0, {}, {}});
}

std::optional<Decimal> valueOf(const PolicySet& set, const Threshold& number)
{
    for (const auto& file : set.files)
        for (const auto& place : thresholds(*file))
            if (place.threshold == number)
                return runlog::valueOf(*place.value);
    return std::nullopt;
}

void takeSettings(PolicyFile& file, const PolicyFile& other)
{
    file.services = other.services;
    file.timezone = other.timezone;
    file.defaultDecision = other.defaultDecision;
    file.mode = other.mode;
    file.groups = other.groups;
}

} // namespace

std::string_view name(PolicyEdit::Kind kind)
{
    switch (kind) {
    case PolicyEdit::Kind::Number: return "number";
    case PolicyEdit::Kind::Changed: return "changed";
    case PolicyEdit::Kind::Added: return "added";
    case PolicyEdit::Kind::Removed: return "removed";
    case PolicyEdit::Kind::Settings: return "settings";
    case PolicyEdit::Kind::Files: return "files";
    }
    return "";
}

std::vector<PolicyEdit> editsBetween(const PolicySet& before, const PolicySet& after)
{
    if (before.files.size() != after.files.size())
        return {{PolicyEdit::Kind::Files, {}, {}, 0, {}, {}}};
    std::vector<PolicyEdit> edits;
    for (std::size_t file = 0; file < after.files.size(); ++file)
        if (!haveSameSettings(*before.files[file], *after.files[file]))
            edits.push_back({PolicyEdit::Kind::Settings, {}, {}, file, {}, {}});
    addPolicies(edits, before, after);
    return edits;
}

EnginePtr exchanged(const EnginePtr& base, const PolicySet& other, const PolicyEdit& edit)
{
    if (edit.kind == PolicyEdit::Kind::Files)
        return std::make_shared<const Engine>(other);
    if (edit.kind == PolicyEdit::Kind::Number) {
        const auto value = valueOf(other, edit.number);
        return value ? base->withThreshold(edit.number.condition, edit.number.literal, *value) : nullptr;
    }
    PolicySet set = base->policySet();
    const auto here = edit.kind == PolicyEdit::Kind::Settings ? std::optional(edit.file) : fileWith(set, edit.policy);
    const auto there = edit.kind == PolicyEdit::Kind::Settings ? std::optional(edit.file) : fileWith(other, edit.policy);
    const auto file = here ? here : there;
    if (!file || *file >= set.files.size() || *file >= other.files.size())
        return nullptr;
    const auto copy = copyOf(set.files[*file], other.files[there.value_or(*file)]);
    if (edit.kind == PolicyEdit::Kind::Settings)
        takeSettings(*copy, *other.files[*file]);
    else
        exchangePolicy(*copy, *other.files[there.value_or(*file)], edit.policy);
    set.files[*file] = copy;
    return std::make_shared<const Engine>(std::move(set));
}

} // namespace runlog
