// SPDX-License-Identifier: Apache-2.0
//
// Which changes are shown, and the list as a file.
#include "ui/outcomes/outcomespane.h"

#include "ui/outcomes/changescsv.h"
#include "ui/session/savefile.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QToolButton>

namespace studio {

QWidget* OutcomesPane::makeFilterBar()
{
    auto* bar = new QWidget(this);
    m_filterText = new QLineEdit(bar);
    m_filterText->setPlaceholderText(tr("run, tool, policy or outcome"));
    m_filterText->setAccessibleName(tr("filter the changes"));
    m_filterText->setClearButtonEnabled(true);
    connect(m_filterText, &QLineEdit::textChanged, this, &OutcomesPane::setFilterText);

    auto* chip = new QToolButton(bar);
    chip->setAutoRaise(true);
    chip->setVisible(false);
    connect(chip, &QToolButton::clicked, this, [this] {
        setOutcomeFilter(std::nullopt);
        emit outcomeFilterChanged(std::nullopt);
    });
    m_outcomeChip = chip;

    auto* save = new QToolButton(bar);
    save->setText(tr("CSV…"));
    save->setAutoRaise(true);
    save->setAccessibleName(tr("export this list as CSV"));
    connect(save, &QToolButton::clicked, this, &OutcomesPane::exportList);

    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(12, 0, 12, 4);
    row->setSpacing(6);
    row->addWidget(m_filterText, 1);
    row->addWidget(m_outcomeChip);
    row->addWidget(save);
    return bar;
}

void OutcomesPane::setFilterText(const QString& text)
{
    if (m_filterText->text() != text)
        return m_filterText->setText(text); // comes back here
    ChangeFilter filter = m_model->filter();
    filter.text = text.trimmed();
    relayOut([&] { m_model->setFilter(filter); });
}

void OutcomesPane::setOutcomeFilter(std::optional<runlog::Outcome> outcome)
{
    ChangeFilter filter = m_model->filter();
    filter.outcome = outcome;
    relayOut([&] { m_model->setFilter(filter); });
    auto* chip = static_cast<QToolButton*>(m_outcomeChip);
    chip->setVisible(outcome.has_value());
    if (!outcome)
        return;
    const std::string_view name = runlog::name(*outcome);
    chip->setText(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())) + QStringLiteral("  ×"));
    chip->setAccessibleName(tr("show all outcomes again"));
}

void OutcomesPane::setShownRuns(const ShownMask& runs)
{
    ChangeFilter filter = m_model->filter();
    filter.runs = runs;
    relayOut([&] { m_model->setFilter(filter); });
}

void OutcomesPane::exportList()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export the changed outcomes"),
                                                      QStringLiteral("changed-outcomes.csv"), tr("CSV (*.csv)"));
    if (path.isEmpty())
        return;
    const QString reason = saveFile(path, changesCsv(*m_model));
    if (!reason.isEmpty())
        emit problem(reason);
}

} // namespace studio
