// SPDX-License-Identifier: Apache-2.0
#include "core/language/conditionreader.h"

#include "core/engine/pii/entity.h"
#include "core/language/scalar.h"

#include <algorithm>
#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 3> likelihoods{"possible", "likely", "very_likely"};

std::vector<std::string_view> entityNames(bool secrets)
{
    std::vector<std::string_view> names;
    for (const pii::EntityRow& row : pii::entities())
        if ((row.category == pii::Category::Secret) == secrets)
            names.push_back(row.name);
    return names;
}

// Entities are named in capitals and may be written in any case.
std::string upper(std::string_view text)
{
    std::string out(text);
    for (char& c : out)
        if (c >= 'a' && c <= 'z')
            c = static_cast<char>(c - 32);
    return out;
}

class EntityReader {
public:
    EntityReader(Reading& reading, Operator op)
        : m_reading(reading)
        , m_secrets(op == Operator::ContainsSecret)
    {
    }

    std::optional<EntityTest> read(const Node& key, const Node& value)
    {
        if (value.kind == Node::Kind::Scalar) {
            const auto wanted = readFlag(m_reading, key, value);
            if (wanted)
                m_test.wanted = *wanted;
            return wanted ? std::optional(m_test) : std::nullopt;
        }
        if (value.kind == Node::Kind::List)
            readEntities(key, value);
        else
            forEachEntry(value, [&](const Entry& entry) { readKey(entry); });
        return m_good ? std::optional(m_test) : std::nullopt;
    }

private:
    void readKey(const Entry& entry)
    {
        if (entry.key.text() == "entities")
            return readEntities(entry.key, entry.value);
        if (entry.key.text() == "except")
            return require(readNames(entry.key, entry.value, m_test.except));
        if (entry.key.text() == "min_count") {
            const auto count = readCount(m_reading, entry.key, entry.value, 1);
            m_test.minCount = count.value_or(1);
            return require(count.has_value());
        }
        if (entry.key.text() == "min_likelihood") {
            const auto word = readWord(m_reading, entry.key, entry.value, likelihoods);
            m_test.minLikelihood = word.value_or("");
            return require(word.has_value());
        }
        reportUnknownKey(m_reading.report, entry.key, Level::Entities);
        require(false);
    }

    void require(bool good) { m_good = m_good && good; }

    void readEntities(const Node& key, const Node& list)
    {
        require(readNames(key, list, m_test.entities));
        for (const Node& item : m_good ? list.children() : std::span<const Node>())
            m_test.entitySpans.push_back(item.span());
    }

    bool readNames(const Node& key, const Node& list, std::vector<std::string>& names)
    {
        if (!expectList(m_reading, key, list))
            return false;
        bool good = !list.children().empty();
        for (const Node& item : list.children())
            good = readName(item, names) && good;
        warnOfRepeats(m_reading, list);
        return good;
    }

    bool readName(const Node& item, std::vector<std::string>& names)
    {
        if (item.kind != Node::Kind::Scalar) {
            reportWrongType(m_reading, item, "the name of an entity");
            return false;
        }
        const auto entity = pii::entityNamed(upper(item.text()));
        const bool secret = entity && pii::row(*entity).category == pii::Category::Secret;
        if (!entity || secret != m_secrets) {
            reportUnknown(item, entity.has_value());
            return false;
        }
        names.emplace_back(pii::name(*entity));
        return true;
    }

    void reportUnknown(const Node& item, bool other)
    {
        if (!other)
            return reportUnknownWord(m_reading.report, item, Code::UnknownEntity, "entity", entityNames(m_secrets));
        m_reading.report.add(Code::UnknownEntity, item.span(),
                             inTicks(item.text()) + (m_secrets ? " is personal data and no secret" : " is a secret and no personal data"),
                             m_secrets ? "ask for it with `contains_pii`" : "ask for it with `contains_secret`");
    }

    Reading& m_reading;
    bool m_secrets;
    bool m_good = true;
    EntityTest m_test;
};

} // namespace

std::optional<EntityTest> readEntities(Reading& reading, Operator op, const Node& key, const Node& value)
{
    return EntityReader(reading, op).read(key, value);
}

} // namespace runlog
