// SPDX-License-Identifier: Apache-2.0
#include "core/language/diagnostic.h"

#include "core/language/lookalike.h"
#include "core/language/suggest.h"
#include "core/language/utf8.h"

#include "tests/language/shown.h"

#include <QtTest>

using namespace runlog;

class TestDiagnostic : public QObject {
    Q_OBJECT
private slots:
    void aProblemIsPrintedWithItsLineAndAnUnderline()
    {
        const Source source("policies.yaml", "when:\n    cost: { greater: 1.00 }\n");
        const Diagnostic diagnostic{"unknown-operator", Severity::Error, {18, 25}, "unknown operator `greater`", "did you mean `gt`?", {}};
        QCOMPARE(print(diagnostic, source), std::string("policies.yaml:2:13: error: unknown operator `greater` [unknown-operator]\n"
                                                        "    cost: { greater: 1.00 }\n"
                                                        "            ^~~~~~~\n"
                                                        "help: did you mean `gt`?\n"));
    }

    void theUnderlineFollowsWideAndEscapedCharacters()
    {
        const Source source("p", "\"日本\x1b\" x: 1");
        const Diagnostic diagnostic{"c", Severity::Warning, {10, 11}, "m", "", {}};
        QCOMPARE(print(diagnostic, source), std::string("p:1:11: warning: m [c]\n\"日本\\x1b\" x: 1\n           ^\n"));
    }

    // The first and last of each range, and their neighbours outside.
    void wideCharactersTakeTwoColumns()
    {
        const auto columnsOf = [](char32_t code) {
            std::string line;
            appendUtf8(line, code);
            const auto at = static_cast<std::uint32_t>(line.size());
            const std::string shown = print(Diagnostic{"c", Severity::Note, {at, at + 1}, "m", "", {}}, Source("p", line + "x"));
            return shown.size() - shown.rfind('\n', shown.size() - 2) - 3; // blanks before the mark
        };
        for (const char32_t code : {0x1100, 0x115F, 0x2E80, 0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0x1F300,
                                    0x1FAFF, 0x20000, 0x3FFFD})
            QVERIFY2(columnsOf(code) == 2, codePointName(code).c_str());
        for (const char32_t code : {0x61, 0x10FF, 0x1160, 0x2E7F, 0xA4D0, 0xABFF, 0xD7A4, 0xF8FF, 0xFB00, 0xFE2F, 0xFE70, 0xFF61, 0x1F2FF,
                                    0x1FB00, 0x1FFFF, 0x3FFFE})
            QVERIFY2(columnsOf(code) == 1, codePointName(code).c_str());
    }

    void charactersThatCannotBeSeenAreEscaped()
    {
        const auto isEscaped = [](char32_t code) {
            std::string text;
            appendUtf8(text, code);
            return printable(text) != text;
        };
        for (const char32_t code : {0x00, 0x1F, 0x7F, 0x9F, 0xAD, 0x061C, 0x200B, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E,
                                    0x2060, 0x2064, 0x2066, 0x2069, 0xFEFF})
            QVERIFY2(isEscaped(code), codePointName(code).c_str());
        for (const char32_t code : {0x20, 0x7E, 0xA0, 0xAC, 0xAE, 0x061B, 0x061D, 0x200A, 0x2010, 0x2027, 0x202F, 0x205F, 0x2065, 0x206A,
                                    0xFEFE, 0xFF00, 0x1F600, 0x10FFFF})
            QVERIFY2(!isEscaped(code), codePointName(code).c_str());
    }

    void aLongLineIsCutAroundThePlace()
    {
        const Source source("p", std::string(300, 'a') + "HERE" + std::string(300, 'b'));
        const Diagnostic diagnostic{"c", Severity::Note, {300, 304}, "m", "", {}};
        const std::string expected = "p:1:301: note: m [c]\n…" + std::string(80, 'a') + "HERE" + std::string(76, 'b') + "…\n"
            + std::string(81, ' ') + "^~~~\n";
        QCOMPARE(print(diagnostic, source), expected);
    }

    void untrustedTextIsEscapedAndCut()
    {
        QCOMPARE(printable("a\x1b[31m\n\t\x7f"), std::string("a\\x1b[31m\\n\\t\\x7f"));
        QCOMPARE(printable("x\xE2\x80\xAEy\xC2\x85\xFFz"), std::string("x\\u202ey\\x85\\xffz"));
        QCOMPARE(printable("日本日本", 7), std::string("日本…"));
    }

    void diagnosticsAreSortedAndRepeatsDropped()
    {
        Diagnostics all{{"b", Severity::Warning, {5, 6}, "m", "", {}},
                        {"a", Severity::Error, {5, 6}, "m", "", {}},
                        {"c", Severity::Note, {1, 2}, "m", "", {}},
                        {"a", Severity::Error, {5, 6}, "m", "", {}}};
        sortByPlace(all);
        std::string codes;
        for (const Diagnostic& diagnostic : all)
            codes += diagnostic.code;
        QCOMPARE(codes, std::string("cab"));
        QVERIFY(hasError(all));
        QVERIFY(!hasError({all.front()}));
    }

    void tabsAndPlacesPastTheLineAreShown()
    {
        const Source source("p", "\tx: 1\n");
        QCOMPARE(print(Diagnostics{{"c", Severity::Note, {1, 2}, "m", "h", {}}}, source), std::string("p:1:2: note: m [c]\n x: 1\n ^\nhelp: h\n"));
        QCOMPARE(print(Diagnostic{"c", Severity::Error, {6, 6}, "m", "", {}}, source), std::string("p:2:1: error: m [c]\n"));
        QCOMPARE(name(Severity::Warning), std::string_view("warning"));
    }

    void editDistanceCountsSwapsOnce()
    {
        QCOMPARE(editDistance("cost_todya", "cost_today", 3), std::size_t(1));
        QCOMPARE(editDistance("abc", "abc", 3), std::size_t(0));
        QCOMPARE(editDistance("kitten", "sitting", 3), std::size_t(3));
        QCOMPARE(editDistance("a", "abcdef", 3), std::size_t(4));
    }

    void nearestNamesComeFirstAndAtMostFive()
    {
        static constexpr std::string_view names[] = {"cost", "cast", "most", "lost", "host", "post", "input"};
        const auto found = nearest("cosy", names);
        QCOMPARE(found.size(), std::size_t(5));
        QCOMPARE(found.front(), std::string("cost"));
        QVERIFY(nearest("zzzzzzzz", names).empty());
        QCOMPARE(nearest("cοst", names), std::vector<std::string>{"cost"}); // a Greek omicron
    }

    void lookAlikesShareASkeleton()
    {
        QCOMPARE(skeleton("Daily Budget"), skeleton("daily\u00A0budget"));
        QCOMPARE(skeleton("ＣＯＳＴ"), std::string("cost"));
        QCOMPARE(skeleton("sеаrсh"), std::string("search"));
        QCOMPARE(skeleton("Café"), skeleton("Cafe\u0301"));
        QCOMPARE(strayLetter("sеarch"), char32_t(0x435));
        QCOMPARE(strayLetter("поиск"), char32_t(0));
        QCOMPARE(strayLetter("search поиск"), char32_t(0));
    }
};

QTEST_APPLESS_MAIN(TestDiagnostic)
#include "tst_diagnostic.moc"
