// SPDX-License-Identifier: Apache-2.0
#include "app/locator.h"
#include "app/locatorentries.h"
#include "core/language/parse.h"
#include "core/traces/read.h"

#include <QAction>
#include <QLineEdit>
#include <QTest>

using namespace studio;

class TestLocator : public QObject {
    Q_OBJECT
private slots:
    void init();
    void whatIsTypedFindsPoliciesRunsStepsLinesAndCommands_data();
    void whatIsTypedFindsPoliciesRunsStepsLinesAndCommands();
    void arrowsAndReturnGoThere();
    void markupIsShownAsItIs();

private:
    LocatorPlaces m_places;
    std::unique_ptr<QAction> m_quit;
    std::unique_ptr<QAction> m_save;
    QStringList m_went;
};

void TestLocator::init()
{
    const char text[] = "policies:\n  - id: cost-cap\n    when: { cost: { gt: 1 } }\n    action: deny\n"
                        "  - id: \"<b>bold</b>\"\n    when: { tool: x }\n    action: log\n";
    const char lines[] = R"({"type":"run","run":"r0412"})" "\n"
                         R"({"type":"step","run":"r0412","seq":17,"kind":"tool_call","tool":"t","args":{}})" "\n";
    m_went.clear();
    m_quit = std::make_unique<QAction>("&Quit");
    m_save = std::make_unique<QAction>("&Save");
    m_save->setShortcut(QKeySequence("Ctrl+S"));
    connect(m_save.get(), &QAction::triggered, this, [this] { m_went << "saved"; });
    m_places.policies = runlog::parse(std::make_shared<const runlog::Source>("p.yaml", text)).file;
    m_places.runs = runlog::readTrace("t.jsonl", lines).runs;
    m_places.commands = {m_quit.get(), m_save.get()};
    m_places.goToOffset = [this](std::size_t offset) { m_went << QString("offset %1").arg(offset); };
    m_places.goToLine = [this](int line) { m_went << QString("line %1").arg(line); };
    m_places.goToStep = [this](std::size_t step) { m_went << QString("step %1").arg(step); };
}

void TestLocator::whatIsTypedFindsPoliciesRunsStepsLinesAndCommands_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("found");
    QTest::newRow("policy") << "COST" << "cost-cap";
    QTest::newRow("run") << "r04" << "r0412";
    QTest::newRow("step") << "r0412 17" << "r0412 step 17";
    QTest::newRow("no such step") << "r0412 18" << "";
    QTest::newRow("line") << ":12" << "Line 12";
    QTest::newRow("commands") << ">" << "Quit|Save";
    QTest::newRow("command") << ">sa" << "Save";
    QTest::newRow("nothing typed") << "" << "cost-cap|<b>bold</b>|Quit|Save";
}

void TestLocator::whatIsTypedFindsPoliciesRunsStepsLinesAndCommands()
{
    QFETCH(QString, typed);
    QFETCH(QString, found);
    QStringList texts;
    for (const LocatorEntry& entry : locatorEntries(m_places, typed))
        texts << entry.text;
    QCOMPARE(texts.join('|'), found);
}

void TestLocator::arrowsAndReturnGoThere()
{
    QWidget window;
    window.show();
    Locator locator([this](const QString& typed) { return locatorEntries(m_places, typed); }, &window);
    locator.show();
    auto* line = locator.findChild<QLineEdit*>();
    QTest::keyClicks(line, ">");
    QTest::keyClick(line, Qt::Key_Down);
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_went, QStringList{"saved"});
    QVERIFY(!locator.isVisible());
}

void TestLocator::markupIsShownAsItIs()
{
    QWidget window;
    Locator locator([this](const QString& typed) { return locatorEntries(m_places, typed); }, &window);
    locator.type("bold");
    QCOMPARE(locator.shown(), QStringList{"<b>bold</b>"});
}

QTEST_MAIN(TestLocator)
#include "tst_locator.moc"
