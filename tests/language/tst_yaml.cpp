// SPDX-License-Identifier: Apache-2.0
#include "core/language/yaml.h"

#include "tests/language/printing.h"

#include "tests/language/shown.h"

#include <QtTest>

using namespace runlog;

namespace {

std::string events(std::string_view text)
{
    const YamlTree tree = readYaml(text);
    return hasError(tree.diagnostics) ? "refused: " + tree.diagnostics.front().code : printEvents(tree.root);
}

void appendSpans(std::string& out, const Node& node, std::string_view text)
{
    out += '<' + std::string(text.substr(node.begin, node.end - node.begin)) + '>';
    for (const Node& child : node.children())
        appendSpans(out, child, text);
}

std::string spans(std::string_view text)
{
    const YamlTree tree = readYaml(text);
    std::string out;
    appendSpans(out, tree.root, text);
    return out;
}

} // namespace

class TestYaml : public QObject {
    Q_OBJECT
private slots:
    void everyNodeKnowsItsBytes()
    {
        QCOMPARE(spans("a: {b: [1, 'x''y'], c: \"z\"}"),
                 std::string("<a: {b: [1, 'x''y'], c: \"z\"}><a><{b: [1, 'x''y'], c: \"z\"}><b><[1, 'x''y']><1><'x''y'><c><\"z\">"));
        QCOMPARE(spans("- one two\n- >-\n  folded\n  text\n- last"),
                 std::string("<- one two\n- >-\n  folded\n  text\n- last><one two><>-\n  folded\n  text><last>"));
        QCOMPARE(spans("k: plain # comment\nn:\nl:\n- 1\n"), std::string("<k: plain # comment\nn:\nl:\n- 1><k><plain><n><><l><- 1><1>"));
    }

    void multiByteTextAndCrLfKeepByteOffsets()
    {
        QCOMPARE(spans("é: ñandú\r\nmsg: \"日本\" # c\r\n"), std::string("<é: ñandú\r\nmsg: \"日本\"><é><ñandú><msg><\"日本\">"));
        QCOMPARE(spans("emo: [😀, after]"), std::string("<emo: [😀, after]><emo><[😀, after]><😀><after>"));
    }

    void emptyValuesStandAfterTheirColon()
    {
        const YamlTree tree = readYaml("a:\nb: 1\n");
        QCOMPARE(tree.root.find("a")->kind, Node::Kind::Empty);
        QCOMPARE(tree.root.find("a")->begin, 2U);
        QCOMPARE(tree.root.find("b")->text(), std::string_view("1"));
        QVERIFY(tree.root.find("c") == nullptr);
        QVERIFY(tree.root.children()[1].find("x") == nullptr);
    }

    void aKeyNamedNullIsNoValue()
    {
        QCOMPARE(events("a:\nnull: 1\n"), std::string("+MAP\n=VAL :a\n=VAL :\n=VAL :null\n=VAL :1\n-MAP\n"));
        QCOMPARE(events("a: null\nb: ~\n"), std::string("+MAP\n=VAL :a\n=VAL :null\n=VAL :b\n=VAL :~\n-MAP\n"));
    }

    void whatPoliciesMayNotHoldIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        const auto row = [](const char* text, const char* code) { QTest::newRow(text) << QByteArray(text) << QByteArray(code); };
        row("a: \"open\nb: 1\n", "unclosed-quote");
        row("a: 'open", "unclosed-quote");
        row("a: [1, 2\nb: 3\n", "unclosed-bracket");
        row("a: {b: 1\n", "unclosed-bracket");
        row("a: 1\n---\nb: 2\n", "second-document");
        row("- 1\na: 2\n", "second-document");
        row(",", "text-after-value");
        row("a: 1\na: 2\n", "duplicate-key");
        row("a: 1\n\"a\": 2\n", "duplicate-key");
        row("{gt:100}", "missing-blank");
        row("[a,,b]", "empty-item");
        row("a: &x 1\n", "anchor");
        row("a: *x\n", "alias");
        row("a: !!str 1\n", "tag");
        row("a: !x {b: 1}\n", "tag");
        row("<<: {a: 1}\n", "merge-key");
        row("? [a]\n: 1\n", "complex-key");
        row("%YAML 1.2\n---\na: 1\n", "directive");
        row("a:\n\tb: 1\n", "tab-indentation");
        row("a: \"x\" y\n", "yaml-syntax");
        row("a: [\"x\"y]\n", "text-after-value");
        row("a: b: c\n", "yaml-syntax");
        row("a: 1\n b: 2\n", "yaml-syntax");
        row("a: 1\nrest\n", "yaml-syntax");
        row("a: \"x\ny\"\n", "yaml-syntax");
        row("a: [x,\ny]\n", "yaml-syntax");
        row("a: \"it\\'s\"\n", "yaml-syntax");
        row("a: [-]\n", "yaml-syntax");
        row("a: ># c\n  x\n", "yaml-syntax");
    }
    void whatPoliciesMayNotHoldIsRefused()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, code);
        QCOMPARE(events(text.toStdString()), "refused: " + code.toStdString());
    }

    void depthIsLimitedTo64()
    {
        const auto nested = [](std::size_t depth) { return std::string(depth, '[') + 'x' + std::string(depth, ']'); };
        QVERIFY(events(nested(64)).starts_with("+SEQ"));
        QCOMPARE(events(nested(65)), std::string("refused: too-deep"));
        QCOMPARE(events(nested(100'000)), std::string("refused: too-deep"));
        std::string block;
        for (std::size_t i = 0; i < 66; ++i)
            block += std::string(i, ' ') + "k:\n";
        QCOMPARE(events(block), std::string("refused: too-deep"));
    }

    void aBracketMayCloseBelowItsKey()
    {
        QCOMPARE(events("a: [\n  1,\n  2\n]\nb: 3\n"), std::string("+MAP\n=VAL :a\n+SEQ []\n=VAL :1\n=VAL :2\n-SEQ\n=VAL :b\n=VAL :3\n-MAP\n"));
    }

    void manyKeysAreCheckedForRepeats()
    {
        std::string text;
        for (int i = 0; i < 1000; ++i)
            text += "key" + std::to_string(i) + ": 1\n";
        QVERIFY(!hasError(readYaml(text).diagnostics));
        QCOMPARE(events(text + "key500: 2\n"), std::string("refused: duplicate-key"));
    }
};

QTEST_APPLESS_MAIN(TestYaml)
#include "tst_yaml.moc"
