// SPDX-License-Identifier: Apache-2.0
#include "core/language/fields.h"

#include "core/language/fieldref.h"

#include "tests/language/shown.h"

#include <QtTest>

using namespace runlog;

namespace {

std::string roundTrip(const char* written)
{
    const auto path = parsePath(written);
    return path ? print(*path) : "none";
}

} // namespace

class TestFields : public QObject {
    Q_OBJECT
private slots:
    void pathsPrintAsTheyAreRead()
    {
        for (const char* path : {"a", "a.b", "items[0]", "a[1][2].b", "\"key with . in it\"", "a.\"x\\\"y\".b", "[3].a", "größe", "a b"})
            QCOMPARE(roundTrip(path), std::string(path));
        for (const char* bad : {"", ".a", "a.", "a..b", "a[", "a[]", "a[*]", "a[-1]", "a[1", "\"open", "a\"b\"", "a[99999999999]", "a]"})
            QCOMPARE(roundTrip(bad), std::string("none"));
    }

    void everyRowIsFoundByItsName()
    {
        for (const FieldRow& row : fieldRows()) {
            if (row.name.empty())
                continue;
            QVERIFY(fieldNamed(row.name) == row.field);
            const auto field = parseFieldRef(row.name);
            QVERIFY(field);
            QCOMPARE(print(*field), std::string(row.name));
        }
        for (const OperatorRow& row : operatorRows())
            QVERIFY(operatorNamed(row.name) == row.op);
        QVERIFY(!fieldNamed(""));
        QVERIFY(!operatorNamed("greater"));
    }

    void onlyArgsAndUserTakePaths()
    {
        QVERIFY(parseFieldRef("args.a[0]"));
        QVERIFY(parseFieldRef("args[0]"));
        QVERIFY(parseFieldRef("user.role"));
        QVERIFY(!parseFieldRef("args.[0]"));
        QVERIFY(!parseFieldRef("input.x"));
        QVERIFY(!parseFieldRef("run.name"));
        QCOMPARE(typeOf(*parseFieldRef("args")), FieldType::Map);
        QCOMPARE(typeOf(*parseFieldRef("args.a")), FieldType::Any);
    }

    void kindsAreBits()
    {
        QVERIFY(contains(KindSet::All, StepKind::Call));
        QVERIFY(!contains(KindSet::All, StepKind::Message));
        QVERIFY(!contains(row(Field::Tool).concerns, StepKind::LlmCall));
        QVERIFY(contains(row(Field::Model).concerns, StepKind::LlmCall));
        QVERIFY(stepKindNamed("tool_call") == StepKind::ToolCall);
        QVERIFY(!stepKindNamed("tool"));
    }

    void everyFieldHasAnOperatorAndEveryOperatorAField()
    {
        for (const OperatorRow& op : operatorRows()) {
            bool used = false;
            for (const FieldRow& field : fieldRows())
                used = used || fits(op.op, field.type);
            QVERIFY2(used, std::string(op.name).c_str());
        }
        QVERIFY(!fits(Operator::Contains, FieldType::Money));
        QVERIFY(!fits(Operator::Gt, FieldType::Text));
        QVERIFY(fits(Operator::Between, FieldType::TimeOfDay));
        QVERIFY(!fits(Operator::Between, FieldType::Weekday));
    }
};

QTEST_APPLESS_MAIN(TestFields)
#include "tst_fields.moc"
