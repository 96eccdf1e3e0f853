// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/completions.h"

#include <QCoreApplication>

namespace studio {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("studio::Completion", source);
}

} // namespace

QString typeWords(runlog::FieldType type)
{
    switch (type) {
    case runlog::FieldType::Text:
        return translated("text");
    case runlog::FieldType::Map:
        return translated("map; a path reads one entry");
    case runlog::FieldType::Any:
        return translated("any type");
    case runlog::FieldType::Money:
        return translated("money in US dollars");
    case runlog::FieldType::Count:
        return translated("whole number");
    case runlog::FieldType::Duration:
        return translated("duration such as 15m");
    case runlog::FieldType::TimeOfDay:
        return translated("time of day, \"22:00\"");
    case runlog::FieldType::Weekday:
        return translated("day of the week");
    }
    return {};
}

std::vector<Completion> matching(const std::vector<Completion>& completions, const QString& typed)
{
    std::vector<Completion> begins;
    std::vector<Completion> contains;
    for (const auto& completion : completions) {
        const QString bare = completion.word.startsWith(QLatin1Char('"')) ? completion.word.mid(1) : completion.word;
        if (bare == typed || completion.word == typed)
            return {};
        if (bare.startsWith(typed, Qt::CaseInsensitive))
            begins.push_back(completion);
        else if (bare.contains(typed, Qt::CaseInsensitive))
            contains.push_back(completion);
    }
    begins.insert(begins.end(), contains.begin(), contains.end());
    return begins;
}

} // namespace studio
