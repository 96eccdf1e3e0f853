// SPDX-License-Identifier: Apache-2.0
#include "ui/strip/verdictstrip.h"

#include "core/language/parse.h"
#include "core/traces/read.h"

#include "ui/theme/paint.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace studio;

Q_DECLARE_METATYPE(runlog::Outcome)

class TestVerdictStrip : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void everyStepIsCountedOnce();
    void theCellsSayNumbersAndDifferences();
    void withoutRunsThereAreDashesInTheSamePlaces();
    void placesDoNotMoveWithTheNumbers();
    void aClickAsksForTheChangesOfAnOutcome();
    void theKeyboardReachesEveryCell();
    void assistiveTechnologyHearsWholeSentences();
    void wordsThatDoNotFitAreLeftOutWhole();
    void theAssumptionAboutApprovalsIsSaid();
    void brokenTextIsSaid();
    void damagedLinesAreSaidAtTheRightEnd_data();
    void damagedLinesAreSaidAtTheRightEnd();
    void damageIsHeardAndPressed();
    void moneyHasCentsAndARealMinus();

private:
    void replay(const char* threshold);
    QStringList sentences() const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ReplaySession> m_session;
    std::unique_ptr<VerdictStrip> m_strip;
};

namespace {

runlog::PolicySet policies(const std::string& threshold)
{
    const std::string text = "policies:\n  - id: cap\n    when: { args.amount: { gt: " + threshold + " } }\n    action: deny\n";
    return {{runlog::parse(std::make_shared<const runlog::Source>("p.yaml", text)).file}};
}

runlog::RunsPtr runs(const std::string& damage = {})
{
    std::string lines = damage;
    for (int run = 0; run < 4; ++run) {
        const std::string id = "r" + std::to_string(run);
        lines += R"({"type":"run","run":")" + id + R"(","started_at":"2026-03-01T10:00:00Z"})" "\n";
        for (int seq = 1; seq <= 3; ++seq)
            lines += R"({"type":"step","run":")" + id + R"(","seq":)" + std::to_string(seq)
                + R"(,"kind":"tool_call","tool":"pay","args":{"amount":)" + std::to_string(seq * 10) + "}}\n";
    }
    return runlog::readTrace("runs.jsonl", lines).runs;
}

} // namespace

void TestVerdictStrip::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    qRegisterMetaType<runlog::Outcome>();
}

void TestVerdictStrip::init()
{
    m_theme = std::make_unique<Theme>();
    m_session = std::make_unique<ReplaySession>();
    m_strip = std::make_unique<VerdictStrip>(*m_session, *m_theme);
    m_strip->resize(1440, m_strip->sizeHint().height());
    m_strip->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_strip.get()));
}

void TestVerdictStrip::replay(const char* threshold)
{
    m_session->setRuns(runs());
    m_session->setBaseline(policies("25"), "the saved file");
    m_session->setPolicies(policies(threshold));
    QTRY_VERIFY(m_session->result() && !m_session->isBusy());
}

QStringList TestVerdictStrip::sentences() const
{
    QStringList all;
    for (const VerdictCell& cell : m_strip->cells())
        all << cell.sentence;
    return all;
}

void TestVerdictStrip::everyStepIsCountedOnce()
{
    replay("15");
    const VerdictCounts counts = countVerdict(*m_session->result()->current);
    qint64 sum = counts.notReached + counts.uncertain;
    for (const qint64 count : counts.exact)
        sum += count;
    QCOMPARE(sum, qint64{12});
    QCOMPARE(counts.exact[static_cast<std::size_t>(runlog::Outcome::Allow)], qint64{4});
}

void TestVerdictStrip::theCellsSayNumbersAndDifferences()
{
    replay("15");
    QCOMPARE(m_strip->cells()[1].label, QString("Deny"));
    const VerdictCounts now = countVerdict(*m_session->result()->current);
    const VerdictCounts before = countVerdict(*m_session->result()->baseline);
    for (std::size_t cell = 0; cell < 6; ++cell) {
        const auto outcome = static_cast<std::size_t>(*m_strip->cells()[cell].outcome);
        QCOMPARE(m_strip->cells()[cell].value, QString::number(now.exact[outcome]));
        QCOMPARE(m_strip->cells()[cell].delta, now.exact[outcome] - before.exact[outcome]);
    }
    QCOMPARE(m_strip->cells()[0].sentence, QString("Terminate 0, as many as the saved file"));
    QCOMPARE(m_strip->cells()[5].sentence, QString("Allow 4, 4 fewer than the saved file"));
    QCOMPARE(m_strip->cells()[9].value, QString("4 of 4"));
}

void TestVerdictStrip::withoutRunsThereAreDashesInTheSamePlaces()
{
    const std::size_t cells = m_strip->cells().size();
    QCOMPARE(m_strip->cells()[0].value, QString::fromUtf8("–"));
    QCOMPARE(m_strip->cells()[0].sentence, QString("Terminate: no runs"));
    const QRect place = m_strip->cellRect(3);
    replay("15");
    QCOMPARE(m_strip->cells().size(), cells);
    QCOMPARE(m_strip->cellRect(3), place);
}

void TestVerdictStrip::placesDoNotMoveWithTheNumbers()
{
    replay("15");
    QList<QRect> places;
    for (std::size_t cell = 0; cell < 8; ++cell)
        places << m_strip->cellRect(cell);
    replay("99");
    for (std::size_t cell = 0; cell < 8; ++cell)
        QCOMPARE(m_strip->cellRect(cell), places[static_cast<qsizetype>(cell)]);
}

void TestVerdictStrip::aClickAsksForTheChangesOfAnOutcome()
{
    replay("15");
    QSignalSpy clicked(m_strip.get(), &VerdictStrip::outcomeClicked);
    m_strip->show();
    QTest::mouseClick(m_strip.get(), Qt::LeftButton, {}, m_strip->cellRect(1).center());
    QCOMPARE(clicked.count(), 1);
    QCOMPARE(clicked.first().first().value<runlog::Outcome>(), runlog::Outcome::Deny);
    QTest::mouseClick(m_strip.get(), Qt::LeftButton, {}, m_strip->cellRect(8).center());
    QCOMPARE(clicked.count(), 1);
}

void TestVerdictStrip::theKeyboardReachesEveryCell()
{
    replay("15");
    QSignalSpy clicked(m_strip.get(), &VerdictStrip::outcomeClicked);
    m_strip->show();
    QTest::keyClick(m_strip.get(), Qt::Key_Right);
    QTest::keyClick(m_strip.get(), Qt::Key_Right);
    QTest::keyClick(m_strip.get(), Qt::Key_Space);
    QTest::keyClick(m_strip.get(), Qt::Key_Left);
    QTest::keyClick(m_strip.get(), Qt::Key_Return);
    QCOMPARE(clicked.count(), 2);
    QCOMPARE(clicked[0][0].value<runlog::Outcome>(), runlog::Outcome::RequireApproval);
    QCOMPARE(clicked[1][0].value<runlog::Outcome>(), runlog::Outcome::Deny);
}

void TestVerdictStrip::assistiveTechnologyHearsWholeSentences()
{
    replay("15");
    QAccessibleInterface* strip = QAccessible::queryAccessibleInterface(m_strip.get());
    QVERIFY(strip);
    QStringList heard;
    for (int i = 0; i < strip->childCount(); ++i) {
        QVERIFY(strip->child(i)->parent() == strip);
        heard << strip->child(i)->text(QAccessible::Name);
    }
    QCOMPARE(heard, sentences());
    QCOMPARE(strip->child(1)->role(), QAccessible::Button);
    QSignalSpy clicked(m_strip.get(), &VerdictStrip::outcomeClicked);
    strip->child(1)->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    QCOMPARE(clicked.count(), 1);
}

void TestVerdictStrip::wordsThatDoNotFitAreLeftOutWhole()
{
    replay("15");
    m_strip->resize(900, m_strip->height());
    QTRY_VERIFY(m_strip->cellRect(10).isEmpty());
    for (std::size_t cell = 0; cell < m_strip->cells().size(); ++cell)
        QVERIFY(m_strip->cellRect(cell).isEmpty() || m_strip->cellRect(cell).right() <= m_strip->width());
    for (std::size_t cell = 0; cell < 6; ++cell)
        QVERIFY(!m_strip->cellRect(cell).isEmpty());
}

void TestVerdictStrip::theAssumptionAboutApprovalsIsSaid()
{
    QCOMPARE(m_strip->cells()[11].sentence, QString("Approvals: recorded, else approved"));
    runlog::Answers answers;
    answers.mode = runlog::ApprovalMode::DenyAll;
    m_session->setAnswers(answers);
    QCOMPARE(m_strip->cells()[11].sentence, QString("Approvals: all denied"));
}

void TestVerdictStrip::brokenTextIsSaid()
{
    auto file = std::make_shared<runlog::PolicyFile>(*policies("15").files.front());
    file->policies.front().stale = true;
    m_session->setRuns(runs());
    m_session->setPolicies({{file}});
    QTRY_VERIFY(m_session->result() && !m_session->isBusy());
    QCOMPARE(m_strip->cells()[11].sentence, QString("The text of cap is broken; its last valid form is replayed"));
}

void TestVerdictStrip::damagedLinesAreSaidAtTheRightEnd_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {700, 1280, 1920})
        QTest::addRow("%d", width) << width;
}

void TestVerdictStrip::damagedLinesAreSaidAtTheRightEnd()
{
    QFETCH(int, width);
    m_strip->resize(width, m_strip->height());
    replay("15");
    const std::size_t last = m_strip->cells().size() - 1;
    QVERIFY(m_strip->cellRect(last).isEmpty());
    QCOMPARE(m_strip->cells()[last].sentence, QString("Complete: no line of the runs is damaged"));
    const QRect deny = m_strip->cellRect(1);
    m_session->setRuns(runs("oops\n{}\n"));
    QCOMPARE(m_strip->cells()[last].value, QString("2 lines damaged"));
    QCOMPARE(m_strip->cellRect(last).right() + 1, width - 12);
    QCOMPARE(m_strip->cellRect(1), deny);
    for (std::size_t cell = 0; cell < last; ++cell)
        QVERIFY(!m_strip->cellRect(cell).intersects(m_strip->cellRect(last)));
    // In the colour of warnings, and as a shape: seen without colours too.
    const QImage picture = m_strip->grab(m_strip->cellRect(last)).toImage();
    QVERIFY(!picture.isNull());
    const int height = QFontMetrics(smallFont()).height();
    const int top = (m_strip->height() - height - QFontMetrics(figureFont()).height()) / 2;
    QCOMPARE(picture.pixelColor(3, top + height / 2 + 6), m_theme->tokens().warn);
}

void TestVerdictStrip::damageIsHeardAndPressed()
{
    m_session->setRuns(runs("oops\n"));
    const int last = static_cast<int>(m_strip->cells().size()) - 1;
    QCOMPARE(m_strip->cells().back().sentence, QString("Incomplete: 1 damaged line of the runs was left out"));
    m_strip->setFirstDamage(QStringLiteral("a.jsonl:1: error: <b>this"));
    QAccessibleInterface* cell = QAccessible::queryAccessibleInterface(m_strip.get())->child(last);
    QCOMPARE(cell->text(QAccessible::Name), QString("Incomplete: 1 damaged line of the runs was left out, the first is a.jsonl:1: error: <b>this"));
    QCOMPARE(cell->role(), QAccessible::Button);
    QSignalSpy clicked(m_strip.get(), &VerdictStrip::damageClicked);
    cell->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    const QPoint middle = m_strip->cellRect(m_strip->cells().size() - 1).center();
    QTest::mouseClick(m_strip.get(), Qt::LeftButton, {}, middle);
    QCOMPARE(clicked.count(), 2);
    QHelpEvent help(QEvent::ToolTip, middle, m_strip->mapToGlobal(middle));
    QCoreApplication::sendEvent(m_strip.get(), &help);
    QVERIFY2(QToolTip::text().contains("&lt;b&gt;this"), qPrintable(QToolTip::text()));
    m_session->setRuns(runs());
    QCOMPARE(m_strip->cells().back().value, QString());
}

void TestVerdictStrip::moneyHasCentsAndARealMinus()
{
    QCOMPARE(moneyText({26'000'000'000}), QString("$26.00"));
    QCOMPARE(moneyText({1'234'567'890'000}), QString("$1,234.57"));
    QCOMPARE(moneyText({-5'000'000}), QString::fromUtf8("−$0.01"));
    QCOMPARE(moneyText({4'999'999}), QString("$0.00"));
}

QTEST_MAIN(TestVerdictStrip)
#include "tst_verdictstrip.moc"
