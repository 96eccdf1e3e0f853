// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/textscans.h"

#include <algorithm>

namespace runlog::pii {

std::size_t TextScans::KeyHash::operator()(const Key& key) const
{
    constexpr std::size_t factor = 1'000'003;
    return std::hash<std::string_view>()(key.text) * factor + std::hash<std::string_view>()(key.fieldName);
}

void TextScans::expect(const EntitySet& wanted)
{
    const std::scoped_lock lock(m_mutex);
    m_expected = m_expected | wanted;
}

void TextScans::scanInto(Entry& entry, std::string_view text, std::string_view fieldName, const EntitySet& wanted)
{
    {
        const std::scoped_lock lock(m_mutex);
        entry.scannedFor = entry.scannedFor | m_expected | wanted;
    }
    entry.found.clear();
    scanOverlapping(text, {entry.scannedFor, fieldName}, entry.found);
    entry.found.shrink_to_fit();
    ++m_scanned;
}

// Calls `use` with everything that was found in a text, of the wanted entities and of others.
template <typename Use> auto TextScans::withFindings(std::string_view text, const ScanOptions& options, Use use)
{
    const Key asked{text, options.fieldName};
    auto& shard = m_shards[KeyHash()(asked) / 7 % m_shards.size()];
    const std::scoped_lock lock(shard.mutex);
    auto known = shard.entries.find(asked);
    if (known == shard.entries.end()) {
        if (m_texts >= MostTexts) {
            Entry once;
            scanInto(once, text, options.fieldName, options.wanted);
            return use(once.found);
        }
        ++m_texts;
        const auto& fieldName = *shard.fieldNames.emplace(options.fieldName).first;
        known = shard.entries.try_emplace(Key{text, fieldName}).first;
        scanInto(known->second, text, fieldName, options.wanted);
    } else if (!known->second.scannedFor.includes(options.wanted)) {
        scanInto(known->second, text, options.fieldName, options.wanted);
    }
    return use(known->second.found);
}

bool TextScans::contains(std::string_view text, const ScanOptions& options, Likelihood atLeast)
{
    return withFindings(text, options, [&](const std::vector<Finding>& all) {
        return std::ranges::any_of(all, [&](const Finding& finding) {
            return finding.likelihood >= atLeast && options.wanted.contains(finding.entity);
        });
    });
}

std::size_t TextScans::count(std::string_view text, const ScanOptions& options, Likelihood atLeast)
{
    return withFindings(text, options, [&](const std::vector<Finding>& all) {
        const auto findings = apart(all, options.wanted);
        return static_cast<std::size_t>(
            std::ranges::count_if(findings, [&](const Finding& finding) { return finding.likelihood >= atLeast; }));
    });
}

} // namespace runlog::pii
