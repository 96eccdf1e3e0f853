// SPDX-License-Identifier: Apache-2.0
#include "core/replay/order.h"
#include "core/replay/part.h"
#include "core/replay/parting.h"
#include "core/traces/nativewriter.h"
#include "core/traces/runsreader.h"
#include "tests/engine/world.h"
#include "tests/replay/printing.h"
#include "tests/replay/recorder.h"

#include <QtTest>

#include <numeric>

using namespace runlog;

namespace {

constexpr std::size_t UsualCases = 400;

// A corpus with the policies that read it.
struct Case {
    EnginePtr engine;
    RunsPtr runs;
    Answers answers;
};

std::string linesOf(const Runs& runs, std::size_t run)
{
    std::string lines;
    appendRun(lines, runs, runs.run(run));
    return lines;
}

std::string corpusOf(const Runs& runs)
{
    CorpusDigest digest;
    for (const auto& run : runs.runs())
        digest.add(runs, run);
    return digest.finish(runs.damagedLines());
}

// As a machine does it that has but few runs in memory at a time, and then those of the part.
Partition parted(const Case& each, std::size_t parts)
{
    Parting parting(each.engine);
    std::string lines;
    for (std::size_t run = 0; run < each.runs->runs().size(); ++run) {
        lines += linesOf(*each.runs, run);
        if (run % 3 == 1 && run + 1 != each.runs->runs().size())
            continue;
        parting.add(*runsOfLines(lines));
        lines.clear();
    }
    return parting.partition(parts);
}

Part replayed(const Case& each, std::size_t part, std::size_t parts)
{
    const auto partition = parted(each, parts);
    RunsReader reader;
    for (std::size_t run = 0; run < each.runs->runs().size(); ++run)
        if (partition.partOfRun[run] == part && !reader.add(linesOf(*each.runs, run)))
            qFatal("a run cannot be read again");
    return partOf(replay(each.engine, reader.finish(), each.answers), partition, part,
                  {"1", "2025b", policiesDigest(each.engine->policySet()), corpusOf(*each.runs), answersDigest(each.answers)},
                  each.runs->damagedLines());
}

// As another machine would see it.
Part sent(const Part& part)
{
    auto read = readPart(partJson(part));
    if (const auto* wrong = std::get_if<std::string>(&read))
        qFatal("a part cannot be read: %s\n%s", wrong->c_str(), partJson(part).c_str());
    return std::get<Part>(std::move(read));
}

std::vector<Part> allParts(const Case& each, std::size_t parts)
{
    std::vector<Part> all;
    for (std::size_t part = 0; part < parts; ++part)
        all.push_back(sent(replayed(each, part, parts)));
    return all;
}

std::string print(const Summary& summary)
{
    JsonWriter json;
    json.beginObject();
    writeSummary(json, summary);
    return json.member("unknown_costs", summary.totals.unknownCosts).endObject().take();
}

std::string wholeOf(const Case& each)
{
    const auto whole = replay(each.engine, each.runs, each.answers);
    return print(summaryOf(whole, digest(whole)));
}

std::string merged(const std::vector<Part>& parts)
{
    const auto summary = mergeParts(parts);
    const auto* why = std::get_if<std::string>(&summary);
    return why != nullptr ? *why : print(std::get<Summary>(summary));
}

// The group of each run: `a:0 b:1`.
std::string groupsIn(const Case& each)
{
    const ReplayOrder order(*each.runs);
    const auto groups = groupsOf(each.engine->program(), *each.runs, order);
    std::string text;
    for (std::size_t run = 0; run < groups.size(); ++run)
        text.append(run == 0 ? "" : " ").append(each.runs->run(run).id).append(":").append(std::to_string(groups[run]));
    return text;
}

// Runs of one payment each: `RUN SERVICE USER DAYTTIME`, one per line; a second time makes a second step.
RunsPtr payments(const char* lines)
{
    std::string text;
    for (const auto& line : QString(lines).split('\n', Qt::SkipEmptyParts)) {
        const auto words = line.simplified().split(' ');
        const auto run = words[0].toStdString();
        text += R"({"type":"run","run":")" + run + R"(","service":")" + words[1].toStdString() + R"(","user":{"id":")"
                + words[2].toStdString() + "\"}}\n";
        for (int word = 3; word < words.size(); ++word)
            text += R"({"type":"step","run":")" + run + R"(","seq":)" + std::to_string(word)
                    + R"(,"kind":"tool_call","tool":"pay","args":{"amount":30},"cost_usd":0.4,"started_at":"2026-)"
                    + words[word].toStdString() + ":00Z\"}\n";
    }
    return runsOf(text);
}

const char* const Weeks = "a shop ann 03-01T09:00\n"
                          "b shop bob 03-01T09:10 03-02T00:10\n" // passes midnight
                          "c shop cyd 03-02T12:00\n"
                          "d shop dan 03-05T12:00\n"
                          "e desk ann 03-07T09:00\n"  // ann again, six days later, elsewhere
                          "f desk ann 03-20T09:00\n"; // and once more

std::size_t casesWanted()
{
    const auto wanted = qEnvironmentVariableIntValue("RUNLOG_PARTITION_CASES");
    return wanted > 0 ? static_cast<std::size_t>(wanted) : UsualCases;
}

} // namespace

class TestPartition : public QObject {
    Q_OBJECT
private slots:
    void runsStayTogetherThatShareACounter_data();
    void runsStayTogetherThatShareACounter();
    void partsOfMadeUpCorporaMergeToTheWhole();
    void runByRunThePartsAreThoseOfTheWhole();
    void thePartsAreAboutEquallyLarge();
    void partsThatAreNoWholeAreRefused();
    void whatIsNoPartIsRefused_data();
    void whatIsNoPartIsRefused();
    void theCorpusIsItsRunsNotItsFiles();
};

void TestPartition::runsStayTogetherThatShareACounter_data()
{
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("coupling");
    QTest::addColumn<QString>("groups");
    QTest::newRow("nothing is shared") << "when: { cost: { gt: 0.5 } }"
                                       << "runs are not coupled: the policies read nothing that runs share"
                                       << "e:0 f:1 a:2 b:3 c:4 d:5";
    QTest::newRow("a run over midnight joins two days of its service")
        << "when: { cost_today: { gt: 0.5 } }"
        << "runs are coupled by the money of their service's day (cost_today)" << "e:0 f:1 a:2 b:2 c:2 d:3";
    QTest::newRow("a window of seven days per user crosses midnight and services")
        << "when: { count: { of: { tool: pay }, within: 7d, per: user, gt: 1 } }"
        << "runs are coupled by windows per user" << "e:0 f:0 a:0 b:1 c:2 d:3";
    QTest::newRow("a window of ten minutes keeps a user's history whole")
        << "when: { count: { of: { tool: pay }, within: 10m, per: user, gt: 1 } }"
        << "runs are coupled by windows per user" << "e:0 f:0 a:0 b:1 c:2 d:3";
    QTest::newRow("a window per service joins all that the service did")
        << "when: { sum: { of: args.amount, within: today, per: service, gt: 40 } }"
        << "runs are coupled by windows per service" << "e:0 f:0 a:1 b:1 c:1 d:1";
    QTest::newRow("what shares something with a third is together")
        << "when: { any: [ { cost_today: { gt: 0.5 } }, { count: { of: { tool: pay }, within: 7d, per: user, gt: 1 } } ] }"
        << "runs are coupled by the money of their service's day (cost_today) and by windows per user"
        << "e:0 f:0 a:0 b:0 c:0 d:1";
}

void TestPartition::runsStayTogetherThatShareACounter()
{
    QFETCH(QString, policy);
    QFETCH(QString, coupling);
    QFETCH(QString, groups);
    const Case each{engineOf("policies:\n  - id: p\n    " + policy.toStdString() + "\n    action: deny\n"), payments(Weeks), {}};
    QCOMPARE(QString::fromStdString(couplingText(couplingOf(each.engine->program()))), coupling);
    QCOMPARE(QString::fromStdString(groupsIn(each)), groups);
    for (std::size_t parts = 1; parts <= 7; ++parts)
        QCOMPARE(merged(allParts(each, parts)), wholeOf(each));
}

void TestPartition::partsOfMadeUpCorporaMergeToTheWhole()
{
    static constexpr ApprovalMode modes[] = {ApprovalMode::RecordedElseApprove, ApprovalMode::DenyAll, ApprovalMode::Hold};
    std::size_t cut = 0;
    for (std::size_t seed = 0; seed < casesWanted(); ++seed) {
        WorldMaker maker(seed + 9'000'000);
        const auto policies = maker.policies();
        World world;
        maker.fill(world, 4 + seed % 9, 40 + seed % 20);
        const Case each{engineOf(policies), runsOf(recorded(world, maker)), {modes[seed % 3], {}}};
        const auto parts = 2 + seed % 4;
        auto all = allParts(each, parts);
        std::rotate(all.begin(), all.begin() + std::ptrdiff_t(seed % parts), all.end());
        if (merged(all) != wholeOf(each))
            qFatal("seed %zu: merged\n%s\nwhole\n%s\n%s", seed, merged(all).c_str(), wholeOf(each).c_str(), policies.c_str());
        cut += all.front().groups > 1 ? 1 : 0;
    }
    QVERIFY2(cut > casesWanted() / 2, qPrintable(QString::number(cut)));
}

void TestPartition::runByRunThePartsAreThoseOfTheWhole()
{
    for (std::size_t seed = 0; seed < casesWanted(); ++seed) {
        WorldMaker maker(seed + 9'500'000);
        const auto policies = maker.policies();
        World world;
        maker.fill(world, 4 + seed % 9, 40 + seed % 20);
        const Case each{engineOf(policies), runsOf(recorded(world, maker)), {}};
        const auto parts = 1 + seed % 5;
        const auto whole = partitionOf(*each.engine, *each.runs, ReplayOrder(*each.runs), parts);
        const auto byRun = parted(each, parts);
        QCOMPARE(byRun.groups, whole.groups);
        QCOMPARE(byRun.partOfRun, whole.partOfRun);
        QCOMPARE(byRun.stepsOf, whole.stepsOf);
        QVERIFY(byRun.coupling == whole.coupling);
    }
}

void TestPartition::thePartsAreAboutEquallyLarge()
{
    QString lines;
    for (int run = 0; run < 40; ++run)
        lines += QString("r%1 shop u%1 03-01T09:00").arg(run) + QString(" 03-01T10:00").repeated(run % 4) + "\n";
    const auto runs = payments(qPrintable(lines));
    const auto engine = engineOf("max_cost_per_run: $1.00\n");
    const auto partition = partitionOf(*engine, *runs, ReplayOrder(*runs), 3);
    const auto [least, most] = std::minmax_element(partition.stepsOf.begin(), partition.stepsOf.end());
    QCOMPARE(std::accumulate(partition.stepsOf.begin(), partition.stepsOf.end(), std::size_t(0)), std::size_t(100));
    QVERIFY(*most - *least <= 1);
}

void TestPartition::partsThatAreNoWholeAreRefused()
{
    const Case each{engineOf("max_cost_per_run: $0.50\n"), payments(Weeks), {}};
    const auto parts = allParts(each, 3);
    QCOMPARE(merged({}), std::string("there is no part"));
    QCOMPARE(merged({parts[0], parts[2]}), std::string("part 2/3 is missing"));
    QCOMPARE(merged({parts[0], parts[1]}), std::string("part 3/3 is missing"));
    QCOMPARE(merged({parts[0], parts[1], parts[0]}), std::string("part 1/3 is there twice"));
    QCOMPARE(merged({parts[0], parts[1], parts[2], parts[2]}), std::string("part 3/3 is there twice"));
    const auto differs = [&](const Case& other) { return merged({parts[0], parts[1], sent(replayed(other, 2, 3))}); };
    auto policies = each;
    policies.engine = engineOf("max_cost_per_run: $0.51\n");
    QCOMPARE(differs(policies), std::string("parts 1/3 and 3/3 are of different policies"));
    auto corpus = each;
    corpus.runs = payments("a shop ann 03-01T09:00\nb shop bob 03-01T09:10\n");
    QCOMPARE(differs(corpus), std::string("parts 1/3 and 3/3 are of different corpora"));
    auto answers = each;
    answers.answers.mode = ApprovalMode::DenyAll;
    QCOMPARE(differs(answers), std::string("parts 1/3 and 3/3 answer requests for approval differently"));
    QCOMPARE(merged({parts[0], parts[1], replayed(each, 2, 4)}),
             std::string("parts 1/3 and 3/4 are of different partitions: 3 parts and 4"));
    auto zone = parts[2];
    zone.origin.zoneRules = "2019a";
    QCOMPARE(merged({parts[0], parts[1], zone}), std::string("parts 1/3 and 3/3 were made with different time zone rules"));
    auto cut = parts[2];
    cut.digests.pop_back();
    QVERIFY(merged({parts[0], parts[1], cut}).ends_with("of the corpus is in no part"));
    cut.digests = parts[1].digests;
    QVERIFY(merged({parts[0], parts[1], cut}).ends_with("of the corpus is in two parts"));
}

void TestPartition::whatIsNoPartIsRefused_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("wrong");
    QTest::newRow("an unknown version") << QByteArray("_version\":1") << QByteArray("_version\":2")
                                        << QByteArray("it is no part of a replay that this version can read");
    QTest::newRow("a key less") << QByteArray("\"groups\":6,") << QByteArray() << QByteArray("`groups` is expected");
    QTest::newRow("a key more") << QByteArray("\"groups\":6,") << QByteArray("\"groups\":6,\"more\":1,")
                                << QByteArray("`runs` is expected");
    QTest::newRow("a key twice") << QByteArray("\"groups\":6,") << QByteArray("\"groups\":6,\"groups\":6,")
                                 << QByteArray("a key stands in it twice");
    QTest::newRow("text for a number") << QByteArray("\"groups\":6") << QByteArray("\"groups\":\"6\"")
                                       << QByteArray("`groups` must be a whole number in range");
    QTest::newRow("less than nothing") << QByteArray("\"groups\":6") << QByteArray("\"groups\":-6")
                                       << QByteArray("`groups` must be a whole number in range");
    QTest::newRow("past the range") << QByteArray("\"groups\":6") << QByteArray("\"groups\":99999999999999999999")
                                    << QByteArray("`groups` must be a whole number in range");
    QTest::newRow("a fraction") << QByteArray("\"groups\":6") << QByteArray("\"groups\":6.0")
                                << QByteArray("`groups` must be a whole number in range");
    QTest::newRow("another count") << QByteArray("\"allow\":7") << QByteArray("\"allow\":6")
                                   << QByteArray("its counts do not add up");
    QTest::newRow("a part past the last") << QByteArray("\"part\":1") << QByteArray("\"part\":2")
                                          << QByteArray("its counts do not add up");
    QTest::newRow("no such action") << QByteArray("\"action\":\"deny\"") << QByteArray("\"action\":\"hide\"")
                                    << QByteArray("a policy has no such mode or action");
    QTest::newRow("a short digest") << QByteArray("\"run_sha256\":{\"0\":\"") << QByteArray("\"run_sha256\":{\"0\":\"0")
                                    << QByteArray("`0` must be 64 hex digits");
    QTest::newRow("a run past the last") << QByteArray("\"5\":") << QByteArray("\"6\":")
                                         << QByteArray("`run_sha256` must name runs of the corpus in their order");
    QTest::newRow("runs out of order") << QByteArray("\"1\":") << QByteArray("\"9\":")
                                       << QByteArray("`run_sha256` must name runs of the corpus in their order");
}

void TestPartition::whatIsNoPartIsRefused()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, wrong);
    const Case each{engineOf("max_cost_per_run: $9.00\n"), payments(Weeks), {}};
    auto json = QByteArray::fromStdString(partJson(replayed(each, 0, 1)));
    QVERIFY2(json.count(from) >= 1, json.constData());
    json.replace(json.indexOf(from), from.size(), to);
    const auto read = readPart(json.toStdString());
    QVERIFY(std::holds_alternative<std::string>(read));
    QCOMPARE(QByteArray::fromStdString(std::get<std::string>(read)), wrong);
    QVERIFY(std::holds_alternative<std::string>(readPart(json.left(json.size() / 2).toStdString())));
}

void TestPartition::theCorpusIsItsRunsNotItsFiles()
{
    const auto one = R"({"type":"run","run":"a","service":"s"}
{"type":"step","run":"a","seq":1,"kind":"tool_call","tool":"pay","args":{"n":1}}
)";
    const auto sameRuns = R"({"type":"step","run":"a","seq":1,"kind":"tool_call","args":{"n":1},"tool":"pay"}
{"type":"run","service":"s","run":"a"}
)";
    const auto otherArgs = R"({"type":"run","run":"a","service":"s"}
{"type":"step","run":"a","seq":1,"kind":"tool_call","tool":"pay","args":{"n":2}}
)";
    QCOMPARE(corpusOf(*runsOf(one)), corpusOf(*runsOf(sameRuns)));
    QVERIFY(corpusOf(*runsOf(one)) != corpusOf(*runsOf(otherArgs)));
}

QTEST_APPLESS_MAIN(TestPartition)
#include "tst_partition.moc"
