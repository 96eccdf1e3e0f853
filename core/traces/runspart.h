// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/problems.h"
#include "core/traces/runs.h"
#include "core/traces/spans.h"

#include <unordered_map>

namespace runlog {

// What later lines about a run say completes what earlier ones said; only a status replaces another.
void complete(Run& run, const Run& more);

// What a reader understood of one file, or of one block of its lines: runs and their steps in any order. One thread fills a
// part; a RunsBuilder makes one store of many.
class RunsPart {
public:
    using RunRef = std::uint32_t;

    // A run as far as this part knows it.
    struct PartRun {
        Run run;                   // service and texts of this part
        bool serviceKnown = false; // else a run line elsewhere says it
        bool whole = false;        // all of it is here: a run of another file with the same name is another run
        std::uint32_t line = 0;    // where it was first seen
    };

    explicit RunsPart(std::uint32_t source);
    RunsPart& operator=(const RunsPart&) = delete;

    // The same part once more, over the same texts, for a builder that uses it up; in another place of the list of sources.
    std::shared_ptr<RunsPart> copied(std::uint32_t source) const;

    // Texts inside `block` are found again at `lasting` as long as `owner` lives; keep() then leaves longer texts where they are.
    void setLasting(std::string_view block, const char* lasting, std::shared_ptr<const void> owner);

    // Copies that live as long as the runs.
    std::string_view keep(std::string_view text);
    Value keep(Value value);
    std::uint32_t intern(std::string_view name) { return m_names->intern(name); }
    std::string_view nameOf(std::uint32_t id) const { return m_names->name(id); }
    std::pmr::memory_resource& arena() { return *m_arena; }

    // The run of that service and id; made when it was not there.
    RunRef runOf(std::uint32_t service, std::string_view id, std::uint32_t line);
    // The run that a step without a service belongs to: the last one of that id, else one whose service is not known yet.
    RunRef openRun(std::string_view id, std::uint32_t line);
    // Steps without a service belong to this run from now on.
    void makeCurrent(RunRef run);
    PartRun& run(RunRef ref) { return m_runs[ref]; }
    RunRef runCount() const { return static_cast<RunRef>(m_runs.size()); }

    // Takes a step whose values already live long enough.
    void append(RunRef run, const Step& step);
    std::uint32_t addDecision(RecordedDecision decision);

    std::uint32_t source() const { return m_source; }
    std::size_t stepCount() const { return m_columns.size(); }
    Problems problems;
    std::vector<RecordedSpan> spans; // of traces that become runs when all files are read
    std::size_t lines = 0;         // how many lines the block has
    std::size_t roundedCosts = 0;

private:
    friend class RunsBuilder;
    RunsPart(const RunsPart&) = default;

    struct Key {
        std::uint32_t service;
        std::string_view id;
        bool operator==(const Key&) const = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const
        {
            return std::hash<std::string_view>()(key.id) * 31 + key.service;
        }
    };
    static constexpr std::uint32_t OpenService = std::numeric_limits<std::uint32_t>::max();

    RunRef find(std::uint32_t service, std::string_view id, std::uint32_t line);

    std::uint32_t m_source;
    std::shared_ptr<std::pmr::monotonic_buffer_resource> m_arena;
    std::shared_ptr<Names> m_names;
    std::vector<PartRun> m_runs;
    std::unordered_map<Key, RunRef, KeyHash> m_byKey;
    std::unordered_map<std::string_view, RunRef> m_current;
    RunRef m_lastOpen = 0;         // what openRun() answered last, if its id still fits
    StepColumns m_columns;
    std::vector<RunRef> m_runOf;
    std::vector<RecordedDecision> m_decisions;
    std::string_view m_block;
    const char* m_lasting = nullptr;
    std::shared_ptr<const void> m_lastingOwner;
};

} // namespace runlog
