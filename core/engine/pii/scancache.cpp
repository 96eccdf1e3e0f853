// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/scancache.h"

#include "core/engine/pii/textkey.h"

#include <algorithm>
#include <bit>
#include <mutex>
#include <vector>

namespace runlog::pii {

namespace {

constexpr std::size_t ShardCount = 64; // threads rarely meet in one
constexpr std::size_t FirstSlots = 16;
constexpr std::size_t Reach = 8;       // slots that a key may stand in, from its home on

struct Slot {
    TextKey key; // all zero: free
    Census census;

    bool isFree() const { return key == TextKey{}; }
};
static_assert(sizeof(Slot) == 64);

// One secret for all caches: a key means the same to each of them.
const TextSecret& secret()
{
    static const auto drawn = TextSecret::drawn();
    return drawn;
}

} // namespace

// A table with open addressing that grows by doubling up to its most.
struct alignas(64) ScanCache::Shard {
    std::mutex mutex;
    std::vector<Slot> slots;
    std::size_t used = 0;

    // The slot of the key, or a free one for it; null where all that it may stand in are taken.
    Slot* find(const TextKey& key)
    {
        for (std::size_t i = 0; i < std::min(Reach, slots.size()); ++i) {
            auto& slot = slots[(key.first + i) & (slots.size() - 1)];
            if (slot.key == key || slot.isFree())
                return &slot;
        }
        return nullptr;
    }

    void grow()
    {
        std::vector<Slot> old(std::max(FirstSlots, 2 * slots.size()));
        old.swap(slots);
        used = 0;
        for (const auto& slot : old)
            if (!slot.isFree())
                put(slot, 0);
    }

    // In a full neighbourhood of a table of at least `most` slots the key's home is taken.
    void put(const Slot& added, std::size_t most)
    {
        while (slots.size() < most && 2 * used >= slots.size())
            grow();
        auto* slot = find(added.key);
        if (slot == nullptr)
            slot = &slots[added.key.first & (slots.size() - 1)];
        used += slot->isFree() ? 1U : 0U;
        *slot = added;
    }
};

ScanCache::ScanCache(std::size_t mostTexts)
    : m_mostTexts(std::bit_floor(std::max(mostTexts, ShardCount * FirstSlots)))
    , m_shards(std::make_unique<Shard[]>(ShardCount))
{}

ScanCache::~ScanCache() = default;

Census ScanCache::censusOf(std::string_view text, std::string_view fieldName)
{
    const auto key = keyOf(text, fieldName, secret());
    auto& shard = m_shards[key.second >> 58U];
    {
        const std::scoped_lock lock(shard.mutex);
        if (const auto* slot = shard.find(key); slot != nullptr && slot->key == key)
            return slot->census;
    }
    const auto seen = census(text, fieldName);
    m_scans.fetch_add(1, std::memory_order_relaxed);
    const std::scoped_lock lock(shard.mutex);
    shard.put({key, seen}, m_mostTexts / ShardCount);
    return seen;
}

bool ScanCache::contains(std::string_view text, const ScanOptions& options, Likelihood atLeast)
{
    return censusOf(text, options.fieldName).answers(options.wanted, atLeast);
}

std::size_t ScanCache::count(std::string_view text, const ScanOptions& options, Likelihood atLeast)
{
    if (!contains(text, options, atLeast))
        return 0;
    std::vector<Finding> findings;
    scan(text, options, findings);
    const auto isLikely = [=](const Finding& finding) { return finding.likelihood >= atLeast; };
    return static_cast<std::size_t>(std::ranges::count_if(findings, isLikely));
}

std::size_t ScanCache::texts() const
{
    std::size_t all = 0;
    for (std::size_t i = 0; i < ShardCount; ++i) {
        const std::scoped_lock lock(m_shards[i].mutex);
        all += m_shards[i].used;
    }
    return all;
}

} // namespace runlog::pii
