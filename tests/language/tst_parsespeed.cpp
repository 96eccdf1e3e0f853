// SPDX-License-Identifier: Apache-2.0
#include "core/language/parse.h"

#include <QElapsedTimer>
#include "tests/language/shown.h"

#include <QtTest>

#include <algorithm>
#include <fstream>
#include <string>

using namespace runlog;

namespace {

std::string manyPolicies(std::size_t count)
{
    std::string text = "policies:\n";
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        text += "  - id: policy_" + number + "\n    when: { cost_today: { gt: " + number + ".00 }, tool: \"database.query" + std::to_string(i % 50)
            + "\" }\n    action: deny\n";
    }
    return text;
}

double medianMilliseconds(const std::string& text, std::size_t policies, int rounds)
{
    std::vector<double> times;
    for (int i = 0; i < rounds; ++i) {
        const auto source = std::make_shared<const Source>("many.yaml", text);
        QElapsedTimer clock;
        clock.start();
        const Parsed parsed = parse(source);
        times.push_back(static_cast<double>(clock.nsecsElapsed()) / 1e6);
        if (parsed.file->policies.size() != policies || !parsed.diagnostics.empty())
            return 1e9;
    }
    std::ranges::nth_element(times, times.begin() + rounds / 2);
    return times[static_cast<std::size_t>(rounds / 2)];
}

// The most memory that this process ever held, in MiB.
double peakMemory()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return static_cast<double>(std::stol(line.substr(6))) / 1024;
    return 1e9;
}

} // namespace

// The bars hold for an optimised build; a debug build prints what it measured and is only held to finish.
class TestParseSpeed : public QObject {
    Q_OBJECT
private slots:
    void aThousandPoliciesInFiftyMilliseconds()
    {
        const double time = medianMilliseconds(manyPolicies(1000), 1000, 21);
        qInfo("1,000 policies: %.1f ms", time);
        QVERIFY(time < bar(50));
    }

    void twoThousandLinesInFiftyMilliseconds()
    {
        const double time = medianMilliseconds(manyPolicies(666), 666, 21);
        qInfo("2,000 lines: %.1f ms", time);
        QVERIFY(time < bar(50));
    }

    void aHundredThousandPoliciesInThreeSecondsAnd300MiB()
    {
        const double time = medianMilliseconds(manyPolicies(100'000), 100'000, 1);
        qInfo("100,000 policies: %.0f ms, %.0f MiB", time, peakMemory());
        QVERIFY(time < bar(3000));
        QVERIFY(peakMemory() < 300);
    }

private:
    static double bar(double milliseconds)
    {
#ifdef NDEBUG
        return milliseconds;
#else
        return 20 * milliseconds;
#endif
    }
};

QTEST_APPLESS_MAIN(TestParseSpeed)
#include "tst_parsespeed.moc"
