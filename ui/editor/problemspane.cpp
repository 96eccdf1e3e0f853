// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/problemspane.h"

#include "ui/session/document.h"
#include "ui/theme/paint.h"
#include "ui/theme/paneheader.h"

#include <QLabel>
#include <QListView>
#include <QGuiApplication>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>
#include <algorithm>

namespace studio {

namespace {

constexpr int RowHeight = 24;
constexpr int PlaceWidth = 64;

// `!` in a triangle, a cross in a ring, a dot: the shape says it without the colour.
void paintSeverity(QPainter& painter, const QPointF& centre, runlog::Severity severity, const Tokens& tokens)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    switch (severity) {
    case runlog::Severity::Error: {
        const QColor color = tokens.of(runlog::Outcome::Deny).text;
        painter.setPen(QPen(color, 1.4));
        painter.drawEllipse(centre, 6, 6);
        painter.drawLine(centre + QPointF(-2.2, -2.2), centre + QPointF(2.2, 2.2));
        painter.drawLine(centre + QPointF(-2.2, 2.2), centre + QPointF(2.2, -2.2));
        break;
    }
    case runlog::Severity::Warning: {
        const QPointF corners[] = {centre + QPointF(0, -6), centre + QPointF(7, 6), centre + QPointF(-7, 6)};
        painter.setPen(QPen(tokens.warn, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPolygon(corners, 3);
        painter.drawLine(centre + QPointF(0, -1.5), centre + QPointF(0, 1.8));
        painter.drawPoint(centre + QPointF(0, 4.2));
        break;
    }
    case runlog::Severity::Note:
        painter.setPen(QPen(tokens.muted, 1.4));
        painter.drawEllipse(centre, 6, 6);
        painter.drawLine(centre + QPointF(0, -0.5), centre + QPointF(0, 3));
        painter.drawPoint(centre + QPointF(0, -3));
        break;
    }
    painter.restore();
}

class ProblemDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {200, RowHeight}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const Tokens& tokens = tokensOf(option.palette);
        painter->save();
        paintBack(*painter, option, tokens);
        QRect row = option.rect.adjusted(12, 0, -12, 0);
        const auto severity = static_cast<runlog::Severity>(index.data(ProblemsModel::SeverityRole).toInt());
        paintSeverity(*painter, QPointF(row.left() + 8, row.center().y() + 0.5), severity, tokens);
        row.setLeft(row.left() + 24);
        painter->setFont(QGuiApplication::font());
        painter->setPen(tokens.muted);
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignLeft, index.data(ProblemsModel::PlaceRole).toString());
        row.setLeft(row.left() + PlaceWidth);
        const QString code = index.data(ProblemsModel::CodeRole).toString();
        const QFontMetrics metrics = painter->fontMetrics();
        const int codeWidth = metrics.horizontalAdvance(code);
        const bool hasCode = codeWidth + 160 < row.width();
        if (hasCode)
            painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight, code);
        painter->setPen(tokens.text);
        const int room = row.width() - (hasCode ? codeWidth + 16 : 0);
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignLeft,
                          metrics.elidedText(index.data().toString(), Qt::ElideRight, room));
        painter->restore();
    }

private:
    static void paintBack(QPainter& painter, const QStyleOptionViewItem& option, const Tokens& tokens)
    {
        if (!(option.state & QStyle::State_Selected))
            return;
        const bool hasKeyboard = option.state & QStyle::State_HasFocus;
        painter.fillRect(option.rect, hasKeyboard ? tokens.accentTint : tokens.hover);
        if (hasKeyboard)
            painter.fillRect(QRect(option.rect.topLeft(), QSize(2, option.rect.height())), tokens.accent);
    }
};

} // namespace

ProblemsPane::ProblemsPane(Document& document, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_model(this)
    , m_header(new PaneHeader(tr("Problems"), this))
    , m_list(new QListView(this))
    , m_empty(new QLabel(this))
{
    setAccessibleName(tr("Problems"));
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setContentsMargins(12, 4, 12, 8);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setText(tr("No problems in this file."));
    m_list->setAccessibleName(tr("Problems of the policy file"));
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ProblemDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    setFocusProxy(m_list);
    connect(m_list, &QListView::activated, this, &ProblemsPane::jump);
    connect(&document, &Document::diagnosticsChanged, this, &ProblemsPane::refresh);
    connect(&theme, &Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    refresh();
}

QString ProblemsPane::summary() const
{
    const int problems = m_model.rowCount();
    return problems == 0 ? tr("valid") : counted(problems, tr("1 problem"), tr("%1 problems"));
}

void ProblemsPane::refresh()
{
    const int row = m_list->currentIndex().row();
    m_model.setProblems(m_document.diagnostics(), m_document.source());
    const int rows = m_model.rowCount();
    if (row >= 0 && rows > 0)
        m_list->setCurrentIndex(m_model.index(std::min(row, rows - 1)));
    m_header->setDetail(rows == 0 ? QString() : countText(rows));
    m_header->setNote(m_document.tests().summary());
    m_empty->setVisible(rows == 0);
    m_list->setVisible(rows > 0);
    emit summaryChanged(summary());
}

void ProblemsPane::jump(const QModelIndex& index)
{
    if (index.isValid())
        emit jumpRequested(static_cast<std::size_t>(index.data(ProblemsModel::OffsetRole).toULongLong()));
}

} // namespace studio
