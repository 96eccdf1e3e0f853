// SPDX-License-Identifier: Apache-2.0
#include "core/language/conditionreader.h"

#include "core/language/fieldref.h"
#include "core/language/scalar.h"

#include <array>

namespace runlog {

namespace {

struct KindRow {
    std::string_view name;
    Condition::Kind kind;
};
constexpr std::array lists{
    KindRow{"all", Condition::Kind::All}, KindRow{"any", Condition::Kind::Any}, KindRow{"none", Condition::Kind::None}};
constexpr std::array maps{
    KindRow{"not", Condition::Kind::Not}, KindRow{"after", Condition::Kind::After}, KindRow{"not_after", Condition::Kind::NotAfter}};

template <std::size_t N>
const KindRow* findKind(const std::array<KindRow, N>& rows, std::string_view name)
{
    for (const KindRow& row : rows)
        if (row.name == name)
            return &row;
    return nullptr;
}

std::optional<Window::Function> windowNamed(std::string_view name)
{
    if (name == "count")
        return Window::Function::Count;
    if (name == "sum")
        return Window::Function::Sum;
    return name == "distinct" ? std::optional(Window::Function::Distinct) : std::nullopt;
}

bool isCounter(Field field) { return field >= Field::Cost && field <= Field::Elapsed; }

class ConditionReader {
public:
    ConditionReader(Reading& reading, ConditionScope scope)
        : m_reading(reading)
        , m_scope(scope)
    {
    }

    Condition readMap(const Node& map, Span span, std::string id)
    {
        Condition all;
        all.kind = Condition::Kind::All;
        all.span = span;
        all.id = std::move(id);
        all.children.reserve(map.children().size() / 2);
        forEachEntry(map, [&](const Entry& entry) {
            if (auto child = readEntry(entry, all.id + '/' + std::string(entry.key.text())))
                all.children.push_back(std::move(*child));
        });
        return all;
    }

private:
    std::optional<Condition> readEntry(const Entry& entry, const std::string& id)
    {
        if (const KindRow* row = findKind(lists, entry.key.text()))
            return readList(row->kind, entry, id);
        if (const KindRow* row = findKind(maps, entry.key.text()))
            return readOne(row->kind, entry, id);
        if (const auto function = windowNamed(entry.key.text())) {
            if (!mayLookBack(entry.key))
                return std::nullopt;
            return readWindow(m_reading, *function, entry, id);
        }
        return readField(entry, id);
    }

    std::optional<Condition> readList(Condition::Kind kind, const Entry& entry, const std::string& id)
    {
        if (!expectList(m_reading, entry.key, entry.value))
            return std::nullopt;
        Condition condition = make(kind, entry, id);
        for (std::size_t i = 0; i < entry.value.children().size(); ++i) {
            const Node& item = entry.value.children()[i];
            if (item.kind == Node::Kind::Map)
                condition.children.push_back(readMap(item, item.span(), id + '/' + std::to_string(i)));
            else if (isNull(item) && !item.refused)
                m_reading.report.add(Code::MissingValue, item.span(), "an item of " + inTicks(entry.key.text()) + " has no value");
            else
                reportWrongType(m_reading, item, "a map of conditions");
        }
        return condition;
    }

    std::optional<Condition> readOne(Condition::Kind kind, const Entry& entry, const std::string& id)
    {
        const bool history = kind != Condition::Kind::Not;
        if (history && !mayLookBack(entry.key))
            return std::nullopt;
        if (!expectMap(m_reading, entry.key, entry.value))
            return std::nullopt;
        Condition condition = make(kind, entry, id);
        ConditionReader inner(m_reading, history ? ConditionScope::History : m_scope);
        condition.children.push_back(inner.readMap(entry.value, entry.value.span(), id + "/0"));
        return condition;
    }

    std::optional<Condition> readField(const Entry& entry, const std::string& id)
    {
        auto field = parseFieldRef(entry.key.text());
        if (!field) {
            reportBadField(m_reading, entry.key, Level::Condition);
            return std::nullopt;
        }
        if (!mayRead(*field, entry.key))
            return std::nullopt;
        field->span = entry.key.span();
        return readTest(m_reading, std::move(*field), entry.key, entry.value, id);
    }

    bool mayLookBack(const Node& key)
    {
        if (m_scope == ConditionScope::Step)
            return true;
        m_reading.report.add(Code::NestedHistory, key.span(), inTicks(key.text()) + " cannot stand inside history or a window",
                             "put it beside the history or the window");
        return false;
    }

    bool mayRead(const FieldRef& field, const Node& key)
    {
        if (row(field.field).onlyInHistory && m_scope != ConditionScope::History) {
            m_reading.report.add(Code::OutputOutsideHistory, key.span(),
                                 inTicks(key.text()) + " is not known yet: a policy decides before the action runs",
                                 "ask about the output of an earlier step inside `after` or `not_after`");
            return false;
        }
        if (!isCounter(field.field) || m_scope == ConditionScope::Step)
            return true;
        m_reading.report.add(Code::NestedHistory, key.span(),
                             inTicks(key.text()) + " is of the step that is decided, and this asks about other steps",
                             "put it beside the history or the window");
        return false;
    }

    static Condition make(Condition::Kind kind, const Entry& entry, const std::string& id)
    {
        Condition condition;
        condition.kind = kind;
        condition.span = entry.span();
        condition.id = id;
        return condition;
    }

    Reading& m_reading;
    ConditionScope m_scope;
};

} // namespace

Condition readCondition(Reading& reading, const Node& map, Span span, std::string id, ConditionScope scope)
{
    return ConditionReader(reading, scope).readMap(map, span, std::move(id));
}

} // namespace runlog
