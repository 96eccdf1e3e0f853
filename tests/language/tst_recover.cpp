// SPDX-License-Identifier: Apache-2.0
#include "tests/language/printing.h"

#include "tests/language/shown.h"

#include <QtTest>

using namespace runlog;

namespace {

const std::string three = "mode: enforce\npolicies:\n"
                          "  - id: first\n    when: { tool: a }\n    action: deny\n"
                          "  - id: second\n    when: { tool: b }\n    action: deny\n    message: \"two\"\n"
                          "  - id: third\n    when: { tool: c }\n    action: deny\n"
                          "tests:\n  - step: { tool: a }\n    expect: { decision: deny }\n";

std::string replaced(std::string text, const std::string& old, const std::string& with)
{
    return text.replace(text.find(old), old.size(), with);
}

// Policies that stand, those that were lost with their place among the others, and the number of tests.
std::string summary(std::string bytes)
{
    const Parsed parsed = parse(sourceOf(std::move(bytes)));
    std::string out;
    for (const Policy& policy : parsed.file->policies)
        out += policy.id + ' ';
    for (const BrokenPolicy& broken : parsed.broken)
        out += "-" + broken.id + '@' + std::to_string(broken.index) + ' ';
    return out + std::to_string(parsed.file->tests.size()) + (hasError(parsed.diagnostics) ? " refused" : "");
}

} // namespace

class TestRecover : public QObject {
    Q_OBJECT
private slots:
    void aVeryShortBrokenFileIsRead();
    void aBrokenPolicyLosesOnlyItself_data()
    {
        QTest::addColumn<QByteArray>("old");
        QTest::addColumn<QByteArray>("with");
        const auto row = [](const char* old, const char* with) { QTest::newRow(with) << QByteArray(old) << QByteArray(with); };
        row("\"two\"", "\"two");
        row("{ tool: b }", "{ tool: b");
        row("{ tool: b }", "{ tool: [b }");
        row("    action: deny\n    message", "     action: deny\n    message");
        row("{ tool: b }", "{ tool: b, tool: c }");
        row("{ tool: b }", "{ tolo: b }");
        row("{ tool: b }", "*b");
        row("message", "\tmessage");
        row("\"two\"", "\"tw\x01o\"");
        row("\"two\"", "\"tw\xFFo\"");
    }
    void aBrokenPolicyLosesOnlyItself()
    {
        QFETCH(QByteArray, old);
        QFETCH(QByteArray, with);
        QCOMPARE(summary(replaced(three, old.toStdString(), with.toStdString())), std::string("first third -second@1 1 refused"));
    }

    void aBrokenSectionLosesOnlyItself()
    {
        QCOMPARE(summary(replaced(three, "{ decision: deny }", "{ decision: deny")), std::string("first second third -@3 0 refused"));
    }

    void twoBrokenPoliciesAreBothReported()
    {
        const std::string text = replaced(replaced(three, "{ tool: a }\n    action", "{ tool: a\n    action"), "{ tool: c }", "[ tool: c");
        QCOMPARE(problems(text), std::string("3:3 broken-policy\n4:11 unclosed-bracket\n10:3 broken-policy\n11:11 unclosed-bracket\n"));
        QCOMPARE(summary(text), std::string("second -first@0 -third@1 1 refused"));
    }

    void noByteCanBeDeletedInSilence()
    {
        const std::size_t whole = parse(sourceOf(three)).file->policies.size();
        for (std::size_t at = 0; at < three.size(); ++at) {
            std::string text = three;
            text.erase(at, 1);
            const Parsed parsed = parse(sourceOf(text));
            const bool asMany = parsed.file->policies.size() == whole;
            QVERIFY2(asMany || hasError(parsed.diagnostics), text.c_str());
        }
    }

    void anyBytesAreReadWithoutHarm()
    {
        quint32 state = 1;
        for (int round = 0; round < 3000; ++round) {
            std::string text = three;
            for (int i = 0; i < 3; ++i) {
                state = state * 1664525 + 1013904223;
                const std::size_t at = (state >> 8) % text.size();
                text[at] = "\"'[]{}:,-#&*!|>\n\t x\x00\xFF"[(state >> 3) % 21];
            }
            const Parsed parsed = parse(sourceOf(text));
            for (const Diagnostic& diagnostic : parsed.diagnostics)
                QVERIFY(diagnostic.span.begin <= diagnostic.span.end && diagnostic.span.end <= text.size());
            for (const Policy& policy : parsed.file->policies)
                QVERIFY(policy.span.begin < policy.span.end && policy.span.end <= text.size());
        }
    }
};

// So short that its text stands inside the string that owns it.
void TestRecover::aVeryShortBrokenFileIsRead()
{
    QCOMPARE(summary("p\nlies a~ : !-"), std::string("0 refused"));
}

QTEST_APPLESS_MAIN(TestRecover)
#include "tst_recover.moc"
