// SPDX-License-Identifier: Apache-2.0
#include "ui/step/stepsmodel.h"

#include "ui/theme/figures.h"
#include "ui/theme/paint.h"

#include <QPainter>

namespace studio {

namespace {

constexpr int RowHeight = 20;
constexpr int Inset = 12;

bool isSameRun(const std::vector<StepEntry>& a, const std::vector<StepEntry>& b)
{
    return !a.empty() && a.size() == b.size() && a.front().step == b.front().step;
}

qreal baseline(const QRect& box, const QFont& font)
{
    const QFontMetricsF metrics(font);
    return box.top() + (box.height() + metrics.ascent() - metrics.descent()) / 2;
}

} // namespace

void StepsModel::setSteps(std::vector<StepEntry> steps)
{
    if (isSameRun(m_steps, steps)) {
        if (m_steps == steps)
            return;
        m_steps = std::move(steps);
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_steps = std::move(steps);
    endResetModel();
}

int StepsModel::rowCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : static_cast<int>(m_steps.size()); }
int StepsModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : ColumnCount; }

QVariant StepsModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const StepEntry& step = entry(index.row());
    if (role == Qt::AccessibleTextRole)
        return tr("step %1, %2: %3").arg(step.seq).arg(step.name, outcomeWords(step.now));
    if (role == Qt::ToolTipRole && index.column() == Name)
        return step.name.toHtmlEscaped();
    if (role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(index.column())) {
    case Number: return QString::number(step.seq);
    case OutcomeColumn: return outcomeWords(step.now);
    case Name: return step.name;
    case Cost: return step.cost.isEmpty() ? QStringLiteral("–") : step.cost;
    case ColumnCount: break;
    }
    return {};
}

QVariant StepsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Number: return tr("step");
    case OutcomeColumn: return tr("outcome");
    case Name: return tr("what");
    case Cost: return tr("cost");
    case ColumnCount: break;
    }
    return {};
}

StepsDelegate::StepsDelegate(Theme& theme, QObject* parent) : QStyledItemDelegate(parent), m_theme(theme) {}

QSize StepsDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {option.rect.width(), std::max(RowHeight, option.fontMetrics.height() + 2)};
}

void StepsDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    painter->save();
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, option.widget && option.widget->hasFocus() ? tokens.accentTint : tokens.hover);
        if (index.column() == 0)
            painter->fillRect(QRect(0, option.rect.top(), 2, option.rect.height()), tokens.accent);
    }
    paintCell(*painter, option, index);
    painter->restore();
}

void StepsDelegate::paintCell(QPainter& painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& tokens = m_theme.tokens();
    const StepEntry& step = static_cast<const StepsModel*>(index.model())->entry(index.row());
    const QString text = index.data().toString();
    const bool away = step.isAfterStop() || step.now.outcome == runlog::Outcome::NotReached;
    painter.setPen(away ? tokens.muted : tokens.text);
    switch (static_cast<StepsModel::Column>(index.column())) {
    case StepsModel::Number:
        painter.setPen(tokens.muted);
        paintFigures(painter, {option.rect.right() - 4 - figuresWidth(option.font, text), baseline(option.rect, option.font)}, text);
        return;
    case StepsModel::OutcomeColumn:
        painter.setRenderHint(QPainter::Antialiasing);
        if (step.now.outcome != runlog::Outcome::Undecided)
            paintMark(painter, QRectF(option.rect).center(), 13, step.now.outcome, away ? MarkStyle::Outlined : MarkStyle::Filled, tokens);
        return;
    case StepsModel::Name:
        painter.setFont(monoFont());
        painter.drawText(option.rect, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, option.rect.width() - 6));
        return;
    case StepsModel::Cost: {
        QFont font = option.font;
        font.setStrikeOut(!step.cost.isEmpty() && !step.now.ran() && step.now.outcome != runlog::Outcome::Undecided);
        painter.setFont(font);
        painter.setPen(tokens.muted);
        paintFigures(painter, {option.rect.right() - Inset - figuresWidth(font, text), baseline(option.rect, font)}, text);
        return;
    }
    case StepsModel::ColumnCount: return;
    }
}

} // namespace studio
