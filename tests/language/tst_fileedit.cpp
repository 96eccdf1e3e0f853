// SPDX-License-Identifier: Apache-2.0
#include "core/language/edit.h"
#include "core/language/fileedit.h"
#include "core/language/parse.h"
#include "tests/language/helppage.h"
#include "tests/language/shown.h"

#include <QtTest>

#include <filesystem>

using namespace runlog;

namespace {

constexpr const char* PolicyLines = "id: added\nwhen: { tool: pay }\naction: log\nmessage: |\n  two\n  lines";
constexpr const char* TestLines = "name: kept\nstep: { tool: a }\nexpect: { decision: allow }";

std::shared_ptr<const PolicyFile> fileOf(const std::string& text)
{
    return parse(std::make_shared<const Source>("p.yaml", text)).file;
}

// The changed text, or why there is none.
std::string changed(const std::string& text, const FileEdit& edit)
{
    return edit.edits.empty() ? "refused: " + edit.reason : applyEdits(text, edit.edits);
}

std::string withPolicy(const std::string& text) { return changed(text, addPolicy(*fileOf(text), PolicyLines)); }
std::string withTest(const std::string& text) { return changed(text, addTest(*fileOf(text), TestLines)); }
std::string renamed(const std::string& text, std::string_view id, std::string_view newId)
{
    return changed(text, renamePolicy(*fileOf(text), id, newId));
}

// Samples, the pages' examples without errors, and texts with everything that makes edits hard.
std::vector<std::string> allTexts()
{
    std::vector<std::string> texts;
    for (const auto& text : exampleFiles())
        if (!hasError(parse(std::make_shared<const Source>("p", text)).diagnostics))
            texts.push_back(text);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(RUNLOG_SOURCE_DIR) + "/samples"))
        if (entry.path().extension() == ".yaml")
            texts.push_back(readFile(entry.path().string()));
    texts.push_back("\xEF\xBB\xBFpolicies:\r\n  - id: \"größe\" # 日本\r\n    when: { cost: { gt: $1.00 } }   # 100\r\n    action: deny\r\n"
                    "    message: >-\r\n      {cost} über\r\n      $1.00\r\n# end\r\n");
    texts.push_back("policies:\n- id: a\n  when: { tool: x }\n  action: log\n  message: |+\n    kept\n\n\n# end\ntests:\n"
                    "- step: { tool: x }\n  expect: { policy: a }");
    texts.push_back("policies:\n  - { id: 'it''s', when: { tool: \"😀\" }, action: log }   # why\n\n\ntests: [] # none yet\n");
    return texts;
}

// Whether the edits change exactly their own spans.
bool keepsTheRest(const std::string& text, const FileEdit& edit)
{
    const auto after = applyEdits(text, edit.edits);
    auto edits = edit.edits;
    std::sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.span.begin < b.span.begin; });
    std::size_t from = 0;
    std::size_t at = 0;
    for (const auto& one : edits) {
        const auto length = one.span.begin - from;
        if (after.compare(at, length, text, from, length) != 0)
            return false;
        at += length + one.text.size();
        from = one.span.end;
    }
    return after.substr(at) == text.substr(from);
}

} // namespace

class TestFileEdit : public QObject {
    Q_OBJECT
private slots:
    void anEntryFollowsTheLastOneInItsForm()
    {
        QCOMPARE(withPolicy("policies:\n  - id: a # first\n    when: { tool: x }\n    action: deny # why\n\n# about tests\ntests: []\n"),
                 std::string("policies:\n  - id: a # first\n    when: { tool: x }\n    action: deny # why\n"
                             "  - id: added\n    when: { tool: pay }\n    action: log\n    message: |\n      two\n      lines\n"
                             "\n# about tests\ntests: []\n"));
        QCOMPARE(withTest("policies:\r\n- {id: a, when: {tool: x}, action: deny}\r\ntests:\r\n- step: {tool: x}\r\n  expect: {decision: deny}"),
                 std::string("policies:\r\n- {id: a, when: {tool: x}, action: deny}\r\ntests:\r\n- step: {tool: x}\r\n  expect: {decision: deny}\r\n"
                             "- name: kept\r\n  step: { tool: a }\r\n  expect: { decision: allow }"));
    }

    void aMissingOrEmptyListIsMade()
    {
        QCOMPARE(withTest("max_cost_per_run: $1.00"),
                 std::string("max_cost_per_run: $1.00\n\ntests:\n  - name: kept\n    step: { tool: a }\n    expect: { decision: allow }\n"));
        QCOMPARE(withTest("block_pii: true\ntests: [] # none\n# end\n"),
                 std::string("block_pii: true\ntests:  # none\n  - name: kept\n    step: { tool: a }\n    expect: { decision: allow }\n# end\n"));
        QCOMPARE(withPolicy("").substr(0, 24), std::string("policies:\n  - id: added\n"));
        QCOMPARE(withPolicy("# nothing yet\n").substr(0, 38), std::string("# nothing yet\npolicies:\n  - id: added\n"));
    }

    void aTextThatKeepsItsLineEndsKeepsThem()
    {
        const std::string text = "policies:\n  - id: a\n    when: { tool: x }\n    action: log\n    message: |+\n      kept\n\n\n";
        const auto after = withPolicy(text);
        QVERIFY(after.starts_with(text + "  - id: added\n"));
        QCOMPARE(fileOf(after)->policies.at(0).message, fileOf(text)->policies.at(0).message);
        QVERIFY(withTest(text).starts_with(text + "tests:\n  - name: kept\n"));
    }

    void whatCannotBeAddedIsRefused()
    {
        const std::string below = "refused: the entries of this file are not written one below the other";
        QCOMPARE(withPolicy("policies: [ { id: a, when: { tool: x }, action: deny } ]\n"), below);
        QCOMPARE(withPolicy("{ policies: [] }\n"), std::string("refused: the keys of this file are not written one below the other"));
        QCOMPARE(withPolicy("policies: 1\n"), std::string("refused: `policies` is no list"));
        QCOMPARE(withPolicy("policies:\n  - id: added\n    when: { tool: x }\n    action: deny\n"),
                 std::string("refused: the id `added` is there twice"));
        QCOMPARE(withPolicy("policies:\n  - id: \"a\n"), std::string("refused: the file must be readable first"));
        QCOMPARE(withPolicy("policies:\n  - id: a\xFF\n"), std::string("refused: the file must be readable first"));
        QCOMPARE(changed("block_pii: true\n", addPolicy(*fileOf("block_pii: true\n"), "id: x\nwhen: { cst: 1 }\naction: deny")),
                 std::string("refused: unknown field `cst`"));
        QCOMPARE(changed("block_pii: true\n", addTest(*fileOf("block_pii: true\n"), "step: { tool: a }\n- step: { tool: b }")).substr(0, 8),
                 std::string("refused:"));
    }

    void aRenamedPolicyIsRenamedInTestsToo()
    {
        const std::string text = "policies:\n"
                                 "  - id: cap # cap\n    when: { tool: cap }\n    action: deny\n    message: cap\n"
                                 "  - { id: \"cap2\", when: { tool: x }, action: log }\n"
                                 "tests:\n"
                                 "  - { step: { tool: cap }, expect: { policy: cap } }\n"
                                 "  - step: { tool: cap, expect: { policy: 'cap' } }\n"
                                 "  - steps: [ { tool: cap, expect: { policy: \"cap\" } }, { tool: x, expect: { policy: cap2 } } ]\n";
        QCOMPARE(renamed(text, "cap", "limit"),
                 std::string("policies:\n"
                             "  - id: limit # cap\n    when: { tool: cap }\n    action: deny\n    message: cap\n"
                             "  - { id: \"cap2\", when: { tool: x }, action: log }\n"
                             "tests:\n"
                             "  - { step: { tool: cap }, expect: { policy: limit } }\n"
                             "  - step: { tool: cap, expect: { policy: 'limit' } }\n"
                             "  - steps: [ { tool: cap, expect: { policy: \"limit\" } }, { tool: x, expect: { policy: cap2 } } ]\n"));
    }

    void aNewIdGetsQuotesWhereItNeedsThem()
    {
        const auto id = [](const char* written, const char* newId) {
            const std::string text = std::string("policies:\n  - id: ") + written + "\n    when: { tool: x }\n    action: deny\n";
            const auto after = renamed(text, fileOf(text)->policies.at(0).id, newId);
            return after.starts_with("refused") ? after : after.substr(18, after.find('\n', 18) - 18);
        };
        QCOMPARE(id("a", "b.c-d_1"), std::string("b.c-d_1"));
        QCOMPARE(id("a", "true"), std::string("\"true\""));
        QCOMPARE(id("a", "12"), std::string("\"12\""));
        QCOMPARE(id("a", "two: words"), std::string("\"two: words\""));
        QCOMPARE(id("'a'", "it's"), std::string("'it''s'"));
        QCOMPARE(id("\"a\"", "größe \"1\""), std::string("\"größe \\\"1\\\"\""));
        QVERIFY(id("a", "").starts_with("refused: "));
        QVERIFY(id("a", "two\nlines").starts_with("refused: "));
        QVERIFY(id("a", "default").starts_with("refused: "));
    }

    void whatCannotBeRenamedIsRefused()
    {
        const std::string text = "block_pii: true\npolicies:\n  - { id: a, when: { tool: x }, action: deny }\n  - { id: b, when: { tool: y }, action: deny }\n";
        QCOMPARE(renamed(text, "block_pii", "x"), std::string("refused: a policy type is called as its key"));
        QCOMPARE(renamed(text, "c", "x"), std::string("refused: the file has no policy of this id"));
        QCOMPARE(renamed(text, "a", "b"), std::string("refused: the id `b` is there twice"));
    }

    // Every file: entries added and each policy renamed to several ids; the rest of the bytes stays, the file reads as it should.
    void onlyTheSpansChange()
    {
        std::size_t added = 0;
        std::size_t changes = 0;
        for (const auto& text : allTexts()) {
            const auto file = fileOf(text);
            const auto policy = addPolicy(*file, PolicyLines);
            const auto test = addTest(*file, TestLines);
            for (const auto& edit : {policy, test})
                QVERIFY2(edit.edits.empty() ? !edit.reason.empty() : keepsTheRest(text, edit), text.c_str());
            if (!policy.edits.empty())
                QCOMPARE(fileOf(applyEdits(text, policy.edits))->policies.back().message, std::string("two\nlines\n"));
            if (!test.edits.empty())
                QCOMPARE(fileOf(applyEdits(text, test.edits))->tests.back().name, std::string("kept"));
            added += (policy.edits.empty() ? 0U : 1U) + (test.edits.empty() ? 0U : 1U);
            for (std::size_t i = 0; i < file->policies.size(); ++i)
                changes += checkRenames(text, *file, i);
        }
        QVERIFY2(added > 100, std::to_string(added).c_str());
        QVERIFY2(changes > 300, std::to_string(changes).c_str());
    }

private:
    static std::size_t checkRenames(const std::string& text, const PolicyFile& file, std::size_t index)
    {
        std::size_t changes = 0;
        for (const char* newId : {"renamed", "ünï 日本", "it's: \"x\" # y", "1e3"}) {
            const auto edit = renamePolicy(file, file.policies[index].id, newId);
            if (edit.edits.empty())
                continue;
            ++changes;
            const auto after = fileOf(applyEdits(text, edit.edits));
            bool good = keepsTheRest(text, edit) && after->policies.size() == file.policies.size();
            for (std::size_t i = 0; good && i < file.policies.size(); ++i)
                good = after->policies[i].id == (i == index ? newId : file.policies[i].id);
            if (!good)
                QTest::qFail((text + "\n-- became --\n" + applyEdits(text, edit.edits)).c_str(), __FILE__, __LINE__);
        }
        return changes;
    }
};

QTEST_APPLESS_MAIN(TestFileEdit)
#include "tst_fileedit.moc"
