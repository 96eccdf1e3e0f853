// SPDX-License-Identifier: Apache-2.0
#include "app/noticebar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <algorithm>

namespace studio {

NoticeBar::NoticeBar(Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_text(new QLabel(this))
    , m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("noticeBar"));
    setAccessibleName(tr("Notice"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_row->setContentsMargins(12, 4, 12, 4);
    m_row->addWidget(m_text, 1);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void NoticeBar::tell(const Notice& notice)
{
    const auto same = std::find_if(m_notices.begin(), m_notices.end(),
                                   [&](const Notice& n) { return n.topic == notice.topic; });
    if (same == m_notices.end())
        m_notices.push_back(notice);
    else
        *same = notice;
    showFirst();
}

void NoticeBar::withdraw(const QString& topic)
{
    const auto removed = std::erase_if(m_notices, [&](const Notice& n) { return n.topic == topic; });
    if (removed > 0)
        showFirst();
}

QString NoticeBar::text() const { return m_notices.empty() ? QString() : m_notices.front().text; }

void NoticeBar::choose(std::size_t choice)
{
    if (m_notices.empty())
        return;
    const auto act = m_notices.front().choices[choice].act;
    dismiss();
    if (act)
        act();
}

void NoticeBar::dismiss()
{
    m_notices.erase(m_notices.begin());
    showFirst();
}

void NoticeBar::showFirst()
{
    for (QWidget* button : m_buttons)
        button->deleteLater();
    m_buttons.clear();
    setVisible(!m_notices.empty());
    if (m_notices.empty())
        return;
    const Notice& notice = m_notices.front();
    m_text->setText(notice.text);
    setAccessibleDescription(notice.text);
    for (std::size_t i = 0; i < notice.choices.size(); ++i) {
        auto* button = new QPushButton(notice.choices[i].text, this);
        connect(button, &QPushButton::clicked, this, [this, i] { choose(i); });
        m_row->addWidget(button);
        m_buttons.push_back(button);
    }
}

void NoticeBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().accentTint);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.tokens().line);
}

} // namespace studio
