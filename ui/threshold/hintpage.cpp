// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/hintpage.h"

#include "ui/theme/paint.h"

#include <QLabel>
#include <QListView>
#include <QStringListModel>
#include <QVBoxLayout>

namespace studio {

HintPage::HintPage(QWidget* parent)
    : QWidget(parent), m_hint(new QLabel(this)), m_list(new QListView(this)), m_model(new QStringListModel(this))
{
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("numbers of this file"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setFont(monoFont());
    m_list->setCursor(Qt::PointingHandCursor);
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) { choose(index.row()); });
    connect(m_list, &QListView::activated, this, [this](const QModelIndex& index) { choose(index.row()); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(8);
    column->addWidget(m_hint);
    column->addWidget(m_list, 1);
    setLinks({});
}

void HintPage::setHint(const QString& hint)
{
    m_hint->setText(hint);
}

QString HintPage::hint() const
{
    return m_hint->text();
}

void HintPage::setLinks(std::vector<Link> links)
{
    m_links = std::move(links);
    QStringList texts;
    for (const Link& link : m_links)
        texts.append(link.text);
    if (texts != m_model->stringList())
        m_model->setStringList(texts);
    m_list->setVisible(!m_links.empty());
    layout()->setAlignment(m_hint, m_links.empty() ? Qt::AlignTop : Qt::Alignment());
}

void HintPage::choose(int row)
{
    if (row < 0 || static_cast<std::size_t>(row) >= m_links.size())
        return;
    const Link link = m_links[static_cast<std::size_t>(row)];
    emit chosen(link.threshold, link.policy);
}

} // namespace studio
