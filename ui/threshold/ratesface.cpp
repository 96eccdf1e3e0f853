// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/ratesface.h"

#include "ui/theme/paint.h"
#include "ui/threshold/rateschart.h"

#include <QLabel>
#include <QVBoxLayout>

namespace studio {

namespace {

QLabel* line(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

RatesFace::RatesFace(ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_focus(focus)
    , m_chart(new RatesChart(theme, this))
    , m_reading(line({}, this))
    , m_rule(line(tr("A jump: more than three times the share of all days before it, from the fourth day and ten matches on."), this))
{
    setAccessibleName(tr("Rates"));
    m_chart->setAccessibleName(tr("matches per day"));
    m_rule->setFont(smallFont());
    m_rule->setForegroundRole(QPalette::PlaceholderText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(4);
    column->addWidget(m_chart, 1);
    for (QLabel* words : {m_reading, m_rule}) {
        words->setContentsMargins(12, 0, 12, 0);
        column->addWidget(words);
    }
    connect(&focus, &Focus::policyChanged, this, &RatesFace::watch);
    connect(&session, &ReplaySession::resultChanged, this, &RatesFace::showRates);
    connect(m_chart, &RatesChart::currentChanged, this, &RatesFace::showReading);
    connect(m_chart, &RatesChart::resized, this, &RatesFace::showRates);
}

QString RatesFace::detail() const { return plain(m_focus.place().policy, 60); }

QString RatesFace::note() const
{
    std::size_t matched = 0;
    for (const DayBar& bar : m_chart->bars())
        matched += bar.current;
    return m_chart->bars().empty() ? QString() : tr("%1 matches").arg(countText(static_cast<qint64>(matched)));
}

QString RatesFace::reading() const { return m_reading->text(); }

void RatesFace::watch()
{
    if (!isVisible())
        return;
    m_session.watchRates(m_focus.place().policy);
    showRates();
}

void RatesFace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    watch();
}

void RatesFace::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_session.watchRates({});
}

void RatesFace::showRates()
{
    if (!isVisible())
        return;
    const ReplayResultPtr result = m_session.result();
    const bool isOurs = result && result->rates && result->rates->policy == m_focus.place().policy;
    m_chart->setBars(isOurs ? dayBars(*result->rates, m_chart->roomForBars()) : std::vector<DayBar>());
    m_chart->setAccessibleName(tr("matches per day of %1").arg(detail()));
    m_chart->setAccessibleDescription(m_chart->bars().empty() ? QString() : ratesWords(m_chart->bars()));
    showReading();
    emit shownChanged();
}

void RatesFace::showReading()
{
    const auto& bars = m_chart->bars();
    const int current = m_chart->current();
    if (bars.empty())
        return m_reading->setText({});
    if (current < 0)
        return m_reading->setText(ratesWords(bars));
    const DayBar& bar = bars[static_cast<std::size_t>(current)];
    m_reading->setText(bar.dates() + QStringLiteral(": ") + barWords(bar));
}

} // namespace studio
