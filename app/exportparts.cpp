// SPDX-License-Identifier: Apache-2.0
#include "app/exportparts.h"

#include "ui/theme/figures.h"

#include <QPainter>

namespace studio {

namespace {
constexpr int RowGap = 10;
constexpr int TextLeft = 24;
} // namespace

CountsRow::CountsRow(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Outcomes"));
}

QSize CountsRow::sizeHint() const { return {600, fontMetrics().height() + 12}; }

void CountsRow::show(const ReplayResult* result, const QString& baseline, runlog::ApprovalMode mode)
{
    m_cells = verdictCells(result, baseline, mode, {});
    const std::size_t runs = result ? result->impact.runs : 0;
    m_runs = runs == 1 ? tr("1 run differs") : tr("%1 runs differ").arg(countText(static_cast<qint64>(runs)));
    QStringList sentences;
    for (std::size_t i = 0; i < 6; ++i)
        sentences << m_cells[i].sentence;
    setAccessibleDescription(sentences.join(QStringLiteral("; ")));
    update();
}

void CountsRow::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = tokensOf(palette());
    QPainter painter(this);
    const int runsWidth = fontMetrics().horizontalAdvance(m_runs);
    const int step = (width() - runsWidth - 12) / 6;
    const qreal baseline = height() / 2.0 + fontMetrics().capHeight() / 2.0;
    for (std::size_t i = 0; i < 6 && i < m_cells.size(); ++i) {
        const VerdictCell& cell = m_cells[i];
        qreal x = static_cast<qreal>(i) * step;
        paintMark(painter, QPointF(x + 7, height() / 2.0), 14, *cell.outcome, MarkStyle::Filled, tokens);
        painter.setFont(cell.delta == 0 ? font() : strong(font()));
        painter.setPen(cell.delta == 0 ? tokens.muted : tokens.text);
        x += 22;
        x += paintFigures(painter, QPointF(x, baseline), cell.value) + 6;
        if (cell.delta == 0) {
            painter.drawText(QPointF(x, baseline), QStringLiteral("="));
            continue;
        }
        paintTriangle(painter, QPointF(x + 4, height() / 2.0), 8, cell.delta > 0, tokens.text);
        paintFigures(painter, QPointF(x + 10, baseline), countText(std::abs(cell.delta)));
    }
    painter.setFont(font());
    painter.setPen(tokens.muted);
    painter.drawText(QPointF(width() - runsWidth, baseline), m_runs);
}

ChecksList::ChecksList(QWidget* parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Why it is safe to use"));
}

void ChecksList::show(const std::vector<ExportCheck>& checks)
{
    m_checks = checks;
    QStringList sentences;
    for (const ExportCheck& check : checks)
        sentences << check.text << check.detail;
    setAccessibleDescription(sentences.join(QStringLiteral(". ")));
    updateGeometry();
    update();
}

int ChecksList::rowHeight(const ExportCheck& check) const
{
    return (check.detail.isEmpty() ? 1 : 2) * (fontMetrics().height() + 2) + RowGap;
}

QSize ChecksList::sizeHint() const
{
    int height = 0;
    int width = 0;
    for (const ExportCheck& check : m_checks) {
        height += rowHeight(check);
        width = std::max({width, fontMetrics().horizontalAdvance(check.text), fontMetrics().horizontalAdvance(check.detail)});
    }
    return {width + TextLeft + 4, height};
}

void ChecksList::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = tokensOf(palette());
    QPainter painter(this);
    const int line = fontMetrics().height() + 2;
    int y = 0;
    for (const ExportCheck& check : m_checks) {
        const QColor color = check.tick == Tick::True ? tokens.of(runlog::Outcome::Allow).mark
            : check.tick == Tick::False               ? tokens.of(runlog::Outcome::Deny).mark
                                                      : tokens.warn;
        paintTick(painter, QRectF(0, y, 16, line), check.tick, color);
        painter.setPen(tokens.text);
        painter.drawText(QRect(TextLeft, y, width() - TextLeft, line), Qt::AlignVCenter | Qt::TextSingleLine, check.text);
        painter.setPen(tokens.muted);
        painter.drawText(QRect(TextLeft, y + line, width() - TextLeft, line), Qt::AlignVCenter | Qt::TextSingleLine, check.detail);
        y += rowHeight(check);
    }
}

} // namespace studio
