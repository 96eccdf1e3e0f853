// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/approvals/cardsview.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QMenu;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace studio {

struct Card;

// Below the cards: the answers with their keys, or the reason of a denial, or the arguments to edit.
class AnswerBar : public QWidget {
    Q_OBJECT
public:
    explicit AnswerBar(QWidget* parent = nullptr);

    void showCard(const Card* card, bool canUndo); // nullptr: none
    void showPerson(const QString& name, const QString& warning); // who answers; why an answer of theirs is none: empty
    QMenu* persons() const { return m_persons; }
    QString warning() const;
    void askReason();
    void askArguments(const QString& json);
    void refuse(const QString& reason);            // of the edited arguments
    void showAnswers();                            // back to the answers

signals:
    void ordered(studio::CardsView::Order order);
    void denied(const QString& reason);
    void edited(const QString& json);
    void closed();                                 // the answers are back, nothing was given

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QToolButton* addAnswer(QLayout* row, const QString& text, CardsView::Order order);
    QWidget* makeAnswers();
    QWidget* makePerson(QWidget* parent);
    QWidget* makeReason();
    QWidget* makeArguments();
    void cancel();

    QStackedWidget* m_pages;
    QToolButton* m_alike = nullptr;
    QToolButton* m_edit = nullptr;
    QToolButton* m_undo = nullptr;
    QToolButton* m_person = nullptr;
    QMenu* m_persons = nullptr;
    QLabel* m_warning = nullptr;
    std::vector<QToolButton*> m_ofCard;
    QLineEdit* m_reason = nullptr;
    QPlainTextEdit* m_arguments = nullptr;
    QLabel* m_refusal = nullptr;
};

} // namespace studio
