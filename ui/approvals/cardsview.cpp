// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/cardsview.h"

#include "ui/approvals/cardsdelegate.h"

#include <QKeyEvent>

namespace studio {

namespace {

std::optional<CardsView::Order> orderOf(const QKeyEvent& key)
{
    const bool shift = key.modifiers() == Qt::ShiftModifier;
    if (key.modifiers() != Qt::NoModifier && !shift)
        return std::nullopt;
    switch (key.key()) {
    case Qt::Key_A: return shift ? CardsView::Order::ApproveAlike : CardsView::Order::Approve;
    case Qt::Key_D: return CardsView::Order::Deny;
    case Qt::Key_E: return CardsView::Order::Edit;
    case Qt::Key_X: return CardsView::Order::Mark;
    case Qt::Key_U: return CardsView::Order::Undo;
    case Qt::Key_S: return CardsView::Order::Skip;
    default: return std::nullopt;
    }
}

} // namespace

CardsView::CardsView(Theme& theme, QWidget* parent) : QListView(parent), m_delegate(new CardsDelegate(theme, this))
{
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Requests for approval"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSelectionMode(QAbstractItemView::SingleSelection);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void CardsView::setCards(CardsModel* model) { setModel(model); }

void CardsView::openCurrent()
{
    m_delegate->setOpenRow(currentIndex().isValid() ? currentIndex().row() : -1);
    scheduleDelayedItemsLayout();
    viewport()->update();
}

void CardsView::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    m_delegate->setOpenRow(current.isValid() ? current.row() : -1);
    doItemsLayout();
    QListView::currentChanged(current, previous);
}

bool CardsView::isWhole(int row) const
{
    const QRect card = visualRect(model()->index(row, 0));
    const QRect view = viewport()->rect();
    return card.height() > view.height() ? card.top() == view.top() : view.contains(card);
}

void CardsView::move(int by)
{
    const int row = currentIndex().isValid() ? currentIndex().row() + by : 0;
    if (row < 0 || row >= model()->rowCount())
        return;
    setCurrentIndex(model()->index(row, 0));
    emit moved(row);
}

void CardsView::keyPressEvent(QKeyEvent* event)
{
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (event->key() == Qt::Key_Down || (m_singleKeys && plain && event->key() == Qt::Key_J))
        return move(1);
    if (event->key() == Qt::Key_Up || (m_singleKeys && plain && event->key() == Qt::Key_K))
        return move(-1);
    if (const auto order = orderOf(*event); m_singleKeys && order) {
        emit ordered(*order);
        return event->accept();
    }
    QListView::keyPressEvent(event);
}

void CardsView::mousePressEvent(QMouseEvent* event)
{
    QListView::mousePressEvent(event);
    if (currentIndex().isValid())
        emit moved(currentIndex().row());
}

void CardsView::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

} // namespace studio
