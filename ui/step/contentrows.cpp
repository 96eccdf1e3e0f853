// SPDX-License-Identifier: Apache-2.0
#include "ui/step/contentrows.h"

#include "core/traces/json.h"
#include "ui/theme/paint.h"

#include <QCoreApplication>

#include <memory_resource>

namespace studio {

using runlog::Value;

namespace {

constexpr std::size_t MostItems = 500; // of one list or map; the rest is told as a number

struct Words {
    Q_DECLARE_TR_FUNCTIONS(studio::Step)
};

ContentNode note(const QString& text)
{
    ContentNode node;
    node.row.kind = ContentRow::Kind::Note;
    node.row.name = text;
    return node;
}

ContentNode valueNode(std::string_view name, Value value);

void fillText(ContentRow& row, std::string_view name, std::string_view text)
{
    MarkedText marked = markPersonal(text, name, 2000);
    for (PersonalSpan& span : marked.spans) {
        ++span.begin;
        ++span.end;
    }
    row.value = u'"' + marked.text + u'"';
    row.spans = std::move(marked.spans);
}

void addMembers(ContentNode& node, Value value)
{
    const std::size_t shown = std::min(value.size(), MostItems);
    for (std::size_t i = 0; i < shown; ++i) {
        if (value.kind() == Value::Kind::List)
            node.children.push_back(valueNode("[" + std::to_string(i) + "]", value.items()[i]));
        else
            node.children.push_back(valueNode(value.members()[i].key, value.members()[i].value));
    }
    if (value.size() > shown)
        node.children.push_back(note(Words::tr("%n more", nullptr, static_cast<int>(value.size() - shown))));
}

void fill(ContentNode& node, std::string_view name, Value value)
{
    ContentRow& row = node.row;
    switch (value.kind()) {
    case Value::Kind::Absent: row.kind = ContentRow::Kind::Note; row.value = Words::tr("none"); return;
    case Value::Kind::Unrecorded: row.kind = ContentRow::Kind::Note; row.value = Words::tr("not recorded in this run"); return;
    case Value::Kind::Null: row.kind = ContentRow::Kind::Word; row.value = QStringLiteral("null"); return;
    case Value::Kind::Boolean:
        row.kind = ContentRow::Kind::Word;
        row.value = value.boolean() ? QStringLiteral("true") : QStringLiteral("false");
        return;
    case Value::Kind::Number: row.kind = ContentRow::Kind::Number; row.value = plain(value.text()); return;
    case Value::Kind::Text: row.kind = ContentRow::Kind::Text; return fillText(row, name, value.text());
    case Value::Kind::List: case Value::Kind::Map: break;
    }
    row.kind = ContentRow::Kind::Branch;
    row.value = value.kind() == Value::Kind::List ? counted(static_cast<qint64>(value.size()), Words::tr("1 item"), Words::tr("%1 items"))
                                                  : counted(static_cast<qint64>(value.size()), Words::tr("1 key"), Words::tr("%1 keys"));
    addMembers(node, value);
}

ContentNode valueNode(std::string_view name, Value value)
{
    ContentNode node;
    node.row.name = plain(name, 200);
    fill(node, name, value);
    return node;
}

// A section with its own members directly below it.
ContentNode section(const QString& title, std::string_view name, Value value)
{
    ContentNode node;
    node.row.kind = ContentRow::Kind::Heading;
    node.row.name = title;
    if (value.kind() == Value::Kind::Map || value.kind() == Value::Kind::List)
        addMembers(node, value);
    else
        node.children.push_back(valueNode(name, value));
    return node;
}

QString outputTitle(bool ran) { return ran ? Words::tr("Output, as recorded") : Words::tr("Output, as recorded; this would not have happened"); }

struct Part {
    QString title;
    std::string_view name;
    Value value;
};

std::vector<Part> parts(const StepContent& content, std::pmr::memory_resource& arena)
{
    std::vector<Part> all;
    if (content.step.kind == runlog::StepKind::ToolCall)
        all.push_back({Words::tr("Arguments"), "args", content.step.args});
    if (!content.changedArgs.empty())
        if (const auto changed = runlog::parseJson(content.changedArgs, arena))
            all.push_back({Words::tr("Arguments, as changed"), "args", *changed});
    if (content.step.input.isThere())
        all.push_back({Words::tr("Input"), "input", content.step.input});
    if (content.step.output.isThere())
        all.push_back({outputTitle(content.ran), "output", content.step.output});
    if (!content.step.error.empty())
        all.push_back({Words::tr("Error, as recorded"), "error", Value::text(content.step.error)});
    return all;
}

void appendMarked(MarkedText& all, const MarkedText& part)
{
    const int shift = static_cast<int>(all.text.size());
    all.text += part.text;
    for (PersonalSpan span : part.spans) {
        span.begin += shift;
        span.end += shift;
        all.spans.push_back(std::move(span));
    }
}

} // namespace

std::vector<ContentNode> contentRows(const StepContent& content)
{
    std::pmr::monotonic_buffer_resource arena;
    std::vector<ContentNode> nodes;
    for (const Part& part : parts(content, arena))
        nodes.push_back(section(part.title, part.name, part.value));
    if (nodes.empty())
        nodes.push_back(note(Words::tr("Nothing was recorded of this step")));
    return nodes;
}

MarkedText contentText(const StepContent& content)
{
    std::pmr::monotonic_buffer_resource arena;
    MarkedText all;
    for (const Part& part : parts(content, arena)) {
        all.text += (all.text.isEmpty() ? QString() : QStringLiteral("\n\n")) + part.title + u'\n';
        std::string text(part.value.kind() == Value::Kind::Text ? part.value.text() : std::string_view());
        if (part.value.kind() != Value::Kind::Text)
            runlog::appendCompactJson(text, part.value);
        appendMarked(all, markPersonal(text, part.name, 60000));
    }
    return all;
}

} // namespace studio
