// SPDX-License-Identifier: Apache-2.0
#include "ui/step/steppane.h"

#include "core/checks/testentry.h"
#include "core/replay/summary.h"
#include "ui/outcomes/steptext.h"
#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/step/decisionline.h"
#include "ui/step/notespage.h"
#include "ui/step/steppages.h"
#include "ui/step/timeline.h"
#include "ui/theme/paint.h"
#include "ui/theme/paneheader.h"

#include <QDateTime>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimeZone>

namespace studio {

namespace {

QString timeWords(runlog::Time time)
{
    if (time == runlog::NoTime)
        return {};
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(time / 1000000).toUTC();
    return QLocale().toString(when, QStringLiteral("d MMM HH:mm:ss"));
}

QString policyOf(const runlog::Replay& replay, const runlog::StepOutcome& outcome)
{
    const std::string_view id = runlog::deciderId(replay, outcome);
    return plain(id, 128);
}

MarkedText actionText(const runlog::Step& step)
{
    switch (step.kind) {
    case runlog::StepKind::ToolCall:
        return step.args.isThere() ? markPersonal(flowText(step.args), {}, 600) : MarkedText();
    case runlog::StepKind::Call: case runlog::StepKind::LlmCall: case runlog::StepKind::Message: break;
    }
    const runlog::Value said = step.input.isThere() ? step.input : step.output;
    return said.isThere() ? markPersonal(flowText(said), {}, 600) : MarkedText();
}

} // namespace

StepPane::StepPane(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_focus(focus), m_theme(theme)
{
    m_play.setInterval(350);
    connect(&m_play, &QTimer::timeout, this, &StepPane::playOn);
    makeWidgets();
    connect(&m_session, &ReplaySession::resultChanged, this, &StepPane::showStep);
    connect(&m_focus, &Focus::stepChanged, this, &StepPane::showStep);
    connect(&m_theme, &Theme::changed, this, &StepPane::showIcons);
    showStep();
}

StepPane::~StepPane() = default;

std::optional<std::size_t> StepPane::focusedStep() const
{
    const ReplayResultPtr result = m_session.result();
    const auto step = m_focus.place().step;
    return result && step && *step < result->current->steps.size() ? step : std::nullopt;
}

void StepPane::showNothing(const QString& words)
{
    m_run = {};
    m_explainedStep.reset();
    m_play.stop();
    m_testAction->setEnabled(false);
    m_empty->setText(words);
    m_states->setCurrentWidget(m_empty);
    m_header->setDetail({});
    m_header->setNote({});
}

void StepPane::showStep()
{
    const ReplayResultPtr result = m_session.result();
    if (!m_session.runs() || m_session.runs()->stepCount() == 0)
        return showNothing(tr("No runs loaded. Drop a trace here or open the sample."));
    if (!result)
        return showNothing(tr("The runs are being replayed."));
    const auto step = focusedStep();
    if (!step)
        return showNothing(tr("Choose a step in Changed outcomes or Approvals, or press F5 for the first stop."));
    m_states->setCurrentIndex(1);
    showRun(*step);
    if (!result->isWhole)
        return; // explained when the number rests
    m_session.explain(*step, [this, step = *step](const std::optional<runlog::ExplainedStep>& explained) {
        showExplanation(step, explained);
    });
}

void StepPane::showRun(std::size_t step)
{
    m_run = runView(*m_session.result(), step);
    const int place = m_run.placeOf(step);
    const StepEntry& entry = m_run.steps[static_cast<std::size_t>(place)];
    m_timeline->setSteps(m_run.steps);
    m_timeline->setCurrent(place);
    m_pages->setSteps(m_run.steps, place);
    const QString which = tr("%1 of %2").arg(entry.seq).arg(m_run.steps.back().seq);
    m_header->setDetail(tr("%1 in %2").arg(which, m_run.id), which); // ids are made by programs, and long
    const QString time = timeWords(m_session.runs()->startedAt()[step]);
    m_header->setNote(m_run.user.isEmpty() ? time : time + QStringLiteral("  ") + m_run.user);
    showDecision(entry);
}

void StepPane::showDecision(const StepEntry& entry)
{
    const runlog::Replay& replay = *m_session.result()->current;
    const runlog::Step step = replay.runs->step(entry.step);
    const QString baseline = m_session.baselineName().isEmpty() ? tr("saved file") : m_session.baselineName();
    m_decision->setDecision(entry, policyOf(replay, entry.now), baseline);
    m_decision->setAction(entry.name, actionText(step));
    const auto& run = replay.runs->run(replay.runs->runOf(entry.step));
    m_pages->notes().setStep(std::string(run.id), entry.seq,
                             entry.now.policy >= 0 ? std::string(runlog::deciderId(replay, entry.now)) : std::string());
    const auto changed = replay.changedArgs.find(entry.step);
    const bool ran = entry.now.ran() || entry.now.outcome == runlog::Outcome::Undecided;
    m_pages->setContent({step, changed == replay.changedArgs.end() ? std::string() : changed->second, ran});
}

void StepPane::showExplanation(std::size_t step, const std::optional<runlog::ExplainedStep>& explained)
{
    const ReplayResultPtr result = m_session.result();
    if (!result || focusedStep() != step)
        return;
    m_explainedStep = step;
    m_counters = explained ? std::optional(explained->counters) : std::nullopt;
    m_testAction->setEnabled(m_counters.has_value());
    m_pages->setExplanation(explained ? explainRows(explained->explanation, *result->current->engine,
                                                    result->current->runs->kind()[step])
                                      : rowsOfUnreached(m_run.placeOf(step)));
    const QString message = explained ? plain(explained->explanation.message, 300) : QString();
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
}

// Why a step has no explanation: an earlier one stopped its run.
std::vector<ExplainNode> StepPane::rowsOfUnreached(int place) const
{
    if (place < 0 || m_run.steps[static_cast<std::size_t>(place)].now.outcome != runlog::Outcome::NotReached)
        return {};
    const int stop = m_run.stopBefore(place);
    if (stop < 0)
        return {};
    const StepEntry& entry = m_run.steps[static_cast<std::size_t>(stop)];
    return stoppedRows(entry, std::string(runlog::deciderId(*m_session.result()->current, entry.now)));
}

void StepPane::goToPlace(int place)
{
    if (place >= 0 && place < static_cast<int>(m_run.steps.size()))
        m_focus.setStep(m_run.steps[static_cast<std::size_t>(place)].step);
}

void StepPane::stepForward()
{
    if (const auto step = focusedStep())
        goToPlace(m_run.placeOf(*step) + 1);
}

void StepPane::stepBack()
{
    if (const auto step = focusedStep())
        goToPlace(m_run.placeOf(*step) - 1);
}

void StepPane::nextStop()
{
    const ReplayResultPtr result = m_session.result();
    if (!result)
        return;
    if (const auto stop = studio::nextStop(*result->current, focusedStep(), 1))
        return m_focus.setStep(*stop);
    emit problem(tr("No stop after this step"));
}

void StepPane::previousStop()
{
    const ReplayResultPtr result = m_session.result();
    if (!result)
        return;
    if (const auto stop = studio::nextStop(*result->current, focusedStep(), -1))
        return m_focus.setStep(*stop);
    emit problem(tr("No stop before this step"));
}

void StepPane::nextRun() { goToRun(1); }
void StepPane::previousRun() { goToRun(-1); }

// To the first step of the next run that has one.
void StepPane::goToRun(int direction)
{
    const runlog::RunsPtr runs = m_session.runs();
    if (!runs || !m_session.result())
        return;
    const auto count = static_cast<qint64>(runs->runs().size());
    qint64 run = focusedStep() ? static_cast<qint64>(m_run.run) + direction : direction > 0 ? 0 : count - 1;
    while (run >= 0 && run < count && runs->run(static_cast<std::size_t>(run)).stepCount == 0)
        run += direction;
    if (run < 0 || run >= count)
        return;
    m_focus.setStep(runs->run(static_cast<std::size_t>(run)).firstStep);
}

void StepPane::togglePlay()
{
    m_play.isActive() || !focusedStep() ? m_play.stop() : m_play.start();
    showIcons();
}

void StepPane::playOn()
{
    const auto step = focusedStep();
    if (step && m_run.placeOf(*step) + 1 < static_cast<int>(m_run.steps.size()))
        return stepForward();
    m_play.stop();
    showIcons();
}

void StepPane::setNotes(NoteBook& notes) { m_pages->notes().setBook(notes); }

void StepPane::showNoteCount(int count)
{
    const QString title = StepPages::title(StepPages::Notes);
    m_tabs->setTabText(StepPages::Notes, count == 0 ? title : title + u' ' + QString::number(count));
}

void StepPane::writeNote()
{
    if (!focusedStep())
        return;
    m_tabs->setCurrentIndex(StepPages::Notes);
    m_pages->notes().write();
}

void StepPane::addAsTest()
{
    const ReplayResultPtr result = m_session.result();
    const auto step = focusedStep();
    if (!result || !step || step != m_explainedStep || !m_counters)
        return;
    if (result->draft)
        return emit problem(tr("Commit the draft first, the test would not hold in the file"));
    m_document.parseNow();
    const auto test = keepAsTest(*m_document.policyFile(), {m_session.runs(), *step, result->current->engine, *m_counters,
                                                            result->current->steps[*step]});
    if (test.edits.empty())
        return emit problem(QString::fromStdString(test.reason));
    if (!m_document.applyEdits(test.edits))
        return emit problem(tr("The text cannot be changed now"));
    emit testAdded();
}

} // namespace studio
