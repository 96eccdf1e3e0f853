// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/flattabs.h"

#include "ui/theme/paint.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace studio {

namespace {
constexpr int Gap = 14;
constexpr int Height = 28;
} // namespace

FlatTabs::FlatTabs(QWidget* parent) : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false);
    setElideMode(Qt::ElideNone);
    setFocusPolicy(Qt::TabFocus); // a click leaves the keyboard where it is
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void FlatTabs::setInset(int pixels)
{
    m_inset = pixels;
    updateGeometry();
}

QSize FlatTabs::tabSizeHint(int index) const
{
    return {QFontMetrics(strong(font())).horizontalAdvance(tabText(index)) + Gap + (index == 0 ? m_inset : 0), Height};
}

QSize FlatTabs::sizeHint() const
{
    int width = 0;
    for (int n = 0; n < count(); ++n)
        width += isTabVisible(n) ? tabSizeHint(n).width() : 0;
    return {width, Height};
}

void FlatTabs::paintEvent(QPaintEvent*)
{
    const Tokens& tokens = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), tokens.pane);
    for (int n = 0; n < count(); ++n) {
        if (!isTabVisible(n))
            continue;
        const QRect words = tabRect(n).adjusted(n == 0 ? m_inset : 0, 0, -Gap, 0);
        const bool isShown = n == currentIndex();
        painter.setFont(isShown ? strong(font()) : font());
        painter.setPen(isShown ? tokens.text : isTabEnabled(n) ? tokens.muted : tokens.edge);
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, tabText(n));
        if (isShown)
            painter.fillRect(QRect(words.left(), height() - 3, painter.fontMetrics().horizontalAdvance(tabText(n)), 2),
                             hasFocus() ? tokens.accent : tokens.edge);
    }
}

} // namespace studio
