// SPDX-License-Identifier: Apache-2.0
#include "ui/outcomes/outcomespane.h"

#include "ui/outcomes/reasonline.h"
#include "ui/session/labelbook.h"
#include "ui/theme/paint.h"

#include <QComboBox>
#include <QLabel>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace studio {

namespace {

QLabel* plainLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

OutcomesPane::OutcomesPane(ReplaySession& session, Focus& focus, LabelBook& labels, Theme& theme, QWidget* parent)
    : QWidget(parent), m_session(session), m_focus(focus), m_labels(labels), m_model(new ChangesModel(this))
{
    makeWidgets(theme);
    connect(&session, &ReplaySession::resultChanged, this, &OutcomesPane::takeResult);
    connect(&session, &ReplaySession::runsChanged, this, &OutcomesPane::takeResult);
    connect(&focus, &Focus::stepChanged, this, &OutcomesPane::selectFocus);
    connect(m_model, &ChangesModel::laidOut, this, [this] { relayOut([] {}); });
    connect(&labels, &LabelBook::changed, this, &OutcomesPane::takeLabels);
    connect(m_view, &ChangesView::ordered, this, &OutcomesPane::order);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &OutcomesPane::focusRow);
    connect(m_view, &ChangesView::chosen, &m_focus, &Focus::setStep);
    takeResult();
    takeLabels();
}

OutcomesPane::~OutcomesPane() = default;

void OutcomesPane::makeWidgets(Theme& theme)
{
    setAccessibleName(tr("Changed outcomes"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_header = new PaneHeader(tr("Changed outcomes"), this);
    m_grouping = new QComboBox(m_header);
    m_grouping->addItem(tr("by direction"), static_cast<int>(Grouping::Direction));
    m_grouping->addItem(tr("by policy"), static_cast<int>(Grouping::Policy));
    m_grouping->addItem(tr("by tool"), static_cast<int>(Grouping::Tool));
    m_grouping->addItem(tr("by run"), static_cast<int>(Grouping::Run));
    m_grouping->addItem(tr("by edit"), static_cast<int>(Grouping::Edit));
    m_grouping->setAccessibleName(tr("group the changes"));
    m_grouping->setFrame(false);
    m_header->addControl(m_grouping);

    m_pages = new QStackedWidget(this);
    m_view = new ChangesView(theme, m_pages);
    m_view->setChanges(m_model);
    m_empty = plainLabel(m_pages);
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setMargin(12);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_view);
    m_footer = plainLabel(this);
    m_footer->setContentsMargins(12, 4, 12, 6);
    m_footer->setFont(smallFont());
    m_footer->setForegroundRole(QPalette::PlaceholderText);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(makeFilterBar());
    column->addWidget(m_pages, 1);
    m_reason = new ReasonLine(this);
    connect(m_reason, &ReasonLine::closed, m_view, qOverload<>(&QWidget::setFocus));
    column->addWidget(m_reason);
    column->addWidget(m_footer);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, [this] {
        const auto grouping = static_cast<Grouping>(m_grouping->currentData().toInt());
        relayOut([&] { m_model->setGrouping(grouping); });
        askAttribution();
    });
}

void OutcomesPane::takeResult()
{
    relayOut([this] { m_model->setResult(m_session.result()); });
    askAttribution();
}

// A question of several replays: asked where somebody looks at the answer.
void OutcomesPane::askAttribution()
{
    if (m_model->grouping() != Grouping::Edit)
        return;
    m_session.attribution([this](const runlog::Attribution& attribution) { relayOut([&] { m_model->setAttribution(attribution); }); }, this);
}

void OutcomesPane::setSingleKeys(bool on) { m_view->setSingleKeys(on); }

// A change of the list that keeps the selected step, without moving the Focus.
void OutcomesPane::relayOut(const std::function<void()>& change)
{
    const QScopedValueRollback following(m_following, true);
    change();
    m_session.wantWhole(!m_model->isPlain());
    selectFocus();
    showState();
}

void OutcomesPane::setGrouping(Grouping grouping)
{
    m_grouping->setCurrentIndex(m_grouping->findData(static_cast<int>(grouping)));
}

void OutcomesPane::setObserved(std::shared_ptr<const runlog::Observations> observations, const QString& field)
{
    m_model->setObserved(std::move(observations), field);
}

void OutcomesPane::walk(int direction)
{
    const auto step = m_focus.place().step;
    const int at = m_view->currentIndex().isValid() ? m_view->currentIndex().row() : -1;
    const int shown = step ? m_model->rowOfStep(*step) : -1;
    int from = shown >= 0 ? shown : at;
    if (from < 0 && direction < 0)
        from = m_model->rowCount();
    const int next = m_model->nextChange(from, direction);
    if (next < 0)
        return;
    m_view->setCurrentIndex(m_model->index(next, ChangesModel::Place));
    if (const runlog::ChangedStep* change = m_model->change(next))
        m_focus.setStep(change->step);
}

void OutcomesPane::nextChange() { walk(1); }
void OutcomesPane::previousChange() { walk(-1); }

void OutcomesPane::focusRow(const QModelIndex& index)
{
    if (m_following)
        return;
    if (const runlog::ChangedStep* change = m_model->change(index.row()))
        m_focus.setStep(change->step);
}

void OutcomesPane::selectFocus()
{
    const QScopedValueRollback following(m_following, true);
    const auto step = m_focus.place().step;
    const int row = step ? m_model->rowOfStep(*step) : -1;
    if (row < 0)
        m_view->selectionModel()->clear();
    else if (m_view->currentIndex().row() != row)
        m_view->setCurrentIndex(m_model->index(row, ChangesModel::Place));
}

QString OutcomesPane::emptyReason() const
{
    const ReplayResultPtr result = m_session.result();
    if (!m_session.runs() || m_session.runs()->stepCount() == 0)
        return tr("No runs loaded.");
    if (!result || !result->current)
        return tr("Replaying…");
    if (!result->baseline)
        return tr("Nothing to compare with.");
    if (m_model->allChanges() == 0) {
        const QString steps = countText(static_cast<qint64>(result->current->totals.steps));
        return tr("Same outcomes as the saved file, all %1 steps").arg(steps);
    }
    return m_model->shownChanges() == 0 ? tr("No change matches the filter.") : QString();
}

QString OutcomesPane::emptyText() const
{
    return m_pages->currentWidget() == m_empty ? m_empty->text() : QString();
}

QString OutcomesPane::footerText() const { return m_footer->isHidden() ? QString() : m_footer->text(); }

void OutcomesPane::showState()
{
    const QString reason = emptyReason();
    m_empty->setText(reason);
    m_pages->setCurrentWidget(reason.isEmpty() ? static_cast<QWidget*>(m_view) : m_empty);
    const qint64 shown = static_cast<qint64>(m_model->shownChanges());
    const qint64 all = static_cast<qint64>(m_model->allChanges());
    m_header->setDetail(shown == all ? counted(all, tr("1 step"), tr("%1 steps")) : tr("%1 of %2 steps").arg(countText(shown), countText(all)));
    const ReplayResultPtr result = m_session.result();
    const std::size_t after = result ? result->counts().consequences : 0;
    const std::size_t uncertain = result ? result->impact.uncertain : 0;
    QStringList parts;
    if (after > 0)
        parts.append(counted(static_cast<qint64>(after), tr("1 step reached or no longer reached after them"), tr("%1 steps reached or no longer reached after them")));
    if (uncertain > 0)
        parts.append(tr("%n of them uncertain", nullptr, static_cast<int>(std::min<std::size_t>(uncertain, 1'000'000'000))));
    if (const QString score = scoreText(); !score.isEmpty())
        parts.append(score);
    m_footer->setText(parts.join(QStringLiteral(" · ")));
    m_footer->setVisible(!parts.isEmpty());
}

} // namespace studio
