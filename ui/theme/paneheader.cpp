// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/paneheader.h"

#include "ui/theme/paint.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QPainter>

namespace studio {

namespace {
constexpr int Inset = 12;
constexpr int Gap = 8;
constexpr int TallHeight = 32;
} // namespace

PaneHeader::PaneHeader(const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_title(title)
    , m_detailFont(font())
    , m_controls(new QHBoxLayout(this))
{
    setAccessibleName(title);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_controls->setContentsMargins(Inset, 2, Inset, 2);
    m_controls->setSpacing(Gap);
    m_controls->addStretch();
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { focusMoved(now); });
}

void PaneHeader::setTitle(const QString& title)
{
    m_title = title;
    setAccessibleName(title);
    update();
}

void PaneHeader::setTitleShown(bool shown)
{
    m_titleShown = shown;
    update();
}

void PaneHeader::setDetail(const QString& detail, const QString& shorter)
{
    m_detail = detail;
    m_shorter = shorter;
    update();
}

void PaneHeader::setDetailFont(const QFont& font)
{
    m_detailFont = font;
    update();
}

void PaneHeader::setNote(const QString& note)
{
    m_note = note;
    update();
}

void PaneHeader::setLead(QWidget* lead)
{
    m_lead = lead;
    m_controls->insertWidget(0, lead);
}

void PaneHeader::addControl(QWidget* control)
{
    m_controls->addWidget(control);
}

QSize PaneHeader::sizeHint() const
{
    return {QWidget::sizeHint().width(), std::max(TallHeight, fontMetrics().height() + 2 * Gap)};
}

void PaneHeader::focusMoved(QWidget* now)
{
    const QWidget* pane = parentWidget();
    const bool active = pane && now && (now == pane || pane->isAncestorOf(now));
    if (active == m_active)
        return;
    m_active = active;
    update();
}

int PaneHeader::controlsLeft() const
{
    int left = width() - Inset;
    for (int i = 0; i < m_controls->count(); ++i) {
        const QWidget* control = m_controls->itemAt(i)->widget();
        if (control && control != m_lead && control->isVisible())
            left = std::min(left, control->x() - Gap);
    }
    return left;
}

void PaneHeader::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.pane);
    if (m_active)
        painter.fillRect(QRect(0, 0, width(), 2), tokens.accent);

    const QRect row = rect().adjusted(Inset, 0, 0, 0);
    const int right = controlsLeft();
    int x = m_lead ? m_lead->geometry().right() + 1 : Inset;
    if (!m_lead && m_titleShown) {
        painter.setFont(strong(font()));
        painter.setPen(tokens.text);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_title);
        x += painter.fontMetrics().horizontalAdvance(m_title) + Gap;
    }

    painter.setFont(m_detailFont);
    painter.setPen(tokens.muted);
    for (const QString& detail : {m_detail, m_shorter}) {
        const int width = painter.fontMetrics().horizontalAdvance(detail);
        if (detail.isEmpty() || x + width > right)
            continue;
        painter.drawText(QRect(x, 0, width + 1, height()), Qt::AlignVCenter | Qt::TextSingleLine, detail);
        x += width + Gap;
        break;
    }

    painter.setFont(smallFont());
    const int noteWidth = painter.fontMetrics().horizontalAdvance(m_note);
    if (!m_note.isEmpty() && x + noteWidth <= right)
        painter.drawText(QRect(right - noteWidth, 0, noteWidth + 1, height()), Qt::AlignVCenter | Qt::TextSingleLine, m_note);
}

} // namespace studio
