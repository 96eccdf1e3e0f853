// SPDX-License-Identifier: Apache-2.0
#include "ui/outcomes/outcomespane.h"

#include "ui/outcomes/reasonline.h"
#include "ui/session/labelbook.h"
#include "ui/session/sessionstore.h"
#include "ui/theme/paint.h"

// What people say of the changed steps.
namespace studio {

void OutcomesPane::takeLabels()
{
    ShownLabels shown;
    for (const runlog::LabelledStep& found : m_labels.found())
        if (const runlog::Label* label = m_labels.labelOf(found.step))
            shown.push_back({found.step, label->wanted, plain(label->reason, 400)});
    relayOut([&] { m_model->setLabels(std::move(shown)); });
}

void OutcomesPane::order(ChangesView::Order order)
{
    const runlog::ChangedStep* change = m_model->change(m_view->currentIndex().row());
    if (order == ChangesView::Order::Undo)
        return m_labels.undo();
    if (!change)
        return;
    const std::size_t step = change->step;
    const auto ask = [this, step](runlog::Wanted wanted) {
        m_reason->ask(wantedWords(wanted), [this, step, wanted](const QString& reason) { label(step, wanted, reason); });
    };
    switch (order) {
    case ChangesView::Order::Block: return label(step, runlog::Wanted::Block, {});
    case ChangesView::Order::Pass: return label(step, runlog::Wanted::Pass, {});
    case ChangesView::Order::BlockBecause: return ask(runlog::Wanted::Block);
    case ChangesView::Order::PassBecause: return ask(runlog::Wanted::Pass);
    case ChangesView::Order::TakeLabel: return m_labels.take(step);
    case ChangesView::Order::Undo: return;
    }
}

void OutcomesPane::label(std::size_t step, runlog::Wanted wanted, const QString& reason)
{
    m_labels.give(step, {wanted, reason.toStdString(), thisPerson(), thisMoment()});
}

// How the text does by the labels, those of steps that are not in the list included.
QString OutcomesPane::scoreText() const
{
    const ReplayResultPtr result = m_session.result();
    if (!result || m_labels.found().empty() || result->current->runs != m_session.runs())
        return {};
    const runlog::LabelScore score = runlog::scoreOf(*result->current, m_labels.found());
    return tr("labels: %1 caught, %2 missed, %3 false alarms")
        .arg(countText(static_cast<qint64>(score.caught)), countText(static_cast<qint64>(score.missed)),
             countText(static_cast<qint64>(score.falseAlarms)));
}

} // namespace studio
