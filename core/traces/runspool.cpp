// SPDX-License-Identifier: Apache-2.0
#include "core/traces/runspool.h"

#include "core/traces/json.h"
#include "core/traces/native.h"
#include "core/traces/nativewriter.h"
#include "core/traces/spantext.h"

#include <algorithm>
#include <set>

namespace runlog {

namespace {

// Runs that a store may have to tell apart lie together: the ids `a`, `a~2` and `a~2~3`.
std::string_view groupOf(std::string_view id)
{
    for (;;) {
        const auto mark = id.find_last_not_of("0123456789");
        if (mark == std::string_view::npos || mark == 0 || id[mark] != '~' || mark + 1 == id.size())
            return id;
        id = id.substr(0, mark);
    }
}

// Lines without their ends; the memory has JsonPadding bytes more.
template <typename Use> void eachLine(std::string_view lines, Use use)
{
    while (!lines.empty()) {
        const auto end = std::min(lines.find('\n'), lines.size());
        use(lines.substr(0, end));
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

} // namespace

// Builds the runs of one group from what was put aside of them.
struct RunSpool::Group {
    RunSpool& spool;
    std::vector<std::shared_ptr<RunsPart>> parts{}; // one of each file
    std::vector<std::uint32_t> files{};
    std::vector<bool> imported{};
    std::vector<std::string> texts{};               // what values of spans view
    NativeReader native{};
    JsonReader json{};

    RunsPart& partOf(const Chunk& chunk)
    {
        if (files.empty() || files.back() != chunk.file) {
            parts.push_back(std::make_shared<RunsPart>(static_cast<std::uint32_t>(files.size())));
            files.push_back(chunk.file);
            imported.push_back(chunk.kind == Kind::Whole);
        }
        return *parts.back();
    }

    bool readLine(Kind kind, std::string_view line, std::uint32_t number, RunsPart& part)
    {
        if (kind != Kind::Spans)
            return native.readLine(line, number, part);
        const auto span = json.read(line, part.arena());
        if (span)
            part.spans.push_back(spanOf(*span, part));
        return span.has_value();
    }

    void add(const Chunk& chunk)
    {
        auto& text = texts.emplace_back(chunk.size + JsonPadding, ' ');
        spool.m_spool->read(chunk.begin, text.data(), chunk.size);
        auto& part = partOf(chunk);
        auto number = chunk.firstLine;
        eachLine(std::string_view(text).substr(0, chunk.size), [&](std::string_view line) {
            if (!readLine(chunk.kind, line, number++, part))
                spool.m_spool->fail("what was put aside cannot be read again");
        });
        for (RunsPart::RunRef run = 0; chunk.kind == Kind::Whole && run < part.runCount(); ++run)
            part.run(run).whole = true;
        part.problems = {}; // they were said when it was read
    }

    RunsPtr finish(std::vector<TraceProblem>& problems)
    {
        assembleSpans(parts);
        RunsBuilder builder;
        builder.usePrices(spool.m_prices);
        for (std::size_t i = 0; i < parts.size(); ++i) {
            builder.addSource(std::to_string(i));
            builder.add(std::move(parts[i]));
        }
        return builder.finish(problems);
    }
};

RunSpool::RunSpool(std::unique_ptr<Spool> spool, std::shared_ptr<const PriceTable> prices)
    : m_spool(std::move(spool)), m_prices(std::move(prices))
{
}

void RunSpool::begin(const std::string& path) { m_files.push_back({path, {}}); }

void RunSpool::rollBack()
{
    m_fresh.clear();
    m_files.back().problems = {};
}

void RunSpool::forget()
{
    rollBack();
    m_files.pop_back();
}

void RunSpool::commit()
{
    for (auto& [group, chunks] : m_fresh) {
        auto& known = m_chunks[group];
        std::ranges::move(chunks, std::back_inserter(known));
    }
    m_fresh.clear();
}

// Bytes that follow others of the same run become one with them.
void RunSpool::add(std::string_view id, Chunk chunk)
{
    chunk.file = static_cast<std::uint32_t>(m_files.size() - 1);
    const auto group = groupOf(id);
    auto found = m_fresh.find(group);
    if (found == m_fresh.end())
        found = m_fresh.emplace(group, Chunks()).first;
    auto& chunks = found->second;
    if (chunk.kind != Kind::Whole && !chunks.empty()) {
        auto& last = chunks.back();
        const bool follows = last.kind == chunk.kind && last.begin + last.size == chunk.begin &&
                             (chunk.kind == Kind::Spans || last.firstLine + last.lines == chunk.firstLine);
        if (follows) {
            last.lines += chunk.lines;
            last.size += chunk.size;
            return;
        }
    }
    chunks.push_back(std::move(chunk));
}

void RunSpool::takeLine(std::string_view run, std::uint32_t number, std::string_view line)
{
    const auto begin = m_spool->add(line);
    m_spool->add("\n");
    add(run, {Kind::Lines, 0, number, 1, begin, line.size() + 1, {}, {}});
}

void RunSpool::takeSpans(const RunsPart& part)
{
    for (const auto& span : part.spans) {
        m_text.clear();
        appendSpanLine(m_text, span, part);
        add(span.trace, {Kind::Spans, 0, 0, 1, m_spool->add(m_text), m_text.size(), {}, {}});
    }
}

void RunSpool::takeRuns(std::shared_ptr<RunsPart> part)
{
    RunsBuilder builder;
    builder.usePrices(m_prices);
    for (std::uint32_t source = 0; source <= part->source(); ++source)
        builder.addSource({});
    builder.add(std::move(part));
    std::vector<TraceProblem> found;
    const auto runs = builder.finish(found);
    addProblems(problems(), found, false);
    for (const auto& run : runs->runs()) {
        m_text.clear();
        appendRun(m_text, *runs, run);
        const std::string id(run.id);
        add(id, {Kind::Whole, 0, 0, 0, m_spool->add(m_text), m_text.size(), id, std::string(runs->names().name(run.service))});
    }
}

void RunSpool::takePart(std::shared_ptr<RunsPart> part)
{
    problems().append(part->problems, 0);
    part->problems = {};
    m_importedSteps += part->stepCount() + part->spans.size();
    takeSpans(*part);
    part->spans.clear();
    if (part->runCount() > 0)
        takeRuns(std::move(part));
}

// Of imported runs the rest was said when they were read.
void RunSpool::addProblems(Problems& to, const std::vector<TraceProblem>& found, bool imported) const
{
    for (const auto& problem : found) {
        if (imported && problem.code != "run-twice" && problem.code != "step-twice")
            continue;
        const auto line = imported ? 0 : problem.line;
        switch (problem.severity) {
        case Severity::Error: to.error(line, problem.code, problem.message); break;
        case Severity::Warning: to.warning(line, problem.code, problem.message); break;
        case Severity::Note: to.note(line, problem.code, problem.message); break;
        }
    }
}

// Whether imported runs are all there is, with a name each.
bool RunSpool::areApart(const Chunks& chunks)
{
    std::set<std::pair<std::string_view, std::string_view>> names;
    return std::ranges::all_of(chunks, [&](const Chunk& chunk) {
        return chunk.kind == Kind::Whole && names.emplace(chunk.service, chunk.id).second;
    });
}

void RunSpool::writeGroup(const Chunks& chunks)
{
    if (areApart(chunks)) {
        for (const auto& chunk : chunks)
            m_ready.push_back({chunk.service, chunk.id, chunk.begin, chunk.size});
        return;
    }
    Group group{*this};
    for (const auto& chunk : chunks)
        group.add(chunk);
    std::vector<TraceProblem> found;
    const auto runs = group.finish(found);
    for (auto& problem : found) {
        const auto local = std::stoul(problem.file);
        addProblems(m_files[group.files[local]].problems, {problem}, group.imported[local]);
    }
    for (const auto& run : runs->runs()) {
        m_text.clear();
        appendRun(m_text, *runs, run);
        m_ready.push_back({std::string(runs->names().name(run.service)), std::string(run.id), m_spool->add(m_text), m_text.size()});
    }
}

bool RunSpool::read(std::size_t index, std::string& lines)
{
    const auto& run = m_ready[index];
    lines.resize(run.size);
    return m_spool->read(run.begin, lines.data(), run.size) == run.size;
}

bool RunSpool::arrange(const std::stop_token& stop)
{
    for (const auto& [id, chunks] : m_chunks) {
        if (stop.stop_requested())
            return false;
        writeGroup(chunks);
    }
    m_chunks.clear();
    std::ranges::sort(m_ready, {}, [](const Ready& run) { return std::tie(run.service, run.id); });
    return true;
}

std::size_t RunSpool::damagedLines() const
{
    std::size_t count = 0;
    for (const auto& file : m_files)
        count += file.problems.damagedLines();
    return count;
}

void RunSpool::takeProblems(std::vector<TraceProblem>& problems) const
{
    for (const auto& file : m_files)
        std::ranges::move(file.problems.inFile(file.path), std::back_inserter(problems));
}

} // namespace runlog
