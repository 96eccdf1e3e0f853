// SPDX-License-Identifier: Apache-2.0
#include "core/traces/piecewise.h"

#include "core/language/report.h"
#include "core/traces/importers.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::size_t MostRepeated = 8; // keys of one document that are warned about

// A text with what a JsonReader wants behind it.
std::optional<Value> readPadded(JsonReader& json, std::string& text, std::pmr::memory_resource& arena)
{
    const auto size = text.size();
    text.append(JsonPadding, ' ');
    return json.read(std::string_view(text).substr(0, size), arena);
}

std::string twice(std::string_view key) { return "the key " + inTicks(key) + " stands twice; the last one is kept"; }

// The document of which only one item is there.
Value documentOf(Value frame, const std::string& list, Value item, std::pmr::memory_resource& arena)
{
    const auto items = Value::list(copyItems({&item, 1}, arena));
    if (list.empty())
        return items;
    const auto members = frame.members();
    std::vector<Member> changed(members.begin(), members.end());
    for (auto& member : changed)
        if (member.key == list)
            member.value = items;
    return Value::map(copyMembers(changed, arena));
}

} // namespace

PiecewiseImport::PiecewiseImport(std::string name, Pieces::Open open, const Format* format, RunSpool& runs,
                                 std::function<void(std::uint64_t)> tell, std::stop_token stop)
    : m_name(std::move(name)), m_pieces(std::move(open)), m_format(format), m_runs(runs), m_tell(std::move(tell)), m_stop(std::move(stop))
{
}

bool PiecewiseImport::read()
{
    const auto shape = m_pieces.look();
    if (shape == Pieces::Shape::Other)
        return false;
    const auto& frame = m_pieces.frame();
    std::pmr::monotonic_buffer_resource arena;
    const bool lines = shape == Pieces::Shape::Lines;
    auto text = lines ? m_pieces.firstLine() : frame.before + frame.first + frame.after;
    const auto first = readPadded(m_shared.json, text, arena);
    if (!first)
        return false;
    if (m_format == nullptr)
        m_format = formatOf(*first);
    if (m_format == nullptr || m_format->importer == nullptr)
        return false;
    if (lines)
        return m_format->byLines && readLines();
    return frame.items > 0 && m_format->byItems != nullptr && m_format->byItems(*first) && readItems();
}

bool PiecewiseImport::mayGoOn()
{
    m_tell(m_pieces.bytesRead());
    return !m_stop.stop_requested();
}

void PiecewiseImport::importPiece(Value piece, std::uint32_t line)
{
    auto part = std::make_shared<RunsPart>(0);
    {
        Import import(m_name, piece, line, *part, m_shared);
        m_format->importer(import);
    }
    m_runs.takePart(std::move(part));
}

bool PiecewiseImport::readLines()
{
    std::string line;
    m_pieces.startLines();
    while (mayGoOn() && m_pieces.nextLine(line))
        importLine(line);
    if (!m_pieces.error().empty())
        return false;
    if (m_format->runOfLine != nullptr)
        importGroups();
    return true;
}

void PiecewiseImport::importLine(std::string& line)
{
    std::pmr::monotonic_buffer_resource arena;
    const auto size = line.size();
    const auto number = m_pieces.line();
    const auto value = readPadded(m_shared.json, line, arena);
    if (!value) {
        m_runs.problems().damaged(number, "damaged-line", "this line is left out: " + m_shared.json.remarks().error);
        return;
    }
    for (const auto& key : m_shared.json.remarks().repeatedKeys)
        m_runs.problems().warning(number, "key-twice", twice(key));
    if (m_format->runOfLine == nullptr)
        importPiece(*value, number);
    else
        groupLine(*value, std::string_view(line).substr(0, size));
}

void PiecewiseImport::groupLine(Value line, std::string_view text)
{
    const auto run = m_format->runOfLine(line);
    if (!run) {
        ++m_others;
        return;
    }
    auto& spool = m_runs.spool();
    m_groups[*run].push_back({spool.add(text), text.size() + 1});
    spool.add("\n");
}

// What is odd about single lines was said when they were put aside.
void PiecewiseImport::importGroups()
{
    for (const auto& [run, places] : m_groups) {
        if (m_stop.stop_requested())
            break;
        std::string lines;
        for (const auto& place : places) {
            const auto size = lines.size();
            lines.resize(size + place.size);
            m_runs.spool().read(place.begin, lines.data() + size, place.size);
        }
        const auto size = lines.size();
        lines.append(JsonPadding, ' ');
        auto part = std::make_shared<RunsPart>(0);
        {
            Import import(m_name, std::string_view(lines).substr(0, size), *part, m_shared);
            m_format->importer(import);
        }
        part->problems.drop("key-twice");
        m_runs.takePart(std::move(part));
    }
    m_format->noteOther(m_runs.problems(), m_others);
}

bool PiecewiseImport::readItems()
{
    const auto& frame = m_pieces.frame();
    auto text = frame.before + frame.after;
    std::pmr::monotonic_buffer_resource arena;
    const auto document = readPadded(m_shared.json, text, arena);
    if (!document)
        return false;
    warnRepeated();
    std::string item;
    std::size_t items = 0;
    m_pieces.startItems();
    for (; mayGoOn() && m_pieces.nextItem(item); ++items)
        if (!importItem(item, *document))
            return false;
    return m_stop.stop_requested() || (items == frame.items && m_pieces.error().empty());
}

// In the last text that was read; of a document not all are named.
void PiecewiseImport::warnRepeated()
{
    for (const auto& key : m_shared.json.remarks().repeatedKeys)
        if (m_repeated++ < MostRepeated)
            m_runs.problems().warning(0, "key-twice", twice(key));
}

bool PiecewiseImport::importItem(std::string& item, Value document)
{
    const auto& frame = m_pieces.frame();
    std::pmr::monotonic_buffer_resource arena;
    item.insert(0, frame.depth(), '['); // as deep as it stands in the document
    item.append(frame.depth(), ']');
    auto value = readPadded(m_shared.json, item, arena);
    if (!value)
        return false;
    warnRepeated();
    for (std::size_t i = 0; i < frame.depth(); ++i)
        value = value->at(0);
    importPiece(documentOf(document, frame.list, *value, arena), 0);
    return true;
}

bool PiecewiseImport::readArchive(const std::string& path)
{
    RunsPart about(0);
    Import whole(m_name, std::string_view(), about, m_shared);
    Value header;
    std::string error;
    const auto mayBeHeader = [](const std::string& name) { return isInspectHeader({name, {}}, false); };
    eachZipEntry(path, error, mayBeHeader, [&](const ZipEntry& entry) {
        if (isInspectHeader(entry, !header.isAbsent()))
            header = valueOf(whole, entry);
    });
    if (!error.empty() || header.find("eval").isAbsent())
        return false;
    const auto wanted = [this](const std::string&) { return !m_stop.stop_requested(); };
    eachZipEntry(path, error, wanted, [&](const ZipEntry& entry) {
        if (!isInspectSample(entry))
            return;
        auto part = std::make_shared<RunsPart>(0);
        {
            Import import(m_name, std::string_view(), *part, m_shared);
            importInspectSample(import, header, entry);
        }
        m_runs.takePart(std::move(part));
    });
    return error.empty();
}

} // namespace runlog
