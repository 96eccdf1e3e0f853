// SPDX-License-Identifier: Apache-2.0
#include "core/language/operand.h"

#include "core/language/conditionreader.h"
#include "core/language/fieldref.h"
#include "core/language/groups.h"
#include "core/language/literal.h"
#include "core/language/scalar.h"
#include "core/language/textoperand.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 6> typeNames{"text", "number", "boolean", "list", "map", "null"};

class OperandReader {
public:
    OperandReader(Reading& reading, const Node& key, const Node& value, Condition& test)
        : m_reading(reading)
        , m_key(key)
        , m_value(value)
        , m_test(test)
    {
        m_wish.type = typeOf(test.field);
        m_wish.field = test.field.path.empty() ? test.field.field : Field::Item;
    }

    bool read()
    {
        switch (row(m_test.op).shape) {
        case OperandShape::Scalar:
            m_wish.onlyText = m_test.op >= Operator::Contains && m_wish.type != FieldType::Any;
            return readScalar(m_value);
        case OperandShape::Ordered:
            m_wish.ordered = true;
            return readScalar(m_value);
        case OperandShape::ScalarList:
            return readList();
        case OperandShape::Range:
            return readRange();
        case OperandShape::TextOrList:
            return m_test.op == Operator::InGroup ? readGroup() : readTextOrList();
        case OperandShape::Text:
            return readOneText(m_value);
        case OperandShape::Flag:
            return readExists();
        case OperandShape::TypeName:
            return readTypes();
        case OperandShape::NumberTest:
            return readLength();
        case OperandShape::ItemTest:
            return readItems();
        case OperandShape::Entities:
            return readEntityTest();
        }
        return false;
    }

private:
    bool readScalar(const Node& node)
    {
        auto literal = readLiteral(m_reading, node, m_wish);
        if (literal)
            m_test.literals.push_back(std::move(*literal));
        return literal.has_value();
    }

    bool readList()
    {
        if (!expectList(m_reading, m_key, m_value))
            return false;
        bool good = !m_value.children().empty();
        for (const Node& item : m_value.children())
            good = readScalar(item) && good;
        warnOfRepeats(m_reading, m_value);
        return good;
    }

    bool readRange()
    {
        if (!expectList(m_reading, m_key, m_value))
            return false;
        if (m_value.children().size() != 2) {
            if (!m_value.children().empty())
                reportWrongType(m_reading, m_value, "two values, from and to", "write " + inTicks("between: [1, 5]"));
            return false;
        }
        m_wish.ordered = true;
        const bool from = readScalar(m_value.children()[0]);
        return readScalar(m_value.children()[1]) && from;
    }

    bool readOneText(const Node& node)
    {
        m_wish.onlyText = true;
        if (m_wish.type == FieldType::Weekday)
            m_wish.type = FieldType::Text;
        if (!readScalar(node))
            return false;
        Literal& literal = m_test.literals.back();
        literal.isGlob = m_test.op == Operator::Glob;
        return checkText(m_reading, node, m_test.op);
    }

    bool readTextOrList()
    {
        if (m_value.kind != Node::Kind::List)
            return readOneText(m_value);
        bool good = !m_value.children().empty();
        for (const Node& item : m_value.children())
            good = readOneText(item) && good;
        warnOfRepeats(m_reading, m_value);
        return good;
    }

    bool readGroup()
    {
        auto use = readGroupUse(m_reading, m_key, m_value);
        if (!use)
            return false;
        m_test.setSpecial(GroupName{std::move(use->name)});
        m_test.literals = std::move(use->patterns);
        return true;
    }

    bool readExists()
    {
        const auto flag = readFlag(m_reading, m_key, m_value);
        if (!flag)
            return false;
        Literal literal = textLiteral(m_value, false);
        literal.type = Literal::Type::Boolean;
        literal.boolean = *flag;
        m_test.literals.push_back(std::move(literal));
        return true;
    }

    bool readType(const Node& node)
    {
        if (node.refused)
            return false;
        Literal literal = textLiteral(node, false);
        if (isNull(node) && node.kind == Node::Kind::Scalar)
            literal.text = "null";
        if (node.kind != Node::Kind::Scalar) {
            reportWrongType(m_reading, node, "one of text, number, boolean, list, map and null");
            return false;
        }
        if (std::ranges::find(typeNames, literal.text) == typeNames.end()) {
            reportUnknownWord(m_reading.report, node, Code::UnknownValue, "type", typeNames);
            return false;
        }
        m_test.literals.push_back(std::move(literal));
        return true;
    }

    bool readTypes()
    {
        if (m_value.kind != Node::Kind::List)
            return readType(m_value);
        bool good = !m_value.children().empty();
        for (const Node& item : m_value.children())
            good = readType(item) && good;
        return good;
    }

    FieldRef item(Path path, Span span) const { return {Field::Item, std::move(path), span}; }

    // A number, or operators that compare one.
    bool readLength()
    {
        const FieldRef number{Field::Item, {}, m_key.span()};
        return setItemTests(readNumberTests(m_reading, number, m_key, m_value, m_test.id));
    }

    static bool areOperators(const Node& map)
    {
        bool all = true;
        forEachEntry(map, [&](const Entry& entry) {
            all = all && (operatorNamed(entry.key.text()) || entry.key.text() == "ignore_case" || !wordFor(entry.key.text()).empty());
        });
        return all;
    }

    // Operators on the item, or a map of the item's own fields.
    bool readItems()
    {
        std::vector<Condition> tests;
        bool good = true;
        if (m_value.kind != Node::Kind::Map)
            good = add(tests, readTest(m_reading, item({}, m_key.span()), m_key, m_value, m_test.id));
        else if (areOperators(m_value))
            readOperators(m_reading, item({}, m_key.span()), m_value, m_test.id, tests);
        else
            forEachEntry(m_value, [&](const Entry& entry) { good = readItemField(entry, tests) && good; });
        return setItemTests(std::move(tests)) && good;
    }

    bool setItemTests(std::vector<Condition> tests)
    {
        const bool good = !tests.empty();
        m_test.setSpecial(std::move(tests));
        return good;
    }

    bool readItemField(const Entry& entry, std::vector<Condition>& tests)
    {
        auto path = parsePath(entry.key.text());
        if (!path) {
            m_reading.report.add(Code::BadPath, entry.key.span(), inTicks(entry.key.text()) + " is no path of an item",
                                 "write `a.b`, `items[0]` or `\"key with . in it\"`");
            return false;
        }
        const std::string id = m_test.id + '/' + std::string(entry.key.text());
        return add(tests, readTest(m_reading, item(std::move(*path), entry.key.span()), entry.key, entry.value, id));
    }

    static bool add(std::vector<Condition>& tests, std::optional<Condition> test)
    {
        if (test)
            tests.push_back(std::move(*test));
        return test.has_value();
    }

    bool readEntityTest()
    {
        auto entities = readEntities(m_reading, m_test.op, m_key, m_value);
        if (entities)
            m_test.setSpecial(std::move(*entities));
        return entities.has_value();
    }

    Reading& m_reading;
    const Node& m_key;
    const Node& m_value;
    Condition& m_test;
    LiteralWish m_wish;
};

} // namespace

bool readOperand(Reading& reading, const Node& key, const Node& value, Condition& test)
{
    return OperandReader(reading, key, value, test).read();
}

} // namespace runlog
