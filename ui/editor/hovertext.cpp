// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/hovertext.h"

#include "core/engine/pii/entity.h"
#include "ui/editor/completions.h"
#include "ui/editor/languageplace.h"
#include "ui/theme/paint.h"

#include <QCoreApplication>

namespace studio {

namespace {

using Kind = LanguagePlace::Kind;

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

QString translated(const char* source)
{
    return QCoreApplication::translate("studio::hoverText", source);
}

QString fieldText(const QString& word)
{
    const auto path = word.indexOf(QLatin1Char('.'));
    auto field = runlog::fieldNamed(word.toStdString());
    if (!field && path > 0)
        field = runlog::fieldNamed(word.left(path).toStdString());
    if (!field)
        return {};
    const auto& row = runlog::row(*field);
    QString lines = word + QStringLiteral(" · ") + typeWords(row.type) + QLatin1Char('\n') + text(row.description);
    if (row.mayBeAbsent)
        lines += QLatin1Char('\n') + translated("may be absent: then only the negative operators hold");
    return lines;
}

QString operatorText(const QString& word)
{
    const auto op = runlog::operatorNamed(word.toStdString());
    if (!op)
        return {};
    const auto& row = runlog::row(*op);
    return word + QStringLiteral(" · ") + text(row.description) + QLatin1Char('\n') + text(row.example);
}

QString keyText(const QString& word, runlog::Level level)
{
    for (const auto& row : runlog::keyRows())
        if (row.level == level && text(row.name) == word)
            return word + QStringLiteral(" · ") + text(row.description);
    return {};
}

// Names of entities may be written in any case.
QString entityText(const QString& word)
{
    const auto entity = runlog::pii::entityNamed(word.toUpper().toStdString());
    if (!entity)
        return {};
    const auto& row = runlog::pii::row(*entity);
    QString lines = text(row.name) + QStringLiteral(" · ") + text(row.description);
    if (!row.check.empty())
        lines += QLatin1Char('\n') + translated("checked by") + QLatin1Char(' ') + text(row.check);
    if (row.needsContext)
        lines += QLatin1Char('\n') + translated("likely only beside a telling word or in a field of a telling name");
    if (!row.onByDefault)
        lines += QLatin1Char('\n') + translated("looked for only where a policy names it");
    return lines;
}

bool takesEntities(const LanguagePlace& place)
{
    return place.kind == Kind::Operand && place.op && runlog::row(*place.op).shape == runlog::OperandShape::Entities;
}

QString groupText(const QString& word, const runlog::PolicyFile* file)
{
    if (!file)
        return {};
    const auto group = file->groups.find(word.toStdString());
    if (group == file->groups.end())
        return {};
    QStringList patterns;
    for (const auto& pattern : group->second)
        patterns << plain(pattern);
    return word + QStringLiteral(" · ") + translated("group of tools") + QLatin1Char('\n') + patterns.join(QLatin1Char(' '));
}

QString actionText(const QString& word)
{
    const auto action = runlog::actionNamed(word.toStdString());
    if (!action)
        return {};
    switch (*action) {
    case runlog::Action::Allow:
        return translated("allow · lifts `default: deny` for this call, nothing else");
    case runlog::Action::Log:
        return translated("log · the step runs and the match is written down");
    case runlog::Action::Modify:
        return translated("modify · the step runs with changed arguments");
    case runlog::Action::RequireApproval:
        return translated("require_approval · the step waits until somebody has answered");
    case runlog::Action::Deny:
        return translated("deny · the step does not run; the run goes on");
    case runlog::Action::Terminate:
        return translated("terminate · the step does not run and the run ends");
    }
    return {};
}

QString valueText(const QString& word, const LanguagePlace& place, const runlog::PolicyFile* file)
{
    if (place.kind == Kind::GroupNames)
        return groupText(word, file);
    if (takesEntities(place))
        return entityText(word);
    if (place.kind == Kind::Path)
        return fieldText(word);
    const bool isAction = place.key == QLatin1String("action") || place.key == QLatin1String("decision")
                          || place.key == QLatin1String("on_timeout") || place.key == QLatin1String("default");
    return place.kind == Kind::Value && isAction ? actionText(word) : QString();
}

} // namespace

QString hoverText(const QString& word, const QStringList& path, const runlog::PolicyFile* file)
{
    if (!path.isEmpty() && path.last() == word) { // the word is the key that ends the path
        const LanguagePlace above = placeAt(path.mid(0, path.size() - 1));
        if (above.kind == Kind::Condition) {
            const QString field = fieldText(word);
            return field.isEmpty() ? keyText(word, runlog::Level::Condition) : field;
        }
        if (above.kind == Kind::Test)
            return operatorText(word);
        const QString key = keyText(word, takesEntities(above) ? runlog::Level::Entities : above.level);
        if (above.kind == Kind::Window && key.isEmpty())
            return operatorText(word);
        return key;
    }
    return valueText(word, placeAt(path), file);
}

} // namespace studio
