// SPDX-License-Identifier: Apache-2.0
#include "core/checks/mutate.h"
#include "core/checks/testrun.h"
#include "core/language/edit.h"
#include "core/language/parse.h"
#include "tests/checks/wholefile.h"
#include "tests/language/shown.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace runlog;

namespace {

std::string print(const std::vector<Mutant>& mutants, const PolicyFile& file, bool onlySurvivors)
{
    std::string out;
    for (const auto& mutant : mutants) {
        if (onlySurvivors && !mutant.survived)
            continue;
        const auto place = file.source->place(mutant.span.begin);
        out += std::to_string(place.line) + ':' + std::to_string(place.byteColumn) + ' ' + std::string(name(mutant.kind)) + " of "
            + mutant.policy + ": " + mutant.change + '\n';
    }
    return out;
}

std::string mutants(const std::string& text)
{
    const auto file = fileOf(text);
    return print(mutantsOf(*file), *file, false);
}

} // namespace

class TestMutate : public QObject {
    Q_OBJECT
private slots:
    void thresholdsOperatorsAndActionsAreChangedOneAtATime()
    {
        QCOMPARE(mutants("max_cost_per_run: $1.00\n"
                         "policies:\n"
                         "  - id: cap\n"
                         "    when: { tool: pay, args.n: { gte: 50 }, user.role: { ne: admin } }\n"
                         "    action: deny # kept\n"
                         "  - { id: any, when: { any: [ { elapsed: { lt: 15m } }, { args.to: { in: [a, b] } } ] }, action: log }\n"),
                 std::string("1:19 threshold of max_cost_per_run: `$1.00` to `$0.99`\n"
                             "1:19 threshold of max_cost_per_run: `$1.00` to `$1.01`\n"
                             "4:34 operator of cap: `gte` to `gt`\n"
                             "4:39 threshold of cap: `50` to `49`\n"
                             "4:39 threshold of cap: `50` to `51`\n"
                             "4:58 operator of cap: `ne` to `eq`\n"
                             "5:13 action of cap: `deny` to `log`\n"
                             "5:13 action of cap: `deny` to `terminate`\n"
                             "5:13 action of cap: the policy off\n"
                             "6:24 operator of any: `any` to `all`\n"
                             "6:44 operator of any: `lt` to `lte`\n"
                             "6:48 threshold of any: `15m` to `14m`\n"
                             "6:48 threshold of any: `15m` to `16m`\n"
                             "6:70 operator of any: `in` to `not_in`\n"
                             "6:98 action of any: `log` to `deny`\n"
                             "6:98 action of any: the policy off\n"));
    }

    void onlyChangesThatAreValidFilesCount()
    {
        // A deny may not have approvers, and a modify nothing else than its own action.
        QCOMPARE(mutants("policies:\n"
                         "  - id: ask\n"
                         "    action: require_approval\n"
                         "    when: { not: { all: [ { tool: a }, { tool: b } ] } }\n"
                         "    approvers: [lead]\n"
                         "  - { id: cut, when: { after: { tool: \"after\" } }, action: modify, modify: [ { remove: args.x } ] }\n"),
                 std::string("3:13 action of ask: the policy off\n"
                             "4:20 operator of ask: `all` to `any`\n"
                             "6:24 operator of cut: `after` to `not_after`\n"
                             "6:60 action of cut: the policy off\n"));
    }

    void testsThatHoldEveryPlaceKillEveryMutant()
    {
        const auto file = fileOf("policies:\n"
                                 "  - { id: cap, when: { args.n: { gt: 50 } }, action: deny }\n"
                                 "tests:\n"
                                 "  - { step: { tool: pay, args: { n: 50 } }, expect: { decision: allow } }\n"
                                 "  - { step: { tool: pay, args: { n: 51 } }, expect: { decision: deny, policy: cap } }\n");
        const auto result = mutate(file);
        QCOMPARE(print(result.mutants, *file, true), std::string());
        QCOMPARE(result.mutants.size(), std::size_t(6));
        QCOMPARE(result.killed(), std::size_t(6));
    }

    void whatNoTestNoticesSurvivesWithItsPlace()
    {
        const auto file = fileOf("policies:\r\n"
                                 "  - id: \"größe\"\r\n"
                                 "    when: { args.n: { gt: 50 } }\r\n"
                                 "    action: deny\r\n"
                                 "tests:\r\n"
                                 "  - { step: { tool: pay, args: { n: 60 } }, expect: { policy: \"größe\" } }\r\n");
        const auto result = mutate(file);
        QCOMPARE(print(result.mutants, *file, true), std::string("3:23 operator of größe: `gt` to `gte`\n"
                                                                 "3:27 threshold of größe: `50` to `49`\n"
                                                                 "3:27 threshold of größe: `50` to `51`\n"
                                                                 "4:13 action of größe: `deny` to `log`\n"
                                                                 "4:13 action of größe: `deny` to `terminate`\n"));
        QCOMPARE(result.killed(), std::size_t(1));
    }

    void nothingIsTriedWhereATestFailsAnyway()
    {
        const auto result = mutate(fileOf("policies:\n  - { id: p, when: { tool: a }, action: deny }\n"
                                          "tests:\n  - { step: { tool: a }, expect: { decision: allow } }\n"));
        QVERIFY(result.baseFails && result.mutants.empty());
    }

    void aStopEndsTheTrying()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto result = mutate(fileOf("policies:\n  - { id: p, when: { tool: a }, action: deny }\n"
                                          "tests:\n  - { step: { tool: a }, expect: { decision: deny } }\n"),
                                   stop.get_token());
        QVERIFY(result.stopped && result.mutants.empty());
    }

    // Every mutant of every sample is a valid file that differs in its own place only.
    void everyMutantIsOneChangeOfItsFile()
    {
        std::size_t checked = 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(RUNLOG_SOURCE_DIR) + "/samples")) {
            if (entry.path().extension() != ".yaml")
                continue;
            std::ifstream in(entry.path());
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            const auto file = fileOf(text);
            for (const auto& mutant : mutantsOf(*file)) {
                const auto after = applyEdits(text, {mutant.edit});
                QVERIFY(after != text);
                QCOMPARE(after.substr(0, mutant.edit.span.begin), text.substr(0, mutant.edit.span.begin));
                QVERIFY(after.ends_with(text.substr(mutant.edit.span.end)));
                ++checked;
            }
        }
        QVERIFY2(checked > 50, std::to_string(checked).c_str());
    }
};

QTEST_APPLESS_MAIN(TestMutate)
#include "tst_mutate.moc"
