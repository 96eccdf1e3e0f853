// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/completionpopup.h"

#include "ui/theme/paint.h"

#include <QAccessible>
#include <QGuiApplication>
#include <QPainter>
#include <QPlainTextEdit>
#include <QStyledItemDelegate>
#include <algorithm>

namespace studio {

namespace {

constexpr int RowHeight = 24;
constexpr int MostRows = 10;
constexpr int WidestPopup = 520;
constexpr int Inset = 8;

class CompletionDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {100, RowHeight}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& tokens = tokensOf(option.palette);
        painter->save();
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, tokens.accentTint);
            painter->fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), tokens.accent);
        }
        const QRect room = option.rect.adjusted(Inset, 0, -Inset, 0);
        const QString word = index.data(Qt::DisplayRole).toString();
        painter->setFont(monoFont());
        painter->setPen(tokens.text);
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignLeft, word);
        paintDetail(*painter, room.adjusted(painter->fontMetrics().horizontalAdvance(word) + 2 * Inset, 0, 0, 0), index, tokens);
        painter->restore();
    }

private:
    static void paintDetail(QPainter& painter, const QRect& room, const QModelIndex& index, const Tokens& tokens)
    {
        const QString detail = index.data(CompletionModel::DetailRole).toString();
        painter.setFont(QGuiApplication::font());
        painter.setPen(tokens.muted);
        const QString shown = painter.fontMetrics().elidedText(detail, Qt::ElideRight, room.width());
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight, shown);
    }
};

} // namespace

void CompletionModel::setCompletions(const std::vector<Completion>& completions)
{
    beginResetModel();
    m_completions = completions;
    endResetModel();
}

int CompletionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_completions.size());
}

QVariant CompletionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Completion& completion = m_completions[static_cast<std::size_t>(index.row())];
    if (role == Qt::DisplayRole)
        return completion.word;
    if (role == InsertRole)
        return completion.insert;
    if (role == DetailRole)
        return completion.detail;
    if (role == Qt::AccessibleTextRole)
        return completion.detail.isEmpty() ? completion.word : completion.word + QStringLiteral(", ") + completion.detail;
    return {};
}

CompletionPopup::CompletionPopup(QPlainTextEdit* editor)
    : QListView(editor)
    , m_editor(editor)
    , m_model(this)
{
    setModel(&m_model);
    setItemDelegate(new CompletionDelegate(this));
    setFocusPolicy(Qt::NoFocus);
    setUniformItemSizes(true);
    setFrameShape(QFrame::Box);
    setFrameShadow(QFrame::Plain);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    setAccessibleName(tr("Completions"));
    hide();
    connect(this, &QListView::clicked, this, [this] { emit accepted(selectedInsert()); });
}

void CompletionPopup::offer(const std::vector<Completion>& completions, Selection selection, const QRect& wordBox)
{
    m_model.setCompletions(completions);
    if (completions.empty()) {
        hide();
        return;
    }
    if (selection == Selection::First)
        setCurrentIndex(m_model.index(0));
    place(wordBox);
    show();
    raise();
}

QSize CompletionPopup::wantedSize() const
{
    const QFontMetrics mono(monoFont());
    const QFontMetrics body(QGuiApplication::font());
    int width = 160;
    for (int row = 0; row < std::min(m_model.rowCount(), 200); ++row) {
        const QModelIndex index = m_model.index(row);
        width = std::max(width, mono.horizontalAdvance(index.data().toString())
                                    + body.horizontalAdvance(index.data(CompletionModel::DetailRole).toString()) + 4 * Inset);
    }
    const int rows = std::min(MostRows, m_model.rowCount());
    return {std::min(WidestPopup, width + 24), rows * RowHeight + 2 * frameWidth()};
}

void CompletionPopup::place(const QRect& wordBox)
{
    QWidget* window = m_editor->window();
    if (parentWidget() != window)
        setParent(window);
    const QSize size = wantedSize();
    QPoint corner = m_editor->viewport()->mapTo(window, wordBox.bottomLeft() + QPoint(-Inset, 2));
    if (corner.y() + size.height() > window->height())
        corner.setY(m_editor->viewport()->mapTo(window, wordBox.topLeft()).y() - size.height() - 2);
    corner.setX(std::clamp(corner.x(), 0, std::max(0, window->width() - size.width())));
    setGeometry(QRect(corner, size));
}

bool CompletionPopup::takeKey(int key)
{
    if (!isVisible())
        return false;
    switch (key) {
    case Qt::Key_Down:
        move(1);
        return true;
    case Qt::Key_Up:
        move(-1);
        return true;
    case Qt::Key_PageDown:
        move(MostRows);
        return true;
    case Qt::Key_PageUp:
        move(-MostRows);
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        break;
    default:
        return false;
    }
    const QString insert = selectedInsert();
    hide();
    if (insert.isEmpty())
        return false;
    emit accepted(insert);
    return true;
}

void CompletionPopup::move(int rows)
{
    const int row = currentIndex().isValid() ? currentIndex().row() + rows : rows > 0 ? 0 : m_model.rowCount() - 1;
    setCurrentIndex(m_model.index(std::clamp(row, 0, m_model.rowCount() - 1)));
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(currentIndex().row());
    QAccessible::updateAccessibility(&event);
}

QString CompletionPopup::selectedInsert() const
{
    return currentIndex().data(CompletionModel::InsertRole).toString();
}

} // namespace studio
