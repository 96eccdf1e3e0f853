// SPDX-License-Identifier: Apache-2.0
#include "tests/ui/outcomes/changesfixture.h"

#include "ui/outcomes/changescsv.h"
#include "ui/outcomes/changesmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>

using namespace studio;
using runlog::Outcome;

namespace {

QString print(const ChangesModel& model)
{
    QString text;
    for (int row = 0; row < model.rowCount(); ++row) {
        const auto cell = [&](int column) { return model.index(row, column).data().toString(); };
        if (model.isHead(row)) {
            text += QStringLiteral("[%1 %2]\n").arg(cell(0)).arg(model.index(row, 0).data(ChangesModel::CountRole).toLongLong());
            continue;
        }
        const QModelIndex at = model.index(row, 0);
        text += QStringLiteral("%1%2 %3%4 %5 %6 %7\n")
                    .arg(cell(ChangesModel::Alarm), cell(ChangesModel::Outcomes), cell(ChangesModel::Place),
                         at.data(ChangesModel::NumberRole).toString(), cell(ChangesModel::What),
                         at.data(ChangesModel::AmountRole).toString(),
                         QString::number(at.data(ChangesModel::CountRole).toLongLong()));
    }
    return text;
}

struct Filled {
    runlog::RunsPtr runs = runlog::readTrace("runs.jsonl", Runs).runs;
    ChangesModel model;
    QAbstractItemModelTester tester{&model, QAbstractItemModelTester::FailureReportingMode::QtTest};

    Filled() { model.setResult(resultOf(Before, After, runs)); }
};

const QString ByDirection = "[Loosened 1]\n!deny → allow r2#2 search limit 7 0\n"
                            "[Tightened 1]\nallow → terminate r1#1 refund 120.5 2\n"
                            "[Notes 1]\nallow → log r2#1 refund 40 0\n";

} // namespace

class TestChangesModel : public QObject {
    Q_OBJECT
private slots:
    void looseningsStandFirstAndConsequencesAreFolded()
    {
        Filled filled;
        QCOMPARE(print(filled.model), ByDirection);
    }

    void consequencesUnfoldUnderTheirCauseAndFoldAgain()
    {
        Filled filled;
        const int cause = filled.model.nextChange(1, 1);
        filled.model.toggle(cause);
        QCOMPARE(print(filled.model), "[Loosened 1]\n!deny → allow r2#2 search limit 7 0\n"
                                      "[Tightened 1]\nallow → terminate r1#1 refund 120.5 2\n"
                                      "allow → not_reached r1#2 mail  0\nallow → not_reached r1#3 mail  0\n"
                                      "[Notes 1]\nallow → log r2#1 refund 40 0\n");
        filled.model.toggle(cause);
        QCOMPARE(print(filled.model), ByDirection);
    }

    void changesAreGroupedByPolicyToolAndRun()
    {
        Filled filled;
        filled.model.setGrouping(Grouping::Tool);
        QCOMPARE(print(filled.model), "[search 1]\n!deny → allow r2#2 search limit 7 0\n"
                                      "[refund 2]\nallow → terminate r1#1 refund 120.5 2\nallow → log r2#1 refund 40 0\n");
        filled.model.setGrouping(Grouping::Run);
        QVERIFY(print(filled.model).startsWith("[r2 2]\n"));
        filled.model.setGrouping(Grouping::Policy);
        QVERIFY(print(filled.model).startsWith("[search-stop 1]\n!deny"));
        QVERIFY(print(filled.model).contains("[big 1]\n"));
    }

    void filtersHideRows()
    {
        Filled filled;
        filled.model.setFilter({"REFUND", std::nullopt});
        QCOMPARE(filled.model.shownChanges(), std::size_t{2});
        filled.model.setFilter({"r2", std::nullopt});
        QCOMPARE(filled.model.shownChanges(), std::size_t{2});
        filled.model.setFilter({"big", std::nullopt});
        QCOMPARE(filled.model.shownChanges(), std::size_t{1});
        filled.model.setFilter({"", Outcome::Deny});
        QCOMPARE(print(filled.model), QString("[Loosened 1]\n!deny → allow r2#2 search limit 7 0\n"));
        filled.model.setFilter({"nothing has this", std::nullopt});
        QCOMPARE(filled.model.rowCount(), 0);
        QCOMPARE(filled.model.allChanges(), std::size_t{3});
    }

    void observedValuesStandBesideTheirSteps()
    {
        Filled filled;
        auto observations = std::make_shared<runlog::Observations>();
        const auto refund = static_cast<std::uint32_t>(*filled.runs->findStep(*filled.runs->findRun("r1"), 1));
        observations->values.push_back({*runlog::Decimal::parse("120.5"), refund});
        filled.model.setObserved(observations, "args.amount");
        const int row = filled.model.rowOfStep(refund);
        QCOMPARE(filled.model.index(row, ChangesModel::ValueColumn).data().toString(), QString("120.5"));
        QCOMPARE(filled.model.headerData(ChangesModel::ValueColumn, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QString("args.amount"));
        filled.model.setObserved(nullptr, {});
        QCOMPARE(filled.model.index(row, ChangesModel::ValueColumn).data().toString(), QString());
    }

    void aSpreadsheetTakesNoTextOfATraceForAFormula_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("formula") << "=cmd|'/c calc'!A0" << QByteArray("\"'=cmd|'/c calc'!A0\"");
        QTest::newRow("plus") << "+1" << QByteArray("\"'+1\"");
        QTest::newRow("minus") << "-1" << QByteArray("\"'-1\"");
        QTest::newRow("at") << "@x" << QByteArray("\"'@x\"");
        QTest::newRow("tab") << "\t=1" << QByteArray("\"'\t=1\"");
        QTest::newRow("quote") << "a\"b" << QByteArray("\"a\"\"b\"");
        QTest::newRow("plain") << "r1, 2" << QByteArray("\"r1, 2\"");
    }

    void aSpreadsheetTakesNoTextOfATraceForAFormula()
    {
        QFETCH(QString, text);
        QFETCH(QByteArray, field);
        QCOMPARE(csvField(text), field);
    }

    void theExportHoldsShownChangesWithTheirConsequences()
    {
        Filled filled;
        filled.model.setFilter({"r1", std::nullopt});
        const auto refund = *filled.runs->findStep(*filled.runs->findRun("r1"), 1);
        filled.model.setLabels({{refund, runlog::Wanted::Pass, "=1+1"}});
        QCOMPARE(changesCsv(filled.model),
                 QByteArray("\"direction\",\"service\",\"run\",\"seq\",\"step\",\"amount\",\"before\",\"before_policy\","
                            "\"before_class\",\"after\",\"after_policy\",\"after_class\",\"value\",\"cause_seq\",\"label\",\"reason\"\r\n"
                            "\"tightened\",\"s\",\"r1\",\"1\",\"refund\",\"120.5\",\"allow\",\"no policy\",\"exact\","
                            "\"terminate\",\"big\",\"exact\",\"\",\"\",\"should_pass\",\"'=1+1\"\r\n"
                            "\"consequence\",\"s\",\"r1\",\"2\",\"mail\",\"\",\"allow\",\"no policy\",\"exact\","
                            "\"not_reached\",\"no policy\",\"after_divergence\",\"\",\"1\",\"\",\"\"\r\n"
                            "\"consequence\",\"s\",\"r1\",\"3\",\"mail\",\"\",\"allow\",\"no policy\",\"exact\","
                            "\"not_reached\",\"no policy\",\"after_divergence\",\"\",\"1\",\"\",\"\"\r\n"));
    }

    // What a moving number shows: the first changes, and how many there are of all.
    void changesThatAreNotListedAreCounted()
    {
        Filled filled;
        auto partial = std::make_shared<ReplayResult>(*resultOf(Before, After, filled.runs));
        partial->isWhole = false;
        partial->impact.tightened = 5;
        filled.model.setResult(partial);
        QCOMPARE(print(filled.model), QString("[Loosened 1]\n!deny → allow r2#2 search limit 7 0\n"
                                              "[Tightened 5]\nallow → terminate r1#1 refund 120.5 2\n[more, listed when the number rests: 4]\n"
                                              "[Notes 1]\nallow → log r2#1 refund 40 0\n"));
        QCOMPARE(filled.model.shownChanges(), std::size_t{7});
        QCOMPARE(filled.model.allChanges(), std::size_t{7});
    }

    void groupsThatNeedAllChangesWaitForThem()
    {
        Filled filled;
        auto partial = std::make_shared<ReplayResult>(*resultOf(Before, After, filled.runs));
        partial->isWhole = false;
        filled.model.setGrouping(Grouping::Tool);
        QVERIFY(!filled.model.isPlain());
        filled.model.setResult(partial);
        QCOMPARE(filled.model.rowCount(), 0);
        QCOMPARE(filled.model.allChanges(), std::size_t{3});
        filled.model.setGrouping(Grouping::Direction);
        QVERIFY(filled.model.isPlain());
        QCOMPARE(filled.model.rowCount(), 6);
    }

    void manyChangesAreLaidOutLaterAndTheSame()
    {
        Filled filled;
        ChangesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setLaidOutAtOnce(0);
        QSignalSpy laidOut(&model, &ChangesModel::laidOut);
        model.setResult(resultOf(Before, After, filled.runs));
        QCOMPARE(model.rowCount(), 0);
        QVERIFY(laidOut.wait());
        QCOMPARE(print(model), ByDirection);
        model.setGrouping(Grouping::Run);
        model.setGrouping(Grouping::Tool);
        QVERIFY(laidOut.wait());
        filled.model.setGrouping(Grouping::Tool);
        QCOMPARE(print(model), print(filled.model));
        QCOMPARE(laidOut.count(), 2);
    }

    void stepsAreFoundInTheirRowsFoldedOrNot()
    {
        Filled filled;
        const auto rowsAreFound = [&] {
            for (int row = 0; row < filled.model.rowCount(); ++row)
                if (const runlog::ChangedStep* change = filled.model.change(row); change && filled.model.rowOfStep(change->step) != row)
                    return false;
            return true;
        };
        QVERIFY(rowsAreFound());
        const int cause = filled.model.nextChange(1, 1);
        const auto mail = *filled.runs->findStep(*filled.runs->findRun("r1"), 2);
        QCOMPARE(filled.model.rowOfStep(mail), -1);
        filled.model.toggle(cause);
        QVERIFY(filled.model.rowOfStep(mail) > cause);
        QVERIFY(rowsAreFound());
        const QString spliced = print(filled.model);
        filled.model.setFilter({});
        QCOMPARE(print(filled.model), spliced);
        filled.model.toggle(cause);
        QVERIFY(rowsAreFound());
        filled.model.setFilter({"r2", std::nullopt});
        QCOMPARE(filled.model.rowOfStep(filled.runs->run(0).firstStep), -1);
    }

    void withoutAResultTheModelIsEmpty()
    {
        ChangesModel model;
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setResult(nullptr);
        QCOMPARE(model.nextChange(-1, 1), -1);
    }
};

QTEST_MAIN(TestChangesModel)
#include "tst_changesmodel.moc"
