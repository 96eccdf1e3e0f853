// SPDX-License-Identifier: Apache-2.0
#include "ui/outcomes/changesview.h"

#include "ui/outcomes/changesdelegate.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <optional>

namespace studio {

namespace {

constexpr int FoldWidth = 56; // at the right end of the name, where the count of consequences stands

std::optional<ChangesView::Order> orderOf(const QKeyEvent& key)
{
    const bool shift = key.modifiers() == Qt::ShiftModifier;
    if (key.modifiers() != Qt::NoModifier && !shift)
        return std::nullopt;
    switch (key.key()) {
    case Qt::Key_Y: return shift ? ChangesView::Order::BlockBecause : ChangesView::Order::Block;
    case Qt::Key_N: return shift ? ChangesView::Order::PassBecause : ChangesView::Order::Pass;
    case Qt::Key_U: return ChangesView::Order::Undo;
    case Qt::Key_Delete: return ChangesView::Order::TakeLabel;
    default: return std::nullopt;
    }
}

} // namespace

ChangesView::ChangesView(Theme& theme, QWidget* parent) : QTableView(parent)
{
    setItemDelegate(new ChangesDelegate(theme, this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setFrameShape(QFrame::NoFrame);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("changed outcomes"));
    horizontalHeader()->hide();
    horizontalHeader()->setMinimumSectionSize(8);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(8);
    verticalHeader()->setDefaultSectionSize(ChangesDelegate::RowHeight);
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ChangesView::setChanges(ChangesModel* model)
{
    m_changes = model;
    setModel(model);
    connect(model, &QAbstractItemModel::dataChanged, this, &ChangesView::fitColumns);
    connect(model, &QAbstractItemModel::modelReset, this, &ChangesView::fitColumns);
    fitColumns();
}

void ChangesView::fitColumns()
{
    if (!m_changes)
        return;
    for (int column = 0; column < ChangesModel::ColumnCount; ++column)
        setColumnWidth(column, ChangesDelegate::columnWidth(column, viewport()->width(), font(), *m_changes));
}

void ChangesView::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

QModelIndex ChangesView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex wanted = QTableView::moveCursor(action, modifiers);
    if (!m_changes || !wanted.isValid() || !m_changes->isHead(wanted.row()))
        return wanted;
    const int direction = wanted.row() < currentIndex().row() ? -1 : 1;
    int row = wanted.row();
    while (row >= 0 && row < m_changes->rowCount() && m_changes->isHead(row))
        row += direction;
    if (row >= 0 && row < m_changes->rowCount())
        return m_changes->index(row, wanted.column());
    return action == MoveHome || action == MovePageUp ? m_changes->index(m_changes->nextChange(-1, 1), 0) : currentIndex();
}

void ChangesView::choose(const QModelIndex& index)
{
    if (const runlog::ChangedStep* change = m_changes ? m_changes->change(index.row()) : nullptr)
        emit chosen(change->step);
}

void ChangesView::keyPressEvent(QKeyEvent* event)
{
    const QModelIndex at = currentIndex();
    if (at.isValid() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return choose(at);
    if (at.isValid() && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        const bool unfolded = at.data(ChangesModel::UnfoldedRole).toBool();
        if (unfolded == (event->key() == Qt::Key_Left))
            m_changes->toggle(at.row());
        return;
    }
    if (const auto order = orderOf(*event); m_singleKeys && order) {
        emit ordered(*order);
        return event->accept();
    }
    QTableView::keyPressEvent(event);
}

bool ChangesView::isOnFold(const QModelIndex& index, const QPoint& at) const
{
    if (index.column() != ChangesModel::What || index.data(ChangesModel::CountRole).toLongLong() == 0
        || !m_changes->change(index.row()))
        return false;
    return at.x() > visualRect(index).right() - FoldWidth;
}

void ChangesView::mousePressEvent(QMouseEvent* event)
{
    const QModelIndex at = indexAt(event->pos());
    if (at.isValid() && event->button() == Qt::LeftButton && isOnFold(at, event->pos()))
        return m_changes->toggle(at.row());
    QTableView::mousePressEvent(event);
}

void ChangesView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (const QModelIndex at = indexAt(event->pos()); at.isValid())
        choose(at);
}

} // namespace studio
