// SPDX-License-Identifier: Apache-2.0
#include "core/checks/recordednames.h"

#include "core/language/suggest.h"

#include <algorithm>

namespace runlog::checks {

namespace {

constexpr std::size_t DeepestPath = 4;
constexpr std::size_t MostPaths = 5'000; // of one field: keys that are values themselves are no words

// Keys that a path takes without quotes.
bool isPlainKey(std::string_view key)
{
    return !key.empty() && std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    });
}

std::vector<std::string> nearestOf(std::string_view name, const std::set<std::string, std::less<>>& words)
{
    const std::vector<std::string_view> candidates(words.begin(), words.end());
    return nearest(name, candidates);
}

} // namespace

RecordedNames::RecordedNames(const Runs& runs)
{
    std::set<std::uint32_t> tools(runs.tool().begin(), runs.tool().end());
    std::set<std::uint32_t> models(runs.model().begin(), runs.model().end());
    const auto add = [&](Field field, std::string_view name) {
        if (!name.empty())
            m_names[field].emplace(name);
    };
    for (const auto tool : tools)
        add(Field::Tool, runs.names().name(tool));
    for (const auto model : models)
        add(Field::Model, runs.names().name(model));
    for (const auto& run : runs.runs()) {
        add(Field::Service, runs.names().name(run.service));
        add(Field::Environment, run.environment);
        addPaths(Field::User, {}, run.user, 0);
    }
    for (const auto args : runs.args())
        addPaths(Field::Args, {}, args, 0);
}

void RecordedNames::addPaths(Field field, std::string_view above, Value value, std::size_t depth)
{
    auto& paths = m_paths[field];
    for (const auto& member : value.members()) {
        if (!isPlainKey(member.key) || paths.size() > MostPaths)
            continue;
        std::string path(above);
        path.append(above.empty() ? "" : ".").append(member.key);
        if (depth + 1 < DeepestPath)
            addPaths(field, path, member.value, depth + 1);
        paths.insert(std::move(path));
    }
}

std::vector<std::string> RecordedNames::namesNear(Field field, std::string_view name) const
{
    const auto words = m_names.find(field);
    return words == m_names.end() ? std::vector<std::string>() : nearestOf(name, words->second);
}

std::vector<std::string> RecordedNames::fieldsNear(const FieldRef& field) const
{
    const auto words = m_paths.find(field.field);
    if (words == m_paths.end() || field.path.empty())
        return {};
    auto near = nearestOf(print(field.path), words->second);
    for (auto& path : near)
        path.insert(0, std::string(row(field.field).name) + '.');
    return near;
}

} // namespace runlog::checks
