// SPDX-License-Identifier: Apache-2.0
#include "app/panegrid.h"

#include "app/thinsplitter.h"
#include "ui/theme/flattabs.h"
#include "ui/theme/paneheader.h"

#include <QDataStream>
#include <QIODevice>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace studio {

namespace {
constexpr int NarrowBelow = 1366;
constexpr int NarrowestPane = 220;
constexpr int Percent[] = {36, 36, 28};
constexpr int UpperPercent = 54;

class FlatTabWidget : public QTabWidget {
public:
    FlatTabWidget()
    {
        auto* tabs = new FlatTabs(this);
        tabs->setInset(12);
        setTabBar(tabs);
        setDocumentMode(true);
        setBackgroundRole(QPalette::Base);
        setAutoFillBackground(true);
    }
};
} // namespace

PaneGrid::PaneGrid(const Panes& panes, QWidget* parent)
    : QWidget(parent)
    , m_panes(panes)
    , m_columns(new ThinSplitter(Qt::Horizontal, this))
    , m_left(new ThinSplitter(Qt::Vertical))
    , m_middle(new ThinSplitter(Qt::Vertical))
    , m_right(new ThinSplitter(Qt::Vertical))
    , m_tabs(new FlatTabWidget)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);
    m_left->addWidget(panes.editor);
    m_left->addWidget(panes.problems);
    m_middle->addWidget(panes.threshold);
    m_middle->addWidget(panes.step);
    m_right->addWidget(panes.outcomes);
    m_right->addWidget(panes.approvals);
    m_right->addWidget(m_tabs);
    m_tabs->setAccessibleName(tr("Cases"));
    m_tabs->hide();
    for (QSplitter* column : {m_left, m_middle, m_right})
        m_columns->addWidget(column);
    for (QWidget* pane : {panes.editor, panes.problems, panes.threshold, panes.step, panes.outcomes, panes.approvals}) {
        pane->setBackgroundRole(QPalette::Base);
        pane->setAutoFillBackground(true);
        pane->setMinimumWidth(NarrowestPane); // a pane gives up words before another is squeezed out of sight
    }
    panes.problems->hide();
    connect(m_middle, &QSplitter::splitterMoved, this, [this] { levelRows(m_middle, m_right); });
    connect(m_right, &QSplitter::splitterMoved, this, [this] { levelRows(m_right, m_middle); });
}

void PaneGrid::levelRows(QSplitter* moved, QSplitter* other)
{
    if (!m_narrow)
        other->setSizes(moved->sizes());
}

void PaneGrid::resetLayout()
{
    m_placed = true;
    m_columns->setSizes({width() * Percent[0] / 100, width() * Percent[1] / 100, width() * Percent[2] / 100});
    for (int i = 0; i < 3; ++i)
        m_columns->setStretchFactor(i, Percent[i]);
    const int upper = height() * UpperPercent / 100;
    m_middle->setSizes({upper, height() - upper});
    m_right->setSizes({upper, height() - upper, 0});
    m_left->setSizes({height() * 3 / 4, height() / 4});
}

void PaneGrid::arrangeRight()
{
    if (m_narrow) {
        m_tabs->addTab(m_panes.outcomes, {});
        m_tabs->addTab(m_panes.approvals, {});
    } else {
        m_right->insertWidget(0, m_panes.outcomes);
        m_right->insertWidget(1, m_panes.approvals);
    }
    setTabTexts(m_tabTexts[0], m_tabTexts[1]);
    for (const QWidget* pane : {m_panes.outcomes, m_panes.approvals})
        for (PaneHeader* header : pane->findChildren<PaneHeader*>())
            header->setTitleShown(!m_narrow);
    m_tabs->setVisible(m_narrow);
    m_panes.outcomes->setVisible(!m_narrow || m_tabs->currentIndex() == 0);
    m_panes.approvals->setVisible(!m_narrow || m_tabs->currentIndex() == 1);
    m_right->setSizes(m_middle->sizes());
}

void PaneGrid::setTabTexts(const QString& outcomes, const QString& approvals)
{
    m_tabTexts = {outcomes, approvals};
    if (!m_narrow)
        return;
    m_tabs->setTabText(0, outcomes);
    m_tabs->setTabText(1, approvals);
}

void PaneGrid::raise(QWidget* pane)
{
    if (m_narrow && m_tabs->indexOf(pane) >= 0)
        m_tabs->setCurrentWidget(pane);
    pane->show();
    for (QWidget* candidate = pane; candidate;) {
        if (candidate->focusPolicy() & Qt::TabFocus)
            return candidate->setFocus(Qt::ShortcutFocusReason);
        const auto inside = candidate->findChildren<QWidget*>();
        const auto first = std::find_if(inside.begin(), inside.end(), [](const QWidget* widget) {
            return (widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled()
                && !widget->inherits("QComboBox") && !widget->inherits("QToolButton") && !widget->inherits("QTabBar");
        });
        candidate = first == inside.end() ? nullptr : *first;
    }
}

QByteArray PaneGrid::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_columns->saveState() << m_left->saveState() << m_middle->saveState();
    return state;
}

void PaneGrid::restoreState(const QByteArray& state)
{
    QByteArray columns;
    QByteArray left;
    QByteArray middle;
    QDataStream stream(state);
    stream >> columns >> left >> middle;
    m_placed = m_columns->restoreState(columns) && m_left->restoreState(left) && m_middle->restoreState(middle);
    m_right->setSizes(m_middle->sizes());
}

void PaneGrid::resizeEvent(QResizeEvent*)
{
    if (!m_placed)
        resetLayout();
    const bool narrow = width() < NarrowBelow;
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    arrangeRight();
}

} // namespace studio
