// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/approvals/answerbook.h"
#include "ui/approvals/cardsview.h"
#include "ui/session/replaysession.h"
#include "ui/session/shownruns.h"

#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace studio {

class AnswerBar;
class CardsModel;
class Document;
class Focus;
class ModelBar;
class PaneHeader;
class People;
class Theme;
struct Card;
struct Inbox;

// Pane 6: the simulated inbox. Every step that a policy sends to approvers is a request here, until it is answered by hand; who answers the
// others is chosen at the top. An answer is part of the replay: the run goes on from it.
class ApprovalsPane : public QWidget {
    Q_OBJECT
public:
    ApprovalsPane(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent = nullptr);
    ~ApprovalsPane() override;

    void setPeople(People& people); // who answers; before that it is the account's user
    void setSingleKeys(bool on);
    void forgetUndo(); // the answers are others now: of another policy, or as a file has them
    // So many requests and fewer are put into words at once; more in the worker's thread.
    void setFewRequests(std::size_t few) { m_few = few; }
    void setShownRuns(const ShownMask& runs); // only their requests are listed; null: all
    const CardsModel& cards() const { return *m_model; }
    QString askedText() const { return m_askedText; } // "72, 9 more than before"

public slots:
    void approve();       // the marked requests, else the current; one that is not wholly in view is only scrolled to
    void approveAlike();
    void deny();          // asks for a reason
    void editArguments();
    void toggleMark();
    void undo();
    void skip();
    void askPerson();     // who answers, from now on

signals:
    void problem(const QString& text);

private:
    void makeWidgets(Theme& theme);
    QWidget* makeEnd();
    void resultArrived();
    void answersChanged();
    void refresh();
    void take(Inbox inbox);
    void showCount(const Inbox& inbox);
    void showAsked(std::size_t now, std::size_t before, std::size_t answered);
    void showState(const Inbox& inbox, bool isEmpty);
    void showMode();
    void askLoad();
    void order(CardsView::Order order);
    void moved(int row);
    void selectFocus();
    void keepCurrent(std::optional<std::size_t> step, int row);
    const Card* current() const;
    int currentRow() const;
    runlog::Answer byMe(runlog::Answer::Verdict verdict, const QString& reason = {}) const;
    void give(const std::vector<int>& rows, const runlog::Answer& answer);
    std::vector<int> rowsToAnswer() const;
    void showPerson();
    void fillPersons();
    QStringList approverNames() const;
    void denyWith(const QString& reason);
    void approveWith(const QString& json);

    Document& m_document;
    ReplaySession& m_session;
    Focus& m_focus;
    People* m_people = nullptr;
    CardsModel* m_model;
    AnswerBook m_book;
    ShownMask m_shownRuns;
    bool m_following = false;
    QTimer m_rest;                       // while a number moves, the cards wait for it to stand still
    QString m_askedText;
    std::size_t m_answered = 0;          // by hand, of the cards as they are
    std::size_t m_hidden = 0;
    std::size_t m_few = 300;
    std::optional<std::size_t> m_wanted; // the card to come back to after an undo
    PaneHeader* m_header = nullptr;
    QComboBox* m_mode = nullptr;
    ModelBar* m_modelBar = nullptr;
    QStackedWidget* m_pages = nullptr;
    CardsView* m_view = nullptr;
    QLabel* m_end = nullptr;
    QPushButton* m_endUndo = nullptr;
    QLabel* m_noLonger = nullptr;
    AnswerBar* m_bar = nullptr;
};

} // namespace studio
