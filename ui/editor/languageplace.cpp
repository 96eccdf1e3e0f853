// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/languageplace.h"

#include <utility>

namespace studio {

namespace {

using runlog::Level;
using Kind = LanguagePlace::Kind;

// Lists whose items are maps of a level of their own.
enum class ListOf { Nothing, Policies, Changes, Examples, Steps, Conditions };

class Walk {
public:
    void enter(const QString& key)
    {
        if (m_list != ListOf::Nothing) {
            enterItem(key);
            return;
        }
        switch (m_place.kind) {
        case Kind::Keys:
            enterKey(key);
            break;
        case Kind::Condition:
            enterCondition(key);
            break;
        case Kind::Test:
            enterTest(key);
            break;
        case Kind::Window:
            enterWindow(key);
            break;
        case Kind::Operand:
            enterOperand(key);
            break;
        case Kind::Value:
        case Kind::Path:
        case Kind::GroupNames:
            if (!key.isEmpty())
                m_place.kind = Kind::Free;
            break;
        case Kind::Free:
            break;
        }
    }

    LanguagePlace result() const
    {
        LanguagePlace place = m_place;
        if (m_list != ListOf::Nothing)
            place.kind = Kind::Free;
        return place;
    }

    void start() { setKeys(Level::File); }

private:
    void setKeys(Level level) { m_place = {Kind::Keys, level, {}, {}, {}, {}}; }
    void setCondition() { m_place = {Kind::Condition, Level::Condition, {}, {}, {}, {}}; }
    void setKind(Kind kind) { m_place.kind = kind; }

    void setValue(const QString& key)
    {
        m_place.kind = Kind::Value;
        m_place.key = key;
    }

    void enterItem(const QString& key)
    {
        const ListOf list = std::exchange(m_list, ListOf::Nothing);
        if (!key.isEmpty()) {
            setKind(Kind::Free);
            return;
        }
        switch (list) {
        case ListOf::Nothing:
            break;
        case ListOf::Policies:
            setKeys(Level::Policy);
            break;
        case ListOf::Changes:
            setKeys(Level::Change);
            break;
        case ListOf::Examples:
            setKeys(Level::Example);
            break;
        case ListOf::Steps:
            setKeys(Level::Step);
            break;
        case ListOf::Conditions:
            setCondition();
            break;
        }
    }

    void enterKey(const QString& key)
    {
        switch (m_place.level) {
        case Level::File:
            enterFile(key);
            return;
        case Level::Policy:
            enterPolicy(key);
            return;
        case Level::Approval:
            if (key == QLatin1String("editable"))
                setKind(Kind::Path);
            else
                setValue(key);
            return;
        case Level::Change:
            if (key == QLatin1String("min") || key == QLatin1String("max") || key == QLatin1String("to"))
                setKind(Kind::Free);
            else
                setKind(Kind::Path);
            return;
        case Level::Example:
            enterExample(key);
            return;
        case Level::Step:
            enterStep(key);
            return;
        case Level::Group:
        case Level::Condition:
        case Level::Count:
        case Level::Sum:
        case Level::Distinct:
        case Level::Entities:
        case Level::Expect:
            setValue(key);
            return;
        }
    }

    void enterFile(const QString& key)
    {
        if (key == QLatin1String("policies"))
            m_list = ListOf::Policies;
        else if (key == QLatin1String("tests"))
            m_list = ListOf::Examples;
        else if (key == QLatin1String("groups"))
            setKind(Kind::Free);
        else
            setValueOrGroup(key);
    }

    void setValueOrGroup(const QString& key)
    {
        if (key == QLatin1String("require_approval"))
            setKind(Kind::GroupNames);
        else
            setValue(key);
    }

    void enterPolicy(const QString& key)
    {
        if (key == QLatin1String("when") || key == QLatin1String("unless"))
            setCondition();
        else if (key == QLatin1String("approval"))
            setKeys(Level::Approval);
        else if (key == QLatin1String("modify"))
            m_list = ListOf::Changes;
        else
            setValueOrGroup(key);
    }

    void enterExample(const QString& key)
    {
        if (key == QLatin1String("step"))
            setKeys(Level::Step);
        else if (key == QLatin1String("steps"))
            m_list = ListOf::Steps;
        else if (key == QLatin1String("expect"))
            setKeys(Level::Expect);
        else if (key == QLatin1String("user"))
            setKind(Kind::Free);
        else
            setValue(key);
    }

    void enterStep(const QString& key)
    {
        const auto field = runlog::fieldNamed(key.toStdString());
        if (key == QLatin1String("expect"))
            setKeys(Level::Expect);
        else if (field && !runlog::row(*field).takesPath)
            setTest(field);
        else if (field)
            setKind(Kind::Free);
        else
            setValue(key);
    }

    void setTest(std::optional<runlog::Field> field)
    {
        m_place = {Kind::Test, Level::Condition, {}, runlog::FieldType::Any, field, {}};
        if (field)
            m_place.fieldType = runlog::row(*field).type;
    }

    void enterCondition(const QString& key)
    {
        if (key == QLatin1String("all") || key == QLatin1String("any") || key == QLatin1String("none"))
            m_list = ListOf::Conditions;
        else if (key == QLatin1String("not") || key == QLatin1String("after") || key == QLatin1String("not_after"))
            setCondition();
        else if (const auto window = windowLevel(key))
            m_place = {Kind::Window, *window, {}, runlog::FieldType::Count, {}, {}};
        else if (key.startsWith(QLatin1String("user.")))
            setTest(std::nullopt);
        else if (key.startsWith(QLatin1String("args.")))
            setTest(std::nullopt);
        else if (const auto field = runlog::fieldNamed(key.toStdString()))
            setTest(field);
        else
            setKind(Kind::Free);
    }

    static std::optional<Level> windowLevel(const QString& key)
    {
        if (key == QLatin1String("count"))
            return Level::Count;
        if (key == QLatin1String("sum"))
            return Level::Sum;
        if (key == QLatin1String("distinct"))
            return Level::Distinct;
        return std::nullopt;
    }

    void enterTest(const QString& key)
    {
        const auto op = runlog::operatorNamed(key.toStdString());
        if (key.isEmpty())
            return; // an item of the list that stands for `in`
        if (!op) {
            setTest(std::nullopt); // an item's own field
            return;
        }
        enterOperator(*op);
    }

    void enterOperator(runlog::Operator op)
    {
        switch (runlog::row(op).shape) {
        case runlog::OperandShape::ItemTest:
            setTest(std::nullopt);
            return;
        case runlog::OperandShape::NumberTest:
            setTest(std::nullopt);
            m_place.fieldType = runlog::FieldType::Count;
            return;
        case runlog::OperandShape::Scalar:
        case runlog::OperandShape::Ordered:
        case runlog::OperandShape::ScalarList:
        case runlog::OperandShape::Range:
        case runlog::OperandShape::TextOrList:
        case runlog::OperandShape::Text:
        case runlog::OperandShape::Flag:
        case runlog::OperandShape::TypeName:
        case runlog::OperandShape::Entities:
            m_place.op = op;
            setKind(op == runlog::Operator::InGroup ? Kind::GroupNames : Kind::Operand);
            return;
        }
    }

    void enterOperand(const QString& key)
    {
        const bool isEntities = m_place.op && runlog::row(*m_place.op).shape == runlog::OperandShape::Entities;
        const bool namesEntities = key == QLatin1String("entities") || key == QLatin1String("except");
        if (isEntities && !key.isEmpty() && !namesEntities) {
            m_place.level = Level::Entities;
            setValue(key);
        }
    }

    void enterWindow(const QString& key)
    {
        const bool isCondition = key == QLatin1String("where") || (key == QLatin1String("of") && m_place.level == Level::Count);
        if (isCondition)
            setCondition();
        else if (key == QLatin1String("of"))
            setKind(Kind::Path);
        else
            setValue(key);
    }

    LanguagePlace m_place;
    ListOf m_list = ListOf::Nothing;
};

} // namespace

LanguagePlace placeAt(const QStringList& path)
{
    Walk walk;
    walk.start();
    for (const QString& key : path)
        walk.enter(key);
    return walk.result();
}

} // namespace studio
