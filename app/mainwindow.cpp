// SPDX-License-Identifier: Apache-2.0
#include "app/mainwindow.h"

#include "app/handlehint.h"
#include "app/noticebar.h"
#include "app/panegrid.h"
#include "app/panes.h"
#include "app/statusline.h"
#include "app/topbar.h"
#include "app/windowmenus.h"
#include "ui/strip/verdictstrip.h"
#include "ui/theme/paint.h"

#include <QCloseEvent>
#include <QMenuBar>
#include <QSettings>
#include <QVBoxLayout>

namespace studio {

namespace {

constexpr int SettleMilliseconds = 250; // answers to the panes' questions arrive within it

// The threshold that is worth looking at first: one that decides, else any.
std::optional<runlog::ThresholdPlace> firstThreshold(const runlog::PolicyFile& file, const runlog::Replay& replay)
{
    const auto places = runlog::thresholds(file);
    const auto policies = replay.engine->policies();
    for (const runlog::ThresholdPlace& place : places) {
        for (std::size_t i = 0; i < policies.size(); ++i) {
            if (policies[i].policy->id == place.policy && replay.totals.policies[i].decidedSteps > 0)
                return place;
        }
    }
    return places.empty() ? std::nullopt : std::optional(places.front());
}

// The first step that this policy decided; else the first decided step.
std::optional<std::size_t> firstStepOf(const std::string& policy, const runlog::Replay& replay)
{
    std::optional<std::size_t> any;
    for (std::size_t step = 0; step < replay.steps.size(); ++step) {
        const runlog::StepOutcome& outcome = replay.steps[step];
        if (outcome.outcome == runlog::Outcome::Undecided)
            continue;
        any = any ? any : std::optional(step);
        if (outcome.policy >= 0 && replay.engine->policies()[static_cast<std::size_t>(outcome.policy)].policy->id == policy)
            return step;
    }
    return any;
}

} // namespace

MainWindow::MainWindow(Theme& theme, const Folders& folders, QWidget* parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_folders(folders)
    , m_settings(std::make_unique<QSettings>(folders.settings + QStringLiteral("/studio.ini"), QSettings::IniFormat))
    , m_labels(m_session)
    , m_recordedLook(m_document, m_session)
    , m_sessionStore(m_session, m_labels, m_notes, m_people)
    , m_corpus(m_session)
    , m_baseline(m_document, m_session)
    , m_shownRuns(m_session)
    , m_autosave(m_document, folders.unsaved)
    , m_diskWatch(m_document)
{
    setAcceptDrops(true);
    setMinimumSize(900, 560);
    makePanes();
    m_menus = std::make_unique<WindowMenus>(*this);
    layOut();
    connectFiles();
    connectSessionStore();
    connectPanes();
    m_settle.setSingleShot(true);
    m_settle.setInterval(SettleMilliseconds);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        if (isSettled())
            emit settled();
        if (isSettled() && (!m_session.result() || m_threshold->number()->isAtRest()))
            emit answered();
    });
    showTitle();
    showFocus();
}

// The panes look at members of this window, also while they lose the focus: they go first.
MainWindow::~MainWindow()
{
    qDeleteAll(findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

void MainWindow::makePanes()
{
    m_editor = new EditorPane(m_document, m_session, m_focus, m_theme, this);
    m_problems = new ProblemsPane(m_document, m_theme, this);
    m_threshold = new ThresholdPane(m_document, m_session, m_focus, m_labels, m_theme, this);
    m_outcomes = new OutcomesPane(m_session, m_focus, m_labels, m_theme, this);
    m_step = new StepPane(m_document, m_session, m_focus, m_theme, this);
    m_step->setNotes(m_notes);
    m_approvals = new ApprovalsPane(m_document, m_session, m_focus, m_theme, this);
    m_approvals->setPeople(m_people);
    m_strip = new VerdictStrip(m_session, m_theme, this);
    m_notices = new NoticeBar(m_theme, this);
    m_status = new StatusLine(m_document, m_theme, this);
}

void MainWindow::layOut()
{
    m_topBar = new TopBar(m_theme, m_menus->topBarActions(), this);
    m_grid = new PaneGrid({m_editor, m_problems, m_threshold, m_step, m_outcomes, m_approvals}, this);
    auto* all = new QWidget(this);
    auto* rows = new QVBoxLayout(all);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_topBar);
    rows->addWidget(m_notices);
    rows->addWidget(m_strip);
    rows->addWidget(m_grid, 1);
    rows->addWidget(m_status);
    setCentralWidget(all);
}

void MainWindow::connectFiles()
{
    connect(&m_document, &Document::policiesChanged, this, [this] { m_session.setPolicies(m_document.policySet()); });
    connect(&m_document, &Document::modifiedChanged, this, &MainWindow::showTitle);
    connect(&m_document, &Document::fileChanged, this, [this] {
        m_notices->withdraw(QStringLiteral("disk"));
        showTitle();
        m_menus->refresh();
    });
    connect(&m_diskWatch, &DiskWatch::changed, this, &MainWindow::tellDiskChange);
    connect(&m_autosave, &Autosave::failed, this, [this](const QString& reason) {
        complain(tr("The text cannot be saved aside"), reason);
    });
    connect(&m_corpus, &Corpus::changed, this, &MainWindow::tellReading);
    connect(&m_shownRuns, &ShownRuns::changed, this, &MainWindow::tellFilter);
    connect(&m_corpus, &Corpus::loaded, this, [this] {
        m_strip->setFirstDamage(m_corpus.firstDamage());
        m_focus.clear();
        m_lookPending = true;
        rememberCorpus();
        settleSoon();
    });
    connect(&m_corpus, &Corpus::problem, this, [this](const QString& text) {
        m_notices->tell({QStringLiteral("traces"), text, {{tr("Show"), [this] { showTraceProblems(); }}, {tr("Close"), {}}}});
    });
    connect(&m_baseline, &Baseline::changed, this, [this] { m_topBar->setBaselineText(m_baseline.label()); });
    connect(&m_baseline, &Baseline::problem, this, [this](const QString& reason) {
        complain(tr("The last commit is not the baseline any more"), reason);
    });
    m_topBar->setBaselineText(m_baseline.label());
    m_topBar->setCorpusText(m_corpus.text());
    m_session.setPolicies(m_document.policySet());
}

void MainWindow::connectPanes()
{
    connect(&m_focus, &Focus::stepChanged, this, &MainWindow::showFocus);
    connect(&m_focus, &Focus::policyChanged, this, &MainWindow::showFocus);
    connect(&m_focus, &Focus::thresholdChanged, this, &MainWindow::showFocus);
    connect(&m_session, &ReplaySession::resultChanged, this, [this] {
        lookAtFirst();
        showTabTexts();
        settleSoon();
    });
    connect(m_strip, &VerdictStrip::damageClicked, this, &MainWindow::showTraceProblems);
    connect(m_strip, &VerdictStrip::outcomeClicked, this, [this](runlog::Outcome outcome) {
        m_outcomes->setOutcomeFilter(outcome);
        m_grid->raise(m_outcomes);
    });
    connect(m_threshold->number(), &NumberFace::rested, this, &MainWindow::settleSoon);
    connect(m_threshold, &ThresholdPane::statusChanged, m_status, &StatusLine::setHint);
    connect(m_threshold, &ThresholdPane::observationsChanged, m_outcomes, &OutcomesPane::setObserved);
    const auto tell = [this](const QString& text) { complain(text, {}); };
    connect(m_outcomes, &OutcomesPane::problem, this, tell);
    connect(m_step, &StepPane::problem, this, tell);
    connect(m_approvals, &ApprovalsPane::problem, this, tell);
    m_approvals->setSingleKeys(hasSingleKeys());
    m_outcomes->setSingleKeys(hasSingleKeys());
    connect(m_status, &StatusLine::problemsClicked, this, &MainWindow::toggleProblems);
    connect(m_problems, &ProblemsPane::jumpRequested, m_editor, &EditorPane::goToOffset);
    connect(m_editor, &EditorPane::caretMoved, m_status, &StatusLine::setPlace);
}

bool MainWindow::hasSingleKeys() const { return m_settings->value(QStringLiteral("singleKeys"), true).toBool(); }

void MainWindow::setSingleKeys(bool on)
{
    m_settings->setValue(QStringLiteral("singleKeys"), on);
    m_approvals->setSingleKeys(on);
    m_outcomes->setSingleKeys(on);
}

void MainWindow::showTabTexts()
{
    const ReplayResultPtr result = m_session.result();
    const auto count = [](std::size_t number) { return countText(static_cast<qint64>(number)); };
    const auto counts = result ? result->counts() : runlog::ImpactCounts();
    m_grid->setTabTexts(tr("Changed %1").arg(count(counts.loosened + counts.tightened + counts.notes)),
                        tr("Approvals %1").arg(count(result ? result->requestCount() : 0)));
}

void MainWindow::settleSoon() { m_settle.start(); }

bool MainWindow::isSettled() const { return !m_corpus.isLoading() && !m_session.isBusy(); }

QString MainWindow::windowName() const
{
    return m_document.title().isEmpty() ? tr("Untitled") : plain(m_document.title().toStdString());
}

void MainWindow::showTitle()
{
    setWindowTitle(tr("%1[*] — RunLog Policy Studio").arg(windowName()));
    setWindowModified(m_document.isModified());
}

void MainWindow::showFocus()
{
    QStringList parts;
    const FocusPlace& place = m_focus.place();
    if (place.step && m_session.runs()) {
        const runlog::Runs& runs = *m_session.runs();
        const runlog::Run& run = runs.run(runs.runOf(*place.step));
        parts << plain(run.id, 60) << tr("step %1").arg(runs.seq()[*place.step]);
    }
    if (!place.policy.empty())
        parts << plain(place.policy, 60);
    m_topBar->setFocusText(parts.isEmpty() ? tr("nothing yet") : parts.join(QStringLiteral(" › ")));
}

void MainWindow::lookAtFirst()
{
    const ReplayResultPtr result = m_session.result();
    if (!m_lookPending || !result || result->current->runs != m_session.runs())
        return;
    m_lookPending = false;
    const auto threshold = firstThreshold(*m_document.policyFile(), *result->current);
    const auto step = firstStepOf(threshold ? threshold->policy : std::string(), *result->current);
    if (step)
        m_focus.setStep(*step);
    if (std::exchange(m_keepCaret, false))
        return m_editor->lookAtCaret();
    if (!threshold)
        return;
    m_focus.setThreshold(threshold->threshold, threshold->policy);
    m_editor->goToOffset(threshold->value->span.begin);
    if (m_firstStart)
        showHandleHint();
}

void MainWindow::showHandleHint()
{
    m_firstStart = false;
    new HandleHint(*m_threshold->chart(), m_theme, this);
}

void MainWindow::raisePane(int number)
{
    QWidget* const panes[] = {m_strip, m_editor, m_threshold, m_outcomes, m_step, m_approvals};
    m_grid->raise(panes[number - 1]);
}

void MainWindow::toggleProblems() { m_problems->setVisible(!m_problems->isVisible()); }

void MainWindow::resetLayout()
{
    resize(1440, 900);
    m_grid->resetLayout();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::ActivationChange && isActiveWindow()) {
        m_diskWatch.check();
        m_sessionStore.lookAgain();
        if (m_baseline.kind() == Baseline::Kind::Commit)
            m_baseline.lookForCommit(); // there may be a newer one
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!mayDiscard() || !mayLoseSession())
        return event->ignore();
    rememberSession();
    event->accept();
}

} // namespace studio
