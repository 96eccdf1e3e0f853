// SPDX-License-Identifier: Apache-2.0
#include "core/traces/problems.h"

#include <algorithm>

namespace runlog {

std::string print(const TraceProblem& problem)
{
    std::string out = printable(problem.file, 500);
    if (problem.line > 0)
        out += ':' + std::to_string(problem.line);
    return out + ": " + std::string(name(problem.severity)) + ": " + problem.message + " [" + problem.code + "]";
}

void Problems::add(TraceProblem problem, bool once)
{
    auto& tally = m_tally.try_emplace(problem.code).first->second;
    tally.once = once;
    if (++tally.count <= (once ? 1 : Most))
        m_problems.push_back(std::move(problem));
}

void Problems::error(std::size_t line, std::string_view code, std::string message)
{
    add({{}, line, std::string(code), Severity::Error, std::move(message)}, false);
}

void Problems::warning(std::size_t line, std::string_view code, std::string message)
{
    add({{}, line, std::string(code), Severity::Warning, std::move(message)}, false);
}

void Problems::note(std::size_t line, std::string_view code, std::string message)
{
    add({{}, line, std::string(code), Severity::Note, std::move(message)}, false);
}

void Problems::warnOnce(std::size_t line, std::string_view code, std::string message)
{
    add({{}, line, std::string(code), Severity::Warning, std::move(message)}, true);
}

void Problems::damaged(std::size_t line, std::string_view code, std::string message)
{
    ++m_damaged;
    add({{}, line, std::string(code), Severity::Error, std::move(message), true}, false);
}

void Problems::append(const Problems& later, std::size_t linesBefore)
{
    std::map<std::string_view, std::size_t> kept;
    for (const auto& problem : later.m_problems) {
        const auto& tally = later.m_tally.find(problem.code)->second;
        auto moved = problem;
        moved.line += problem.line == 0 ? 0 : linesBefore;
        add(std::move(moved), tally.once);
        ++kept[problem.code];
    }
    for (const auto& [code, tally] : later.m_tally)
        m_tally[code].count += tally.count - kept[code];
    m_damaged += later.m_damaged;
}

void Problems::drop(std::string_view code)
{
    std::erase_if(m_problems, [code](const TraceProblem& problem) { return problem.code == code; });
    if (const auto found = m_tally.find(code); found != m_tally.end())
        m_tally.erase(found);
}

std::vector<TraceProblem> Problems::inFile(const std::string& file) const
{
    auto problems = m_problems;
    std::ranges::stable_sort(problems, {}, &TraceProblem::line);
    for (const auto& [code, tally] : m_tally)
        if (!tally.once && tally.count > Most)
            problems.push_back({{}, 0, code, Severity::Note, std::to_string(tally.count - Most) + " more of these are not listed"});
    for (auto& problem : problems)
        problem.file = file;
    return problems;
}

} // namespace runlog
