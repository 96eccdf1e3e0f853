// SPDX-License-Identifier: Apache-2.0
#include "core/engine/reason.h"
#include "core/language/edit.h"
#include "core/language/parse.h"
#include "tests/bench/benches.h"
#include "tests/bench/workloadreplay.h"
#include "tests/bench/workloads.h"

#include <chrono>
#include <stdexcept>

// One decision at a time through Engine::evaluate, on workloads that other engines were measured with: the same lines as theirs.
namespace runlog::bench {

namespace {

constexpr std::size_t Rounds = 7; // after one to warm up
constexpr std::size_t LeastDecisions = 30'000; // in one round
constexpr std::size_t Block = 250; // divides the counts of all workloads
constexpr double MostForReasons = 3; // times a decision alone
constexpr const char* Peer = "runlog";

using Clock = std::chrono::steady_clock;

double nanosecondsSince(Clock::time_point start) { return std::chrono::duration<double, std::nano>(Clock::now() - start).count(); }

std::string baseOf(const std::string& workload) // w4 and w5 use the policies of w1
{
    auto base = workload;
    if (base.size() > 1 && (base[1] == '4' || base[1] == '5'))
        base[1] = '1';
    return base;
}

// The decisions and matches of one pass, as `expected.json` counts them.
class Tally {
public:
    explicit Tally(const Engine& engine) : m_engine(engine), m_matched(engine.policies().size()) {}

    void add(const Decision& decision)
    {
        ++m_decisions[std::string(name(decision.outcome))];
        for (const auto policy : decision.matched)
            ++m_matched[policy], ++m_matches;
    }

    bool decidesAs(const Expected& expected) const { return m_decisions == expected.decisions; }
    bool equals(const Expected& expected) const
    {
        return decidesAs(expected) && m_matches == expected.matches && hash() == expected.hash;
    }

    void print(JsonWriter& json) const
    {
        json.key("matched_counts").beginObject().key("decisions").beginObject();
        for (const auto& [decision, count] : m_decisions)
            json.member(decision, count);
        json.endObject().member("matches", m_matches).member("hash", hash()).endObject();
    }

private:
    std::string hash() const
    {
        std::uint64_t hash = 0xCBF29CE484222325U;
        for (std::size_t policy = 0; policy < m_matched.size(); ++policy)
            for (const char c : m_engine.policies()[policy].policy->id + ":" + std::to_string(m_matched[policy]) + "\n")
                hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
        char digits[17];
        std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(hash));
        return digits;
    }

    const Engine& m_engine;
    std::map<std::string, std::size_t> m_decisions;
    std::vector<std::size_t> m_matched;
    std::size_t m_matches = 0;
};

struct Times {
    double wallNs = 0; // medians of one decision
    double cpuNs = 0;
    double p50 = 0;
    double p99 = 0;
};

// Times `decide(index)` for all indexes below `count`, a block at a time: what a step's arrival wrote is warm when it is decided.
template <typename Arrive, typename Decide>
Times timesOf(std::size_t count, std::size_t passes, Arrive arrive, Decide decide)
{
    const auto each = static_cast<double>(count * passes);
    std::vector<double> walls;
    std::vector<double> cpus;
    std::vector<double> single;
    for (std::size_t round = 0; round <= Rounds; ++round) {
        double cpu = 0;
        double wall = 0;
        for (std::size_t block = 0; block < passes * count; block += Block) {
            const auto begin = block % count;
            const auto end = std::min(begin + Block, count);
            arrive(begin, end);
            const auto cpuStart = threadSeconds();
            const auto start = Clock::now();
            for (auto index = begin; index < end; ++index)
                decide(index);
            wall += nanosecondsSince(start);
            cpu += threadSeconds() - cpuStart;
        }
        walls.push_back(wall / each);
        cpus.push_back(cpu * 1e9 / each);
    }
    walls.erase(walls.begin());
    cpus.erase(cpus.begin());
    for (std::size_t begin = 0; begin < std::min<std::size_t>(count, 10'000); begin += Block) {
        arrive(begin, std::min(begin + Block, count));
        for (auto index = begin; index < std::min(begin + Block, count); ++index) {
            const auto start = Clock::now();
            decide(index);
            single.push_back(nanosecondsSince(start));
        }
    }
    return {percentile(walls, 50), percentile(cpus, 50), percentile(single, 50), percentile(single, 99)};
}

void printTimes(JsonWriter& json, const Times& times, std::size_t count)
{
    json.key("ns_per_decision_median").raw(rounded(times.wallNs, 1)).key("cpu_ns_median").raw(rounded(times.cpuNs, 1));
    json.key("p50_ns").raw(rounded(times.p50, 0)).key("p99_ns").raw(rounded(times.p99, 0));
    json.key("total_ms").raw(rounded(times.wallNs * static_cast<double>(count) * 1e-6, 3));
}

EnginePtr engineOf(const std::string& text)
{
    auto parsed = parse(std::make_shared<const Source>("workload.yaml", text));
    if (hasError(parsed.diagnostics))
        throw std::runtime_error("the workload's policies have an error: " + parsed.diagnostics.front().message);
    return std::make_shared<const Engine>(PolicySet{{parsed.file}});
}

constexpr const char* Budget = "budget/when/cost_today/gt";

class Bench {
public:
    Bench(const std::string& folder, const std::string& workload) : m_workload(workload), m_results(folder)
    {
        m_expected = workload.starts_with("w5") ? m_results.ofThreshold(0) : m_results.of(workload);
        const auto loading = Clock::now();
        m_actions = actionsOf(folder, m_expected.count);
        m_loadMs = nanosecondsSince(loading) * 1e-6;
        const auto text = policyText(folder, baseOf(workload.starts_with("w5") ? "w5n" : workload));
        const auto compiling = Clock::now();
        m_engine = engineOf(text);
        m_compileMs = nanosecondsSince(compiling) * 1e-6;
    }

    void run(Figures& figures)
    {
        if (m_workload.starts_with("w5")) {
            runChanges(figures);
            measureChanges(m_workload + "_replay", m_engine, *m_actions, {Budget, 0}, m_results.thresholds(), figures);
        } else {
            runDecisions(figures);
        }
        if (m_workload.starts_with("w4"))
            measureReplay(m_workload + "_replay", m_engine, *m_actions, figures);
    }

private:
    JsonWriter line() const
    {
        JsonWriter json;
        json.beginObject().member("peer", Peer).member("version", "g++ " __VERSION__).member("workload", m_workload);
        json.member("n", m_expected.count).member("runs", Rounds);
        json.key("load_ms").raw(rounded(m_loadMs, 1)).key("compile_ms").raw(rounded(m_compileMs, 2));
        return json;
    }

    void arrive(const Engine& engine, std::size_t begin, std::size_t end) { m_states.arrive(engine, *m_actions, begin, end); }

    void decide(const Engine& engine, std::size_t index)
    {
        engine.evaluate(m_actions->list[index].request, m_states[index], m_decision, m_scratch);
    }

    Tally tallyOf(const Engine& engine)
    {
        Tally tally(engine);
        for (std::size_t index = 0; index < m_expected.count; ++index) {
            if (index % Block == 0)
                arrive(engine, index, std::min(index + Block, m_expected.count));
            decide(engine, index);
            tally.add(m_decision);
        }
        return tally;
    }

    // With a text scan in them the decisions differ from the reference, whose expressions find less than our detector.
    void runDecisions(Figures& figures)
    {
        const auto tally = tallyOf(*m_engine);
        const auto arriving = [&](std::size_t begin, std::size_t end) { arrive(*m_engine, begin, end); };
        const auto passes = std::max<std::size_t>(1, LeastDecisions / m_expected.count);
        const auto times = timesOf(m_expected.count, passes, arriving, [&](std::size_t index) { decide(*m_engine, index); });
        Reasons reasons;
        const auto reasoned = timesOf(m_expected.count, passes, arriving, [&](std::size_t index) {
            decide(*m_engine, index);
            reasonsOf(*m_engine, m_actions->list[index].request, m_states[index], m_decision, reasons);
        });
        const auto explained = timesOf(std::min(m_expected.count, Block), 1, arriving, [&](std::size_t index) {
            m_engine->explain(m_actions->list[index].request, m_states[index], m_scratch);
        });
        auto json = line();
        printTimes(json, times, m_expected.count);
        json.key("reasons_cpu_ns_median").raw(rounded(reasoned.cpuNs, 1));
        json.key("explain_cpu_ns_median").raw(rounded(explained.cpuNs, 1));
        tally.print(json);
        json.member("decisions_ok", tally.decidesAs(m_expected)).member("all_ok", tally.equals(m_expected));
        const bool comparable = m_workload.ends_with('n');
        const bool fast = times.p99 <= 5 * times.p50 && reasoned.cpuNs <= MostForReasons * times.cpuNs;
        figures.printBar(std::move(json), (tally.equals(m_expected) || !comparable) && fast);
    }

    // Each change of the threshold decides all actions again.
    void runChanges(Figures& figures)
    {
        std::vector<double> perStep;
        bool ok = true;
        const auto thresholds = m_results.thresholds();
        for (std::size_t change = 0; change < thresholds.size(); ++change) {
            const auto engine = m_engine->withThreshold(Budget, 0, *Decimal::parse(thresholds[change]));
            if (!engine)
                throw std::runtime_error("the budget has no threshold");
            ok &= tallyOf(*engine).equals(m_results.ofThreshold(change));
            double seconds = 0;
            for (std::size_t begin = 0; begin < m_expected.count; begin += Block) {
                const auto end = std::min(begin + Block, m_expected.count);
                arrive(*engine, begin, end);
                const auto start = threadSeconds();
                for (auto index = begin; index < end; ++index)
                    decide(*engine, index);
                seconds += threadSeconds() - start;
            }
            perStep.push_back(seconds * 1e9 / static_cast<double>(m_expected.count));
        }
        auto json = line();
        json.member("changes", thresholds.size() - 1).key("cpu_ns_median").raw(rounded(percentile(perStep, 50), 1));
        figures.printBar(std::move(json.member("decisions_ok", ok).member("all_ok", ok)), ok);
    }

    std::string m_workload;
    ExpectedResults m_results;
    Expected m_expected;
    std::unique_ptr<Actions> m_actions;
    EnginePtr m_engine;
    ArrivedStates m_states;
    Decision m_decision;
    std::pmr::monotonic_buffer_resource m_scratch;
    double m_loadMs = 0;
    double m_compileMs = 0;
};

} // namespace

void addEngine(CLI::App& program, Figures& figures)
{
    struct Words {
        std::string folder;
        std::vector<std::string> workloads{"w1", "w1n", "w2", "w2n", "w3", "w3n", "w4", "w4n", "w5"};
    };
    const auto words = std::make_shared<Words>();
    auto* command = program.add_subcommand("engine", "decisions of made workloads, beside what other engines take for them");
    command->add_option("folder", words->folder, "where the workloads are")->required();
    command->add_option("workload", words->workloads, "w1 w1n … w5");
    command->callback([words, &figures] {
        for (const auto& workload : words->workloads)
            Bench(words->folder, workload).run(figures);
    });
}

} // namespace runlog::bench
