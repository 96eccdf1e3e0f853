// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/spokenchart.h"

#include <QAccessibleWidget>

namespace studio {

namespace {

class ChartAccessible : public QAccessibleWidget {
public:
    explicit ChartAccessible(SpokenChart* chart) : QAccessibleWidget(chart, QAccessible::Chart), m_chart(chart) {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_chart->spoken() : QAccessibleWidget::text(kind);
    }

private:
    SpokenChart* m_chart;
};

QAccessibleInterface* spokenChart(const QString&, QObject* object)
{
    auto* chart = qobject_cast<SpokenChart*>(object);
    return chart ? new ChartAccessible(chart) : nullptr;
}

} // namespace

SpokenChart::SpokenChart(QWidget* parent) : QWidget(parent)
{
    QAccessible::installFactory(spokenChart); // Qt keeps a factory once
}

void SpokenChart::speak(const QString& value)
{
    if (value == m_spoken)
        return;
    m_spoken = value;
    QAccessibleValueChangeEvent event(this, value);
    QAccessible::updateAccessibility(&event);
}

} // namespace studio
