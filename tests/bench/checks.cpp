// SPDX-License-Identifier: Apache-2.0
#include "core/checks/findings.h"
#include "core/language/parse.h"
#include "tests/bench/benches.h"

#include <array>
#include <stdexcept>

// What is proven of policies without a recording: the checks of single policies with parsing, as at every edit, and
// coverage.
namespace runlog::bench {

namespace {

constexpr double MostEachMilliseconds = 50; // for 2,000 lines, parsing included
constexpr double MostCoveredMilliseconds = 1000;
constexpr double MostManyMilliseconds = 50;       // of 1,000 policies
constexpr double MostGreatestMilliseconds = 3000; // of 100,000 policies
constexpr std::int64_t MostMebibytes = 300;
constexpr int Tries = 15;

// Policies of the kinds that people write: by tool and number, globs and groups, personal data, windows, exceptions,
// nested. So many lines, or where `policies` is given, so many of them.
std::string manyPolicies(std::size_t lines, std::size_t policies = 0) {
    static constexpr std::array<const char*, 8> conditions{
        "{ tool: \"tool#.run\", cost_today: { gt: #.50 } }",
        "{ tool: [\"mail#.*\", \"*.refund#\"], args.amount: { gt: 50, lte: 9# } }",
        "{ tool: \"query#\", args.query: { contains_pii: true } }",
        "{ tool: { in_group: financial_actions }, args.amount: { gt: # } }",
        "{ tool: \"fetch#\", count: { of: { tool: \"fetch#\" }, within: 10m, gt: 5 } }",
        "{ any: [ { tool: \"a#\", args.x: { ne: 1 } }, { all: [ { tool: \"b#\" }, { args.y: { starts_with: p# } } ] } "
        "] }",
        "{ model: \"big#-*\", tokens_in_run: { gt: 1# } }",
        "{ tool: \"write#\", args.path: { matches: '^/etc/#' }, not: { user.role: admin } }"};
    static constexpr std::array<const char*, 4> actions{"deny", "log", "terminate", "require_approval"};
    std::string text = "policies:\n";
    for (std::size_t i = 0, line = 1; policies > 0 ? i < policies : line + 4 <= lines; ++i) {
        std::string condition = conditions[i % conditions.size()];
        for (auto at = condition.find('#'); at != std::string::npos; at = condition.find('#'))
            condition.replace(at, 1, std::to_string(i));
        text += "  - id: p" + std::to_string(i) + "\n    when: " + condition + "\n    action: " + actions[i % 4] + "\n";
        line += 3;
        if (i % 5 == 0) {
            text += "    unless: { user.team: t" + std::to_string(i) + " }\n";
            ++line;
        }
    }
    return text;
}

// Parsing with the checks of single policies, as `runlog check` begins, of so many policies.
void measureMany(std::size_t policies, double mostMilliseconds, std::int64_t mostMebibytes, Figures& figures) {
    const auto source = std::make_shared<const Source>("many.yaml", manyPolicies(0, policies));
    std::vector<double> all;
    std::vector<double> parsing;
    const int tries = policies > 10'000 ? 3 : Tries;
    std::int64_t mebibytes = 0; // of the first time: the later ones find memory in the pieces that it left
    for (int i = 0; i < tries; ++i) {
        const auto start = threadSeconds();
        const auto parsed = parse(source);
        parsing.push_back(1e3 * (threadSeconds() - start));
        checks::checkEach(Engine(PolicySet{{parsed.file}}));
        all.push_back(1e3 * (threadSeconds() - start));
        mebibytes = mebibytes == 0 ? peakMebibytes() : mebibytes;
        if (parsed.file->policies.size() != policies) throw std::runtime_error("the made policies have an error");
    }
    const auto milliseconds = percentile(all, 50);
    JsonWriter json;
    json.beginObject().member("bench", "check_policies").member("policies", policies);
    json.key("ms_parse").raw(rounded(percentile(parsing, 50), 1)).key("ms_parse_and_check").raw(rounded(milliseconds, 1));
    json.member("peak_mib", mebibytes).member("peak_mib_of_repeats", peakMebibytes());
    figures.printBar(std::move(json), milliseconds <= mostMilliseconds && mebibytes <= mostMebibytes);
}

void measure(std::size_t lines, Figures& figures) {
    const auto source = std::make_shared<const Source>("many.yaml", manyPolicies(lines));
    std::vector<double> all;
    std::vector<double> parsing;
    std::vector<double> covering;
    checks::Findings each;
    checks::Findings covered;
    std::size_t policies = 0;
    for (int i = 0; i < Tries; ++i) {
        const auto start = threadSeconds();
        const auto parsed = parse(source);
        const auto read = threadSeconds();
        const Engine engine(PolicySet{{parsed.file}});
        each = checks::checkEach(engine);
        const auto looked = threadSeconds();
        covered = checks::checkCovered(engine);
        covering.push_back(1e3 * (threadSeconds() - looked));
        parsing.push_back(1e3 * (read - start));
        all.push_back(1e3 * (looked - start));
        policies = parsed.file->policies.size();
        if (hasError(parsed.diagnostics)) throw std::runtime_error("the made policies have an error");
    }
    const auto milliseconds = percentile(all, 50);
    JsonWriter json;
    json.beginObject().member("bench", "check_each").member("lines", lines).member("policies", policies);
    json.key("ms_parse")
        .raw(rounded(percentile(parsing, 50), 1))
        .key("ms_parse_and_check")
        .raw(rounded(milliseconds, 1));
    json.member("findings", each.found.size()).member("not_proven", each.notProven);
    figures.printBar(std::move(json), lines > 2000 || milliseconds <= MostEachMilliseconds);
    const auto together = percentile(covering, 50);
    JsonWriter second;
    second.beginObject().member("bench", "check_covered").member("lines", lines).member("policies", policies);
    second.key("ms")
        .raw(rounded(together, 1))
        .member("findings", covered.found.size())
        .member("not_proven", covered.notProven);
    figures.printBar(std::move(second), together <= MostCoveredMilliseconds);
}

} // namespace

void addChecks(CLI::App& program, Figures& figures) {
    auto lines = std::make_shared<std::size_t>(2000);
    auto* checks = program.add_subcommand("checks", "what is proven of policies without a recording, with parsing");
    checks->add_option("--lines", *lines, "of the policy file")
        ->capture_default_str()
        ->check(CLI::Range(10, 1'000'000));
    checks->callback([lines, &figures] {
        measureMany(1'000, MostManyMilliseconds, MostMebibytes, figures);
        measure(*lines, figures);
        measureMany(100'000, MostGreatestMilliseconds, MostMebibytes, figures);
    });
}

} // namespace runlog::bench
