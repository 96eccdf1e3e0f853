// SPDX-License-Identifier: Apache-2.0
#include "core/language/policyreader.h"

#include "core/language/fieldref.h"
#include "core/language/literal.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

struct KindRow {
    std::string_view key;
    Change::Kind kind;
};
constexpr std::array kinds{KindRow{"clamp", Change::Kind::Clamp}, KindRow{"redact", Change::Kind::Redact},
                           KindRow{"set", Change::Kind::Set}, KindRow{"remove", Change::Kind::Remove}};

class ChangeReader {
public:
    ChangeReader(Reading& reading, const Node& item)
        : m_reading(reading)
        , m_item(item)
    {
        m_change.span = item.span();
    }

    std::optional<Change> read()
    {
        if (!findKind())
            return std::nullopt;
        auto target = readTarget(m_reading, *m_kind.value, m_kind.key->text());
        forEachEntry(m_item, [&](const Entry& entry) { readPart(entry); });
        if (!target)
            return std::nullopt;
        m_change.target = std::move(*target);
        checkTarget();
        checkLimits();
        return m_good ? std::optional(std::move(m_change)) : std::nullopt;
    }

private:
    void bad(Span span, std::string message, std::string help)
    {
        m_reading.report.add(Code::BadChange, span, std::move(message), std::move(help));
        m_good = false;
    }

    // Exactly one of the four keys says what is done.
    bool findKind()
    {
        for (const KindRow& row : kinds) {
            const auto found = findEntry(m_item, row.key);
            if (!found)
                continue;
            if (m_kind) {
                bad(found.key->span(), inTicks(row.key) + " stands beside " + inTicks(m_kind.key->text()), "write one change per item of the list");
                continue;
            }
            m_kind = found;
            m_change.kind = row.kind;
        }
        if (!m_kind) {
            forEachEntry(m_item, [&](const Entry& entry) {
                if (!hasKey(Level::Change, entry.key.text()))
                    reportUnknownKey(m_reading.report, entry.key, Level::Change);
            });
            bad(m_item.span(), "this item does not say what is changed", "write one of `clamp`, `redact`, `set` and `remove` with a path");
        }
        return m_kind && expectThere(m_reading, *m_kind.key, *m_kind.value);
    }

    bool belongs(std::string_view key) const
    {
        if (key == "min" || key == "max")
            return m_change.kind == Change::Kind::Clamp;
        return key == "to" ? m_change.kind == Change::Kind::Set : true;
    }

    void readPart(const Entry& entry)
    {
        if (!hasKey(Level::Change, entry.key.text())) {
            reportUnknownKey(m_reading.report, entry.key, Level::Change);
            m_good = false;
            return;
        }
        if (!belongs(entry.key.text()))
            return bad(entry.key.span(), inTicks(entry.key.text()) + " has no meaning beside " + inTicks(m_kind.key->text()),
                       entry.key.text() == "to" ? "`to` belongs to `set`" : "`min` and `max` belong to `clamp`");
        if (entry.key.text() == "min")
            m_change.min = readLimit(entry);
        else if (entry.key.text() == "max")
            m_change.max = readLimit(entry);
        else if (entry.key.text() == "to")
            readTo(entry);
    }

    void readTo(const Entry& entry)
    {
        m_hasTo = true;
        if (!entry.value.refused)
            m_change.value = readValue(m_reading, entry.value);
    }

    std::optional<Literal> readLimit(const Entry& entry)
    {
        if (!expectThere(m_reading, entry.key, entry.value))
            return std::nullopt;
        LiteralWish wish;
        wish.type = FieldType::Count;
        auto literal = readLiteral(m_reading, entry.value, wish);
        m_good = m_good && literal;
        return literal;
    }

    void checkTarget()
    {
        const bool wholeArgs = m_change.target.field == Field::Args && m_change.target.path.empty();
        if (wholeArgs && m_change.kind != Change::Kind::Redact)
            bad(m_change.target.span, "`args` as a whole can only be redacted", "name one of them: `args.limit`");
        if (m_change.kind == Change::Kind::Set && !m_hasTo)
            bad(m_kind.key->span(), "`set` needs `to`", "write `{ set: args.limit, to: 100 }`");
    }

    void checkLimits()
    {
        if (m_change.kind != Change::Kind::Clamp)
            return;
        if (!findEntry(m_item, "min") && !findEntry(m_item, "max"))
            return bad(m_kind.key->span(), "`clamp` needs `min` or `max`", "write `{ clamp: args.limit, max: 1000 }`");
        if (m_change.min && m_change.max && m_change.min->number > m_change.max->number)
            bad(m_change.min->span, "`min` is greater than `max`", "swap the two");
    }

    Reading& m_reading;
    const Node& m_item;
    FoundEntry m_kind;
    Change m_change;
    bool m_hasTo = false;
    bool m_good = true;
};

bool isParent(const Path& parent, const Path& path)
{
    return parent.size() <= path.size() && std::equal(parent.begin(), parent.end(), path.begin());
}

bool writes(const Change& change) { return change.kind == Change::Kind::Set || change.kind == Change::Kind::Remove; }

// Two different values for one path, or for a path and its parent, end in a deny at run time.
bool conflict(const Change& a, const Change& b)
{
    if (a.target.field != b.target.field || !writes(a) || !writes(b))
        return false;
    if (a.target.path == b.target.path)
        return a.kind != b.kind || (a.kind == Change::Kind::Set && !equal(a.value, b.value));
    return isParent(a.target.path, b.target.path) || isParent(b.target.path, a.target.path);
}

void warnOfConflicts(Reading& reading, const std::vector<Change>& changes)
{
    for (std::size_t i = 1; i < changes.size() && i < 100; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (conflict(changes[j], changes[i]))
                reading.report.add(Code::ConflictingChanges, changes[i].target.span,
                                   inTicks(print(changes[i].target)) + " and " + inTicks(print(changes[j].target)) + " get two different values",
                                   "the step would be denied; keep one of the two changes");
}

} // namespace

void readChanges(Reading& reading, const Node& key, const Node& list, Policy& policy)
{
    if (!expectList(reading, key, list))
        return;
    for (const Node& item : list.children()) {
        if (item.kind != Node::Kind::Map) {
            reportWrongType(reading, item, "a change such as `{ clamp: args.limit, max: 1000 }`");
            continue;
        }
        if (item.children().empty())
            continue;
        if (auto change = ChangeReader(reading, item).read())
            policy.changes.push_back(std::move(*change));
    }
    warnOfConflicts(reading, policy.changes);
}

} // namespace runlog
