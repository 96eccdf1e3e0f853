// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/sha256.h"
#include "core/replay/partition.h"
#include "core/replay/summary.h"

#include <span>
#include <variant>

namespace runlog {

// What all parts of one replay have in common: only such parts may be merged. Digests are SHA-256 in hex.
struct PartOrigin {
    std::string program;   // its version
    std::string zoneRules; // their version
    std::string policies;  // digest of their bytes, in order
    std::string corpus;    // digest of its runs, whatever files and formats they came from
    std::string answers;   // digest of how requests for approval were answered
    bool operator==(const PartOrigin&) const = default;
};

// The result of one part of a replay: its counts, and the digest of each of its runs.
struct Part {
    struct RunDigest {
        std::size_t run = 0; // of the whole corpus, in its order
        Sha256::Bytes outcomes{};
    };

    PartOrigin origin;
    std::size_t number = 1; // from 1
    std::size_t of = 1;
    Coupling coupling;
    std::size_t groups = 0; // of the whole corpus
    Summary summary;        // `runs` counts those of the whole corpus, `totals` the part; without a digest
    std::vector<RunDigest> digests; // in order of run
};

// The part with index `part` of a partition: `replay` is of its runs alone, in their order; `damagedLines` is of the whole corpus.
Part partOf(const Replay& replay, const Partition& partition, std::size_t part, PartOrigin origin, std::size_t damagedLines);

// One line of JSON, as `runlog replay --partition` writes it.
std::string partJson(const Part& part);

// Reads what partJson() writes and nothing else: every key once and none besides, whole numbers in range, digests of 64 hex digits,
// counts that add up. A text instead says what is wrong.
std::variant<Part, std::string> readPart(std::string_view json);

// The whole replay's summary, digest included, from all of its parts in any order. A text instead says why they do not make one:
// a part is missing or there twice, or two of them differ in their origin.
std::variant<Summary, std::string> mergeParts(std::span<const Part> parts);

// The digest of a corpus that comes run by run, in the order of its store.
class CorpusDigest {
public:
    void add(const Runs& runs, const Run& run);
    std::string finish(std::size_t damagedLines); // once

private:
    Sha256 m_all;
    std::string m_lines;
};

// Digests for PartOrigin.
std::string policiesDigest(const PolicySet& set);
std::string answersDigest(const Answers& answers);

} // namespace runlog
