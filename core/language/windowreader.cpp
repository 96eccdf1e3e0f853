// SPDX-License-Identifier: Apache-2.0
#include "core/language/conditionreader.h"

#include "core/language/amount.h"
#include "core/language/fieldref.h"
#include "core/language/textoperand.h"

#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 3> scopes{"run", "user", "service"};

Level levelOf(Window::Function function)
{
    switch (function) {
    case Window::Function::Count:
        return Level::Count;
    case Window::Function::Sum:
        return Level::Sum;
    case Window::Function::Distinct:
        return Level::Distinct;
    }
    return Level::Count;
}

class WindowReader {
public:
    WindowReader(Reading& reading, Window::Function function, std::string id)
        : m_reading(reading)
        , m_level(levelOf(function))
        , m_id(std::move(id))
    {
        m_window.function = function;
    }

    std::optional<Condition> read(const Entry& entry)
    {
        if (!expectMap(m_reading, entry.key, entry.value) || entry.value.children().empty())
            return std::nullopt;
        forEachEntry(entry.value, [&](const Entry& part) { readPart(part); });
        checkComplete(entry);
        checkReach(entry);
        if (!m_good)
            return std::nullopt;
        Condition condition;
        condition.kind = Condition::Kind::Window;
        condition.span = entry.span();
        condition.id = m_id;
        condition.setSpecial(std::move(m_window));
        return condition;
    }

private:
    void require(bool good) { m_good = m_good && good; }
    bool counts() const { return m_window.function == Window::Function::Count; }

    void readPart(const Entry& part)
    {
        const std::string_view key = part.key.text();
        if (key == (counts() ? "of" : "where"))
            return readWhere(part);
        if (key == "of")
            return readOf(part);
        if (key == "within")
            return readWithin(part);
        if (key == "per")
            return readPer(part);
        readComparison(part);
    }

    void readWhere(const Entry& part)
    {
        if (!expectMap(m_reading, part.key, part.value))
            return require(false);
        const std::size_t before = m_reading.report.errors();
        const std::string id = m_id + '/' + std::string(part.key.text());
        auto where = readCondition(m_reading, part.value, part.value.span(), id, ConditionScope::Window);
        m_window.where = std::make_shared<const Condition>(std::move(where));
        require(m_reading.report.errors() == before);
    }

    void readOf(const Entry& part)
    {
        m_hasOf = true;
        if (!expectThere(m_reading, part.key, part.value))
            return require(false);
        if (part.value.kind != Node::Kind::Scalar) {
            reportWrongType(m_reading, part.value, "a field such as `args.amount`",
                            "a condition on the steps goes under `where`");
            return require(false);
        }
        auto field = parseFieldRef(part.value.text());
        if (!field)
            reportBadField(m_reading, part.value, m_level);
        if (!field || !mayBeRead(*field, part.value))
            return require(false);
        field->span = part.value.span();
        m_window.of = std::move(*field);
    }

    bool mayBeRead(const FieldRef& field, const Node& node)
    {
        const bool sum = m_window.function == Window::Function::Sum;
        const bool isArgument = field.field == Field::Args && !field.path.empty();
        const bool ofStep = field.field < Field::Cost && field.field != Field::Output;
        if (sum ? isArgument : ofStep)
            return true;
        m_reading.report.add(Code::OperatorMismatch, node.span(),
                             inTicks(node.text()) + (sum ? " cannot be summed" : " cannot be told apart in a window"),
                             sum ? "sum `args.PATH`; money has `cost` and `cost_today`" : "use a field of the step such as `args.to` or `tool`");
        return false;
    }

    void readWithin(const Entry& part)
    {
        m_within = &part.value;
        if (!expectThere(m_reading, part.key, part.value))
            return require(false);
        if (part.value.kind != Node::Kind::Scalar) {
            reportWrongType(m_reading, part.value, "a duration such as `10m`, `run` or `today`");
            return require(false);
        }
        if (part.value.text() == "run")
            return void(m_window.reach = Window::Reach::Run);
        if (part.value.text() == "today")
            return void(m_window.reach = Window::Reach::Today);
        m_window.reach = Window::Reach::Length;
        const auto length = part.value.isQuoted() ? std::nullopt : parseDuration(part.value.text());
        if (!length || length->nanos < 0)
            reportLength(part.value);
        else
            m_window.length = *length;
        require(length.value_or(Duration{-1}).nanos >= 0);
    }

    void reportLength(const Node& node)
    {
        static constexpr std::array<std::string_view, 2> words{"run", "today"};
        const bool word = node.text().find_first_of("0123456789") == std::string_view::npos;
        if (node.isQuoted() && parseDuration(node.text()))
            addReplacement(m_reading.report.add(Code::QuotedNumber, node.span(), "in quotes " + inTicks(node.text()) + " is text, and this wants a duration",
                                                "remove the quotes"),
                           node.span(), m_reading.source.text(node.span()), std::string(node.text()));
        else if (word)
            reportUnknownWord(m_reading.report, node, Code::UnknownValue, "window", words);
        else
            reportBadDuration(m_reading.report, node);
    }

    void readPer(const Entry& part)
    {
        const auto word = readWord(m_reading, part.key, part.value, scopes);
        m_per = &part.value;
        if (!word)
            return require(false);
        m_window.per = *word == "user" ? Window::Scope::User : *word == "service" ? Window::Scope::Service : Window::Scope::Run;
    }

    void readComparison(const Entry& part)
    {
        const auto op = operatorNamed(part.key.text());
        if (!op) {
            reportUnknownKey(m_reading.report, part.key, m_level, Code::UnknownKey, "key", names());
            return require(false);
        }
        m_hasTest = true;
        const FieldRef number{Field::Item, {}, part.key.span()};
        auto test = readNumberTest(m_reading, number, part, *op, m_id);
        require(test.has_value());
        if (test)
            m_window.tests.push_back(std::move(*test));
    }

    // What may stand in it.
    std::vector<std::string_view> names() const
    {
        auto names = keysOf(m_level);
        for (const OperatorRow& row : operatorRows())
            if (comparesNumbers(row.op))
                names.push_back(row.name);
        return names;
    }

    void missing(const Entry& entry, std::string_view key, std::string help)
    {
        if (!isAlmostThere(entry.value, key, names()))
            m_reading.report.add(Code::MissingKey, entry.key.span(), inTicks(entry.key.text()) + " needs " + inTicks(key), std::move(help));
        require(false);
    }

    void checkComplete(const Entry& entry)
    {
        if (!counts() && !m_hasOf)
            missing(entry, "of", "write what is looked at, such as `of: args.amount`");
        if (m_within == nullptr)
            missing(entry, "within", "write `within: 10m`, `within: run` or `within: today`");
        if (!m_hasTest)
            missing(entry, "gt", "write what the number is compared with, such as `gt: 5`");
    }

    void checkReach(const Entry& entry)
    {
        if (!m_good || m_window.reach != Window::Reach::Run || m_window.per == Window::Scope::Run)
            return;
        const Node& place = m_per != nullptr ? *m_per : entry.key;
        m_reading.report.add(Code::WindowReach, place.span(), "`within: run` looks at one run only, and this is per " + inTicks(place.text()),
                             "write `within: today` or a duration, or leave out `per`");
        m_good = false;
    }

    Reading& m_reading;
    Level m_level;
    std::string m_id;
    Window m_window;
    const Node* m_within = nullptr;
    const Node* m_per = nullptr;
    bool m_hasOf = false;
    bool m_hasTest = false;
    bool m_good = true;
};

} // namespace

std::optional<Condition> readWindow(Reading& reading, Window::Function function, const Entry& entry, const std::string& id)
{
    return WindowReader(reading, function, id).read(entry);
}

} // namespace runlog
