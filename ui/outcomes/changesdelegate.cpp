// SPDX-License-Identifier: Apache-2.0
#include "ui/outcomes/changesdelegate.h"

#include "ui/outcomes/changesmodel.h"
#include "ui/theme/figures.h"
#include "ui/theme/paint.h"

#include <QAbstractItemView>
#include <QHeaderView>
#include <QPainter>

#include <cmath>

namespace studio {

namespace {

constexpr int Inset = 12;
constexpr int Gap = 6;
constexpr int LabelWidth = 20;
constexpr int AlarmWidth = 20;
constexpr int OutcomesWidth = 58;

ChangeRow::Kind kindOf(const QModelIndex& index)
{
    return static_cast<ChangeRow::Kind>(index.data(ChangesModel::KindRole).toInt());
}

runlog::Outcome outcomeOf(const QModelIndex& index, int role)
{
    return static_cast<runlog::Outcome>(index.data(role).toInt());
}

qreal lineOf(const QRect& box, const QFont& font)
{
    const QFontMetricsF metrics(font);
    return box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2;
}

// The whole row in view coordinates: heads are painted over all columns, each cell its part.
QRect rowRect(const QStyleOptionViewItem& option)
{
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    return view ? QRect(0, option.rect.top(), view->viewport()->width(), option.rect.height()) : option.rect;
}

// The widest text of a column near the top of the list, between the width of a usual one and a limit.
int widest(const ChangesModel& model, const QFont& font, int column, const char* usual, int limit)
{
    constexpr int Looked = 48; // rows
    qreal width = figuresWidth(font, QString::fromLatin1(usual));
    for (int row = 0; row < std::min(Looked, model.rowCount()); ++row) {
        const QModelIndex index = model.index(row, column);
        const QString text = model.isHead(row) ? QString() : index.data().toString() + index.data(ChangesModel::NumberRole).toString();
        width = std::max(width, figuresWidth(font, text));
    }
    return std::min(static_cast<int>(std::ceil(width)), std::max(limit, 96));
}

} // namespace

ChangesDelegate::ChangesDelegate(Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize ChangesDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), RowHeight};
}

int ChangesDelegate::columnWidth(int column, int viewWidth, const QFont& font, const ChangesModel& model)
{
    const int value = model.valueTitle().isEmpty() ? Inset : widest(model, font, ChangesModel::ValueColumn, "00.00", viewWidth / 4) + Inset + Gap;
    const int label = model.hasLabels() ? LabelWidth : 0;
    const int place = widest(model, font, ChangesModel::Place, "r00 #0", viewWidth * 2 / 5) + 4 + 5 + Gap;
    switch (static_cast<ChangesModel::Column>(column)) {
    case ChangesModel::Alarm: return AlarmWidth;
    case ChangesModel::Outcomes: return OutcomesWidth;
    case ChangesModel::Place: return place;
    case ChangesModel::What: return std::max(40, viewWidth - AlarmWidth - OutcomesWidth - place - label - value);
    case ChangesModel::LabelColumn: return label;
    case ChangesModel::ValueColumn: return value;
    case ChangesModel::ColumnCount: break;
    }
    return 0;
}

void ChangesDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    painter->setClipRect(option.rect, Qt::IntersectClip);
    painter->setFont(option.font);
    paintBackground(*painter, option);
    if (kindOf(index) == ChangeRow::Kind::Head)
        paintHead(*painter, option, index);
    else
        paintCell(*painter, option, index);
    painter->restore();
}

void ChangesDelegate::paintBackground(QPainter& painter, const QStyleOptionViewItem& option) const
{
    const Tokens& tokens = m_theme.tokens();
    const bool selected = option.state & QStyle::State_Selected;
    const auto* view = qobject_cast<const QAbstractItemView*>(option.widget);
    const bool keyboard = view && view->hasFocus();
    painter.fillRect(option.rect, !selected ? tokens.pane : keyboard ? tokens.accentTint : tokens.hover);
    if (selected)
        painter.fillRect(QRect(0, option.rect.top(), 2, option.rect.height()), tokens.accent);
}

void ChangesDelegate::paintHead(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    const QModelIndex first = index.siblingAtColumn(ChangesModel::Alarm);
    const QRect row = rowRect(option);
    const QString title = first.data().toString();
    painter.setFont(strong(option.font));
    painter.setPen(tokens.text);
    painter.drawText(QPointF(Inset, lineOf(row, painter.font())), title);
    const int end = Inset + painter.fontMetrics().horizontalAdvance(title) + 6;
    painter.setFont(option.font);
    painter.setPen(tokens.muted);
    painter.drawText(QPointF(end, lineOf(row, option.font)), countText(first.data(ChangesModel::CountRole).toLongLong()));
    if (index.row() != 0)
        return;
    const QString field = index.model()->headerData(ChangesModel::ValueColumn, Qt::Horizontal).toString();
    painter.setFont(smallFont());
    painter.setPen(tokens.faint);
    painter.drawText(row.adjusted(0, 0, -Inset, 0), Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, field);
}

void ChangesDelegate::paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    switch (static_cast<ChangesModel::Column>(index.column())) {
    case ChangesModel::Alarm: return paintAlarm(painter, option.rect, index);
    case ChangesModel::Outcomes: return paintOutcomes(painter, option.rect, index);
    case ChangesModel::Place: return paintPlace(painter, option.rect, index);
    case ChangesModel::What: return paintWhat(painter, option.rect, index);
    case ChangesModel::LabelColumn: return paintLabel(painter, option.rect, index);
    case ChangesModel::ValueColumn: return paintValue(painter, option.rect, index);
    case ChangesModel::ColumnCount: return;
    }
}

void ChangesDelegate::paintAlarm(QPainter& painter, const QRect& box, const QModelIndex& index) const
{
    const QString text = index.data().toString();
    if (text.isEmpty())
        return;
    painter.setFont(strong(painter.font()));
    painter.setPen(m_theme.tokens().warn);
    painter.drawText(box.adjusted(Inset, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void ChangesDelegate::paintOutcomes(QPainter& painter, const QRect& box, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    const bool follows = kindOf(index) == ChangeRow::Kind::Consequence;
    const qreal y = box.top() + box.height() / 2.0;
    const qreal left = box.left() + (follows ? 12 : 0);
    painter.setRenderHint(QPainter::Antialiasing, true);
    paintMark(painter, {left + 9, y}, follows ? 10 : 14, outcomeOf(index, ChangesModel::BeforeRole), MarkStyle::Outlined, tokens);
    paintMark(painter, {left + 43 - (follows ? 8 : 0), y}, follows ? 10 : 14, outcomeOf(index, ChangesModel::AfterRole),
              MarkStyle::Filled, tokens);
    const qreal from = left + 21 - (follows ? 2 : 0);
    const qreal to = left + 31 - (follows ? 6 : 0);
    painter.setPen(QPen(tokens.muted, 1.2));
    painter.drawLine(QPointF(from, y), QPointF(to, y));
    painter.drawLine(QPointF(to, y), QPointF(to - 3, y - 3));
    painter.drawLine(QPointF(to, y), QPointF(to - 3, y + 3));
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void ChangesDelegate::paintPlace(QPainter& painter, const QRect& box, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    const bool follows = kindOf(index) == ChangeRow::Kind::Consequence;
    const QString number = index.data(ChangesModel::NumberRole).toString();
    const QFontMetrics metrics(painter.font());
    const int room = box.width() - metrics.horizontalAdvance(number) - 2 * Gap;
    const QString run = metrics.elidedText(index.data().toString(), Qt::ElideLeft, room); // the end of an id tells it
    const qreal y = lineOf(box, painter.font());
    painter.setPen(follows ? tokens.muted : tokens.text);
    const qreal width = paintFigures(painter, QPointF(box.left() + 4, y), run);
    painter.setPen(tokens.muted);
    paintFigures(painter, QPointF(box.left() + 4 + width + 5, y), number);
}

void ChangesDelegate::paintWhat(QPainter& painter, const QRect& box, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    const bool follows = kindOf(index) == ChangeRow::Kind::Consequence;
    const qint64 after = index.data(ChangesModel::CountRole).toLongLong();
    const QFont body = painter.font();
    int right = box.right() - Gap;
    if (after > 0) {
        const bool unfolded = index.data(ChangesModel::UnfoldedRole).toBool();
        const QString count = QStringLiteral("+%1").arg(countText(after));
        painter.setFont(smallFont());
        painter.setPen(tokens.muted);
        const int width = painter.fontMetrics().horizontalAdvance(count);
        painter.drawText(QPointF(right - width, lineOf(box, painter.font())), count);
        painter.setRenderHint(QPainter::Antialiasing, true);
        paintTriangle(painter, QPointF(right - width - 8, box.center().y() + 1), 6, unfolded, tokens.muted);
        painter.setRenderHint(QPainter::Antialiasing, false);
        right -= width + 18;
    }
    painter.setFont(monoFont());
    const QString name = index.data().toString();
    const int nameWidth = painter.fontMetrics().horizontalAdvance(name);
    const int room = right - box.left();
    painter.setPen(follows || index.data(ChangesModel::UncertainRole).toBool() ? tokens.muted : tokens.text);
    painter.drawText(QPointF(box.left(), lineOf(box, painter.font())),
                     nameWidth <= room ? name : painter.fontMetrics().elidedText(name, Qt::ElideRight, room));
    painter.setFont(body);
    const QString amount = index.data(ChangesModel::AmountRole).toString();
    if (amount.isEmpty() || nameWidth + Gap + painter.fontMetrics().horizontalAdvance(amount) > room)
        return; // left out whole
    painter.setPen(tokens.muted);
    painter.drawText(QPointF(box.left() + nameWidth + Gap, lineOf(box, body)), amount);
}

// Heavy and in the colour of a warning where it is not so.
void ChangesDelegate::paintLabel(QPainter& painter, const QRect& box, const QModelIndex& index) const
{
    const QVariant wanted = index.data(ChangesModel::WantedRole);
    if (!wanted.isValid())
        return;
    const bool isAgainst = index.data(ChangesModel::AgainstRole).toBool();
    const QPointF middle(box.left() + LabelWidth / 2.0, box.top() + box.height() / 2.0);
    paintWanted(painter, middle, static_cast<runlog::Wanted>(wanted.toInt()),
                QPen(isAgainst ? m_theme.tokens().warn : m_theme.tokens().muted, isAgainst ? 2.2 : 1.3));
}

void ChangesDelegate::paintValue(QPainter& painter, const QRect& box, const QModelIndex& index) const
{
    QString value = index.data().toString();
    const qsizetype point = value.indexOf(u'.');
    if (point >= 0 && figuresWidth(painter.font(), value) > box.width() - Inset)
        value.truncate(point + 3); // cents; the tool tip and the export have all decimals
    const qreal width = figuresWidth(painter.font(), value);
    if (value.isEmpty() || width > box.width() - Inset)
        return;
    painter.setPen(m_theme.tokens().text);
    paintFigures(painter, QPointF(box.right() + 1 - Inset - width, lineOf(box, painter.font())), value);
}

} // namespace studio
