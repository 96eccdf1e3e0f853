// SPDX-License-Identifier: Apache-2.0
#include "app/windowmenus.h"

#include "app/mainwindow.h"
#include "app/panes.h"

#include <QAction>
#include <QCoreApplication>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QTextDocument>

namespace studio {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("studio::WindowMenus", text); }

// `&` in the name of a file or policy is itself, not a mnemonic.
QString literal(const QString& text) { return QString(text).replace(u'&', QStringLiteral("&&")); }

constexpr Theme::Choice Themes[] = {Theme::Choice::System, Theme::Choice::Light, Theme::Choice::Dark};
constexpr runlog::ApprovalMode Modes[] = {runlog::ApprovalMode::RecordedElseApprove, runlog::ApprovalMode::ApproveAll,
                                          runlog::ApprovalMode::DenyAll, runlog::ApprovalMode::Model,
                                          runlog::ApprovalMode::Hold};

} // namespace

WindowMenus::WindowMenus(MainWindow& window)
    : m_window(window)
    , m_baseline(new QMenu(tr("&Baseline"), &window))
    , m_corpus(new QMenu(tr("&Corpus"), &window))
{
    QMenuBar* bar = window.menuBar();
    makeBaseline();
    makeFile(bar->addMenu(tr("&File")));
    makeEdit(bar->addMenu(tr("&Edit")));
    makeView(bar->addMenu(tr("&View")));
    makeReplay(bar->addMenu(tr("&Replay")));
    makePolicy(bar->addMenu(tr("&Policy")));
    makeApprovals(bar->addMenu(tr("&Approvals")));
    makeTools(bar->addMenu(tr("&Tools")));
    makeHelp(bar->addMenu(tr("&Help")));
    QObject::connect(m_corpus, &QMenu::aboutToShow, &window, [this] { fillCorpus(); });
    refresh();
}

QAction* WindowMenus::add(QMenu* menu, const QString& text, const QKeySequence& key, Act act)
{
    auto* action = menu->addAction(text);
    action->setShortcut(key);
    QObject::connect(action, &QAction::triggered, &m_window, [act = std::move(act)] { act(); });
    return action;
}

QAction* WindowMenus::addChoice(QMenu* menu, const QString& text, Act act)
{
    QAction* action = add(menu, text, {}, std::move(act));
    action->setCheckable(true);
    return action;
}

void WindowMenus::makeFile(QMenu* menu)
{
    MainWindow& w = m_window;
    add(menu, tr("&Open policy…"), QKeySequence::Open, [&w] { w.askForPolicy(); });
    m_recent = menu->addMenu(tr("Open &recent"));
    QObject::connect(m_recent, &QMenu::aboutToShow, &w, [this] { fillRecent(); });
    m_save = add(menu, tr("&Save"), QKeySequence::Save, [&w] { w.save(); });
    add(menu, tr("Save &as…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [&w] { w.saveAs(); });
    m_reload = add(menu, tr("Re&load from disk"), {}, [&w] { w.reload(); });
    menu->addSeparator();
    add(menu, tr("Open &traces…"), QKeySequence(Qt::CTRL | Qt::Key_T), [&w] { w.askForTraces(); });
    add(menu, tr("Open a &folder of traces…"), {}, [&w] { w.askForTraceFolder(); });
    add(menu, tr("Open the sa&mple"), {}, [&w] { w.openSample(); });
    menu->addSeparator();
    m_export = add(menu, tr("&Export…"), QKeySequence(Qt::CTRL | Qt::Key_E), [&w] { w.exportPolicy(); });
    add(menu, tr("Export the &list of changes…"), {}, [&w] { w.outcomes().exportList(); });
    menu->addSeparator();
    add(menu, tr("&Quit"), QKeySequence::Quit, [&w] { w.close(); });
}

void WindowMenus::makeEdit(QMenu* menu)
{
    MainWindow& w = m_window;
    QTextDocument* text = w.document().textDocument();
    m_undo = add(menu, tr("&Undo"), QKeySequence::Undo, [text] { text->undo(); });
    m_redo = add(menu, tr("&Redo"), QKeySequence::Redo, [text] { text->redo(); });
    QObject::connect(text, &QTextDocument::undoAvailable, m_undo, &QAction::setEnabled);
    QObject::connect(text, &QTextDocument::redoAvailable, m_redo, &QAction::setEnabled);
    menu->addSeparator();
    menu->addActions(w.editor().editActions());
    menu->addSeparator();
    add(menu, tr("Cop&y as command"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), [&w] { w.copyAsCommand(); });
}

void WindowMenus::makeView(QMenu* menu)
{
    MainWindow& w = m_window;
    const QString panes[] = {tr("&Verdict"), tr("&Policy"), tr("&Threshold"), tr("&Changed outcomes"), tr("&Step"), tr("&Approvals")};
    for (int i = 0; i < 6; ++i)
        add(menu, panes[i], QKeySequence(Qt::ALT | static_cast<Qt::Key>(Qt::Key_1 + i)), [&w, i] { w.raisePane(i + 1); });
    add(menu, tr("P&roblems"), QKeySequence(Qt::ALT | Qt::Key_7), [&w] { w.toggleProblems(); });
    menu->addSeparator();
    QMenu* themes = menu->addMenu(tr("T&heme"));
    const QString names[] = {tr("&System"), tr("&Light"), tr("&Dark")};
    for (std::size_t i = 0; i < std::size(Themes); ++i)
        m_themes.push_back(addChoice(themes, names[i], [this, i] {
            m_window.m_theme.choose(Themes[i]);
            refresh();
        }));
    add(menu, tr("R&eset layout"), {}, [&w] { w.resetLayout(); });
}

void WindowMenus::makeReplay(QMenu* menu)
{
    MainWindow& w = m_window;
    m_back = add(menu, tr("Focus &back"), QKeySequence(Qt::ALT | Qt::Key_Left), [&w] { w.focus().back(); });
    m_forward = add(menu, tr("Focus &forward"), QKeySequence(Qt::ALT | Qt::Key_Right), [&w] { w.focus().forward(); });
    QObject::connect(&w.focus(), &Focus::historyChanged, &w, [this] { refresh(); });
    menu->addSeparator();
    add(menu, tr("Next &changed outcome"), QKeySequence(Qt::Key_F8), [&w] { w.outcomes().nextChange(); });
    add(menu, tr("Previous c&hanged outcome"), QKeySequence(Qt::SHIFT | Qt::Key_F8), [&w] { w.outcomes().previousChange(); });
    makeLabels(menu->addMenu(tr("&Label the changed step")));
    menu->addSeparator();
    menu->addActions(w.step().stepActions());
    menu->addSeparator();
    menu->addMenu(m_baseline);
    menu->addMenu(m_corpus);
    add(menu, tr("Cancel reading"), {}, [&w] { w.corpus().cancel(); });
}

// The keys work in the list of changes, where they are not shortcuts of the window.
void WindowMenus::makeLabels(QMenu* menu)
{
    using Order = ChangesView::Order;
    const auto give = [this, menu](const QString& text, Order order) {
        add(menu, text, {}, [&w = m_window, order] { w.outcomes().order(order); });
    };
    give(tr("Should &block (Y)"), Order::Block);
    give(tr("Should &pass (N)"), Order::Pass);
    give(tr("Should b&lock, because… (Shift+Y)"), Order::BlockBecause);
    give(tr("Should p&ass, because… (Shift+N)"), Order::PassBecause);
    give(tr("&Take the label away (Delete)"), Order::TakeLabel);
    give(tr("&Undo the last label (U)"), Order::Undo);
}

void WindowMenus::makeBaseline()
{
    MainWindow& w = m_window;
    m_baselines.push_back(addChoice(m_baseline, tr("The &saved file"), [&w] { w.baseline().useSaved(); }));
    m_baselines.push_back(addChoice(m_baseline, tr("The text as it is &now"), [&w] { w.baseline().useNow(); }));
    m_baselines.back()->setShortcut(QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_B));
    m_baselines.push_back(addChoice(m_baseline, tr("Another &file…"), [&w] { w.askForBaseline(); }));
    m_baselines.push_back(addChoice(m_baseline, {}, [&w] { w.baseline().useCommit(); }));
    m_baselines.push_back(addChoice(m_baseline, {}, [&w] { w.baseline().useRecorded(); }));
    QObject::connect(&w.baseline(), &Baseline::changed, &w, [this] { refresh(); });
    QObject::connect(&w.baseline(), &Baseline::choicesChanged, &w, [this] { showBaselines(); });
    QObject::connect(m_baseline, &QMenu::aboutToShow, &w, [this] {
        m_window.baseline().lookForCommit();
        showBaselines();
    });
}

void WindowMenus::makePolicy(QMenu* menu)
{
    MainWindow& w = m_window;
    m_goTo = add(menu, tr("&Go to…"), QKeySequence(Qt::CTRL | Qt::Key_K), [&w] { w.showLocator(); });
    menu->addSeparator();
    add(menu, tr("Commit the &draft"), {}, [&w] { w.threshold().commit(); });
    add(menu, tr("&Roll the draft back"), {}, [&w] { w.threshold().rollBack(); });
    add(menu, tr("Back to the &baseline's value"), {}, [&w] { w.threshold().returnToBaseline(); });
}

void WindowMenus::makeApprovals(QMenu* menu)
{
    MainWindow& w = m_window;
    const QString names[] = {tr("&Recorded, else approved"), tr("&All approved"), tr("All &denied"), tr("By &simulated approvers"), tr("&Held")};
    for (std::size_t i = 0; i < std::size(Modes); ++i)
        m_modes.push_back(addChoice(menu, names[i], [&w, i] {
            runlog::Answers answers = w.session().answers();
            answers.mode = Modes[i];
            w.session().setAnswers(answers);
        }));
    QObject::connect(&w.session(), &ReplaySession::answersChanged, &w, [this] { refresh(); });
    menu->addSeparator();
    add(menu, tr("A&pprove the current"), {}, [&w] { w.approvals().approve(); });
    add(menu, tr("Approve all a&like"), {}, [&w] { w.approvals().approveAlike(); });
    add(menu, tr("De&ny the current…"), {}, [&w] { w.approvals().deny(); });
    add(menu, tr("&Edit its arguments…"), {}, [&w] { w.approvals().editArguments(); });
    add(menu, tr("&Undo the last answer"), {}, [&w] { w.approvals().undo(); });
    add(menu, tr("&Who I am…"), {}, [&w] { w.approvals().askPerson(); });
    add(menu, tr("&Forget the answers given by hand"), {}, [&w] {
        runlog::Answers answers = w.session().answers();
        answers.given.clear();
        w.session().setAnswers(answers);
    });
}

void WindowMenus::makeTools(QMenu* menu)
{
    MainWindow& w = m_window;
    m_singleKeys = addChoice(menu, tr("&Single-key shortcuts"), [this] { m_window.setSingleKeys(m_singleKeys->isChecked()); });
    QAction* commands = add(menu, tr("&Commands…"), {}, [&w] { w.showCommands(); });
    commands->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_I)});
    add(menu, tr("&Problems in the traces…"), {}, [&w] { w.showTraceProblems(); });
}

void WindowMenus::makeHelp(QMenu* menu)
{
    MainWindow& w = m_window;
    add(menu, tr("&Keyboard shortcuts"), QKeySequence(Qt::Key_F1), [&w] { w.showShortcuts(); });
    add(menu, tr("&About RunLog Policy Studio"), {}, [&w] { w.showAbout(); });
}

void WindowMenus::fillRecent()
{
    m_recent->clear();
    const QStringList recent = m_window.m_settings->value(QStringLiteral("recent")).toStringList();
    for (const QString& path : recent)
        add(m_recent, literal(path), {}, [this, path] { m_window.openPolicy(path); });
    if (recent.isEmpty())
        m_recent->addAction(tr("None yet"))->setEnabled(false);
}

void WindowMenus::fillCorpus()
{
    MainWindow& w = m_window;
    m_corpus->clear();
    add(m_corpus, tr("&Open traces…"), {}, [&w] { w.askForTraces(); });
    add(m_corpus, tr("Open a &folder of traces…"), {}, [&w] { w.askForTraceFolder(); });
    add(m_corpus, tr("&Add traces…"), {}, [&w] { w.addTraces(); });
    add(m_corpus, tr("Add a f&older of traces…"), {}, [&w] { w.addTraceFolder(); });
    fillRecentCorpora(m_corpus->addMenu(tr("&Recent")));
    add(m_corpus, tr("Open the &sample"), {}, [&w] { w.openSample(); });
    m_corpus->addSeparator();
    add(m_corpus, tr("F&ilter…"), {}, [&w] { w.filterRuns(); });
    add(m_corpus, tr("Show a&ll runs"), {}, [&w] { w.shownRuns().setFilter({}); })->setEnabled(w.shownRuns().isFiltering());
    if (w.corpus().isLoading())
        add(m_corpus, tr("&Cancel reading"), {}, [&w] { w.corpus().cancel(); });
    m_corpus->addSeparator();
    for (const QString& path : w.corpus().paths())
        add(m_corpus, tr("Close %1").arg(literal(path)), {}, [&w, path] { w.corpus().remove(path); });
}

void WindowMenus::fillRecentCorpora(QMenu* menu)
{
    const QVariantList recent = m_window.m_settings->value(QStringLiteral("recentCorpora")).toList();
    for (const QVariant& entry : recent) {
        const QStringList paths = entry.toStringList();
        const QString first = literal(paths.value(0));
        const QString text = paths.size() > 1 ? tr("%1 and %2 more").arg(first).arg(paths.size() - 1) : first;
        add(menu, text, {}, [this, paths] { m_window.corpus().open(paths); });
    }
    if (recent.isEmpty())
        menu->addAction(tr("None yet"))->setEnabled(false);
}

TopBar::Actions WindowMenus::topBarActions() const
{
    return {m_undo, m_redo, m_back, m_forward, m_goTo, m_export, m_baseline, m_corpus};
}

// Those of a menu and of the menus in it, but for recent files and corpora.
void WindowMenus::addActions(const QMenu& menu, std::vector<QAction*>& actions) const
{
    for (QAction* action : menu.actions()) {
        const QMenu* inner = action->menu();
        if (inner && inner != m_corpus && inner != m_recent)
            addActions(*inner, actions);
        else if (!inner && !action->isSeparator() && action->isEnabled())
            actions.push_back(action);
    }
}

std::vector<QAction*> WindowMenus::all() const
{
    std::vector<QAction*> actions;
    for (const QAction* top : m_window.menuBar()->actions())
        addActions(*top->menu(), actions);
    return actions;
}

void WindowMenus::refresh()
{
    MainWindow& w = m_window;
    m_undo->setEnabled(w.document().textDocument()->isUndoAvailable());
    m_redo->setEnabled(w.document().textDocument()->isRedoAvailable());
    m_singleKeys->setChecked(w.hasSingleKeys());
    m_reload->setEnabled(!w.document().path().isEmpty());
    m_back->setEnabled(w.focus().canGoBack());
    m_forward->setEnabled(w.focus().canGoForward());
    for (std::size_t i = 0; i < m_themes.size(); ++i)
        m_themes[i]->setChecked(w.m_theme.choice() == Themes[i]);
    for (std::size_t i = 0; i < m_modes.size(); ++i)
        m_modes[i]->setChecked(w.session().answers().mode == Modes[i]);
    showBaselines();
}

void WindowMenus::showBaselines()
{
    const Baseline& baseline = m_window.baseline();
    for (std::size_t i = 0; i < m_baselines.size(); ++i)
        m_baselines[i]->setChecked(static_cast<std::size_t>(baseline.kind()) == i);
    const auto show = [&](Baseline::Kind kind, const QString& text) {
        QAction* action = m_baselines[static_cast<std::size_t>(kind)];
        const QString refusal = baseline.refusal(kind);
        action->setText(refusal.isEmpty() ? text : tr("%1 — %2").arg(text, literal(refusal)));
        action->setEnabled(refusal.isEmpty());
    };
    show(Baseline::Kind::Commit, tr("The last git &commit"));
    show(Baseline::Kind::Recorded, tr("What was &recorded"));
}

} // namespace studio
