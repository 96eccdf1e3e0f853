// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/outline.h"

#include "ui/editor/editormarks.h"
#include "ui/theme/paint.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QGuiApplication>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

namespace studio {

namespace {

constexpr int RowHeight = 24;

class OutlineDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, RowHeight}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& tokens = tokensOf(option.palette);
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, tokens.accentTint);
        const QRect row = option.rect.adjusted(8, 0, -8, 0);
        const auto outcome = static_cast<runlog::Outcome>(index.data(OutlineModel::OutcomeRole).toInt());
        paintMark(*painter, QPointF(row.left() + 8, row.center().y() + 0.5), 14, outcome, MarkStyle::Filled, tokens);
        painter->setFont(QGuiApplication::font());
        painter->setPen(tokens.muted);
        const QString line = index.data(OutlineModel::LineRole).toString();
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight, line);
        painter->setPen(tokens.text);
        const int room = row.width() - 28 - painter->fontMetrics().horizontalAdvance(line) - 12;
        painter->drawText(row.adjusted(24, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->restore();
    }
};

} // namespace

void OutlineModel::setFile(const std::shared_ptr<const runlog::PolicyFile>& file)
{
    beginResetModel();
    m_file = file;
    endResetModel();
}

int OutlineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_file ? 0 : static_cast<int>(m_file->policies.size());
}

QVariant OutlineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& policy = m_file->policies[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return policy.notes().name.empty() ? plain(policy.id) : plain(policy.id) + QStringLiteral(" · ") + plain(policy.notes().name);
    if (role == OutcomeRole)
        return static_cast<int>(outcomeOf(policy.action));
    if (role == LineRole)
        return countText(static_cast<qint64>(m_file->source->place(policy.idSpan.begin).line));
    if (role == OffsetRole)
        return QVariant::fromValue(static_cast<qulonglong>(policy.idSpan.begin));
    if (role == Qt::AccessibleTextRole) {
        const auto action = runlog::name(policy.action);
        return tr("%1, %2, line %3").arg(plain(policy.id), QString::fromLatin1(action.data(), static_cast<qsizetype>(action.size())),
                                         data(index, LineRole).toString());
    }
    return {};
}

Outline::Outline(QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_model(this)
    , m_narrowed(this)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
{
    setFrameShape(QFrame::Box);
    setFrameShadow(QFrame::Plain);
    setAccessibleName(tr("Policies of this file"));
    m_field->setPlaceholderText(tr("Go to a policy"));
    m_field->setAccessibleName(tr("Go to a policy"));
    m_list->setAccessibleName(tr("Policies"));
    m_list->setItemDelegate(new OutlineDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_narrowed.setSourceModel(&m_model);
    m_narrowed.setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(&m_narrowed);
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(4, 4, 4, 4);
    rows->addWidget(m_field);
    rows->addWidget(m_list);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &Outline::narrow);
    connect(m_list, &QListView::clicked, this, &Outline::choose);
}

void Outline::open(const std::shared_ptr<const runlog::PolicyFile>& file, const QRect& over)
{
    m_model.setFile(file);
    m_field->clear();
    narrow({});
    const int rows = std::clamp(m_model.rowCount(), 3, 16);
    const int width = std::min(over.width(), 480);
    setGeometry(over.left() + (over.width() - width) / 2, over.top(), width, rows * RowHeight + m_field->sizeHint().height() + 20);
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void Outline::narrow(const QString& text)
{
    m_narrowed.setFilterFixedString(text);
    m_list->setCurrentIndex(m_narrowed.index(0, 0));
}

void Outline::choose()
{
    const QModelIndex chosenRow = m_list->currentIndex();
    if (!chosenRow.isValid())
        return;
    const auto offset = static_cast<std::size_t>(chosenRow.data(OutlineModel::OffsetRole).toULongLong());
    hide();
    emit chosen(offset);
}

void Outline::move(int rows)
{
    if (m_narrowed.rowCount() == 0)
        return;
    const int row = std::clamp(m_list->currentIndex().row() + rows, 0, m_narrowed.rowCount() - 1);
    m_list->setCurrentIndex(m_narrowed.index(row, 0));
}

bool Outline::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

} // namespace studio
