// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/threshold/studiofixture.h"

#include "ui/threshold/thresholdpane.h"
#include "ui/threshold/valuesface.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QPushButton>

using namespace studio;

namespace {

const QByteArray Policies = "policies:\n"
                            "  - id: tools\n"
                            "    when: { tool: [mail, zap] }  # Q3 review\n"
                            "    action: log\n"
                            "  - id: one\n"
                            "    when: { args.amount: 3 }\n"
                            "    action: log\n";

struct Shown : StudioFixture {
    ThresholdPane pane;

    Shown() : StudioFixture(Policies, searchRuns(4)), pane(document, session, focus, labels, theme)
    {
        pane.resize(560, 460);
        pane.show();
        pane.activateWindow();
    }
    ValuesModel* model() { return pane.values()->model(); }
    bool waitUntilShown()
    {
        focus.setCondition(document.policyFile()->policies.at(0).when.children.empty()
                               ? document.policyFile()->policies.at(0).when.id
                               : document.policyFile()->policies.at(0).when.children.front().id,
                           "tools");
        return QTest::qWaitForWindowActive(&pane) && QTest::qWaitFor([this] { return isSettled() && model()->rowCount() > 0; });
    }
    QString printed()
    {
        QStringList rows;
        for (int n = 0; n < model()->rowCount(); ++n)
            rows << model()->data(model()->index(n), Qt::AccessibleTextRole).toString();
        return rows.join(u'\n');
    }
};

} // namespace

class TestValuesFace : public QObject {
    Q_OBJECT
private slots:
    void valuesAreListedByTheirSteps()
    {
        Shown studio;
        QAbstractItemModelTester tester(studio.model());
        QVERIFY(studio.waitUntilShown());
        QCOMPARE(studio.printed(), QString("mail: 4 steps, the condition holds in 4, in the list\n"
                                           "refund: 4 steps, the condition holds in 0\n"
                                           "zap: 0 steps, the condition holds in 0, in the list"));
        QCOMPARE(studio.pane.values()->detail(), QString::fromUtf8("tool in · tools"));
    }

    void spaceAddsAValueAsOneEditAndTakesItOutAgain()
    {
        Shown studio;
        QVERIFY(studio.waitUntilShown());
        QListView* view = studio.pane.values()->view();
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Down);
        QTest::keyClick(view, Qt::Key_Space);
        const QByteArray more = QByteArray(Policies).replace("[mail, zap]", "[mail, zap, refund]");
        QCOMPARE(studio.document.bytes(), more);
        QTRY_VERIFY(studio.printed().contains("refund: 4 steps, the condition holds in 4, in the list"));
        QTest::keyClick(view, Qt::Key_Space);
        QCOMPARE(studio.document.bytes(), Policies);
        studio.document.textDocument()->undo();
        QCOMPARE(studio.document.bytes(), more);
    }

    void enterGoesToTheFirstStepOfAValue()
    {
        Shown studio;
        QVERIFY(studio.waitUntilShown());
        QListView* view = studio.pane.values()->view();
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Return);
        QVERIFY(studio.focus.place().step.has_value());
        QCOMPARE(studio.session.runs()->names().name(studio.session.runs()->tool()[*studio.focus.place().step]), std::string_view("mail"));
    }

    void thousandsOfValuesMakeNoWidgets()
    {
        Shown studio;
        QVERIFY(studio.waitUntilShown());
        const auto before = studio.pane.findChildren<QWidget*>().size();
        runlog::ValueCounts many;
        for (std::size_t n = 0; n < 50'000; ++n) {
            runlog::ValueCount count;
            count.value.text = "v" + std::to_string(n);
            count.steps = 50'000 - n;
            many.values.push_back(count);
        }
        studio.model()->setCounts(std::move(many));
        studio.pane.values()->view()->scrollToBottom();
        QCoreApplication::processEvents();
        QCOMPARE(studio.pane.findChildren<QWidget*>().size(), before);
    }

    void aNumberTakesThePaneBack()
    {
        Shown studio;
        QVERIFY(studio.waitUntilShown());
        QVERIFY(studio.pane.values()->isVisible());
        studio.focusNumber();
        QVERIFY(!studio.pane.values()->isVisible());
    }
};

QTEST_MAIN(TestValuesFace)
#include "tst_valuesface.moc"
