// SPDX-License-Identifier: Apache-2.0
#include "core/language/value.h"

#include "tests/language/shown.h"

#include <QtTest>

#include <array>
#include <string>
#include <vector>

using namespace runlog;

namespace {

std::string canonical(Value value)
{
    std::string out;
    appendCanonicalJson(out, value);
    return out;
}

std::string compact(Value value)
{
    std::string out;
    appendCompactJson(out, value);
    return out;
}

} // namespace

class TestValue : public QObject {
    Q_OBJECT
private slots:
    void mapsCompareInAnyOrderAndNumbersByValue()
    {
        const std::array<Member, 2> a{{{"x", Value::number("1.0")}, {"y", Value::text("t")}}};
        const std::array<Member, 2> b{{{"y", Value::text("t")}, {"x", Value::number("1")}}};
        const std::array<Member, 3> twice{{{"x", Value::null()}, {"y", Value::text("t")}, {"x", Value::number("1e0")}}};
        QVERIFY(equal(Value::map(a), Value::map(b)));
        QVERIFY(equal(Value::map(a), Value::map(twice)));
        QVERIFY(!equal(Value::map(a), Value::map(std::span(b).first(1))));
        QVERIFY(!equal(Value::text("5"), Value::number("5")));
        QVERIFY(!equal(Value(), Value::null()));
        QVERIFY(equal(Value::number("1e99999"), Value::number("1e99999")));
    }

    void listsCompareInOrderAndLargeMapsToo()
    {
        std::vector<Member> forward;
        std::vector<std::string> keys;
        for (int n = 0; n < 100; ++n)
            keys.push_back("key " + std::to_string(n * 37 % 100));
        for (const auto& key : keys)
            forward.push_back({key, Value::text(key)});
        std::vector<Member> backward(forward.rbegin(), forward.rend());
        QVERIFY(equal(Value::map(forward), Value::map(backward)));
        backward.front().value = Value::boolean(true);
        QVERIFY(!equal(Value::map(forward), Value::map(backward)));
        backward.front() = {"other", Value::text("l")};
        QVERIFY(!equal(Value::map(forward), Value::map(backward)));
        forward.push_back({"key 5", Value::null()}); // a key twice: the last holds
        QVERIFY(!equal(Value::map(forward), Value::map(std::span(forward).first(100))));
        forward.push_back({"key 5", Value::text("key 5")});
        QVERIFY(equal(Value::map(forward), Value::map(std::span(forward).first(100))));
        const std::array<Value, 2> list{Value::boolean(true), Value::number("2")};
        const std::array<Value, 2> other{Value::boolean(false), Value::number("2")};
        const std::array<Value, 2> turned{Value::number("2"), Value::boolean(true)};
        QVERIFY(equal(Value::list(list), Value::list(list)));
        QVERIFY(!equal(Value::list(list), Value::list(other)));
        QVERIFY(!equal(Value::list(list), Value::list(turned)));
        QVERIFY(!equal(Value::list(list), Value::list(std::span(list).first(1))));
        QVERIFY(!equal(Value::number("1e99999"), Value::number("1")));
        QVERIFY(!equal(Value::number("1"), Value::number("1e99999")));
        QVERIFY(!equal(Value::number("1"), Value::number("2")));
        QVERIFY(equal(Value::unrecorded(), Value::unrecorded()));
    }

    void whatIsNotThereIsEmpty()
    {
        for (const auto value : {Value(), Value::null(), Value::boolean(true), Value::text("t")}) {
            QVERIFY(value.items().empty() && value.members().empty());
            QVERIFY(value.find("x").isAbsent() && value.at(0).isAbsent());
            QVERIFY(!value.number());
            QCOMPARE(value.size(), std::size_t(0));
        }
        QCOMPARE(Value::null().text(), std::string_view());
        const std::array<Value, 1> one{Value::null()};
        QVERIFY(Value::list(one).at(1).isAbsent());
        QVERIFY(Value::list(one).text().empty());
    }

    void canonicalJsonFollowsRfc8785()
    {
        const std::array<Value, 6> items{Value::number("1e2"), Value::number("-0.0"), Value::number("1E-7"), Value::boolean(true),
                                         Value::text("\x0f\n\"\\é"), Value::number("9007199254740993")};
        const std::array<Member, 4> members{{{"\U0001F600", Value::null()}, {"\uFB33", Value::list(items)}, {"b", Value()}, {"a", Value::unrecorded()}}};
        QCOMPARE(canonical(Value::map(members)),
                 std::string("{\"a\":null,\"b\":null,\"\U0001F600\":null,\"\uFB33\":[100,0,1e-7,true,\"\\u000f\\n\\\"\\\\é\",9007199254740993]}"));
    }

    void compactJsonKeepsOrderAndNumbersAsWritten()
    {
        const std::array<Member, 2> members{{{"b", Value::number("1.00")}, {"a", Value::text("\xFF")}}};
        QCOMPARE(compact(Value::map(members)), std::string("{\"b\":1.00,\"a\":\"\uFFFD\"}"));
    }

    void everyKindIsCopiedAndCompared()
    {
        std::pmr::monotonic_buffer_resource arena;
        const std::array<Value, 2> items{Value::number("1"), Value::text("")};
        const std::array<Value, 7> all{Value(), Value::unrecorded(), Value::null(), Value::boolean(true), Value::number("1.5"),
                                       Value::list(items), Value::map({})};
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = 0; j < all.size(); ++j)
                QCOMPARE(equal(deepCopy(all[i], arena), all[j]), i == j);
        QVERIFY(!equal(Value::boolean(true), Value::boolean(false)));
        QVERIFY(!equal(Value::list(items), Value::list({})));
        QVERIFY(Value::list(items).isThere() && !Value::null().isThere() && Value().isAbsent());
        QVERIFY(Value::text("x").items().empty() && Value::text("x").members().empty() && Value::null().text().empty());
        QCOMPARE(compact(Value::list(items)), std::string("[1,\"\"]"));
        QCOMPARE(canonical(Value::number("1e99999")), std::string("1e99999"));
    }

    void canonicalKeysAreSortedByUtf16AndKeptOnce()
    {
        const std::array<Member, 6> members{{{"\uFB33", Value::null()}, {"\U0001F600", Value::null()}, {"ab", Value::number("1")},
                                             {"a", Value::null()}, {"ab", Value::number("2")}, {"", Value::null()}}};
        QCOMPARE(canonical(Value::map(members)), std::string("{\"\":null,\"a\":null,\"ab\":2,\"\U0001F600\":null,\"\uFB33\":null}"));
        const std::array<Member, 2> other{{{"\U0001F600", Value::null()}, {"\uFB33", Value::null()}}};
        QCOMPARE(canonical(Value::map(other)), std::string("{\"\U0001F600\":null,\"\uFB33\":null}"));
    }

    void copiesLiveInTheirArena()
    {
        std::pmr::monotonic_buffer_resource arena;
        Value copy;
        {
            const std::string text = "gone soon, and long enough to be on the heap";
            const std::array<Value, 1> items{Value::text(text)};
            const std::array<Member, 1> members{{{text, Value::list(items)}}};
            copy = deepCopy(Value::map(members), arena);
        }
        QCOMPARE(compact(copy), std::string("{\"gone soon, and long enough to be on the heap\":[\"gone soon, and long enough to be on the heap\"]}"));
        QCOMPARE(copy.find("nothing").kind(), Value::Kind::Absent);
        QCOMPARE(copy.at(0).kind(), Value::Kind::Absent);
        QCOMPARE(copy.size(), std::size_t(1));
        QCOMPARE(Value::text("abc").size(), std::size_t(0));
        QVERIFY(Value::number("2.5").number() == Decimal::parse("2.5"));
        QVERIFY(!Value::text("2.5").number());
    }
};

QTEST_APPLESS_MAIN(TestValue)
#include "tst_value.moc"
