// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/threshold/studiofixture.h"

#include "ui/threshold/gesture.h"

#include <QTextCursor>

using namespace studio;
using runlog::Decimal;
using runlog::Outcome;

namespace {

const QByteArray Policies = "# Owner: finance\r\n"
                            "policies:\r\n"
                            "  - id: cap   # why\r\n"
                            "    when: { tool: refund, args.amount: { gt: 10.00 } }  # Q3\r\n"
                            "    action: deny\r\n";

Decimal decimal(const char* text) { return *Decimal::parse(text); }

} // namespace

class TestGesture : public QObject {
    Q_OBJECT
private slots:
    void aReleaseWritesOneNumberAsOneUndoEntry()
    {
        StudioFixture studio(Policies, searchRuns(20));
        ThresholdGesture gesture(studio.document, studio.session);
        QSignalSpy ended(&gesture, &ThresholdGesture::ended);
        const int undoBefore = studio.document.textDocument()->availableUndoSteps();
        QCOMPARE(gesture.begin(runlog::thresholds(*studio.document.policyFile()).at(0).threshold), QString());
        QVERIFY(gesture.moveTo(decimal("7.5")));
        QVERIFY(gesture.moveTo(decimal("7.25")));
        QCOMPARE(studio.document.bytes(), Policies);
        QCOMPARE(studio.document.textDocument()->availableUndoSteps(), undoBefore);
        QCOMPARE(gesture.commit(), QString());

        QByteArray expected = Policies;
        expected.replace("10.00", "7.25");
        QCOMPARE(studio.document.bytes(), expected);
        QCOMPARE(ended.count(), 1);
        QCOMPARE(ended.at(0).at(0).value<ThresholdGesture::Ending>(), ThresholdGesture::Ending::Committed);
        studio.document.textDocument()->undo();
        QCOMPARE(studio.document.bytes(), Policies);
        QVERIFY(!studio.document.textDocument()->isUndoAvailable());
    }

    void aMovedDraftIsReplayedAndARolledBackOneIsNot()
    {
        StudioFixture studio(Policies, searchRuns(20));
        QTRY_VERIFY(studio.isSettled());
        QCOMPARE(studio.count(Outcome::Deny), std::size_t{10});
        ThresholdGesture gesture(studio.document, studio.session);
        gesture.begin(runlog::thresholds(*studio.document.policyFile()).at(0).threshold);
        gesture.moveTo(decimal("5"));
        QTRY_COMPARE(studio.count(Outcome::Deny), std::size_t{15});
        gesture.rollBack();
        QTRY_COMPARE(studio.count(Outcome::Deny), std::size_t{10});
        QCOMPARE(studio.document.bytes(), Policies);
        QVERIFY(!studio.document.textDocument()->isUndoAvailable());
    }

    void textThatChangesMeanwhileRollsBack()
    {
        StudioFixture studio(Policies, searchRuns(3));
        ThresholdGesture gesture(studio.document, studio.session);
        QSignalSpy ended(&gesture, &ThresholdGesture::ended);
        gesture.begin(runlog::thresholds(*studio.document.policyFile()).at(0).threshold);
        gesture.moveTo(decimal("5"));
        QTextCursor(studio.document.textDocument()).insertText("#");
        QCOMPARE(ended.count(), 1);
        QCOMPARE(ended.at(0).at(0).value<ThresholdGesture::Ending>(), ThresholdGesture::Ending::Outdated);
        QCOMPARE(gesture.commit(), QString());
        QCOMPARE(studio.document.bytes(), "#" + Policies);
    }

    void aValueThatTheLiteralCannotHoldLeavesTheDraft()
    {
        StudioFixture studio("policies:\n  - id: cap\n    when: { elapsed: { gt: 15m } }\n    action: deny\n", searchRuns(3));
        ThresholdGesture gesture(studio.document, studio.session);
        gesture.begin(runlog::thresholds(*studio.document.policyFile()).at(0).threshold);
        QVERIFY(!gesture.moveTo(decimal("0.0000000000001")));
        QCOMPARE(gesture.value(), decimal("900"));
    }

    void aMoveBackToTheStartWritesNothing()
    {
        StudioFixture studio(Policies, searchRuns(3));
        ThresholdGesture gesture(studio.document, studio.session);
        gesture.begin(runlog::thresholds(*studio.document.policyFile()).at(0).threshold);
        gesture.moveTo(decimal("5"));
        gesture.moveTo(decimal("10"));
        QCOMPARE(gesture.commit(), QString());
        QCOMPARE(studio.document.bytes(), Policies);
        QVERIFY(!studio.document.textDocument()->isUndoAvailable());
    }

    void aNumberThatIsGoneCannotBeMoved()
    {
        StudioFixture studio(Policies, searchRuns(3));
        ThresholdGesture gesture(studio.document, studio.session);
        QCOMPARE(gesture.begin({"cap/when/other/gt", 0}), QString("This number is no longer in the text"));
        QVERIFY(!gesture.isActive());
    }
};

QTEST_MAIN(TestGesture)
#include "tst_gesture.moc"
