// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/histogram.h"

#include "core/traces/read.h"

#include <QRandomGenerator>
#include <QtTest>

#include <algorithm>

using namespace studio;
using runlog::Decimal;
using runlog::ObservedValue;
using runlog::Outcome;

namespace {

// "1 1 2.5" → observed values of the steps 0, 1, 2 …
std::vector<ObservedValue> observed(const QString& values)
{
    std::vector<ObservedValue> list;
    for (const QString& value : values.split(u' '))
        list.push_back({*Decimal::parse(value.toStdString()), static_cast<std::uint32_t>(list.size())});
    return list;
}

// "ADN" → allow, deny, not reached.
runlog::Replay replayOf(const QString& letters)
{
    runlog::Replay replay;
    for (const QChar letter : letters) {
        runlog::StepOutcome outcome;
        outcome.outcome = letter == u'A' ? Outcome::Allow : letter == u'D' ? Outcome::Deny : Outcome::NotReached;
        replay.steps.push_back(outcome);
    }
    return replay;
}

QString lettersOf(QRandomGenerator& random, int count)
{
    QString letters;
    for (int n = 0; n < count; ++n)
        letters += QStringLiteral("ADN").at(random.bounded(3));
    return letters;
}

// Two replays of the same steps, and their differences as the comparison of replays finds them.
struct Pair {
    runlog::ReplayPtr before;
    runlog::Replay now;
    runlog::Impact impact;

    Pair(const QString& a, const QString& b) : before(std::make_shared<const runlog::Replay>(replayOf(a))), now(replayOf(b))
    {
        for (std::size_t step = 0; step < now.steps.size(); ++step) {
            if (before->steps[step].outcome == now.steps[step].outcome)
                continue;
            const bool isConsequence = before->steps[step].outcome == Outcome::NotReached || now.steps[step].outcome == Outcome::NotReached;
            (isConsequence ? impact.consequences : impact.changes).push_back({step, before->steps[step], now.steps[step], {}, 0});
        }
    }
    Compared compared() const { return {before, &impact, Outcome::Deny}; }
};

// Each value looked at by itself.
std::vector<Bin> slowBins(const std::vector<ObservedValue>& values, const std::vector<double>& edges, const Pair& pair)
{
    std::vector<Bin> bins;
    for (std::size_t n = 0; n + 1 < edges.size(); ++n) {
        Bin bin{edges[n], edges[n + 1]};
        for (const ObservedValue& value : values) {
            if (value.value.approximate() < bin.from || value.value.approximate() >= bin.to)
                continue;
            const Hold hold = holdOf(pair.before->steps[value.step], pair.now.steps[value.step], Outcome::Deny);
            ++bin.total;
            bin.kept += hold == Hold::Kept;
            bin.gained += hold == Hold::Gained;
            bin.lost += hold == Hold::Lost;
        }
        bins.push_back(bin);
    }
    return bins;
}

// Ten runs of four steps.
runlog::RunsPtr tenRuns()
{
    std::string lines;
    for (int run = 0; run < 10; ++run)
        for (int seq = 1; seq <= 4; ++seq)
            lines += R"({"type":"step","run":"r)" + std::to_string(run) + R"(","seq":)" + std::to_string(seq) + R"(,"kind":"tool_call","tool":"t"})" "\n";
    return runlog::readTrace("runs.jsonl", lines).runs;
}

QString print(const Between& between)
{
    return QStringLiteral("%1 gained %2 directly %3 lost %4").arg(between.values).arg(between.gained).arg(between.gainedDirectly).arg(between.lost);
}

QString print(const std::vector<Bin>& bins)
{
    QStringList lines;
    for (const Bin& bin : bins)
        lines << QStringLiteral("%1..%2: %3 kept %4 gained %5 lost %6")
                     .arg(bin.from).arg(bin.to).arg(bin.total).arg(bin.kept).arg(bin.gained).arg(bin.lost);
    return lines.join(u'\n');
}

} // namespace

class TestHistogram : public QObject {
    Q_OBJECT
private slots:
    void binsCountWhatIsKeptGainedAndLost()
    {
        Histogram histogram;
        histogram.setValues(observed("1 2 2 3 4"));
        const Pair pair("AADDA", "ADDAN");
        const std::vector<double> edges{1, 2, 3, 5};
        QCOMPARE(print(histogram.bins(edges, pair.compared())),
                 QString("1..2: 1 kept 0 gained 0 lost 0\n2..3: 2 kept 1 gained 1 lost 0\n3..5: 2 kept 0 gained 1 lost 1"));
    }

    void binsWithoutReplaysCountThePopulation()
    {
        Histogram histogram;
        histogram.setValues(observed("1 2 2"));
        const std::vector<double> edges{0, 2, 4};
        QCOMPARE(print(histogram.bins(edges, {})),
                 QString("0..2: 1 kept 0 gained 0 lost 0\n2..4: 2 kept 0 gained 0 lost 0"));
    }

    void betweenTellsDirectOutcomesFromThoseAfterThem()
    {
        Histogram histogram;
        histogram.setValues(observed("10 11 12 13 20"));
        const Pair pair("AAAAA", "DNAAD");
        const Between between = histogram.between(13, 10, pair.compared());
        QCOMPARE(between.values, std::size_t{4});
        QCOMPARE(between.gained, std::size_t{2});
        QCOMPARE(between.gainedDirectly, std::size_t{1});
        QCOMPARE(between.unchanged(), std::size_t{2});
    }

    void binsAreThoseOfLookingAtEachValue()
    {
        QRandomGenerator random(7);
        for (int round = 0; round < 200; ++round) {
            std::vector<ObservedValue> values;
            QString before;
            QString now;
            for (std::uint32_t step = 0; step < 40; ++step) {
                before += QStringLiteral("ADN").at(random.bounded(3));
                now += random.bounded(3) == 0 ? QStringLiteral("ADN").at(random.bounded(3)) : before.back();
                if (random.bounded(4) > 0)
                    values.push_back({Decimal(random.bounded(12)), step});
            }
            std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
            Histogram histogram;
            histogram.setValues(values);
            const std::vector<double> edges{0.5, 2, 2.5, 7, 9, 30};
            const Pair first(before, now);
            const Pair second(now, before);
            for (const Pair* pair : {&first, &second, &first})
                QCOMPARE(print(histogram.bins(edges, pair->compared())), print(slowBins(values, edges, *pair)));
        }
    }

    // A replay that moves: what is counted of the runs that moved is what is counted of all differences.
    void aReplayThatMovesIsFollowedRunByRun()
    {
        QRandomGenerator random(11);
        const runlog::RunsPtr runs = tenRuns();
        const std::vector<double> edges{0.5, 2, 2.5, 7, 9, 30};
        for (int round = 0; round < 100; ++round) {
            std::vector<ObservedValue> values;
            for (std::uint32_t step = 0; step < 40; ++step)
                if (random.bounded(4) > 0)
                    values.push_back({Decimal(random.bounded(12)), step});
            std::stable_sort(values.begin(), values.end(), [](const auto& a, const auto& b) { return a.value < b.value; });
            Histogram histogram;
            histogram.setValues(values);
            const QString before = lettersOf(random, 40);
            const auto first = std::make_shared<const runlog::Replay>(replayOf(before));
            const auto second = std::make_shared<const runlog::Replay>(replayOf(before));
            QString now = before;
            for (quint64 generation = 1; generation < 8; ++generation) {
                MovedRuns moved{generation - 1, {}};
                for (std::uint32_t run = 0; run < 10; ++run)
                    if (random.bounded(3) == 0) {
                        now.replace(run * 4, 4, lettersOf(random, 4));
                        moved.runs.push_back(run);
                    }
                const Pair pair(before, now);
                auto shown = std::make_shared<runlog::Replay>(pair.now);
                shown->runs = runs;
                const bool isKnown = random.bounded(4) > 0 && generation > 1;
                const auto baseline = generation < 5 ? first : second;
                const Compared followed{baseline, nullptr, Outcome::Deny, shown, generation, isKnown ? &moved : nullptr};
                QCOMPARE(print(histogram.bins(edges, followed)), print(slowBins(values, edges, pair)));
                QCOMPARE(print(histogram.between(2, 8, followed)), print(histogram.between(2, 8, pair.compared())));
            }
        }
    }

    void marksAreSummedOverAnyRange()
    {
        QRandomGenerator random(3);
        HoldMarks marks;
        marks.reset(1000);
        std::vector<std::size_t> plain(1000, 0);
        for (int round = 0; round < 2000; ++round) {
            const auto index = random.bounded(1000U);
            plain[index] = random.bounded(4U);
            marks.set(index, static_cast<HoldMarks::Mark>(plain[index]));
            const auto [begin, end] = std::minmax({random.bounded(1001U), random.bounded(1001U)});
            HoldMarks::Sums wanted{};
            for (std::size_t at = begin; at < end; ++at)
                ++wanted[plain[at]];
            QVERIFY(marks.between(begin, end) == wanted);
        }
    }

    void everyValueOfTheAxisIsInOneBin()
    {
        Histogram histogram;
        histogram.setValues(observed("0 0.3 1 7.77 9.99 10"));
        for (const bool logarithmic : {false, true}) {
            const Axis axis{logarithmic ? 0.1 : 0.0, 10.5, logarithmic, 0, 300};
            const auto edges = binEdges(axis, 5, 0.01);
            std::size_t total = 0;
            for (const Bin& bin : histogram.bins(edges, {}))
                total += bin.total;
            QCOMPARE(total, std::size_t{logarithmic ? 5U : 6U});
        }
    }

    void edgesAreWholeMultiplesOfARoundWidth()
    {
        const Axis axis{56, 104, false, 0, 480};
        QCOMPARE(roundBinWidth(axis, 5, 0.01), 0.5);
        const auto edges = binEdges(axis, 5, 0.01);
        QCOMPARE(edges.front(), 56.0);
        QCOMPARE(edges[1], 56.5);
        QVERIFY(edges.back() > 104);
    }

    void countsAreNeverSplitBelowTheGrain()
    {
        const Axis axis{0, 10, false, 0, 1000};
        QCOMPARE(roundBinWidth(axis, 5, 1), 1.0);
    }

    void anAxisFindsItsPixelsBack_data()
    {
        QTest::addColumn<bool>("logarithmic");
        QTest::newRow("linear") << false;
        QTest::newRow("logarithmic") << true;
    }

    void anAxisFindsItsPixelsBack()
    {
        QFETCH(bool, logarithmic);
        const Axis axis{0.5, 200, logarithmic, 40, 400};
        for (const double value : {0.5, 1.0, 74.2, 200.0})
            QVERIFY(qFuzzyCompare(axis.value(axis.x(value)), value));
        const Axis nearer = axis.zoomed(0.5, 74.2);
        QVERIFY(qFuzzyCompare(nearer.x(74.2), axis.x(74.2)));
        QVERIFY(qFuzzyCompare(axis.panned(10).x(74.2), axis.x(74.2) + 10));
    }

    void labelsAreRoundValues()
    {
        QCOMPARE(roundValues(56, 104, 6), (std::vector<double>{60, 70, 80, 90, 100}));
        QCOMPARE(roundValues(Axis{0.5, 2000, true, 0, 1}, 6), (std::vector<double>{1, 10, 100, 1000}));
        QVERIFY(roundValues(3, 3, 6).empty());
    }
};

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
