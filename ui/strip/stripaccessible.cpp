// SPDX-License-Identifier: Apache-2.0
#include "ui/strip/stripaccessible.h"

#include "ui/strip/verdictstrip.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPointer>

namespace studio {

namespace {

class CellAccessible : public QAccessibleInterface, public QAccessibleActionInterface {
public:
    CellAccessible(VerdictStrip* strip, std::size_t cell)
        : m_strip(strip)
        , m_cell(cell)
    {
    }

    bool isValid() const override { return !m_strip.isNull(); }
    QObject* object() const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(m_strip); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    void setText(QAccessible::Text, const QString&) override {}

    QString text(QAccessible::Text kind) const override
    {
        return kind == QAccessible::Name ? cell().sentence : QString();
    }
    QRect rect() const override
    {
        const QRect rect = m_strip->cellRect(m_cell);
        return {m_strip->mapToGlobal(rect.topLeft()), rect.size()};
    }
    QAccessible::Role role() const override
    {
        return cell().isButton() ? QAccessible::Button : QAccessible::StaticText;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        state.readOnly = true;
        state.invisible = m_strip->cellRect(m_cell).isEmpty();
        return state;
    }
    void* interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface && cell().isButton() ? static_cast<QAccessibleActionInterface*>(this) : nullptr;
    }

    QStringList actionNames() const override { return {pressAction()}; }
    void doAction(const QString&) override { m_strip->press(m_cell); }
    QStringList keyBindingsForAction(const QString&) const override { return {}; }

private:
    const VerdictCell& cell() const { return m_strip->cells()[m_cell]; }

    QPointer<VerdictStrip> m_strip;
    std::size_t m_cell;
};

class StripAccessible : public QAccessibleWidget {
public:
    explicit StripAccessible(VerdictStrip* strip)
        : QAccessibleWidget(strip, QAccessible::Grouping)
    {
    }
    StripAccessible(const StripAccessible&) = delete;
    StripAccessible& operator=(const StripAccessible&) = delete;

    int childCount() const override { return static_cast<int>(strip()->cells().size()); }
    QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        while (m_cells.size() <= static_cast<std::size_t>(index))
            m_cells.push_back(QAccessible::registerAccessibleInterface(new CellAccessible(strip(), m_cells.size())));
        return QAccessible::accessibleInterface(m_cells[static_cast<std::size_t>(index)]);
    }
    int indexOfChild(const QAccessibleInterface* wanted) const override
    {
        for (int i = 0; i < childCount(); ++i) {
            if (child(i) == wanted)
                return i;
        }
        return -1;
    }

protected:
    ~StripAccessible() override
    {
        for (const QAccessible::Id id : m_cells)
            QAccessible::deleteAccessibleInterface(id);
    }

private:
    VerdictStrip* strip() const { return static_cast<VerdictStrip*>(widget()); }

    mutable std::vector<QAccessible::Id> m_cells; // made when they are asked for: the strip may still be filling
};

QAccessibleInterface* makeStripAccessible(const QString&, QObject* object)
{
    auto* strip = qobject_cast<VerdictStrip*>(object);
    return strip ? new StripAccessible(strip) : nullptr;
}

} // namespace

void offerStripAccessible() { QAccessible::installFactory(makeStripAccessible); }

void tellStripFocus(VerdictStrip& strip, std::size_t cell)
{
    QAccessibleEvent event(&strip, QAccessible::Focus);
    event.setChild(static_cast<int>(cell));
    QAccessible::updateAccessibility(&event);
}

} // namespace studio
