// SPDX-License-Identifier: Apache-2.0
#include "ui/session/document.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextCursor>

using namespace studio;

class TestDocument : public QObject {
    Q_OBJECT
private slots:
    void init();
    void openAndSaveWithoutAnEditChangesNoByte_data();
    void openAndSaveWithoutAnEditChangesNoByte();
    void whatAnEditorWouldChangeIsReadOnly();
    void anEditChangesOnlyItsOwnBytes();
    void editsAreOneUndoEntry();
    void editsOfAnOlderTextAreRefused();
    void typingIsParsedAfterAPauseOnce();
    void coloursAreNoChangeOfText();
    void placesMapThereAndBack();
    void aBrokenPolicyStaysInItsLastValidForm();
    void aDeniedDefaultIsNotLostWhileTheTextIsBroken();
    void aDeletedPolicyOfAWholeTextIsGone();
    void whatIsProvenOfOnePolicyComesWithTheText();
    void whatPoliciesProveOfEachOtherFollowsTheText();
    void aForeignChangeIsNotOverwritten();
    void aFailedSaveKeepsTheTextModified();
    void failuresFollowTheirTestsUntilTheyRunAgain();
    void aBrokenPolicyIsTestedInItsLastValidForm();

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QString file(const QByteArray& bytes) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

constexpr char TwoPolicies[] = "policies:\n"
                               "  - id: cap\n"
                               "    when: { cost: { gt: 1.00 } } # a comment\n"
                               "    action: deny\n"
                               "  - id: refund\n"
                               "    when: { tool: refund }\n"
                               "    action: require_approval\n";

QByteArray take(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

void put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

void typeAt(Document& document, const QString& before, const QString& text)
{
    QTextCursor cursor = document.textDocument()->find(before);
    QVERIFY(!cursor.isNull());
    cursor.setPosition(cursor.selectionStart());
    cursor.insertText(text);
}

runlog::Edit editOf(const Document& document, std::string_view old, const std::string& text)
{
    const std::size_t at = document.source()->bytes().find(old);
    return {{at, at + old.size()}, text};
}

QString codes(const Document& document)
{
    QStringList codes;
    for (const runlog::Diagnostic& diagnostic : document.diagnostics())
        codes << QString::fromStdString(diagnostic.code);
    return codes.join(", ");
}

QString printed(const runlog::PolicySet& set)
{
    QStringList lines;
    for (const runlog::Policy& policy : set.files.front()->policies)
        lines << QString::fromStdString(policy.id) + (policy.stale ? " stale" : "");
    return lines.join(", ");
}

} // namespace

void TestDocument::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

QString TestDocument::file(const QByteArray& bytes) const
{
    put(path("p.yaml"), bytes);
    return path("p.yaml");
}

void TestDocument::openAndSaveWithoutAnEditChangesNoByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("plain") << QByteArray(TwoPolicies);
    QTest::newRow("BOM, CR LF") << QByteArray("\xEF\xBB\xBFversion: 1\r\n# \xC2\xA0 \xE2\x80\xA8\r\n");
    QTest::newRow("mixed line ends") << QByteArray("a: 1\r\nb: 2\nc: 3\r");
    QTest::newRow("not UTF-8") << QByteArray("a: \xFF\xFE\n");
    QTest::newRow("NUL and frame marks") << QByteArray("a: \0\xEF\xB7\x90\n", 8);
}

void TestDocument::openAndSaveWithoutAnEditChangesNoByte()
{
    QFETCH(QByteArray, bytes);
    Document document;
    QCOMPARE(document.open(file(bytes)), QString());
    QCOMPARE(document.bytes(), bytes);
    QCOMPARE(document.save(), QString());
    QCOMPARE(take(path("p.yaml")), bytes);
}

void TestDocument::whatAnEditorWouldChangeIsReadOnly()
{
    Document document;
    QCOMPARE(document.open(file("a: 1\r\nb: 2\n")), QString());
    QCOMPARE(document.readOnlyReason(), QString("the file mixes line ends"));
    QVERIFY(!document.applyEdits({editOf(document, "1", "2")}));
}

void TestDocument::anEditChangesOnlyItsOwnBytes()
{
    const QByteArray bytes = QByteArray("\xEF\xBB\xBF") + QByteArray(TwoPolicies).replace("\n", "\r\n");
    Document document;
    QCOMPARE(document.open(file(bytes)), QString());
    QVERIFY(document.applyEdits({editOf(document, "1.00", "0.75")}));
    QVERIFY(document.isModified());
    QCOMPARE(document.save(), QString());
    QVERIFY(!document.isModified());
    QCOMPARE(take(path("p.yaml")), QByteArray(bytes).replace("1.00", "0.75"));
}

void TestDocument::editsAreOneUndoEntry()
{
    Document document;
    document.setText(TwoPolicies, "p.yaml");
    QVERIFY(document.applyEdits({editOf(document, "1.00", "0.75"), editOf(document, "cap", "cost-cap")}));
    QVERIFY(document.bytes().contains("cost-cap") && document.bytes().contains("0.75"));
    document.textDocument()->undo();
    QCOMPARE(document.bytes(), QByteArray(TwoPolicies));
    QVERIFY(!document.isModified());
}

void TestDocument::editsOfAnOlderTextAreRefused()
{
    Document document;
    document.setText(TwoPolicies, "p.yaml");
    const runlog::Edit edit = editOf(document, "1.00", "0.75");
    typeAt(document, "policies", "# new\n");
    QVERIFY(!document.applyEdits({edit}));
    document.parseNow();
    QVERIFY(document.applyEdits({editOf(document, "1.00", "0.75")}));
}

void TestDocument::typingIsParsedAfterAPauseOnce()
{
    Document document;
    document.setText(TwoPolicies, "p.yaml");
    QSignalSpy parsed(&document, &Document::policiesChanged);
    typeAt(document, "refund", "big_");
    typeAt(document, "cap", "cost_");
    QCOMPARE(parsed.count(), 0);
    QTRY_COMPARE(parsed.count(), 1);
    QCOMPARE(printed(document.policySet()), QString("cost_cap, big_refund"));
}

void TestDocument::coloursAreNoChangeOfText()
{
    Document document;
    document.setText(TwoPolicies, "p.yaml");
    const int before = document.version();
    document.textDocument()->markContentsDirty(0, 20);
    QCOMPARE(document.version(), before);
    QVERIFY(document.applyEdits({editOf(document, "1.00", "0.75")}));
    QCOMPARE(document.version(), before + 1);
}

void TestDocument::placesMapThereAndBack()
{
    const QByteArray bytes("\xEF\xBB\xBF" "a: \xC3\xA9 \xF0\x9F\x98\x80 x\r\nb: y\r\n");
    Document document;
    document.setText(bytes, "p.yaml");
    QCOMPARE(document.position(static_cast<std::size_t>(bytes.indexOf('x'))), 8);
    QCOMPARE(document.position(static_cast<std::size_t>(bytes.indexOf('y'))), 13);
    for (const char letter : {'a', 'x', 'b', 'y'}) {
        const auto offset = static_cast<std::size_t>(bytes.indexOf(letter));
        QCOMPARE(document.offset(document.position(offset)), offset);
    }
}

void TestDocument::aBrokenPolicyStaysInItsLastValidForm()
{
    Document document;
    document.setText(TwoPolicies, "p.yaml");
    QCOMPARE(printed(document.policySet()), QString("cap, refund"));
    typeAt(document, "gt:", "x");
    document.parseNow();
    QVERIFY(!document.isValid());
    QCOMPARE(printed(document.policySet()), QString("cap stale, refund"));
    document.textDocument()->undo();
    document.parseNow();
    QCOMPARE(printed(document.policySet()), QString("cap, refund"));
}

void TestDocument::aDeniedDefaultIsNotLostWhileTheTextIsBroken()
{
    Document document;
    document.setText(QByteArray("default: deny\n") + TwoPolicies, "p.yaml");
    typeAt(document, "deny", "x");
    document.parseNow();
    QVERIFY(!document.isValid());
    QCOMPARE(document.policySet().files.front()->defaultDecision, runlog::DefaultDecision::Deny);
}

void TestDocument::aDeletedPolicyOfAWholeTextIsGone()
{
    Document document;
    document.setText(TwoPolicies, "p.yaml");
    const QByteArray one = QByteArray(TwoPolicies).left(QByteArray(TwoPolicies).indexOf("  - id: refund"));
    document.restore(one);
    QVERIFY(document.isValid());
    QVERIFY(document.isModified());
    QCOMPARE(printed(document.policySet()), QString("cap"));
}

void TestDocument::whatIsProvenOfOnePolicyComesWithTheText()
{
    Document document;
    document.setText("policies:\n  - id: a\n    when: { tool: x, model: y }\n    action: deny\n", "p.yaml");
    QCOMPARE(codes(document), QString("never-true"));
    QVERIFY(document.isValid());
    QVERIFY(document.applyEdits({editOf(document, ", model: y", "")}));
    QCOMPARE(codes(document), QString());
}

void TestDocument::whatPoliciesProveOfEachOtherFollowsTheText()
{
    Document document;
    QSignalSpy told(&document, &Document::diagnosticsChanged);
    document.setText("policies:\n"
                     "  - id: wait\n    when: { tool: refund, args.amount: { gt: 500 } }\n    action: require_approval\n"
                     "  - id: stop\n    when: { tool: refund, args.amount: { gt: 100 } }\n    action: deny\n",
                     "p.yaml");
    QTRY_COMPARE(codes(document), QString("covered"));
    QCOMPARE(told.count(), 2);
    QVERIFY(document.applyEdits({editOf(document, "gt: 100", "gt: 1000")}));
    QCOMPARE(codes(document), QString());
    QVERIFY(document.applyEdits({editOf(document, "gt: 1000", "gt: 400")}));
    QTRY_COMPARE(codes(document), QString("covered"));
    QVERIFY(document.applyEdits({editOf(document, "gt: 400", "gt 400")}));
    QVERIFY(!document.isValid());
    QVERIFY(!codes(document).contains("covered"));
}

void TestDocument::aForeignChangeIsNotOverwritten()
{
    Document document;
    QCOMPARE(document.open(file(TwoPolicies)), QString());
    QVERIFY(document.applyEdits({editOf(document, "1.00", "0.75")}));
    put(path("p.yaml"), "foreign: 1\n");
    QVERIFY(document.hasChangedOnDisk());
    QCOMPARE(document.save(), QString("the file was changed by another program"));
    QCOMPARE(take(path("p.yaml")), QByteArray("foreign: 1\n"));
    document.keepMine();
    QCOMPARE(document.save(), QString());
    QCOMPARE(take(path("p.yaml")), QByteArray(TwoPolicies).replace("1.00", "0.75"));
}

void TestDocument::aFailedSaveKeepsTheTextModified()
{
    Document document;
    document.setText(TwoPolicies, "p.yaml");
    QVERIFY(document.applyEdits({editOf(document, "1.00", "0.75")}));
    QVERIFY(!document.saveAs(path("nowhere/p.yaml")).isEmpty());
    QVERIFY(document.isModified());
    QCOMPARE(document.path(), QString());
}

void TestDocument::failuresFollowTheirTestsUntilTheyRunAgain()
{
    Document document;
    document.setText(QByteArray(TwoPolicies) + "tests:\n  - { name: t, step: { tool: refund }, expect: { decision: deny } }\n", "p.yaml");
    QTRY_COMPARE(document.tests().summary(), QString("tests 0 of 1 pass"));
    QTRY_COMPARE(document.diagnostics().size(), std::size_t(1));
    QCOMPARE(document.source()->place(document.diagnostics()[0].span.begin).line, std::size_t(9));
    QSignalSpy changed(&document, &Document::diagnosticsChanged);
    typeAt(document, "  - id: cap", "# a line\n");
    document.parseNow();
    QCOMPARE(changed.count(), 1);
    QCOMPARE(document.diagnostics().size(), std::size_t(1));
    QCOMPARE(document.source()->place(document.diagnostics()[0].span.begin).line, std::size_t(10));
    QTRY_VERIFY(!document.tests().isRunning());
    QCOMPARE(changed.count(), 1); // the same results: nothing to say
    typeAt(document, "deny } }", "require_approval } } # ");
    document.parseNow();
    QTRY_COMPARE(document.tests().summary(), QString("tests 1 of 1 pass"));
    QVERIFY(document.diagnostics().empty());
}

void TestDocument::aBrokenPolicyIsTestedInItsLastValidForm()
{
    Document document;
    document.setText(QByteArray(TwoPolicies) + "tests:\n  - { step: { tool: refund }, expect: { policy: refund } }\n", "p.yaml");
    QTRY_COMPARE(document.tests().summary(), QString("tests 1 of 1 pass"));
    typeAt(document, "tool: refund }", "too");
    document.parseNow();
    QVERIFY(!document.isValid());
    QTRY_VERIFY(!document.tests().isRunning());
    QCOMPARE(document.tests().summary(), QString("tests 1 of 1 pass"));
}

QTEST_MAIN(TestDocument)
#include "tst_document.moc"
