// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/programrun.h"
#include "tests/ui/window/windowfixture.h"

#include "app/exportdialog.h"
#include "core/language/parse.h"
#include "ui/strip/verdictstrip.h"

#include <QCheckBox>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMouseEvent>
#include <QPushButton>

#include <cmath>
#include <limits>

using namespace studio;

// The main job from the first click to the export, with real events, on the sample.
class TestStory : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void theCaretOnANumberIsAThreshold();
    void aDragPreviewsWithoutChangingTheText();
    void escapeBringsEverythingBack();
    void releasingOnAFlipWritesOneNumberAsOneUndoEntry();
    void theCountsAreThoseOfTheCommandLine();
    void undoRestoresBytesAndCounts();
    void typingReplaysWithoutARunButton();
    void aChangedOutcomeIsWalkedToAndStepped();
    void anApprovalIsAnsweredAndTheRunChanges();
    void theExportWritesExactlyTheSavedBytes();
    void aBrokenTextIsNotExported();

private:
    ThresholdChart& chart() { return *m_fixture->window->threshold().chart(); }
    void press() { QTest::mousePress(&chart(), Qt::LeftButton, {}, chart().handleCentre().toPoint()); }
    void dragBy(int pixels);
    double lonelyFlipNear(double pixel);
    void caretOn(const QString& text);

    std::unique_ptr<WindowFixture> m_fixture;
    QByteArray m_original;
    VerdictCounts m_originalCounts;
};

namespace {

VerdictCounts countsOf(const QByteArray& text, const runlog::RunsPtr& runs)
{
    const auto file = runlog::parse(std::make_shared<const runlog::Source>("p.yaml", text.toStdString())).file;
    const auto engine = std::make_shared<const runlog::Engine>(runlog::PolicySet{{file}});
    return countVerdict(runlog::replay(engine, runs, {}));
}

} // namespace

void TestStory::initTestCase()
{
    m_fixture = std::make_unique<WindowFixture>();
    m_fixture->start();
    QVERIFY(m_fixture->waitUntilSettled());
    m_original = bytesOf(m_fixture->policy());
    m_originalCounts = countVerdict(*m_fixture->window->session().result()->current);
}

void TestStory::caretOn(const QString& text)
{
    QTextCursor found = m_fixture->text()->document()->find(text);
    QVERIFY(!found.isNull());
    m_fixture->text()->setFocus();
    QTest::keyClick(m_fixture->text(), Qt::Key_Home, Qt::ControlModifier);
    for (int line = 0; line < found.blockNumber(); ++line)
        QTest::keyClick(m_fixture->text(), Qt::Key_Down);
    for (int column = 0; column < found.positionInBlock() - 1; ++column)
        QTest::keyClick(m_fixture->text(), Qt::Key_Right);
}

void TestStory::dragBy(int pixels)
{
    const QPoint from = chart().handleCentre().toPoint();
    const int step = pixels < 0 ? -4 : 4;
    for (int moved = step; std::abs(moved) <= std::abs(pixels); moved += step)
        QTest::mouseMove(&chart(), from + QPoint(moved, 0));
}

// The flip nearest to a pixel among those that have no other within a few pixels, so that a pixel says which one is meant.
double TestStory::lonelyFlipNear(double pixel)
{
    constexpr double Few = 4;
    const auto& flips = chart().chart().flips;
    const auto x = [&](std::size_t flip) { return chart().chart().axis.x(flips[flip].value); };
    auto nearest = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t flip = 0; flip < flips.size(); ++flip) {
        const bool isCrowded = (flip > 0 && std::abs(x(flip) - x(flip - 1)) < Few)
                               || (flip + 1 < flips.size() && std::abs(x(flip + 1) - x(flip)) < Few);
        const bool isNearer = std::isnan(nearest) || std::abs(x(flip) - pixel) < std::abs(chart().chart().axis.x(nearest) - pixel);
        if (!isCrowded && isNearer)
            nearest = flips[flip].value;
    }
    return nearest;
}

void TestStory::theCaretOnANumberIsAThreshold()
{
    caretOn("100.00");
    QTRY_VERIFY(m_fixture->window->focus().place().threshold.has_value());
    QCOMPARE(m_fixture->window->focus().place().policy, std::string("cost-cap"));
    QTRY_VERIFY(m_fixture->window->threshold().hint().isEmpty());
}

void TestStory::aDragPreviewsWithoutChangingTheText()
{
    ReplaySession& session = m_fixture->window->session();
    press();
    dragBy(-60);
    QTRY_VERIFY(session.result()->draft.has_value() && !session.isBusy());
    QVERIFY(countVerdict(*session.result()->current) != m_originalCounts);
    QCOMPARE(m_fixture->window->document().bytes(), m_original);
    QVERIFY(!m_fixture->window->document().isModified());
}

void TestStory::escapeBringsEverythingBack()
{
    ReplaySession& session = m_fixture->window->session();
    QTest::keyClick(&chart(), Qt::Key_Escape);
    QTRY_VERIFY(!session.result()->draft.has_value() && !session.isBusy());
    QCOMPARE(countVerdict(*session.result()->current), m_originalCounts);
    QVERIFY(!m_fixture->window->document().textDocument()->isUndoAvailable());
    QTest::mouseRelease(&chart(), Qt::LeftButton, {}, chart().handleCentre().toPoint());
}

void TestStory::releasingOnAFlipWritesOneNumberAsOneUndoEntry()
{
    Document& document = m_fixture->window->document();
    QTRY_VERIFY(!chart().chart().flips.empty());
    press();
    dragBy(-60);
    QTRY_VERIFY(!m_fixture->window->session().isBusy());
    const double at = lonelyFlipNear(chart().handleCentre().x());
    QVERIFY(!std::isnan(at));
    const QPoint there(qRound(chart().chart().axis.x(at)), chart().handleCentre().toPoint().y());
    QMouseEvent snap(QEvent::MouseMove, there, chart().mapToGlobal(there), Qt::NoButton, Qt::LeftButton, Qt::ControlModifier);
    QApplication::sendEvent(&chart(), &snap);
    QCOMPARE(m_fixture->window->threshold().gesture().value().approximate(), at);
    QTest::mouseRelease(&chart(), Qt::LeftButton, {}, chart().handleCentre().toPoint());
    QTRY_VERIFY(document.isModified());
    const QByteArray now = document.bytes();
    const qsizetype place = m_original.indexOf("100.00");
    QCOMPARE(now.left(place), m_original.left(place));
    QCOMPARE(now.mid(now.indexOf(" }", place)), m_original.mid(m_original.indexOf(" }", place)));
    QCOMPARE(now.mid(place, now.indexOf(" }", place) - place).toDouble(), at);
    QVERIFY(now.contains("# Finance asked for a hard daily cap"));
}

void TestStory::theCountsAreThoseOfTheCommandLine()
{
    QVERIFY(m_fixture->waitUntilSettled());
    ReplaySession& session = m_fixture->window->session();
    const VerdictCounts expected = countsOf(m_fixture->window->document().bytes(), session.runs());
    QCOMPARE(countVerdict(*session.result()->current), expected);
    QVERIFY(expected != m_originalCounts);
    QVERIFY(put(m_fixture->path("text.yaml"), m_fixture->window->document().bytes()));
    const auto program = run({"replay", "--policy", m_fixture->path("text.yaml").toStdString(), "--format", "json",
                              (WindowFixture::sample() + "/runs").toStdString()});
    QCOMPARE(program.code, 0);
    const auto told = QJsonDocument::fromJson(QByteArray::fromStdString(program.out)).object()["outcomes"].toObject();
    for (std::size_t outcome = 0; outcome < runlog::OutcomeCount; ++outcome)
        QCOMPARE(static_cast<std::size_t>(told[QString::fromStdString(std::string(runlog::name(static_cast<runlog::Outcome>(outcome))))].toInteger()),
                 session.result()->current->totals.outcomes[outcome]);
    const auto deny = static_cast<std::size_t>(runlog::Outcome::Deny);
    QCOMPARE(m_fixture->window->strip().cells()[1].value, QLocale().toString(expected.exact[deny]));
}

void TestStory::undoRestoresBytesAndCounts()
{
    m_fixture->text()->setFocus();
    QTest::keyClick(m_fixture->text(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(m_fixture->window->document().bytes(), m_original);
    m_fixture->window->document().parseNow();
    QVERIFY(m_fixture->waitUntilSettled());
    QCOMPARE(countVerdict(*m_fixture->window->session().result()->current), m_originalCounts);
    QVERIFY(!m_fixture->window->document().isModified());
}

void TestStory::typingReplaysWithoutARunButton()
{
    ReplaySession& session = m_fixture->window->session();
    caretOn("50.00");
    QTest::keyClick(m_fixture->text(), Qt::Key_Left);
    QTest::keyClick(m_fixture->text(), Qt::Key_Left);
    QTest::keyClick(m_fixture->text(), Qt::Key_Backspace);
    QTest::keyClick(m_fixture->text(), Qt::Key_Backspace);
    QTest::keyClicks(m_fixture->text(), "20");
    QTRY_VERIFY(m_fixture->window->document().bytes().contains("gt: 20.00"));
    QTRY_VERIFY(!session.isBusy() && session.result()->impact.tightened > 0);
    QCOMPARE(countVerdict(*session.result()->current), countsOf(m_fixture->window->document().bytes(), session.runs()));
}

void TestStory::aChangedOutcomeIsWalkedToAndStepped()
{
    Focus& focus = m_fixture->window->focus();
    QVERIFY(m_fixture->waitUntilSettled());
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F8);
    QTRY_VERIFY(focus.place().step.has_value());
    const auto& changes = m_fixture->window->session().result()->impact.changes;
    const std::size_t at = *focus.place().step;
    QVERIFY(std::any_of(changes.begin(), changes.end(), [at](const runlog::ChangedStep& c) { return c.step == at; }));
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F9);
    QCOMPARE(*focus.place().step, at - 1);
    QTest::keyClick(m_fixture->window.get(), Qt::Key_F10);
    QCOMPARE(*focus.place().step, at);
    QTest::keyClick(m_fixture->window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(*focus.place().step, at - 1);
}

void TestStory::anApprovalIsAnsweredAndTheRunChanges()
{
    ReplaySession& session = m_fixture->window->session();
    runlog::Answers held;
    held.mode = runlog::ApprovalMode::Hold;
    session.setAnswers(held);
    QVERIFY(m_fixture->waitUntilSettled());
    const VerdictCounts before = countVerdict(*session.result()->current);
    m_fixture->window->raisePane(6);
    for (int tries = 0; tries < 2 && session.answers().given.empty(); ++tries)
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_A);
    QCOMPARE(session.answers().given.size(), std::size_t{1});
    QVERIFY(m_fixture->waitUntilSettled());
    QVERIFY(countVerdict(*session.result()->current) != before);
    session.setAnswers({});
    QVERIFY(m_fixture->waitUntilSettled());
}

void TestStory::theExportWritesExactlyTheSavedBytes()
{
    MainWindow& window = *m_fixture->window;
    const QString folder = m_fixture->path("release");
    ExportDialog unsaved(window.document(), window.session(), window.baseline(), window.corpus().paths(), &window);
    QCOMPARE(unsaved.refusal(), QString("The text is not saved"));
    QVERIFY(!unsaved.exportButton()->isEnabled());

    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
    QVERIFY(!window.document().isModified());
    QVERIFY(m_fixture->waitUntilSettled());
    ExportDialog dialog(window.document(), window.session(), window.baseline(), window.corpus().paths(), &window);
    dialog.setFolder(folder);
    dialog.show();
    dialog.readBox()->setChecked(true);
    QVERIFY2(dialog.exportButton()->isEnabled(), qPrintable(dialog.refusal()));
    QTest::mouseClick(dialog.exportButton(), Qt::LeftButton);
    QCOMPARE(dialog.result(), int(QDialog::Accepted));
    QCOMPARE(QDir(folder).entryList(QDir::Files).join(' '), QString("evidence.json policies.yaml policy.sha256 report.html"));
    QCOMPARE(bytesOf(folder + "/policies.yaml"), bytesOf(m_fixture->policy()));

    ExportDialog again(window.document(), window.session(), window.baseline(), window.corpus().paths(), &window);
    again.setFolder(folder);
    again.readBox()->setChecked(true);
    again.write();
    QVERIFY(again.result() != QDialog::Accepted);
}

void TestStory::aBrokenTextIsNotExported()
{
    MainWindow& window = *m_fixture->window;
    caretOn("deny");
    QTest::keyClicks(m_fixture->text(), "x");
    window.document().parseNow();
    QVERIFY(!window.document().isValid());
    ExportDialog dialog(window.document(), window.session(), window.baseline(), window.corpus().paths(), &window);
    QVERIFY2(dialog.refusal().startsWith("1 error in line"), qPrintable(dialog.refusal()));
    QVERIFY(!dialog.exportButton()->isEnabled());
    QTest::keyClick(m_fixture->text(), Qt::Key_Z, Qt::ControlModifier);
    window.document().textDocument()->setModified(false);
}

QTEST_MAIN(TestStory)
#include "tst_story.moc"
