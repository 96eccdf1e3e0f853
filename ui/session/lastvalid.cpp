// SPDX-License-Identifier: Apache-2.0
#include "ui/session/lastvalid.h"

#include <algorithm>

namespace studio {

namespace {

using runlog::PolicyFile;

void keepSettings(PolicyFile& file, const PolicyFile& before)
{
    if (file.defaultDecision == runlog::DefaultDecision::Allow && file.defaultSpan == runlog::Span{})
        file.defaultDecision = before.defaultDecision;
    if (file.services.empty())
        file.services = before.services;
    if (file.timezone == "UTC")
        file.timezone = before.timezone;
    if (file.mode == runlog::Mode::Enforce)
        file.mode = before.mode;
}

// Many arenas behind one pointer to the first.
std::shared_ptr<std::pmr::memory_resource> together(std::vector<std::shared_ptr<std::pmr::memory_resource>> arenas)
{
    if (arenas.empty())
        return nullptr;
    auto owner = std::make_shared<std::vector<std::shared_ptr<std::pmr::memory_resource>>>(std::move(arenas));
    return {owner, owner->front().get()};
}

} // namespace

void LastValid::clear()
{
    m_policies.clear();
    m_settings.reset();
}

std::vector<LastValid::Remembered> LastValid::join(const PolicyFile& file) const
{
    std::vector<Remembered> joined;
    for (const runlog::Policy& policy : file.policies)
        joined.push_back({policy, file.arena});
    const auto find = [&joined](const std::string& id) {
        return std::find_if(joined.begin(), joined.end(), [&id](const Remembered& r) { return r.policy.id == id; });
    };
    auto place = joined.begin();
    for (const Remembered& old : m_policies) {
        const auto found = find(old.policy.id);
        if (found != joined.end()) {
            place = found + 1;
            continue;
        }
        place = joined.insert(place, old) + 1;
        (place - 1)->policy.stale = true;
    }
    return joined;
}

std::shared_ptr<const PolicyFile> LastValid::update(const runlog::Parsed& parsed)
{
    if (!hasError(parsed.diagnostics)) {
        m_policies.clear();
        for (const runlog::Policy& policy : parsed.file->policies)
            m_policies.push_back({policy, parsed.file->arena});
        m_settings = parsed.file;
        return parsed.file;
    }
    m_policies = join(*parsed.file);
    auto file = std::make_shared<PolicyFile>(*parsed.file);
    if (m_settings)
        keepSettings(*file, *m_settings);
    std::vector<Arena> arenas{file->arena};
    file->policies.clear();
    for (const Remembered& remembered : m_policies) {
        file->policies.push_back(remembered.policy);
        if (std::find(arenas.begin(), arenas.end(), remembered.arena) == arenas.end())
            arenas.push_back(remembered.arena);
    }
    file->arena = together(std::move(arenas));
    return file;
}

} // namespace studio
