// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/chartaccessible.h"

#include "ui/threshold/thresholdchart.h"

#include <QAccessibleWidget>

namespace studio {

namespace {

class ChartSlider : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit ChartSlider(ThresholdChart* chart) : QAccessibleWidget(chart, QAccessible::Slider), m_chart(chart) {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Value ? m_chart->spoken().value : QAccessibleWidget::text(kind);
    }
    QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.readOnly = !m_chart->chart().movable;
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QVariant currentValue() const override { return m_chart->spoken().current; }
    QVariant minimumValue() const override { return m_chart->spoken().least; }
    QVariant maximumValue() const override { return m_chart->spoken().greatest; }
    QVariant minimumStepSize() const override { return m_chart->spoken().grain; }
    void setCurrentValue(const QVariant& value) override
    {
        if (m_chart->chart().movable)
            emit m_chart->valueWanted(value.toDouble());
    }

private:
    ThresholdChart* m_chart;
};

QAccessibleInterface* chartSlider(const QString&, QObject* object)
{
    auto* chart = qobject_cast<ThresholdChart*>(object);
    return chart ? new ChartSlider(chart) : nullptr;
}

} // namespace

void announceCharts()
{
    QAccessible::installFactory(chartSlider); // Qt keeps a factory once
}

} // namespace studio
