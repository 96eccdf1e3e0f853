// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/corpuswords.h"

#include "core/language/fields.h"

#include <QRegularExpression>
#include <algorithm>
#include <map>
#include <unordered_map>

namespace studio {

namespace {

constexpr std::size_t MostWords = 2000;
constexpr std::size_t DeepestPath = 3;

bool isShowable(std::string_view text)
{
    return !text.empty() && text.size() <= 200
           && std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

void sortByCount(std::vector<CorpusWords::Word>& words)
{
    std::stable_sort(words.begin(), words.end(),
                     [](const auto& a, const auto& b) { return a.count != b.count ? a.count > b.count : a.text < b.text; });
}

// Counts ids of names, then makes them words.
class NameCounts {
public:
    void add(std::uint32_t id) { ++m_counts[id]; }

    std::vector<CorpusWords::Word> words(const runlog::Names& names) const
    {
        std::vector<CorpusWords::Word> words;
        for (const auto& [id, count] : m_counts)
            if (isShowable(names.name(id)) && words.size() < MostWords)
                words.push_back({yamlText(toText(names.name(id))), count, {}});
        sortByCount(words);
        return words;
    }

private:
    std::map<std::uint32_t, std::size_t> m_counts;
};

class PathCounts {
public:
    void add(runlog::Value args, std::uint32_t tool)
    {
        m_tool = tool;
        addMap(args, "args");
    }

    std::vector<CorpusWords::Word> words(const runlog::Names& names) const
    {
        std::vector<CorpusWords::Word> words;
        for (const auto& [path, seen] : m_paths)
            words.push_back({toText(path), seen.count, toText(names.name(seen.tool))});
        sortByCount(words);
        return words;
    }

private:
    struct Seen {
        std::size_t count = 0;
        std::uint32_t tool = runlog::Names::Absent;
    };

    void addMap(runlog::Value map, const std::string& prefix, std::size_t depth = 1)
    {
        for (const auto& member : map.members()) {
            if (!isShowable(member.key))
                continue;
            const std::string path = prefix + "." + runlog::print({{std::string(member.key), 0, false}});
            const auto found = m_paths.size() < MostWords ? m_paths.try_emplace(path, Seen{0, m_tool}).first : m_paths.find(path);
            if (found == m_paths.end())
                continue;
            ++found->second.count;
            if (depth < DeepestPath)
                addMap(member.value, path, depth + 1);
        }
    }

    std::unordered_map<std::string, Seen> m_paths;
    std::uint32_t m_tool = runlog::Names::Absent;
};

} // namespace

QString yamlText(const QString& text)
{
    static const QRegularExpression plainText(QStringLiteral("^[A-Za-z_/][A-Za-z0-9_./\\-]*$"));
    static const QRegularExpression otherType(QStringLiteral("^(true|false|null)$"), QRegularExpression::CaseInsensitiveOption);
    if (plainText.match(text).hasMatch() && !otherType.match(text).hasMatch())
        return text;
    QString escaped = text;
    escaped.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return QLatin1Char('"') + escaped + QLatin1Char('"');
}

CorpusWords corpusWords(const runlog::Runs& runs)
{
    NameCounts tools;
    NameCounts services;
    NameCounts models;
    PathCounts arguments;
    for (std::size_t step = 0; step < runs.stepCount(); ++step) {
        tools.add(runs.tool()[step]);
        models.add(runs.model()[step]);
        arguments.add(runs.args()[step], runs.tool()[step]);
    }
    for (const auto& run : runs.runs())
        services.add(run.service);
    return {tools.words(runs.names()), services.words(runs.names()), models.words(runs.names()),
            arguments.words(runs.names())};
}

} // namespace studio
