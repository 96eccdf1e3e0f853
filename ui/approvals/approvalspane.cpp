// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/approvalspane.h"

#include "ui/approvals/answerbar.h"
#include "ui/approvals/cardsmodel.h"
#include "ui/approvals/inbox.h"
#include "ui/approvals/modelbar.h"
#include "ui/session/focus.h"
#include "ui/theme/paint.h"
#include "ui/theme/paneheader.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace studio {

namespace {

constexpr int Inset = 12;
constexpr int RestMilliseconds = 150;
constexpr runlog::ApprovalMode Modes[] = {runlog::ApprovalMode::RecordedElseApprove, runlog::ApprovalMode::ApproveAll,
                                          runlog::ApprovalMode::DenyAll, runlog::ApprovalMode::Model,
                                          runlog::ApprovalMode::Hold};

QLabel* plainLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

ApprovalsPane::ApprovalsPane(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_focus(focus), m_model(new CardsModel(this))
{
    makeWidgets(theme);
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &ApprovalsPane::refresh);
    connect(&m_session, &ReplaySession::resultChanged, this, &ApprovalsPane::resultArrived);
    connect(&m_session, &ReplaySession::answersChanged, this, &ApprovalsPane::answersChanged);
    connect(&m_session, &ReplaySession::runsChanged, this, &ApprovalsPane::refresh);
    connect(&m_focus, &Focus::stepChanged, this, &ApprovalsPane::selectFocus);
    refresh();
}

ApprovalsPane::~ApprovalsPane() = default;

void ApprovalsPane::makeWidgets(Theme& theme)
{
    setAccessibleName(tr("Approvals"));
    m_header = new PaneHeader(tr("Approvals"), this);
    m_mode = new QComboBox(m_header);
    m_mode->addItems({tr("as recorded, else approve"), tr("approve all"), tr("deny all"), tr("simulated approvers"),
                       tr("hold until I answer")});
    m_mode->setAccessibleName(tr("answered by"));
    m_mode->setFrame(false);
    connect(m_mode, &QComboBox::activated, this, [this](int index) {
        runlog::Answers answers = m_session.answers();
        answers.mode = Modes[index];
        m_session.setAnswers(answers);
    });
    m_header->setNote(tr("answered by"));
    m_header->addControl(m_mode);

    m_pages = new QStackedWidget(this);
    m_view = new CardsView(theme, m_pages);
    m_view->setCards(m_model);
    m_pages->addWidget(m_view);
    m_pages->addWidget(makeEnd());
    m_noLonger = plainLabel(this);
    m_noLonger->setFont(smallFont());
    m_noLonger->setContentsMargins(Inset, 4, Inset, 2);
    m_bar = new AnswerBar(this);
    m_modelBar = new ModelBar(this);
    connect(m_modelBar, &ModelBar::changed, this, [this](const runlog::ApproverModel& model) {
        runlog::Answers answers = m_session.answers();
        answers.model = model;
        m_session.setAnswers(answers);
    });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_modelBar);
    column->addWidget(m_pages, 1);
    column->addWidget(m_noLonger);
    column->addWidget(m_bar);
    connect(m_view, &CardsView::ordered, this, &ApprovalsPane::order);
    connect(m_view, &CardsView::moved, this, &ApprovalsPane::moved);
    connect(m_bar, &AnswerBar::ordered, this, &ApprovalsPane::order);
    connect(m_bar, &AnswerBar::denied, this, &ApprovalsPane::denyWith);
    connect(m_bar, &AnswerBar::edited, this, &ApprovalsPane::approveWith);
    connect(m_bar, &AnswerBar::closed, m_view, qOverload<>(&QWidget::setFocus));
}

QWidget* ApprovalsPane::makeEnd()
{
    auto* page = new QWidget(m_pages);
    m_end = plainLabel(page);
    m_endUndo = new QPushButton(tr("Undo the last"), page);
    m_endUndo->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(m_endUndo, &QPushButton::clicked, this, &ApprovalsPane::undo);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(Inset, 8, Inset, 8);
    column->addWidget(m_end);
    column->addWidget(m_endUndo);
    column->addStretch();
    return page;
}

void ApprovalsPane::setSingleKeys(bool on) { m_view->setSingleKeys(on); }

void ApprovalsPane::forgetUndo()
{
    m_book = AnswerBook();
    refresh();
}

// The counts are exact at every moment; the cards follow when the number stands still.
void ApprovalsPane::resultArrived()
{
    const ReplayResultPtr result = m_session.result();
    if (!result || !result->draft)
        return refresh();
    showAsked(result->requestCount(), result->baseline->requests.size(), m_answered);
    m_rest.start();
}

void ApprovalsPane::setShownRuns(const ShownMask& runs)
{
    m_shownRuns = runs;
    refresh();
}

void ApprovalsPane::refresh()
{
    m_rest.stop();
    if (m_session.result() && !m_session.result()->isWhole)
        return; // the whole comes when the draft rests
    const ReplayResultPtr result = m_session.result();
    if (!result)
        return take({});
    if (result->requestCount() <= m_few)
        return take(inboxOf(*result, m_session.answers()));
    showAsked(result->requestCount(), result->baseline->requests.size(), m_answered);
    const auto words = [this, result, answers = m_session.answers()](const std::stop_token& stop) -> ReplaySession::Finish {
        auto inbox = std::make_shared<Inbox>(inboxOf(*result, answers, stop));
        return [this, inbox] { take(std::move(*inbox)); };
    };
    m_session.elsewhere(Question::Inbox, words, this);
}

// What was answered is gone at once, whatever the replay makes of it.
void ApprovalsPane::answersChanged()
{
    {
        const QScopedValueRollback following(m_following, true);
        m_model->removeAnswered(m_session.answers());
    }
    refresh();
}

void ApprovalsPane::take(Inbox inbox)
{
    const QScopedValueRollback following(m_following, true);
    const ReplayResultPtr result = m_session.result();
    if (m_shownRuns && result)
        inbox.hide(*result->current->runs, *m_shownRuns);
    const Card* before = current();
    const auto step = m_wanted ? m_wanted : before != nullptr ? std::optional(before->step) : std::nullopt;
    const int row = currentRow();
    const bool isEmpty = inbox.open.empty();
    m_model->setCards(std::move(inbox.open));
    inbox.open.clear();
    keepCurrent(step, row);
    showCount(inbox);
    showState(inbox, isEmpty);
    showMode();
}

// The same request where it is still open, else the one that took its place.
void ApprovalsPane::keepCurrent(std::optional<std::size_t> step, int row)
{
    const int found = step ? m_model->rowOfStep(*step) : -1;
    if (found >= 0 && m_wanted == step)
        m_wanted.reset();
    const int next = found >= 0 ? found : std::clamp(row, 0, std::max(0, m_model->rowCount() - 1));
    if (m_model->rowCount() > 0)
        m_view->setCurrentIndex(m_model->index(next));
    m_view->openCurrent();
}

void ApprovalsPane::showAsked(std::size_t now, std::size_t before, std::size_t answered)
{
    const auto difference = static_cast<qint64>(now) - static_cast<qint64>(before);
    QString text = counted(static_cast<qint64>(now), tr("1 request"), tr("%1 requests"));
    if (difference > 0)
        text += tr(", %n more than before", nullptr, static_cast<int>(difference));
    if (difference < 0)
        text += tr(", %n fewer than before", nullptr, static_cast<int>(-difference));
    if (answered > 0)
        text += tr(", %n answered", nullptr, static_cast<int>(answered));
    if (m_hidden > 0)
        text += tr(", %n hidden by the filter", nullptr, static_cast<int>(m_hidden));
    m_askedText = m_session.result() ? text : QString();
    m_header->setDetail(m_askedText);
}

void ApprovalsPane::showCount(const Inbox& inbox)
{
    m_answered = inbox.answered;
    m_hidden = inbox.hidden;
    showAsked(inbox.asked, inbox.askedBefore, inbox.answered);
    QString gone = inbox.noLonger.mid(0, 8).join(QStringLiteral(", "));
    if (inbox.noLonger.size() > 8)
        gone += tr(" and %n more", nullptr, static_cast<int>(inbox.noLonger.size() - 8));
    m_noLonger->setText(tr("No longer asked: %1").arg(gone));
    m_noLonger->setVisible(!inbox.noLonger.isEmpty());
}

void ApprovalsPane::showState(const Inbox& inbox, bool isEmpty)
{
    m_bar->showCard(current(), m_book.canUndo());
    showPerson();
    m_endUndo->setVisible(m_book.canUndo());
    if (!m_session.result())
        m_end->setText(m_session.runs() ? tr("The runs are being replayed.")
                                        : tr("No runs loaded. Drop a trace here or open the sample."));
    else if (inbox.asked == 0)
        m_end->setText(tr("No step needs approval."));
    else if (inbox.hidden > 0)
        m_end->setText(tr("The filter of runs hides %n requests.", nullptr, static_cast<int>(inbox.hidden)));
    else
        m_end->setText(tr("%n answered", nullptr, static_cast<int>(inbox.answered)));
    m_pages->setCurrentIndex(isEmpty ? 1 : 0);
    m_bar->setVisible(!isEmpty);
}

void ApprovalsPane::showMode()
{
    const auto mode = std::find(std::begin(Modes), std::end(Modes), m_session.answers().mode);
    m_mode->setCurrentIndex(static_cast<int>(mode - std::begin(Modes)));
    m_modelBar->setVisible(*mode == runlog::ApprovalMode::Model);
    m_modelBar->showModel(m_session.answers().model);
    if (*mode == runlog::ApprovalMode::Model)
        askLoad();
}

// The load that was shown stays until the new one is there: a drag must not make it flicker.
void ApprovalsPane::askLoad()
{
    if (!m_session.result())
        return m_modelBar->showNoLoad();
    m_session.load(m_session.answers().model, [this](const runlog::ApprovalLoad& load) { m_modelBar->showLoad(load); }, this);
}

int ApprovalsPane::currentRow() const { return m_view->currentIndex().isValid() ? m_view->currentIndex().row() : -1; }
const Card* ApprovalsPane::current() const { return m_model->card(currentRow()); }

void ApprovalsPane::order(CardsView::Order order)
{
    switch (order) {
    case CardsView::Order::Approve: return approve();
    case CardsView::Order::ApproveAlike: return approveAlike();
    case CardsView::Order::Deny: return deny();
    case CardsView::Order::Edit: return editArguments();
    case CardsView::Order::Mark: return toggleMark();
    case CardsView::Order::Undo: return undo();
    case CardsView::Order::Skip: return skip();
    }
}

void ApprovalsPane::moved(int row)
{
    const QScopedValueRollback following(m_following, true);
    if (const Card* card = m_model->card(row))
        m_focus.setStep(card->step);
    m_bar->showCard(current(), m_book.canUndo());
    showPerson();
}

void ApprovalsPane::selectFocus()
{
    const auto step = m_focus.place().step;
    const int row = step && !m_following ? m_model->rowOfStep(*step) : -1;
    if (row < 0)
        return;
    m_view->setCurrentIndex(m_model->index(row));
    m_bar->showCard(current(), m_book.canUndo());
    showPerson();
}

} // namespace studio
