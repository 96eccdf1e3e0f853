// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/census.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>

// Remembers what was found in which text, so that any number of policies, replays and threads scan a text once.
namespace runlog::pii {

// Keyed by what a result depends on and nothing else: the bytes of the text, the name of its field and the detector's version, as
// 128 bits under a secret of the process. Where a text lies in memory says nothing about it (changed arguments and read buffers use
// the same memory again), and the same text in a thousand steps is scanned once. Holds the census of a text, from which every
// question about entities and likelihoods is answered exactly as contains() answers it.
//
// Any number of threads may ask at once. Memory: at most 128 bytes for each text that is remembered, and 64 bytes times `mostTexts` (a
// power of two, at least 1,024) in all; beyond that a new text takes the place of another one, which is scanned again when it is asked
// for.
class ScanCache {
public:
    static constexpr std::size_t DefaultTexts = std::size_t{1} << 20U;

    explicit ScanCache(std::size_t mostTexts = DefaultTexts);
    ~ScanCache();
    ScanCache(const ScanCache&) = delete;
    ScanCache& operator=(const ScanCache&) = delete;

    // As pii::contains().
    bool contains(std::string_view text, const ScanOptions& options, Likelihood atLeast = Likelihood::Likely);

    // How many findings of at least that likelihood pii::scan() has. Only texts that hold one are scanned again.
    std::size_t count(std::string_view text, const ScanOptions& options, Likelihood atLeast = Likelihood::Likely);

    std::uint64_t scans() const { return m_scans.load(std::memory_order_relaxed); } // texts that were scanned so far
    std::size_t texts() const;                                                      // that are remembered now
    std::size_t mostTexts() const { return m_mostTexts; }

private:
    struct Shard;

    Census censusOf(std::string_view text, std::string_view fieldName);

    std::size_t m_mostTexts;
    std::unique_ptr<Shard[]> m_shards;
    std::atomic<std::uint64_t> m_scans{0};
};

} // namespace runlog::pii
