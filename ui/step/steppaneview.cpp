// SPDX-License-Identifier: Apache-2.0
#include "ui/session/focus.h"
#include "ui/step/decisionline.h"
#include "ui/step/notespage.h"
#include "ui/step/stepicons.h"
#include "ui/step/steppages.h"
#include "ui/step/steppane.h"
#include "ui/step/timeline.h"
#include "ui/theme/flattabs.h"
#include "ui/theme/paint.h"
#include "ui/theme/paneheader.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace studio {

namespace {

constexpr int Inset = 12;

struct IconOfAction {
    int place; // in stepActions()
    StepIcon icon;
};
constexpr IconOfAction HeaderIcons[] = {
    {3, StepIcon::PreviousStop}, {1, StepIcon::Back}, {6, StepIcon::Play}, {0, StepIcon::Forward}, {2, StepIcon::NextStop}};

QLabel* plainLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

QAction* StepPane::addStepAction(const QString& text, const QKeySequence& key, void (StepPane::*slot)())
{
    auto* action = new QAction(text, this);
    action->setShortcut(key);
    QString tip = text;
    if (!key.isEmpty())
        tip += QStringLiteral(" (") + key.toString(QKeySequence::NativeText) + u')';
    action->setToolTip(tip.remove(u'&').toHtmlEscaped());
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    m_actions << action;
    return action;
}

void StepPane::makeActions()
{
    addStepAction(tr("Step &forward"), QKeySequence(Qt::Key_F10), &StepPane::stepForward);
    addStepAction(tr("Step &back"), QKeySequence(Qt::Key_F9), &StepPane::stepBack);
    addStepAction(tr("Next &stop"), QKeySequence(Qt::Key_F5), &StepPane::nextStop);
    addStepAction(tr("&Previous stop"), QKeySequence(Qt::SHIFT | Qt::Key_F5), &StepPane::previousStop);
    addStepAction(tr("Next &run"), QKeySequence(Qt::CTRL | Qt::Key_F10), &StepPane::nextRun);
    addStepAction(tr("Previous r&un"), QKeySequence(Qt::CTRL | Qt::Key_F9), &StepPane::previousRun);
    m_playAction = addStepAction(tr("Pla&y"), {}, &StepPane::togglePlay);
    addStepAction(tr("Add a &note"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_N), &StepPane::writeNote);
    m_testAction = addStepAction(tr("Add as a &test"), {}, &StepPane::addAsTest);
    m_testAction->setEnabled(false);
}

void StepPane::showIcons()
{
    for (const IconOfAction& entry : HeaderIcons)
        m_actions[entry.place]->setIcon(stepIcon(entry.icon, m_theme.tokens()));
    if (isPlaying())
        m_playAction->setIcon(stepIcon(StepIcon::Pause, m_theme.tokens()));
}

void StepPane::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_addTest->setVisible(m_tabs->sizeHint().width() + m_addTest->sizeHint().width() + 3 * Inset <= width()); // it stays in the menu
}

QWidget* StepPane::makeBar()
{
    auto* bar = new QWidget(this);
    m_tabs = new FlatTabs(bar);
    m_tabs->setAccessibleName(tr("What is shown of the step"));
    for (int page = 0; page < StepPages::PageCount; ++page)
        m_tabs->addTab(StepPages::title(static_cast<StepPages::Page>(page)));
    m_addTest = new QToolButton(bar);
    m_addTest->setDefaultAction(m_testAction);
    m_addTest->setAutoRaise(true);
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(Inset, 2, Inset, 2);
    row->addWidget(m_tabs);
    row->addStretch();
    row->addWidget(m_addTest);
    return bar;
}

void StepPane::makeWidgets()
{
    setAccessibleName(tr("Step"));
    makeActions();
    m_header = new PaneHeader(tr("Step"), this);
    for (const IconOfAction& entry : HeaderIcons) {
        auto* button = new QToolButton(m_header);
        button->setDefaultAction(m_actions[entry.place]);
        button->setAutoRaise(true);
        button->setAccessibleName(m_actions[entry.place]->text().remove(u'&'));
        m_header->addControl(button);
    }
    showIcons();
    m_states = new QStackedWidget(this);
    m_empty = plainLabel(m_states);
    m_empty->setWordWrap(true);
    m_empty->setMargin(Inset);
    m_empty->setAlignment(Qt::AlignTop);
    m_states->addWidget(m_empty);

    auto* body = new QWidget(m_states);
    m_timeline = new Timeline(m_theme, body);
    m_decision = new DecisionLine(m_theme, body);
    m_message = plainLabel(body);
    m_message->setContentsMargins(Inset, 0, Inset, 0);
    m_message->setFont(smallFont());
    m_message->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_message->hide();
    m_pages = new StepPages(m_theme, body);
    auto* inner = new QVBoxLayout(body);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(m_timeline);
    inner->addWidget(m_decision);
    inner->addWidget(m_message);
    inner->addWidget(makeBar());
    inner->addWidget(m_pages, 1);
    m_states->addWidget(body);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_states, 1);
    connect(m_timeline, &Timeline::chosen, this, &StepPane::goToPlace);
    connect(m_pages, &StepPages::chosen, this, &StepPane::goToPlace);
    connect(m_pages, &StepPages::policyChosen, this, [this](const std::string& id) { m_focus.setPolicy(id); });
    connect(&m_pages->notes(), &NotesPage::countChanged, this, &StepPane::showNoteCount);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
}

} // namespace studio
