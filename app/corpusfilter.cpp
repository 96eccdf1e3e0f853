// SPDX-License-Identifier: Apache-2.0
#include "app/corpusfilter.h"

#include "ui/theme/paint.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGroupBox>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTimeZone>
#include <QVBoxLayout>

#include <algorithm>

namespace studio {

namespace {

constexpr qint64 NanosPerMillisecond = 1'000'000;
constexpr runlog::Outcome Outcomes[] = {runlog::Outcome::Terminate, runlog::Outcome::Deny,  runlog::Outcome::RequireApproval,
                                        runlog::Outcome::Modify,    runlog::Outcome::Log,   runlog::Outcome::Allow,
                                        runlog::Outcome::NotReached};

QString outcomeText(runlog::Outcome outcome) { return plain(runlog::name(outcome)).replace(u'_', u' '); }

QDateTimeEdit* timeEdit(const QString& name, QWidget* parent)
{
    auto* edit = new QDateTimeEdit(parent);
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    edit->setTimeZone(QTimeZone::utc());
#else
    edit->setTimeSpec(Qt::UTC);
#endif
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm"));
    edit->setCalendarPopup(true);
    edit->setAccessibleName(name);
    edit->setEnabled(false);
    return edit;
}

QDateTime dateTime(runlog::Time time)
{
    return QDateTime::fromMSecsSinceEpoch(time / NanosPerMillisecond, QTimeZone::utc());
}

runlog::Time timeOf(const QDateTimeEdit& edit) { return edit.dateTime().toMSecsSinceEpoch() * NanosPerMillisecond; }

} // namespace

CorpusFilter::CorpusFilter(ShownRuns& shown, QWidget* parent)
    : QDialog(parent)
    , m_shown(shown)
    , m_count(new QLabel(this))
{
    setWindowTitle(tr("Filter the runs"));
    auto* what = new QLabel(tr("Hides runs from the lists of changes and approvals. Every run is still replayed and counted."), this);
    for (QLabel* label : {what, m_count}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setIcon({});
    QPushButton* all = buttons->addButton(tr("Show &all"), QDialogButtonBox::ResetRole);
    connect(all, &QPushButton::clicked, this, &CorpusFilter::showAll);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->addWidget(what);
    column->setSpacing(12);
    column->addWidget(makeServices());
    column->addWidget(makeTimes());
    column->addWidget(makeOutcomes());
    column->addWidget(m_count);
    column->addWidget(buttons);
    connect(&shown, &ShownRuns::changed, this, &CorpusFilter::say);
    fill();
    say();
}

QWidget* CorpusFilter::makeServices()
{
    auto* box = new QGroupBox(tr("Services (none ticked: all)"), this);
    box->setFlat(true);
    m_services = new QListView(box);
    m_services->setAccessibleName(tr("services"));
    m_services->setUniformItemSizes(true);
    m_services->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_services->setFrameShape(QFrame::NoFrame);
    m_model = new QStandardItemModel(box);
    m_services->setModel(m_model);
    (new QVBoxLayout(box))->addWidget(m_services);
    connect(m_model, &QStandardItemModel::itemChanged, this, &CorpusFilter::apply);
    return box;
}

QWidget* CorpusFilter::makeTimes()
{
    auto* box = new QGroupBox(tr("Started (UTC)"), this);
    box->setFlat(true);
    m_hasFrom = new QCheckBox(tr("&from"), box);
    m_hasBefore = new QCheckBox(tr("&before"), box);
    m_from = timeEdit(tr("started from"), box);
    m_before = timeEdit(tr("started before"), box);
    auto* grid = new QGridLayout(box);
    grid->addWidget(m_hasFrom, 0, 0);
    grid->addWidget(m_from, 0, 1);
    grid->addWidget(m_hasBefore, 1, 0);
    grid->addWidget(m_before, 1, 1);
    grid->setColumnStretch(1, 1);
    connect(m_hasFrom, &QCheckBox::toggled, m_from, &QWidget::setEnabled);
    connect(m_hasBefore, &QCheckBox::toggled, m_before, &QWidget::setEnabled);
    for (QCheckBox* check : {m_hasFrom, m_hasBefore})
        connect(check, &QCheckBox::toggled, this, &CorpusFilter::apply);
    for (QDateTimeEdit* edit : {m_from, m_before})
        connect(edit, &QDateTimeEdit::dateTimeChanged, this, &CorpusFilter::apply);
    return box;
}

QWidget* CorpusFilter::makeOutcomes()
{
    auto* box = new QGroupBox(tr("Runs with a step that is or was (none ticked: all)"), this);
    box->setFlat(true);
    auto* grid = new QGridLayout(box);
    int n = 0;
    for (const runlog::Outcome outcome : Outcomes) {
        auto* check = new QCheckBox(outcomeText(outcome), box);
        grid->addWidget(check, n / 4, n % 4);
        connect(check, &QCheckBox::toggled, this, &CorpusFilter::apply);
        m_outcomes.emplace_back(check, outcome);
        ++n;
    }
    return box;
}

// The controls as the filter is.
void CorpusFilter::fill()
{
    m_filling = true;
    const RunFilter& filter = m_shown.filter();
    m_model->clear();
    for (const QString& service : m_shown.services()) {
        const std::string name = service.toStdString();
        auto* item = new QStandardItem(name.empty() ? tr("(no service)") : plain(name));
        item->setData(service);
        item->setCheckable(true);
        item->setCheckState(filter.services.contains(name) ? Qt::Checked : Qt::Unchecked);
        m_model->appendRow(item);
    }
    constexpr int MostRows = 8;
    m_services->setFixedHeight(std::clamp(m_model->rowCount(), 1, MostRows) * std::max(18, m_services->sizeHintForRow(0)) + 4);
    const auto times = m_shown.times();
    if (times) {
        m_from->setDateTime(dateTime(filter.from.value_or(times->first)));
        m_before->setDateTime(dateTime(filter.before.value_or(times->second)).addSecs(filter.before ? 0 : 60));
    }
    m_hasFrom->setEnabled(times.has_value());
    m_hasBefore->setEnabled(times.has_value());
    m_hasFrom->setChecked(filter.from.has_value());
    m_hasBefore->setChecked(filter.before.has_value());
    for (const auto& [check, outcome] : m_outcomes)
        check->setChecked(filter.outcomes.contains(outcome));
    m_filling = false;
}

void CorpusFilter::apply()
{
    if (m_filling)
        return;
    RunFilter filter;
    for (int row = 0; row < m_model->rowCount(); ++row)
        if (m_model->item(row)->checkState() == Qt::Checked)
            filter.services.insert(m_model->item(row)->data().toString().toStdString());
    if (m_hasFrom->isChecked())
        filter.from = timeOf(*m_from);
    if (m_hasBefore->isChecked())
        filter.before = timeOf(*m_before);
    for (const auto& [check, outcome] : m_outcomes)
        if (check->isChecked())
            filter.outcomes.insert(outcome);
    m_shown.setFilter(filter);
}

void CorpusFilter::showAll()
{
    m_shown.setFilter({});
    fill();
}

void CorpusFilter::say()
{
    const auto count = [](std::size_t number) { return countText(static_cast<qint64>(number)); };
    m_count->setText(m_shown.isFiltering() ? tr("%1 of %2 runs shown").arg(count(m_shown.shown()), count(m_shown.all()))
                                           : tr("All %1 runs are shown").arg(count(m_shown.all())));
}

} // namespace studio
