// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/threshold/panefixture.h"

#include "ui/threshold/valuebox.h"

#include <QAccessible>
#include <QLineEdit>
#include <QTextCursor>
#include <QToolButton>

using namespace studio;
using runlog::Decimal;
using runlog::Outcome;

namespace {

const QByteArray Policies = "# Owner: finance\n"
                            "policies:\n"
                            "  - id: cap\n"
                            "    when: { tool: refund, args.amount: { gt: 10.00 } }  # Q3 review\n"
                            "    action: deny\n"
                            "  - id: other\n"
                            "    when: { tool: mail, args.amount: { gt: 3 } }\n"
                            "    action: log\n";

Decimal decimal(const char* text) { return *Decimal::parse(text); }

std::size_t deniedBy(const QByteArray& policies, const runlog::RunsPtr& runs)
{
    const auto parsed = runlog::parse(std::make_shared<const runlog::Source>("p.yaml", policies.toStdString()));
    const auto engine = std::make_shared<const runlog::Engine>(runlog::PolicySet{{parsed.file}});
    return runlog::replay(engine, runs, {}).totals.outcomes[static_cast<std::size_t>(Outcome::Deny)];
}

} // namespace

class TestThresholdPane : public QObject {
    Q_OBJECT
private slots:
    void aDragPreviewsOnEachMoveAndWritesOnceOnRelease()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        QCOMPARE(studio.count(Outcome::Deny), std::size_t{10});
        studio.press();
        QVERIFY(studio.pane.gesture().isActive());
        studio.dragTo(8);
        studio.dragTo(5.3);
        QVERIFY(studio.pane.gesture().value() < decimal("6"));
        QTRY_COMPARE(studio.count(Outcome::Deny), std::size_t{15});
        QCOMPARE(studio.document.bytes(), Policies);
        QCOMPARE(studio.undoEntries(), 0);

        studio.release(5.3);
        QVERIFY(!studio.pane.gesture().isActive());
        const QByteArray after = studio.document.bytes();
        QVERIFY(after != Policies);
        QVERIFY(after.contains(" } }  # Q3 review\n    action: deny\n"));
        QVERIFY(after.startsWith("# Owner: finance\n"));
        QTRY_VERIFY(studio.isSettled() && studio.count(Outcome::Deny) == 15);
        QCOMPARE(studio.count(Outcome::Deny), deniedBy(after, studio.session.runs()));

        studio.document.textDocument()->undo();
        QCOMPARE(studio.document.bytes(), Policies);
        QVERIFY(!studio.document.textDocument()->isUndoAvailable());
        QTRY_VERIFY(studio.isSettled() && studio.count(Outcome::Deny) == 10);
    }

    void escapeRollsADragBack()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        studio.press();
        studio.dragTo(3);
        QTRY_VERIFY(studio.count(Outcome::Deny) > 10);
        studio.key(Qt::Key_Escape);
        QVERIFY(!studio.pane.gesture().isActive());
        studio.release(3);
        QCOMPARE(studio.document.bytes(), Policies);
        QCOMPARE(studio.undoEntries(), 0);
        QTRY_COMPARE(studio.count(Outcome::Deny), std::size_t{10});
    }

    void losingTheFocusRollsAChangeByKeysBack()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        studio.pane.chart()->setFocus();
        studio.key(Qt::Key_Left);
        QVERIFY(studio.pane.gesture().isActive());
        studio.pane.box()->setFocus();
        QVERIFY(!studio.pane.gesture().isActive());
        QCOMPARE(studio.document.bytes(), Policies);
    }

    void textThatChangesDuringADragRollsItBack()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        studio.press();
        studio.dragTo(3);
        QTextCursor(studio.document.textDocument()).insertText("#");
        QVERIFY(!studio.pane.gesture().isActive());
        studio.release(3);
        QCOMPARE(studio.document.bytes(), "#" + Policies);
    }

    void arrowsMoveByTheGrainAndEnterCommits()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        studio.pane.chart()->setFocus();
        studio.key(Qt::Key_Left);
        studio.key(Qt::Key_Left);
        QCOMPARE(studio.pane.gesture().value(), decimal("9.98"));
        studio.key(Qt::Key_Right, Qt::ShiftModifier);
        QCOMPARE(studio.pane.gesture().value(), decimal("9.981"));
        studio.key(Qt::Key_PageUp);
        QCOMPARE(studio.pane.gesture().value(), decimal("10.081"));
        studio.key(Qt::Key_Return);
        QVERIFY(studio.document.bytes().contains("gt: 10.081 }"));
        QCOMPARE(studio.undoEntries(), 1);
    }

    void ctrlArrowGoesToTheNextFlipAndItsCase()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        studio.pane.chart()->setFocus();
        studio.key(Qt::Key_Left, Qt::ControlModifier);
        QTRY_VERIFY(studio.pane.gesture().isActive());
        QCOMPARE(studio.pane.gesture().value(), decimal("9.99"));
        QVERIFY(studio.focus.place().step.has_value());
        QCOMPARE(studio.session.runs()->run(studio.session.runs()->runOf(*studio.focus.place().step)).id, std::string_view("r10"));
        QTRY_COMPARE(studio.count(Outcome::Deny), std::size_t{11});
    }

    void theNeighbourhoodWhereNothingChangesIsSaid()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        QTRY_COMPARE(studio.pane.nothingChanges(), QString("Nothing changes from 10.00 to 10.99"));
    }

    void typingInTheBoxTakesTheSamePath()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        auto* edit = studio.pane.box()->findChild<QLineEdit*>();
        studio.pane.box()->setFocus();
        edit->selectAll();
        QTest::keyClicks(studio.pane.box(), "4.5");
        QCOMPARE(studio.document.bytes(), Policies);
        QTRY_COMPARE(studio.count(Outcome::Deny), std::size_t{16});
        QTest::keyClick(studio.pane.box(), Qt::Key_Return);
        QByteArray expected = Policies;
        QCOMPARE(studio.document.bytes(), QByteArray(Policies).replace("10.00", "4.50"));
        QCOMPARE(studio.undoEntries(), 1);
    }

    void textThatIsNoValueIsNotCommitted()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        auto* edit = studio.pane.box()->findChild<QLineEdit*>();
        studio.pane.box()->setFocus();
        edit->selectAll();
        QTest::keyClicks(studio.pane.box(), "ten");
        QTest::keyClick(studio.pane.box(), Qt::Key_Return);
        QCOMPARE(studio.document.bytes(), Policies);
        QTest::keyClick(studio.pane.box(), Qt::Key_Escape);
        QCOMPARE(edit->text(), QString("10.00"));
    }

    void bReturnsToTheBaseline()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        studio.press();
        studio.dragTo(4);
        studio.release(4);
        QTRY_VERIFY(studio.isSettled() && studio.count(Outcome::Deny) > 10);
        studio.pane.chart()->setFocus();
        studio.key(Qt::Key_B);
        QVERIFY(!studio.pane.gesture().isActive());
        QCOMPARE(studio.document.bytes(), Policies);
        QCOMPARE(studio.undoEntries(), 2);
    }

    void theHandleIsASliderThatSaysWhatItDoes()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        QAccessibleInterface* slider = QAccessible::queryAccessibleInterface(studio.pane.chart());
        QVERIFY(slider);
        QCOMPARE(slider->role(), QAccessible::Slider);
        QCOMPARE(slider->text(QAccessible::Name), QString("args.amount gt in cap"));
        QCOMPARE(slider->text(QAccessible::Value),
                 QString("args.amount greater than 10.00; 10 denied, as many as the baseline"));
        QCOMPARE(slider->valueInterface()->currentValue().toDouble(), 10.0);
        slider->valueInterface()->setCurrentValue(7.0);
        QTRY_COMPARE(slider->text(QAccessible::Value),
                     QString("args.amount greater than 7.00; 13 denied, 3 more than the baseline"));
    }

    void sumsCountTheStepsUpToEachValue()
    {
        Shown studio(Policies);
        QVERIFY(studio.waitUntilShown());
        studio.press();
        studio.dragTo(5.3);
        studio.release(5.3);
        QTRY_VERIFY(studio.isSettled() && studio.count(Outcome::Deny) == 15);
        const auto each = studio.pane.chart()->chart().bins;
        for (auto* button : studio.pane.findChildren<QToolButton*>())
            if (button->text() == "sums")
                QTest::mouseClick(button, Qt::LeftButton);
        const auto sums = studio.pane.chart()->chart().bins;
        QCOMPARE(sums.size(), each.size());
        Bin all;
        for (std::size_t bin = 0; bin < each.size(); ++bin) {
            all.total += each[bin].total;
            all.kept += each[bin].kept;
            all.gained += each[bin].gained;
            QCOMPARE(sums[bin].total, all.total);
            QCOMPARE(sums[bin].kept, all.kept);
            QCOMPARE(sums[bin].gained, all.gained);
        }
        QCOMPARE(all.total, std::size_t{20});
        QCOMPARE(all.kept, std::size_t{10});
        QCOMPARE(all.gained, std::size_t{5});
        QVERIFY(studio.pane.chart()->chart().binText == "steps up to each value");
    }

    void withoutANumberTheNumbersOfTheFileAreLinks()
    {
        Shown studio(Policies);
        QTRY_VERIFY(studio.isSettled());
        QCOMPARE(studio.pane.hint(), QString("Put the caret on a number to see the values it was compared with:"));
        QVERIFY(studio.waitUntilShown());
        QCOMPARE(studio.pane.hint(), QString());
    }

    void withoutNumbersThePaneTellsAnErrorFromAFileOfNone()
    {
        Shown studio("policies:\n  - { id: cap, when: { tool: refund }, action: deny }\n");
        QTRY_COMPARE(studio.pane.hint(), QString("This file compares nothing with a number."));
        QTextCursor(studio.document.textDocument()).insertText(QStringLiteral("policies: [\n"));
        QTRY_COMPARE(studio.pane.hint(), QString("The text has an error. Its numbers are here again when it is put right."));
    }

    void withoutAValueTheChartSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("policies");
        QTest::addColumn<QString>("reason");
        const QByteArray cap = "policies:\n  - { id: cap, when: { tool: %1, args.%2: { gt: 10 } }, action: deny }\n";
        QTest::newRow("service") << "service: [web-*, x]\n" + QByteArray(cap).replace("%1", "refund").replace("%2", "amount")
                                 << "This file is for service web-*, x; the open runs are of s";
        QTest::newRow("absent") << QByteArray(cap).replace("%1", "refund").replace("%2", "total")
                                << "args.total is absent at all 20 steps where it was looked for";
        QTest::newRow("tool") << QByteArray(cap).replace("%1", "\"pay.*\"").replace("%2", "amount")
                              << "cap is for tool pay.*, which no open run calls";
        QTest::newRow("service of the policy") << QByteArray("policies:\n  - { id: cap, when: { service: [web, x, y, z], args.amount: { gt: 10 } }, action: deny }\n")
                                               << "cap is for service web, x, y and 1 more; the open runs are of s";
        QTest::newRow("other") << QByteArray("policies:\n  - { id: cap, when: { tool: refund, model: big, args.amount: { gt: 10 } }, action: deny }\n")
                               << "No step came to this condition: the others of cap do not hold for any";
    }
    void withoutAValueTheChartSaysWhy()
    {
        QFETCH(QByteArray, policies);
        QFETCH(QString, reason);
        Shown studio(policies);
        studio.focusNumber();
        QTRY_COMPARE(studio.pane.chart()->chart().empty, reason);
    }

    void withoutRunsThePaneSaysSo()
    {
        Shown studio(Policies);
        studio.focusNumber();
        studio.session.setRuns(runlog::readTrace("none.jsonl", "").runs);
        QTRY_COMPARE(studio.pane.hint(), QString("No runs loaded. Drop a trace here or open the sample."));
    }
};

QTEST_MAIN(TestThresholdPane)
#include "tst_thresholdpane.moc"
