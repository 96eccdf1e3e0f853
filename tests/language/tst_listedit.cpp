// SPDX-License-Identifier: Apache-2.0
#include "core/language/edit.h"
#include "core/language/listedit.h"
#include "core/language/parse.h"

#include <QtTest>

using namespace runlog;

namespace {

std::shared_ptr<const PolicyFile> fileOf(const std::string& text)
{
    return parse(std::make_shared<const Source>("p.yaml", text)).file;
}

// A file with one policy whose `when` is `when`.
std::string policy(const std::string& when) { return "policies:\n  - id: a  # first\n    when:\n" + when + "    action: deny  # last\n"; }

const Condition& listOf(const Condition& condition)
{
    return condition.children.empty() ? condition : listOf(condition.children.front());
}

// The changed `when`, or the reason.
std::string changed(const std::string& when, bool adds, const ListValue& value)
{
    const auto file = fileOf(policy(when));
    const auto& list = listOf(file->policies.at(0).when);
    const auto edit = adds ? addToList(*file, list, value) : removeFromList(*file, list, value);
    if (edit.edits.empty())
        return edit.reason;
    auto text = applyEdits(policy(when), edit.edits);
    const std::string head = policy("").substr(0, policy("").find("    action"));
    return text.substr(head.size(), text.size() - head.size() - std::string("    action: deny  # last\n").size());
}

std::string add(const std::string& when, const ListValue& value) { return changed(when, true, value); }
std::string remove(const std::string& when, const ListValue& value) { return changed(when, false, value); }

} // namespace

class TestListEdit : public QObject {
    Q_OBJECT
private slots:
    void aValueIsAddedInOneLine()
    {
        QCOMPARE(add("      tool: [ mail, pay ]  # both\n", {"search"}), std::string("      tool: [ mail, pay, search ]  # both\n"));
        QCOMPARE(add("      args.n: { in: [1, 2,] }\n", {"3.5", false}), std::string("      args.n: { in: [1, 2, 3.5,] }\n"));
    }

    void aValueGetsItsOwnLineInABlock()
    {
        QCOMPARE(add("      tool:\n        - mail  # one\n        - pay  # two\n      args.x: 1\n", {"search"}),
                 std::string("      tool:\n        - mail  # one\n        - pay  # two\n        - search\n      args.x: 1\n"));
    }

    void textIsQuotedWhereItHasTo()
    {
        QCOMPARE(add("      args.x: [a]\n", {"5"}), std::string("      args.x: [a, \"5\"]\n"));
        QCOMPARE(add("      args.x: [a]\n", {"no, \"that\""}), std::string("      args.x: [a, \"no, \\\"that\\\"\"]\n"));
        QCOMPARE(add("      tool: [a]\n", {"all*"}), std::string("      tool: [a, \"all\\\\*\"]\n"));
    }

    void aValueIsTakenOutWithItsComma()
    {
        const std::string list = "      tool: [mail, pay, search]  # all\n";
        QCOMPARE(remove(list, {"mail"}), std::string("      tool: [pay, search]  # all\n"));
        QCOMPARE(remove(list, {"pay"}), std::string("      tool: [mail, search]  # all\n"));
        QCOMPARE(remove(list, {"search"}), std::string("      tool: [mail, pay]  # all\n"));
        QCOMPARE(remove("      tool:\n        - mail  # one\n        - pay\n", {"pay"}), std::string("      tool:\n        - mail  # one\n"));
    }

    void commentsBetweenEntriesStay()
    {
        QCOMPARE(remove("      tool: [mail,  # one\n             pay]\n", {"pay"}), std::string("      tool: [mail  # one\n             ]\n"));
        QCOMPARE(remove("      tool: [mail,  # one\n             pay]\n", {"mail"}), std::string("      tool: [  # one\n             pay]\n"));
    }

    void whatCannotBeIsRefused()
    {
        QCOMPARE(add("      tool: mail\n", {"pay"}), std::string("the condition compares with no list"));
        QCOMPARE(add("      tool: [mail]\n", {"mail"}), std::string("the value is in the list"));
        QCOMPARE(remove("      tool: [mail]\n", {"pay"}), std::string("the value is not in the list"));
        QCOMPARE(remove("      tool: [mail]\n", {"mail"}), std::string("a list needs one entry at least"));
        QCOMPARE(remove("      args.x: [\"5\", a]\n", {"5", false}), std::string("the value is not in the list"));
    }

    void textOfNamesIsWrittenAsAGlobThatMeansItself()
    {
        QCOMPARE(add("      service: [a]\n", {"b?"}), std::string("      service: [a, \"b\\\\?\"]\n"));
        QCOMPARE(add("      model: [a]\n", {"b-1"}), std::string("      model: [a, \"b-1\"]\n"));
        QCOMPARE(add("      args.x: [a]\n", {"b*"}), std::string("      args.x: [a, \"b*\"]\n"));
        QCOMPARE(add("      args.x: [a]\n", {""}), std::string("      args.x: [a, \"\"]\n"));
        QCOMPARE(add("      args.x: [a]\n", {"A/9_z.Z"}), std::string("      args.x: [a, A/9_z.Z]\n"));
        QCOMPARE(add("      args.x: [a]\n", {"{"}), std::string("      args.x: [a, \"{\"]\n"));
    }

    void listsThatAreWrittenOtherwiseAreLeftToTheAuthor()
    {
        QCOMPARE(add("      tool: { in_group: financial_actions }\n", {"pay"}), std::string("the condition compares with no list"));
        QCOMPARE(add("      args: { exists: true }\n", {"pay"}), std::string("the condition compares with no list"));
        QCOMPARE(remove("      tool: [mail  # one\n             , pay]\n", {"pay"}),
                 std::string("a comment stands between the entries; take this one out by hand"));
        QCOMPARE(remove("      tool: [mail  # one\n             , pay]\n", {"mail"}),
                 std::string("a comment stands between the entries; take this one out by hand"));
    }

    void aTestIsFoundWhereverItStands()
    {
        const auto file = fileOf("policies:\n  - id: a\n    when:\n      any:\n        - args.to: { any_item: { in: [x, y] } }\n"
                                 "        - count: { of: { tool: [mail, pay] }, within: run, gt: 3 }\n    unless: { user.role: [dba, sre] }\n    action: deny\n"
                                 "  - id: b\n    when: { tool: [mail] }\n    action: deny\n");
        const auto& first = file->policies.at(0);
        const auto& any = first.when.kind == Condition::Kind::Any ? first.when : first.when.children.at(0);
        const auto& items = listOf(any.children.at(0));
        QCOMPARE(findTest(*file, items.itemTests().at(0).id), &items.itemTests().at(0));
        const auto& counted = listOf(*listOf(any.children.at(1)).window()->where);
        QCOMPARE(findTest(*file, counted.id), &counted);
        QCOMPARE(findTest(*file, listOf(*first.unless).id), &listOf(*first.unless));
        QCOMPARE(findTest(*file, listOf(file->policies.at(1).when).id), &listOf(file->policies.at(1).when));
        QVERIFY(findTest(*file, "a/when/nothing") == nullptr);
    }

    void addingAndTakingOutGivesTheSameBytes_data()
    {
        QTest::addColumn<QString>("when");
        QTest::newRow("flow") << "      tool: [mail,pay]\n";
        QTest::newRow("block") << "      tool:\n      - mail\n      - pay # x\n";
        QTest::newRow("dos") << "      tool:\r\n        - mail\r\n        - pay\r\n";
    }

    void addingAndTakingOutGivesTheSameBytes()
    {
        QFETCH(QString, when);
        for (const char* text : {"search", "a b", "ünder", "*", "yes", "null", "#x", "-"}) {
            const auto more = add(when.toStdString(), {text});
            QCOMPARE(remove(more, {text}), when.toStdString());
        }
    }
};

QTEST_APPLESS_MAIN(TestListEdit)
#include "tst_listedit.moc"
