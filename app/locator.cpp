// SPDX-License-Identifier: Apache-2.0
#include "app/locator.h"

#include "ui/theme/paint.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace studio {

namespace {

constexpr int RowHeight = 26;

// The entry at the left, its kind or shortcut muted at the right; both as they are, never as markup.
class EntryDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, RowHeight}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& tokens = tokensOf(option.palette);
        const bool selected = option.state & QStyle::State_Selected;
        painter->fillRect(option.rect, selected ? tokens.accentTint : tokens.pane);
        const QRect row = option.rect.adjusted(12, 0, -12, 0);
        painter->setPen(tokens.text);
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, index.data(Qt::DisplayRole).toString());
        painter->setPen(tokens.muted);
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, index.data(Qt::UserRole).toString());
    }
};

} // namespace

Locator::Locator(LocatorSource source, QWidget* parent)
    : QDialog(parent, Qt::Popup | Qt::FramelessWindowHint)
    , m_source(std::move(source))
    , m_line(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("locator"));
    setAccessibleName(tr("Go to"));
    m_line->setAccessibleName(tr("Go to"));
    m_line->setPlaceholderText(tr("A policy, a run, “run step”, “:line”, or > and a command"));
    m_line->installEventFilter(this);
    m_list->setAccessibleName(tr("Matches"));
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_line);
    layout->addWidget(m_list);
    connect(m_line, &QLineEdit::textChanged, this, &Locator::search);
    connect(m_line, &QLineEdit::returnPressed, this, &Locator::choose);
    connect(m_list, &QListWidget::itemClicked, this, &Locator::choose);
    resize(560, 380);
    search();
}

void Locator::type(const QString& text) { m_line->setText(text); }

QStringList Locator::shown() const
{
    QStringList texts;
    for (const LocatorEntry& entry : m_entries)
        texts.append(entry.text);
    return texts;
}

void Locator::search()
{
    m_entries = m_source(m_line->text());
    m_list->clear();
    for (const LocatorEntry& entry : m_entries) {
        auto* item = new QListWidgetItem(entry.text, m_list);
        item->setData(Qt::UserRole, entry.detail);
    }
    m_list->setCurrentRow(0);
}

void Locator::choose()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    const auto act = m_entries[static_cast<std::size_t>(row)].act;
    accept();
    act();
}

bool Locator::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Up && key != Qt::Key_Down)
        return QDialog::eventFilter(watched, event);
    const int row = m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1);
    m_list->setCurrentRow(std::clamp(row, 0, std::max(0, m_list->count() - 1)));
    return true;
}

} // namespace studio
