// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/scanner.h"

#include <array>
#include <atomic>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

namespace runlog::pii {

// What the detector found in texts, kept so that each is scanned once, however many steps hold it and however many questions are asked
// about it. A text counts together with the name of its field, which the detector reads too. The answers are those of scan().
//
// Any number of threads may ask; two that ask for one text wait for one scan. The texts are not copied and must outlive this. It lives
// no longer than the process; its keys name the version of the detector all the same, so that findings of two never mix.
class TextScans {
public:
    static constexpr std::size_t MostTexts = 1'000'000; // what is beyond is scanned each time it is asked about

    // These will be asked for: the texts that are scanned from now on are scanned for them as well.
    void expect(const EntitySet& wanted);

    bool contains(std::string_view text, const ScanOptions& options, Likelihood atLeast);
    std::size_t count(std::string_view text, const ScanOptions& options, Likelihood atLeast);

    std::size_t scanned() const { return m_scanned; } // how often a text was scanned

private:
    struct Key {
        std::string_view text;
        std::string_view fieldName;
        unsigned detector = DetectorVersion;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    struct Entry {
        EntitySet scannedFor;
        std::vector<Finding> found; // overlapping ones too
    };
    struct Shard {
        std::mutex mutex;
        std::unordered_map<Key, Entry, KeyHash> entries;
        std::unordered_set<std::string> fieldNames; // of the keys
    };

    template <typename Use> auto withFindings(std::string_view text, const ScanOptions& options, Use use);
    void scanInto(Entry& entry, std::string_view text, std::string_view fieldName, const EntitySet& wanted);

    std::array<Shard, 16> m_shards;
    std::mutex m_mutex; // guards m_expected
    EntitySet m_expected;
    std::atomic<std::size_t> m_texts = 0;
    std::atomic<std::size_t> m_scanned = 0;
};

} // namespace runlog::pii
