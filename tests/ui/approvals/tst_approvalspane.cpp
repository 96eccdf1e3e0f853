// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/step/stepfixture.h"

#include "core/traces/json.h"
#include "ui/approvals/approvalspane.h"
#include "ui/approvals/cardsmodel.h"
#include "ui/approvals/editedargs.h"
#include "ui/approvals/answerbar.h"
#include "ui/approvals/modelbar.h"
#include "ui/approvals/persondialog.h"
#include "ui/session/people.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTimer>
#include <QToolButton>

using namespace studio;

namespace {

struct Shown : Desk {
    ApprovalsPane pane{document, session, focus, theme};

    bool open()
    {
        pane.resize(420, 420);
        pane.show();
        if (!QTest::qWaitForWindowExposed(&pane) || !settle())
            return false;
        view()->setFocus();
        return true;
    }
    CardsView* view() { return pane.findChild<CardsView*>(); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(view(), key, modifiers); }
    QString places() const
    {
        QStringList all;
        for (int row = 0; row < pane.cards().rowCount(); ++row)
            all << pane.cards().card(row)->place;
        return all.join(QStringLiteral(", "));
    }
};

std::string reasonOf(const char* edited)
{
    std::pmr::monotonic_buffer_resource arena;
    const auto before = runlog::parseJson(R"({"amount":120,"to":"x"})", arena);
    return checkEdit(*before, edited, {"args.amount"}).reason;
}

} // namespace

class TestApprovalsPane : public QObject {
    Q_OBJECT
private slots:
    void everyRequestIsACardThatSaysWhy()
    {
        Shown shown;
        QVERIFY(shown.open());
        QCOMPARE(shown.places(), QString("r1 #3, r2 #1, r2 #2"));
        const Card& card = *shown.pane.cards().card(0);
        QCOMPARE(card.asking.join(u'\n'), QString("review: args.amount 120, gt 50.00"));
        QCOMPARE(card.approvers, QString("lead"));
        QCOMPARE(card.recorded, QString("no answer recorded"));
        QVERIFY(card.expiry.startsWith("expires 10:17"));
        QCOMPARE(card.alike, 2);
        QAbstractItemModelTester tester(const_cast<CardsModel*>(&shown.pane.cards()));
    }

    void anAnswerGoesOnToTheNextCardAndUndoComesBack()
    {
        Shown shown;
        QVERIFY(shown.open());
        shown.press(Qt::Key_A);
        QVERIFY(shown.settle());
        QCOMPARE(shown.places(), QString("r2 #1, r2 #2"));
        QCOMPARE(shown.focused(), QString("r2#1"));
        shown.press(Qt::Key_U);
        QVERIFY(shown.settle());
        QCOMPARE(shown.places(), QString("r1 #3, r2 #1, r2 #2"));
        QCOMPARE(shown.view()->currentIndex().row(), 0);
        QVERIFY(shown.session.answers().given.empty());
    }

    void aDenialTakesAReasonAndStopsTheStep()
    {
        Shown shown;
        QVERIFY(shown.open());
        shown.press(Qt::Key_D);
        auto* reason = shown.pane.findChild<QLineEdit*>();
        QTest::keyClicks(reason, "ask again");
        QTest::keyClick(reason, Qt::Key_Return);
        QVERIFY(shown.settle());
        QCOMPARE(shown.outcome("r1", 3), QString("require_approval denied"));
        QCOMPARE(shown.session.answers().given.begin()->second.reason, std::string("ask again"));
    }

    void allAlikeAreAnsweredAtOnce()
    {
        Shown shown;
        QVERIFY(shown.open());
        shown.press(Qt::Key_A, Qt::ShiftModifier);
        QVERIFY(shown.settle());
        QCOMPARE(shown.places(), QString("r2 #2"));
        QCOMPARE(shown.session.answers().given.size(), 2U);
    }

    void markedCardsAreAnsweredTogether()
    {
        Shown shown;
        QVERIFY(shown.open());
        shown.press(Qt::Key_X);
        shown.press(Qt::Key_J);
        shown.press(Qt::Key_J);
        shown.press(Qt::Key_X);
        shown.press(Qt::Key_A);
        QVERIFY(shown.settle());
        QCOMPARE(shown.places(), QString("r2 #1"));
    }

    void whileHeldARunWaitsForTheAnswer()
    {
        Shown shown;
        QVERIFY(shown.open());
        auto* mode = shown.pane.findChild<QComboBox*>();
        mode->setFocus();
        QTest::keyClick(mode, Qt::Key_End);
        QVERIFY(shown.settle());
        QCOMPARE(shown.session.answers().mode, runlog::ApprovalMode::Hold);
        QCOMPARE(shown.outcome("r1", 4), QString("not_reached"));
        shown.view()->setFocus();
        shown.press(Qt::Key_A);
        QVERIFY(shown.settle());
        QCOMPARE(shown.outcome("r1", 4), QString("deny"));
    }

    void simulatedApproversAnswerAndTheirLoadIsToldAsASimulation()
    {
        Shown shown;
        QVERIFY(shown.open());
        auto* bar = shown.pane.findChild<ModelBar*>();
        QVERIFY(!bar->isVisible());
        auto* mode = shown.pane.findChild<QComboBox*>();
        mode->setFocus();
        QTest::keyClick(mode, Qt::Key_End);
        QTest::keyClick(mode, Qt::Key_Up);
        QVERIFY(shown.settle());
        QCOMPARE(shown.session.answers().mode, runlog::ApprovalMode::Model);
        QVERIFY(bar->isVisible());
        QTRY_VERIFY2(bar->loadText().startsWith("Simulation, not a finding.\nlead: 3 requests, at most 2 an hour, queue 2, median wait "),
                     qPrintable(bar->loadText()));

        QLineEdit* approves = bar->findChildren<QLineEdit*>().at(2);
        QCOMPARE(approves->text(), QString("90%"));
        approves->setFocus();
        approves->selectAll();
        QTest::keyClicks(approves, "0%");
        QTest::keyClick(approves, Qt::Key_Return);
        QVERIFY(shown.settle());
        QCOMPARE(shown.session.answers().model.approveMillionths, std::int64_t{0});
        QVERIFY(shown.outcome("r1", 3) != "require_approval approved");
        approves->selectAll();
        QTest::keyClicks(approves, "most");
        QTest::keyClick(approves, Qt::Key_Return);
        QCOMPARE(shown.session.answers().model.approveMillionths, std::int64_t{0});
        QCOMPARE(bar->problemText(), QString("`approve` must be a share such as `90%` or `0.9`"));
    }

    void whileANumberMovesTheCountIsExactAndTheCardsFollow()
    {
        Shown shown;
        QVERIFY(shown.open());
        const runlog::Threshold amount{"review/when/args.amount/gt", 0};
        shown.session.setDraft({amount, *runlog::Decimal::parse("100")});
        QVERIFY(shown.settle());
        QCOMPARE(shown.pane.askedText(), QString("2 requests, 1 fewer than before"));
        QTRY_COMPARE(shown.places(), QString("r1 #3, r2 #1"));
        shown.session.clearDraft();
        QVERIFY(shown.settle());
        QCOMPARE(shown.places(), QString("r1 #3, r2 #1, r2 #2"));
    }

    void manyRequestsArePutIntoWordsElsewhere()
    {
        Shown shown;
        shown.pane.setFewRequests(0);
        QVERIFY(shown.open());
        QTRY_COMPARE(shown.places(), QString("r1 #3, r2 #1, r2 #2"));
        QCOMPARE(shown.pane.askedText(), QString("3 requests"));
        shown.press(Qt::Key_A);
        QCOMPARE(shown.places(), QString("r2 #1, r2 #2"));
        QVERIFY(shown.settle());
        QTRY_COMPARE(shown.pane.askedText(), QString("3 requests, 1 answered"));
        QCOMPARE(shown.places(), QString("r2 #1, r2 #2"));
        shown.press(Qt::Key_U);
        QTRY_COMPARE(shown.places(), QString("r1 #3, r2 #1, r2 #2"));
        QCOMPARE(shown.view()->currentIndex().row(), 0);
    }

    void editedArgumentsAreWhatRuns()
    {
        Shown shown;
        QVERIFY(shown.open());
        shown.press(Qt::Key_E);
        auto* edit = shown.pane.findChild<QPlainTextEdit*>();
        edit->setPlainText(QStringLiteral("{\"amount\": 100, \"to\": \"x\"}"));
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(shown.settle());
        QCOMPARE(shown.session.result()->current->changedArgs.at(shown.step("r1", 3)), std::string(R"({"amount":100,"to":"x"})"));
    }

    void anEditKeepsTypesAndOtherArguments()
    {
        QCOMPARE(reasonOf(R"({"amount":100,"to":"x"})"), std::string());
        QCOMPARE(reasonOf(R"({"amount":"100","to":"x"})"), std::string("`args.amount` must keep its type"));
        QCOMPARE(reasonOf(R"({"amount":100,"to":"z"})"), std::string("`args.to` may not be changed"));
        QCOMPARE(reasonOf(R"({"amount":100})"), std::string("`args.to` is missing"));
        QCOMPARE(reasonOf(R"({"amount":100,"to":"x","cc":1})"), std::string("`cc` is not among the arguments"));
        QCOMPARE(reasonOf("{"), std::string("this is not JSON"));
    }

    void whoAnswersIsChosenOnceAndStandsAtEachAnswer()
    {
        Shown shown;
        People people;
        people.choose("ana");
        shown.pane.setPeople(people);
        QVERIFY(shown.open());
        auto* bar = shown.pane.findChild<AnswerBar*>();
        QCOMPARE(bar->warning(), QString());
        people.put("ana", {});
        QCOMPARE(bar->warning(), QString("ana is not among those who are asked: lead"));
        QTimer::singleShot(0, &shown.pane, [] {
            auto* dialog = qobject_cast<PersonDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog != nullptr);
            const auto lines = dialog->findChildren<QLineEdit*>();
            QCOMPARE(lines[0]->text(), QString("ana"));
            QTest::keyClicks(lines[1], "Ana Maria");
            auto* groups = dialog->findChild<QListWidget*>();
            QCOMPARE(groups->count(), 1);
            groups->setCurrentRow(0);
            QTest::keyClick(groups, Qt::Key_Space);
            QTest::keyClick(lines[1], Qt::Key_Return);
        });
        shown.pane.askPerson();
        QCOMPARE(people.identities(), (People::Identities{{"ana", {"Ana Maria", {"lead"}}}}));
        QCOMPARE(bar->warning(), QString());
        shown.press(Qt::Key_A);
        QCOMPARE(shown.session.answers().given.begin()->second.by, std::string("ana"));
    }

    void anotherPersonIsOneChoiceInTheMenu()
    {
        Shown shown;
        People people;
        people.setIdentities({{"ana", {"Ana", {}}}, {"bo", {"Bo", {"lead"}}}});
        people.choose("ana");
        shown.pane.setPeople(people);
        QVERIFY(shown.open());
        auto* bar = shown.pane.findChild<AnswerBar*>();
        QTimer::singleShot(0, bar, [bar] {
            QVERIFY(bar->persons()->isVisible());
            QTest::keyClick(bar->persons(), Qt::Key_Down);
            QTest::keyClick(bar->persons(), Qt::Key_Down);
            QTest::keyClick(bar->persons(), Qt::Key_Return);
        });
        for (auto* button : bar->findChildren<QToolButton*>())
            if (button->menu() == bar->persons())
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(people.current(), std::string("bo"));
        QCOMPARE(bar->warning(), QString());
    }

    void aCardOutOfViewIsFirstScrolledTo()
    {
        Shown shown;
        QVERIFY(shown.open());
        shown.pane.resize(420, 190);
        shown.view()->setMaximumHeight(50);
        shown.press(Qt::Key_J);
        QTRY_VERIFY(shown.view()->viewport()->height() <= 50);
        shown.view()->scrollToTop();
        shown.press(Qt::Key_A);
        QVERIFY(shown.session.answers().given.empty());
    }
};

QTEST_MAIN(TestApprovalsPane)
#include "tst_approvalspane.moc"
