// SPDX-License-Identifier: Apache-2.0
#include "core/checks/deadregex.h"
#include "core/checks/textwords.h"
#include "core/engine/structured.h"

#include <re2/re2.h>

#include <QtTest>

#include <random>
#include <set>

using namespace runlog;
using checks::TextPattern;

namespace {

// Every text of the letters a, b and c up to a length.
std::vector<std::string> textsUpTo(std::size_t length) {
    std::vector<std::string> texts{""};
    for (std::size_t begin = 0, end = 1; length > 0; --length, begin = end, end = texts.size())
        for (std::size_t at = begin; at < end; ++at)
            for (const char letter : {'a', 'b', 'c'})
                texts.push_back(texts[at] + letter);
    return texts;
}

std::string globOf(std::mt19937& random) {
    static constexpr char letters[] = {'a', 'b', 'a', 'b', '*', '?'};
    std::string glob;
    for (auto left = random() % 5; left > 0; --left)
        glob += letters[random() % 6];
    return glob;
}

std::optional<std::vector<checks::Word>> wordsOf(const std::vector<TextPattern>& patterns,
                                                 const std::vector<std::size_t>& lengths,
                                                 std::size_t budget = 1'000'000) {
    return checks::wordsOf(patterns, lengths, budget);
}

std::vector<bool> fits(const std::vector<std::string>& globs, const std::string& text) {
    std::vector<bool> fits;
    for (const auto& glob : globs)
        fits.push_back(globMatches(glob, text));
    return fits;
}

} // namespace

class TestTexts : public QObject {
    Q_OBJECT
private slots:
    void thereIsAWordOfEveryClassOfTexts() {
        const auto texts = textsUpTo(7);
        std::mt19937 random(1);
        for (int round = 0; round < 300; ++round) {
            std::vector<std::string> globs;
            std::vector<TextPattern> patterns;
            for (int i = 0; i < 3; ++i) {
                globs.push_back(globOf(random));
                patterns.push_back(*TextPattern::whole(globs.back(), true, false));
            }
            std::set<std::vector<bool>> wanted;
            for (const auto& text : texts)
                wanted.insert(fits(globs, text));
            std::set<std::vector<bool>> got;
            const auto words = wordsOf(patterns, {});
            QVERIFY(words.has_value());
            for (const auto& word : *words)
                got.insert(fits(globs, word.text));
            QVERIFY2(got == wanted, (globs[0] + " " + globs[1] + " " + globs[2]).c_str());
        }
    }

    void lengthsCutTheClasses() {
        const std::vector patterns{TextPattern::whole("ab", false, false)->open(false, true)};
        const auto words = wordsOf(patterns, {0, 1, 4, 5});
        QVERIFY(words.has_value());
        QStringList got;
        for (const auto& word : *words)
            got << QString("%1 %2").arg(word.text.size()).arg(word.text.starts_with("ab"));
        got.sort();
        QCOMPARE(got.join(", "), QString("0 0, 1 0, 2 1, 4 0, 4 1, 5 0, 5 1"));
    }

    void lettersHaveTheirOtherForms() {
        const std::vector patterns{*TextPattern::whole("k", false, true), *TextPattern::whole("K", false, false)};
        std::set<std::string> got;
        const auto words = wordsOf(patterns, {});
        QVERIFY(words.has_value());
        for (const auto& word : *words)
            got.insert(word.text);
        QCOMPARE(got, (std::set<std::string>{"", "K", "k"}));
        QVERIFY(!TextPattern::whole("é", false, true).has_value());
    }

    void tooMuchWorkIsGivenUp() {
        const std::vector patterns{*TextPattern::whole("*a????????????", true, false),
                                   *TextPattern::whole("*b?????????????", true, false)};
        QVERIFY(!wordsOf(patterns, {}, 10'000).has_value());
    }

    void aDeadExpressionMatchesNoText_data() {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("dead");
        const auto row = [](const char* pattern, bool dead) { QTest::newRow(pattern) << QString(pattern) << dead; };
        for (const char* pattern : {"a^b", "a\\Ab", "$a", "\\zab", "ab$c", "[^a]^", "a+^", "\\d^x", "a^b|$c", "[]^]^a",
                                    "[[:alpha:]]^", "\\bx^"})
            row(pattern, true);
        for (const char* pattern : {"a*^b", "a?^b", "a{0,3}^b", "(a)^b", "(?m)a^b", "^a", "a$", "a^b|c", "[a^b]",
                                    "a\\^b", "$a*", "$(a)", "\\bx", "\\Qa^b\\E", "", "^$", "$^", "x|$a*"})
            row(pattern, false);
    }
    void aDeadExpressionMatchesNoText() {
        QFETCH(QString, pattern);
        QFETCH(bool, dead);
        QCOMPARE(checks::matchesNoText(pattern.toStdString()), dead);
    }

    void noExpressionThatMatchesIsCalledDead() {
        static constexpr const char* pieces[] = {"a", "b", "^", "$",     "\\A",  "\\z",  "*",
                                                 "+", "?", "|", "(a|^)", "[^a]", "a{0}", "\\b"};
        const auto texts = textsUpTo(4);
        std::mt19937 random(2);
        std::size_t dead = 0;
        for (int round = 0; round < 20'000; ++round) {
            std::string pattern;
            for (auto left = 1 + random() % 5; left > 0; --left)
                pattern += pieces[random() % std::size(pieces)];
            const RE2 regex(pattern, RE2::Quiet);
            if (!regex.ok() || !checks::matchesNoText(pattern)) continue;
            ++dead;
            for (const auto& text : texts)
                QVERIFY2(!RE2::PartialMatch(text, regex), (pattern + " matches " + text).c_str());
        }
        QVERIFY(dead > 500);
    }
};

QTEST_APPLESS_MAIN(TestTexts)
#include "tst_texts.moc"
