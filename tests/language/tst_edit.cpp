// SPDX-License-Identifier: Apache-2.0
#include "core/language/edit.h"
#include "core/language/parse.h"
#include "tests/language/helppage.h"
#include "tests/language/literals.h"
#include "tests/language/shown.h"

#include <QtTest>

#include <filesystem>

using namespace runlog;

namespace {

std::string policyWith(const std::string& when) { return "policies:\n  - id: p # mine\n    when: " + when + "\n    action: deny\n"; }

std::string edited(const std::string& written, const char* value)
{
    const std::string text = policyWith(written);
    const auto source = std::make_shared<const Source>("p", text);
    const auto literals = literalsOf(*parse(source).file);
    if (literals.empty())
        return "no literal";
    const LiteralEdit result = replaceLiteral(*source, literals.front(), *Decimal::parse(value));
    if (!result.edit)
        return result.reason;
    const std::string after = applyEdits(text, {*result.edit});
    const std::size_t begin = policyWith("").find("when: ") + 6;
    return after.substr(begin, after.size() - begin - policyWith("").size() + begin);
}

// The samples, the reference's examples, and texts with everything that makes edits hard.
std::vector<std::string> allTexts()
{
    std::vector<std::string> texts = exampleFiles();
    for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(RUNLOG_SOURCE_DIR) + "/samples"))
        if (entry.path().extension() == ".yaml")
            texts.push_back(readFile(entry.path().string()));
    texts.push_back("\xEF\xBB\xBFpolicies:\r\n  - id: \"größe\" # 日本\r\n    when:\r\n      cost: { gt: $1.00 }   # 100\r\n"
                    "      args.\"ключ\": { lt: +1.5e3, gte: -2 }\r\n      time_of_day: { between: [\"22:00\", '06:30'] }\r\n"
                    "    action: deny\r\n    message: >-\r\n      {cost} über\r\n      $1.00\r\n");
    texts.push_back("policies: [{id: a, when: {elapsed: {gt: 90s, lt: 1.5h}, cost_today: {in: [1.00 USD, 2]}}, action: log, message: '😀'}]");
    return texts;
}

} // namespace

class TestEdit : public QObject {
    Q_OBJECT
private slots:
    void theAuthorsFormIsKept_data()
    {
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* written, const char* value, const char* expected) {
            QTest::newRow((std::string(written) + value).c_str()) << QByteArray(written) << QByteArray(value) << QByteArray(expected);
        };
        row("{ cost: { gt: $1.00 } }", "74.2", "{ cost: { gt: $74.20 } }");
        row("{ cost: { gt: 1.00 USD } }", "2", "{ cost: { gt: 2.00 USD } }");
        row("{ cost: { gt: 1 } }", "2.25", "{ cost: { gt: 2.25 } }");
        row("{ cost: { gt: -$1.00 } }", "-2", "{ cost: { gt: -$2.00 } }");
        row("{ args.x: { gt: 1e3 } }", "2500", "{ args.x: { gt: 2.5e3 } }");
        row("{ args.x: { gt: 50 } }", "-3", "{ args.x: { gt: -3 } }");
        row("{ elapsed: { gt: 15m } }", "1200", "{ elapsed: { gt: 20m } }");
        row("{ elapsed: { gt: 15m } }", "61", "{ elapsed: { gt: 61s } }");
        row("{ time_of_day: { gt: \"22:00\" } }", "3600", "{ time_of_day: { gt: \"01:00\" } }");
        row("{ cost: { gt: $1.00 } }", "0.0000000001", "money has at most nine decimals");
        row("{ elapsed: { gt: 15m } }", "-1", "a duration is not negative and has at most nine decimals");
        row("{ tool: { eq: t } }", "1", "this is no number");
    }
    void theAuthorsFormIsKept()
    {
        QFETCH(QByteArray, written);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, expected);
        QCOMPARE(edited(written.toStdString(), value.constData()), expected.toStdString());
    }

    void theGrainIsTheLastDecimalThatIsWritten()
    {
        const auto grainOf = [](const char* when) {
            return grain(literalsOf(*parse(std::make_shared<const Source>("p", policyWith(when))).file).at(0)).text();
        };
        QCOMPARE(grainOf("{ cost: { gt: 100.00 } }"), std::string("0.01"));
        QCOMPARE(grainOf("{ args.x: { gt: 50 } }"), std::string("1"));
        QCOMPARE(grainOf("{ elapsed: { gt: 15m } }"), std::string("60"));
        QCOMPARE(grainOf("{ args.x: { gt: 1.5e3 } }"), std::string("100"));
    }

    // Every literal × 20 values: the file reads with the new value there, and every other byte and value is as it was.
    void onlyTheLiteralChanges()
    {
        static constexpr const char* values[] = {"0", "1", "2", "7", "10", "59", "60", "61", "90", "100", "3600", "86399", "0.5", "0.25",
                                                 "1.125", "12.34", "99.999", "1000000", "0.000001", "1234.5"};
        std::size_t changed = 0;
        for (const std::string& text : allTexts()) {
            const auto source = std::make_shared<const Source>("p", text);
            const Parsed before = parse(source);
            const auto literals = literalsOf(*before.file);
            for (std::size_t i = 0; i < literals.size(); ++i)
                for (const char* value : values)
                    changed += checkEdit(*source, literals, i, *Decimal::parse(value)) ? 1U : 0U;
        }
        QVERIFY2(changed > 500, std::to_string(changed).c_str());
    }

    void aDraftIsTheLiteralWithAnotherValue()
    {
        const auto literals = literalsOf(*parse(std::make_shared<const Source>("p", policyWith("{ cost: { gt: $1.00 }, args.n: { gt: 5 }, elapsed: { gt: 15m }, tool: t }"))).file);
        const auto money = withValue(literals.at(0), *Decimal::parse("2.5"));
        QCOMPARE(money->text + ' ' + text(Money{money->nanos}), std::string("$2.50 2.50"));
        QCOMPARE(withValue(literals.at(1), Decimal(7))->number, Decimal(7));
        QCOMPARE(withValue(literals.at(2), Decimal(3600))->text, std::string("60m"));
        QVERIFY(!withValue(literals.at(3), Decimal(1)));
        QVERIFY(!withValue(literals.at(1), *Decimal::parse("1e-300")));
        QCOMPARE(valueOf(literals.at(2)), Decimal(900));
    }

    void whatIsNotWrittenInOnePieceIsLeftAlone()
    {
        const auto source = std::make_shared<const Source>("p", "max_cost_per_run: $1.00\n");
        Literal literal = parse(source).file->policies.at(0).when.children.at(0).literals.at(0);
        QVERIFY(replaceLiteral(*source, literal, Decimal(2)).edit);
        literal.span = {0, 3};
        QCOMPARE(replaceLiteral(*source, literal, Decimal(2)).reason, std::string("the number is not written in one piece here"));
        QCOMPARE(grain(parse(std::make_shared<const Source>("p", policyWith("{ time_of_day: { gt: \"22:00:30\" } }"))).file->policies.at(0).when.children.at(0).literals.at(0)), Decimal(1));
    }

    void editsAreAppliedTogetherInAnyOrder()
    {
        QCOMPARE(applyEdits("abcdef", {{{4, 5}, "X"}, {{0, 1}, ""}, {{2, 2}, "--"}}), std::string("b--cdXf"));
        QCOMPARE(applyEdits("", {{{0, 0}, "new"}}), std::string("new"));
    }

private:
    bool checkEdit(const Source& source, const std::vector<Literal>& literals, std::size_t index, const Decimal& value)
    {
        const LiteralEdit result = replaceLiteral(source, literals[index], value);
        if (!result.edit)
            return result.reason.empty() ? (QTest::qFail("no reason", __FILE__, __LINE__), false) : false;
        const Span span = result.edit->span;
        const std::string text(source.bytes());
        const std::string after = applyEdits(text, {*result.edit});
        const bool sameAround = after.substr(0, span.begin) == text.substr(0, span.begin)
            && after.substr(span.begin + result.edit->text.size()) == text.substr(span.end);
        const Parsed parsed = parse(std::make_shared<const Source>("p", after));
        const auto now = literalsOf(*parsed.file);
        bool same = sameAround && now.size() == literals.size();
        for (std::size_t i = 0; same && i < now.size(); ++i)
            same = i == index ? valueOf(now[i]) == value : now[i].text == literals[i].text;
        if (!same)
            QTest::qFail((text + "\n-- became --\n" + after).c_str(), __FILE__, __LINE__);
        return same;
    }
};

QTEST_APPLESS_MAIN(TestEdit)
#include "tst_edit.moc"
