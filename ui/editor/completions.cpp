// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/completions.h"

#include "core/engine/pii/entity.h"
#include "core/engine/pii/scanner.h"
#include "ui/editor/languageplace.h"

#include <QCoreApplication>

namespace studio {

namespace {

using Kind = LanguagePlace::Kind;
using runlog::Level;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString translated(const char* source)
{
    return QCoreApplication::translate("studio::Completion", source);
}

QString translated(const char* source, std::size_t count)
{
    return QCoreApplication::translate("studio::Completion", source, nullptr, static_cast<int>(count));
}

class Offers {
public:
    Offers(const CaretContext& context, const runlog::PolicyFile* file, const CorpusWords& words)
        : m_context(context), m_file(file), m_words(words), m_place(placeAt(context.path))
    {
    }

    std::vector<Completion> make()
    {
        switch (m_context.slot) {
        case CaretContext::Slot::Nothing:
            break;
        case CaretContext::Slot::Key:
            addKeys();
            if (!m_context.path.isEmpty() && m_context.path.last().isEmpty())
                addValues(); // `- ` may begin a map or be an item
            break;
        case CaretContext::Slot::Value:
        case CaretContext::Slot::Item:
            addValues();
            break;
        }
        return std::move(m_offers);
    }

private:
    void add(const QString& word, const QString& detail) { m_offers.push_back({word, word, detail}); }

    void addKey(const QString& word, const QString& detail)
    {
        if (!m_context.siblings.contains(word))
            m_offers.push_back({word, word + QStringLiteral(": "), detail});
    }

    void addLevel(Level level)
    {
        for (const auto& row : runlog::keyRows())
            if (row.level == level)
                addKey(text(row.name), text(row.description));
    }

    void addKeys()
    {
        switch (m_place.kind) {
        case Kind::Keys:
            addLevel(m_place.level);
            if (m_place.level == Level::Policy)
                addPolicyTypes();
            if (m_place.level == Level::Step)
                addFields();
            break;
        case Kind::Condition:
            addFields();
            addLevel(Level::Condition);
            break;
        case Kind::Test:
            addOperators();
            break;
        case Kind::Window:
            addLevel(m_place.level);
            addOperators();
            break;
        case Kind::Operand:
            if (isEntities() && !m_context.path.last().isEmpty())
                addLevel(Level::Entities);
            break;
        case Kind::Value:
        case Kind::Path:
        case Kind::GroupNames:
        case Kind::Free:
            break;
        }
    }

    void addPolicyTypes()
    {
        for (const auto& row : runlog::keyRows())
            if (row.level == Level::File && runlog::isPolicyType(row.name))
                addKey(text(row.name), text(row.description));
    }

    void addFields()
    {
        for (const auto& row : runlog::fieldRows()) {
            const bool isAllowed = !row.onlyInHistory || m_context.path.contains(QStringLiteral("after"))
                                   || m_context.path.contains(QStringLiteral("not_after"));
            if (!row.name.empty() && isAllowed)
                addKey(text(row.name), typeWords(row.type));
        }
        for (const auto& word : m_words.arguments)
            addKey(word.text, seenIn(word));
        addKey(QStringLiteral("user.id"), translated("text"));
        addKey(QStringLiteral("user.role"), translated("text"));
    }

    static QString seenIn(const CorpusWords::Word& word)
    {
        const QString count = translated("%n step(s)", word.count);
        return word.from.isEmpty() ? count : count + QStringLiteral(" · ") + word.from;
    }

    void addOperators()
    {
        const auto type = m_place.fieldType.value_or(runlog::FieldType::Any);
        for (const auto& row : runlog::operatorRows()) {
            const bool isForTools = row.op != runlog::Operator::InGroup || m_place.field == runlog::Field::Tool;
            if (runlog::fits(row.op, type) && isForTools)
                addKey(text(row.name), text(row.description));
        }
        if (type == runlog::FieldType::Text || type == runlog::FieldType::Any)
            addKey(QStringLiteral("ignore_case"), translated("true: upper and lower case are the same"));
    }

    bool isEntities() const
    {
        return m_place.op && runlog::row(*m_place.op).shape == runlog::OperandShape::Entities;
    }

    void addValues()
    {
        switch (m_place.kind) {
        case Kind::Test:
            addFieldValues();
            break;
        case Kind::Operand:
            addOperandValues();
            break;
        case Kind::Value:
            addNamedValues();
            break;
        case Kind::Path:
            for (const auto& word : m_words.arguments)
                add(word.text, seenIn(word));
            break;
        case Kind::GroupNames:
            addGroups();
            break;
        case Kind::Keys:
        case Kind::Condition:
        case Kind::Window:
        case Kind::Free:
            break;
        }
    }

    void addWords(const std::vector<CorpusWords::Word>& words)
    {
        for (const auto& word : words)
            add(word.text, seenIn(word));
    }

    void addAll(std::initializer_list<const char*> words)
    {
        for (const char* word : words)
            add(QString::fromLatin1(word), {});
    }

    void addFieldValues()
    {
        if (m_place.fieldType == runlog::FieldType::Weekday)
            addAll({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
        if (m_place.field == runlog::Field::Tool)
            addWords(m_words.tools);
        if (m_place.field == runlog::Field::Service)
            addWords(m_words.services);
        if (m_place.field == runlog::Field::Model)
            addWords(m_words.models);
        if (m_place.field == runlog::Field::Kind)
            addAll({"call", "llm_call", "tool_call"});
    }

    void addOperandValues()
    {
        switch (runlog::row(*m_place.op).shape) {
        case runlog::OperandShape::Flag:
            addAll({"true", "false"});
            return;
        case runlog::OperandShape::TypeName:
            addAll({"text", "number", "boolean", "list", "map", "null"});
            return;
        case runlog::OperandShape::Entities:
            addEntities(*m_place.op);
            return;
        case runlog::OperandShape::Scalar:
        case runlog::OperandShape::Ordered:
        case runlog::OperandShape::ScalarList:
        case runlog::OperandShape::Range:
        case runlog::OperandShape::TextOrList:
        case runlog::OperandShape::Text:
        case runlog::OperandShape::NumberTest:
        case runlog::OperandShape::ItemTest:
            addFieldValues();
            return;
        }
    }

    void addEntities(runlog::Operator op)
    {
        const QString& key = m_context.path.last();
        const bool isList = m_context.slot == CaretContext::Slot::Item || key.isEmpty();
        const bool wantsList = key == QLatin1String("entities") || key == QLatin1String("except");
        if (!isList && !wantsList)
            addAll({"true", "false"});
        const bool secrets = op == runlog::Operator::ContainsSecret;
        for (const auto& row : runlog::pii::entities())
            if (isList && (row.category == runlog::pii::Category::Secret) == secrets)
                add(text(row.name), text(row.description));
    }

    void addLikelihoods()
    {
        using runlog::pii::Likelihood;
        for (const auto likelihood : {Likelihood::Possible, Likelihood::Likely, Likelihood::VeryLikely})
            add(text(runlog::pii::name(likelihood)), {});
    }

    void addGroups()
    {
        if (!m_file)
            return;
        for (const auto& [name, patterns] : m_file->groups)
            add(text(name), translated("group of %n pattern(s)", patterns.size()));
    }

    void addActions(const char* first)
    {
        add(QString::fromLatin1(first), {});
        addAll({"require_approval", "modify", "log", "allow", "terminate"});
    }

    void addNamedValues()
    {
        const QString& key = m_place.key;
        if (key == QLatin1String("action") || key == QLatin1String("decision"))
            addActions("deny");
        else if (key == QLatin1String("default"))
            addAll({"allow", "deny"});
        else if (key == QLatin1String("mode"))
            addAll({"enforce", "observe"});
        else if (key == QLatin1String("enabled"))
            addAll({"true", "false"});
        else if (key == QLatin1String("block_pii"))
            addEntities(runlog::Operator::ContainsPii);
        else if (key == QLatin1String("min_likelihood"))
            addLikelihoods();
        else if (key == QLatin1String("on_error"))
            addAll({"skip"});
        else if (key == QLatin1String("on_timeout"))
            addAll({"deny", "terminate"});
        else if (key == QLatin1String("within"))
            addAll({"run", "today", "10m", "1h", "1d"});
        else if (key == QLatin1String("per"))
            addAll({"run", "user", "service"});
        else if (key == QLatin1String("then"))
            addAll({"approve", "deny", "expire", "hold"});
        else if (key == QLatin1String("service"))
            addWords(m_words.services);
        else if (key == QLatin1String("policy"))
            addPolicies();
        else if (key == QLatin1String("version"))
            addAll({"1"});
        else if (key == QLatin1String("timezone"))
            addAll({"UTC"});
    }

    void addPolicies()
    {
        if (!m_file)
            return;
        for (const auto& policy : m_file->policies)
            add(yamlText(text(policy.id)), text(runlog::name(policy.action)));
    }

    const CaretContext& m_context;
    const runlog::PolicyFile* m_file;
    const CorpusWords& m_words;
    LanguagePlace m_place;
    std::vector<Completion> m_offers;
};

} // namespace

std::vector<Completion> completionsAt(const CaretContext& context, const runlog::PolicyFile* file, const CorpusWords& words)
{
    return Offers(context, file, words).make();
}

} // namespace studio
