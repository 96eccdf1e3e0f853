// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"
#include "core/engine/scancolumns.h"
#include "core/engine/seen.h"

#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace runlog {

// The steps of one window that still count, with their sum or distinct values kept up to date.
class WindowLog {
public:
    struct Entry {
        std::int64_t time = Request::NoTime;
        std::optional<Decimal> number; // Sum
        std::string key;               // Distinct: canonical JSON
        bool counts = true;            // false: it only might, something is not recorded
        bool error = false;
        bool unrecorded = false;
    };

    explicit WindowLog(const WindowSlot& slot, const Zone& zone) : m_slot(&slot), m_zone(&zone) {}

    void advance(std::int64_t now); // drops what is out of reach; `now` never goes back
    void add(Entry entry);
    WindowValue value() const;
    bool has(const std::string& key) const { return m_keys.contains(key); }
    bool looksLike(const WindowLog& other) const;

private:
    void drop();
    void accumulate(const Entry& entry);

    const WindowSlot* m_slot;
    const Zone* m_zone;
    std::deque<Entry> m_entries;
    Decimal m_sum;
    bool m_overflow = false; // a sum that left Decimal's range stays in error
    std::unordered_map<std::string, std::size_t> m_keys;
    std::size_t m_counting = 0;
    std::size_t m_errors = 0;
    std::size_t m_unrecorded = 0;
};

// Money spent by one service on one calendar day.
struct DayCost {
    std::int64_t nanos = 0;
    std::size_t unknown = 0; // executed steps whose cost nobody recorded
    bool operator==(const DayCost&) const = default;
};

// What runs share: money per service and day, windows per user and per service. Not thread-safe; one per replay or guard.
class SharedState {
public:
    // What the runs of one service share, and which policies govern them.
    struct Service {
        std::vector<std::map<std::int64_t, DayCost>> days; // by zone
        std::vector<std::uint64_t> governed;               // bits by policy; only where the program has services
    };

    explicit SharedState(std::shared_ptr<const Program> program);

    // References stay as long as this.
    Service& service(Value service);
    WindowLog& window(std::uint32_t slot, const std::string& key);

private:
    std::shared_ptr<const Program> m_program;
    std::unordered_map<std::string, Service> m_services;
    std::vector<std::unordered_map<std::string, WindowLog>> m_windows; // by slot
};

// What a step costs and belongs to; known before it runs.
struct Arrival {
    std::optional<Money> estimate;
    std::int64_t batch = -1;
};

// How a step went; for the counters of the steps after it.
struct Departure {
    bool ran = true;                 // executed: allowed, logged, modified or approved
    bool waiting = false;            // an approval is pending: its reservation holds
    std::optional<Money> cost;       // nullopt: unknown
    bool costIsMissing = false;      // it should have a cost and none is known
    std::int64_t tokens = 0;
    bool tokensAreMissing = false;
    bool failed = false;             // it ran and gave an error
    std::optional<Money> estimate;   // the reservation of a waiting step
};

// What a step sees of the steps before it, given instead of lived through: to decide one step whose counters are known
// otherwise. All vectors are by index of the program.
struct Seen {
    Counters counters;                // its own share included
    std::vector<DayCost> today;       // by zone: before the step; what the run has spent where it shares no day
    std::int64_t estimate = 0;
    std::vector<Verdict> after;       // by history
    std::vector<WindowValue> windows; // by window
};

// What came before in one run, seen from the step that arrived last. Not thread-safe.
//
// Order of calls for each decided step: arrive(), then any number of Engine calls, then depart().
class RunState {
public:
    // `shared` outlives this. The service and user of `run` are those of all its steps.
    RunState(std::shared_ptr<const Program> program, SharedState& shared, const Request& run, std::int64_t startedAt);

    // Only to evaluate one step at `now` (or Request::NoTime) with; it must neither arrive nor depart. `seen` outlives this.
    RunState(std::shared_ptr<const Program> program, Seen& seen, std::int64_t now);

    void arrive(const Request& request, const Arrival& arrival);
    // The step that arrived sees these fields instead of its own. `seen` outlives the step.
    void see(const SeenFields& seen);
    const SeenFields* seen() const { return m_seen; } // null: its own

    // After arrive(): answers of the detector about this very request are found and kept there. Both outlive the step.
    void keepScans(const Request& request, const StepScans& scans) { m_scanned = &request, m_scans = &scans; }
    const StepScans* scansOf(const Request& request) const { return &request == m_scanned ? m_scans : nullptr; }

    // `request` is what ran: with the arguments as changed and the output.
    void depart(const Request& request, const Departure& departure);

    const Counters& counters() const { return m_counters; }
    std::int64_t costToday(std::uint32_t zone) const;
    bool costTodayIsAtLeast(std::uint32_t zone) const;
    bool costTodayIsUnrecorded() const;
    Verdict after(std::uint32_t history) const { return m_after[history]; }
    WindowValue window(std::uint32_t slot) const;
    bool windowHas(std::uint32_t slot, Value value) const;

    // The policies that govern the run's service, bits by policy. Null where it is not known: then the request tells.
    const std::vector<std::uint64_t>* governed() const { return m_shares != nullptr ? &m_shares->governed : nullptr; }

    // A second account of each day's money, kept beside the first one: as if all steps had gone as recorded. For programs whose
    // runs share nothing else. After arrive(), or lookBeside() where a step does not arrive: spendBeside().
    void keepBeside(SharedState& other, Value service) { m_beside = &other.service(service); }
    void lookBeside(std::int64_t time);
    void spendBeside(const Departure& departure);
    bool seesSameBeside() const;
    void swapBeside(); // the two change places: for an evaluation, and back

    // Whether what runs share looks the same from both, so that a decision cannot differ because of it.
    bool seesSameAs(const RunState& other) const;

private:
    bool isTimed() const { return m_now != Request::NoTime; }
    void arriveTool(const Request& request);
    void findShared();
    void findDays();
    WindowLog& logOf(std::uint32_t slot);
    bool seesCostToday() const { return m_seen != nullptr && m_seen->has(Field::CostToday); }
    void settleBatch(std::int64_t batch);
    void recordHistory(const Request& request);
    void recordWindows(const Request& request);
    std::optional<std::string> windowKey(const WindowSlot& slot) const;
    void addCost(const Departure& departure);

    std::shared_ptr<const Program> m_program;
    SharedState* m_shared = nullptr;
    SharedState::Service* m_shares = nullptr; // the service's part of it
    SharedState::Service* m_beside = nullptr; // of the second account
    std::string m_service;           // key of what the service shares; empty: nothing is shared
    std::optional<std::string> m_user;
    bool m_userIsUnrecorded = false;
    std::int64_t m_startedAt = Request::NoTime;
    std::int64_t m_now = Request::NoTime;
    std::int64_t m_batch = -1;

    Counters m_before;               // without the step that arrived
    Counters m_counters;             // as that step sees them
    const SeenFields* m_seen = nullptr; // what a test says that it sees
    std::int64_t m_estimate = 0;
    std::size_t m_unknownCosts = 0;
    bool m_unknownTokens = false;
    Value m_lastTool;
    Value m_lastArgs;
    std::int64_t m_repeats = 0;

    // Where a zone's money of the day stands: looked up once per day.
    struct Today {
        DayCost* cost = nullptr;     // null without a time or a service
        DayCost* beside = nullptr;   // of the second account
        DayCost* found = nullptr;    // both, kept while the day is the same
        DayCost* foundBeside = nullptr;
        std::int64_t day = 0;
    };
    // Where a window is kept: each is looked up, or made, when it is needed first.
    struct Log {
        WindowLog* now = nullptr;
        WindowLog* shared = nullptr;
        std::unique_ptr<WindowLog> own; // of the run, and what untimed steps see
    };

    std::vector<Today> m_today;      // by zone
    std::vector<Verdict> m_after;    // by history
    std::vector<Verdict> m_afterBatch; // of the batch that is under way
    std::vector<Log> m_logs;         // by window
    mutable std::string m_key;       // of a value among distinct ones; kept for its memory
    const Request* m_scanned = nullptr; // the request that m_scans is about
    const StepScans* m_scans = nullptr;
    const std::vector<WindowValue>* m_seenWindows = nullptr; // given, by window
};

} // namespace runlog
