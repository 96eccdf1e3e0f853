// SPDX-License-Identifier: Apache-2.0
#include "core/language/examplereader.h"

#include "core/language/amount.h"
#include "core/language/fieldref.h"
#include "core/language/literal.h"
#include "core/language/scalar.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 6> decisions{"allow", "log", "modify", "require_approval", "deny", "terminate"};
constexpr std::array<std::string_view, 4> answers{"approve", "deny", "expire", "hold"};

// The keys of a step: those of a recorded one, and every field that a step can be seen with.
std::vector<std::string_view> stepKeys()
{
    auto names = keysOf(Level::Step);
    for (const FieldRow& row : fieldRows())
        if (!row.name.empty() && row.field != Field::RunId && row.field != Field::RunInput)
            names.push_back(row.name);
    return names;
}

class StepReader {
public:
    StepReader(Reading& reading, const Node& map)
        : m_reading(reading)
        , m_map(map)
    {
        m_step.span = map.span();
        m_step.expectSpan = map.span();
    }

    PolicyTest::Step read()
    {
        static const std::vector<std::string_view> known = stepKeys();
        std::vector<Member> members;
        forEachEntry(m_map, [&](const Entry& entry) {
            if (entry.key.text() == "expect")
                return readExpect(entry);
            if (entry.key.text() == "then")
                return readThen(entry);
            if (std::ranges::find(known, entry.key.text()) == known.end())
                return reportUnknown(entry.key, known);
            members.push_back({copyText(entry.key.text(), m_reading.arena), readField(entry)});
        });
        m_step.fields = Value::map(copyMembers(members, m_reading.arena));
        return std::move(m_step);
    }

    void readExpect(const Entry& entry)
    {
        if (!expectMap(m_reading, entry.key, entry.value))
            return;
        m_step.expectSpan = entry.value.span();
        forEachEntry(entry.value, [&](const Entry& part) { readExpected(part); });
        if (entry.value.children().empty())
            m_reading.report.add(Code::EmptyValue, entry.value.span(), "`expect` checks nothing", "write `decision`, `policy` or `message`");
    }

    void readThen(const Entry& entry)
    {
        if (const auto word = readWord(m_reading, entry.key, entry.value, answers))
            m_step.then = *word;
    }

    void adopt(PolicyTest::Step step)
    {
        m_step = std::move(step);
    }
    PolicyTest::Step take() { return std::move(m_step); }

private:
    void reportUnknown(const Node& key, const std::vector<std::string_view>& known)
    {
        const bool looksBack = key.text() == "count" || key.text() == "sum" || key.text() == "distinct" || key.text() == "after"
            || key.text() == "not_after";
        if (looksBack)
            m_reading.report.add(Code::MisplacedKey, key.span(), "windows and histories cannot be written in a step", "write the steps before it");
        else
            reportUnknownKey(m_reading.report, key, Level::Step, Code::UnknownKey, "key", known);
    }

    void readExpected(const Entry& part)
    {
        if (part.key.text() == "decision") {
            if (const auto word = readWord(m_reading, part.key, part.value, decisions))
                m_step.decision = *word;
        } else if (part.key.text() == "policy") {
            m_step.policy = isNull(part.value) ? std::optional(std::string()) : readText(m_reading, part.key, part.value);
        } else if (part.key.text() == "message") {
            m_step.message = readText(m_reading, part.key, part.value).value_or("");
        } else {
            reportUnknownKey(m_reading.report, part.key, Level::Expect);
        }
    }

    // Money and durations of fields come as plain numbers and texts.
    Value readField(const Entry& entry)
    {
        if (entry.key.text() == "at" || entry.key.text() == "started_at")
            return readTime(entry);
        if (entry.key.text() == "kind")
            checkKind(entry.value);
        const auto field = fieldNamed(entry.key.text());
        const FieldType type = field ? row(*field).type : FieldType::Any;
        if (type == FieldType::Money || type == FieldType::Count || type == FieldType::Duration || type == FieldType::TimeOfDay
            || type == FieldType::Weekday)
            return readSeen(entry, type);
        return readValue(m_reading, entry.value);
    }

    void checkKind(const Node& value)
    {
        LiteralWish wish;
        wish.type = FieldType::Text;
        wish.field = Field::Kind;
        readLiteral(m_reading, value, wish);
    }

    Value readSeen(const Entry& entry, FieldType type)
    {
        if (!expectThere(m_reading, entry.key, entry.value))
            return Value::null();
        LiteralWish wish;
        wish.type = type;
        const auto literal = readLiteral(m_reading, entry.value, wish);
        if (!literal)
            return Value::null();
        if (type == FieldType::Money)
            return copyText(Value::Kind::Number, toDecimal(Money{literal->nanos}).text(), m_reading.arena);
        if (type == FieldType::Count)
            return copyText(Value::Kind::Number, literal->number.text(), m_reading.arena);
        return copyText(Value::Kind::Text, literal->text, m_reading.arena);
    }

    Value readTime(const Entry& entry)
    {
        if (!expectThere(m_reading, entry.key, entry.value))
            return Value::null();
        const std::string_view text = entry.value.text();
        const bool relative = entry.key.text() == "at" && text.starts_with('+') && parseDuration(text.substr(1));
        if (entry.value.kind != Node::Kind::Scalar || (!relative && !parseTimestamp(text)))
            m_reading.report.add(Code::BadTime, entry.value.span(), inTicks(text) + " is no time",
                                 "write `2026-03-01T10:00:00Z`, or `+5m` for five minutes after the step before");
        return copyText(Value::Kind::Text, text, m_reading.arena);
    }

    Reading& m_reading;
    const Node& m_map;
    PolicyTest::Step m_step;
};

class ExampleReader {
public:
    ExampleReader(Reading& reading, const Node& map)
        : m_reading(reading)
        , m_map(map)
    {
        m_test.span = map.span();
        m_test.user = Value();
    }

    PolicyTest read()
    {
        forEachEntry(m_map, [&](const Entry& entry) { readPart(entry); });
        const auto step = findEntry(m_map, "step");
        if (step)
            readSingle(*step.key, *step.value);
        if (m_test.steps.empty() && !step && !findEntry(m_map, "steps"))
            m_reading.report.add(Code::NoSteps, m_map.span(), "this test has no steps", "write `step: { tool: … }` or `steps: [ … ]`");
        return std::move(m_test);
    }

private:
    void readPart(const Entry& entry)
    {
        const std::string_view key = entry.key.text();
        if (key == "name")
            m_test.name = readText(m_reading, entry.key, entry.value).value_or("");
        else if (key == "now")
            readNow(entry);
        else if (key == "user")
            m_test.user = readValue(m_reading, entry.value);
        else if (key == "service")
            m_test.service = readText(m_reading, entry.key, entry.value).value_or("");
        else if (key == "steps")
            readSteps(entry);
        else if (!hasKey(Level::Example, key))
            reportUnknownKey(m_reading.report, entry.key, Level::Example);
        else if (key != "step" && !findEntry(m_map, "step"))
            m_reading.report.add(Code::MisplacedKey, entry.key.span(), inTicks(key) + " needs the one `step` beside it",
                                 "of several steps, write it in the step");
    }

    void readNow(const Entry& entry)
    {
        if (!expectThere(m_reading, entry.key, entry.value))
            return;
        m_test.now = std::string(entry.value.text());
        if (!parseTimestamp(m_test.now))
            m_reading.report.add(Code::BadTime, entry.value.span(), inTicks(entry.value.text()) + " is no time", "write `2026-03-01T10:00:00Z`");
    }

    void readSteps(const Entry& entry)
    {
        if (const auto step = findEntry(m_map, "step"))
            m_reading.report.add(Code::MisplacedKey, entry.key.span(), "`steps` stands beside `step`", "keep one of the two");
        if (!expectList(m_reading, entry.key, entry.value))
            return;
        if (entry.value.children().empty())
            m_reading.report.add(Code::NoSteps, entry.value.span(), "this test has no steps", "write at least one step");
        for (const Node& item : entry.value.children()) {
            if (item.kind == Node::Kind::Map)
                m_test.steps.push_back(StepReader(m_reading, item).read());
            else
                reportWrongType(m_reading, item, "a step such as `{ tool: search }`");
        }
    }

    void readSingle(const Node& key, const Node& value)
    {
        if (!expectMap(m_reading, key, value))
            return;
        StepReader reader(m_reading, value);
        reader.adopt(StepReader(m_reading, value).read());
        if (const auto expect = findEntry(m_map, "expect"))
            reader.readExpect({*expect.key, *expect.value});
        if (const auto then = findEntry(m_map, "then"))
            reader.readThen({*then.key, *then.value});
        m_test.steps.push_back(reader.take());
    }

    Reading& m_reading;
    const Node& m_map;
    PolicyTest m_test;
};

void checkExpected(Reading& reading, const Node& map, const std::vector<std::string_view>& ids)
{
    const auto expect = findEntry(map, "expect");
    const auto policy = expect ? findEntry(*expect.value, "policy") : FoundEntry{};
    if (!policy || policy.value->kind != Node::Kind::Scalar || isNull(*policy.value))
        return;
    if (std::ranges::find(ids, policy.value->text()) == ids.end())
        reportUnknownWord(reading.report, *policy.value, Code::UnknownPolicy, "policy", ids);
}

} // namespace

std::optional<PolicyTest> readExample(Reading& reading, const Node& item)
{
    if (item.kind == Node::Kind::Map)
        return ExampleReader(reading, item).read();
    reportWrongType(reading, item, "a test such as `{ step: { tool: search }, expect: { decision: allow } }`");
    return std::nullopt;
}

void checkExpectedPolicies(Reading& reading, const Node& tests, const std::vector<std::string_view>& ids)
{
    for (const Node& item : tests.children()) {
        checkExpected(reading, item, ids);
        const auto step = findEntry(item, "step");
        if (step)
            checkExpected(reading, *step.value, ids);
        const auto steps = findEntry(item, "steps");
        if (!steps)
            continue;
        for (const Node& inner : steps.value->children())
            checkExpected(reading, inner, ids);
    }
}

} // namespace runlog
