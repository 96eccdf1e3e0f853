// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/daybars.h"

#include "ui/theme/paint.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <map>

namespace studio {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Rates)
};

constexpr int MostJumpsNamed = 3;

QString count(std::size_t number) { return countText(static_cast<qint64>(number)); }
QString date(std::int64_t day) { return QString::fromStdString(runlog::dateText(day)); }

QString against(std::size_t current, std::size_t baseline)
{
    if (current == baseline)
        return Words::tr("as many as the baseline");
    return current > baseline ? Words::tr("%1 more than the baseline").arg(count(current - baseline))
                              : Words::tr("%1 fewer than the baseline").arg(count(baseline - current));
}

struct Joined {
    std::map<std::int64_t, DayBar> days;
    DayBar undated;

    DayBar& of(const runlog::DayRate& rate) { return rate.day ? days[*rate.day] : undated; }
};

Joined joined(const RatePair& rates)
{
    Joined joined;
    if (rates.baseline) {
        for (const runlog::DayRate& rate : rates.baseline->days) {
            DayBar& bar = joined.of(rate);
            bar.steps = rate.steps;
            bar.baseline = rate.matched;
        }
    }
    if (rates.current) {
        for (const runlog::DayRate& rate : rates.current->days) {
            DayBar& bar = joined.of(rate);
            bar.steps = rate.steps;
            bar.current = rate.matched;
            bar.isJump = rate.isJump;
        }
    }
    return joined;
}

} // namespace

QString DayBar::dates() const
{
    if (!from)
        return Words::tr("no time");
    return *from == *to ? date(*from) : Words::tr("%1 to %2").arg(date(*from), date(*to));
}

std::vector<DayBar> dayBars(const RatePair& rates, std::size_t most)
{
    const Joined all = joined(rates);
    const std::size_t each = (all.days.size() + most - 1) / most;
    std::vector<DayBar> bars;
    std::size_t inBar = each;
    for (const auto& [day, one] : all.days) {
        if (inBar == each) {
            bars.push_back({day, day});
            inBar = 0;
        }
        DayBar& bar = bars.back();
        bar.to = day;
        bar.steps += one.steps;
        bar.baseline += one.baseline;
        bar.current += one.current;
        bar.isJump = bar.isJump || one.isJump;
        ++inBar;
    }
    if (all.undated.steps > 0)
        bars.push_back(all.undated);
    return bars;
}

QString barWords(const DayBar& bar)
{
    const double share = bar.steps == 0 ? 0 : 100.0 * static_cast<double>(bar.current) / static_cast<double>(bar.steps);
    const QString words = Words::tr("%1 of %2 steps (%3 %), %4")
                              .arg(count(bar.current), count(bar.steps), QLocale().toString(share, 'f', 1),
                                   against(bar.current, bar.baseline));
    return bar.isJump ? Words::tr("%1, a jump").arg(words) : words;
}

QString ratesWords(const std::vector<DayBar>& bars)
{
    std::size_t steps = 0;
    std::size_t current = 0;
    std::size_t baseline = 0;
    QStringList jumps;
    for (const DayBar& bar : bars) {
        steps += bar.steps;
        current += bar.current;
        baseline += bar.baseline;
        if (bar.isJump)
            jumps.append(Words::tr("%1 with %2").arg(bar.dates(), count(bar.current)));
    }
    const QString words = Words::tr("%1 matches in %2 steps, %3").arg(count(current), count(steps), against(current, baseline));
    if (jumps.isEmpty())
        return Words::tr("%1; no jump").arg(words);
    const QString named = jumps.mid(0, MostJumpsNamed).join(QStringLiteral(", "));
    return jumps.size() > MostJumpsNamed
               ? Words::tr("%1; jump on %2 and %3 more days").arg(words, named, countText(jumps.size() - MostJumpsNamed))
               : Words::tr("%1; jump on %2").arg(words, named);
}

} // namespace studio
