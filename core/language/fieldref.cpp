// SPDX-License-Identifier: Apache-2.0
#include "core/language/fieldref.h"

#include "core/language/suggest.h"

#include <algorithm>

namespace runlog {

namespace {

std::vector<std::string_view> collectFieldNames()
{
    std::vector<std::string_view> names;
    for (const FieldRow& row : fieldRows())
        if (!row.name.empty())
            names.push_back(row.name);
    return names;
}

std::string_view firstPart(std::string_view text) { return text.substr(0, text.find_first_of(".[")); }

// The whole name with its first part replaced by the nearest field that takes a path.
std::vector<std::string> nearestWithPath(std::string_view text)
{
    static constexpr std::string_view takePath[] = {"args", "user"};
    const std::string_view first = firstPart(text);
    std::vector<std::string> names = nearest(first, takePath);
    if (wordFor(first) == "args")
        names.emplace_back("args");
    for (std::string& name : names)
        name += text.substr(first.size());
    return names;
}

// What stands wrong with `field.path`, or nothing.
bool reportPath(Reading& reading, const Node& node)
{
    const std::string_view first = firstPart(node.text());
    const auto field = fieldNamed(first);
    if (!field || first.size() == node.text().size())
        return false;
    if (!row(*field).takesPath) {
        reading.report.add(Code::BadPath, node.span(), inTicks(first) + " takes no path", "only `args` and `user` do");
        return true;
    }
    const bool star = node.text().find("[*]") != std::string_view::npos;
    reading.report.add(Code::BadPath, node.span(), inTicks(node.text()) + " is no path",
                       star ? "test the items of a list with `any_item`, `all_items` or `no_item`"
                            : "write `args.a.b`, `args.items[0]` or `args.\"key with . in it\"`");
    return true;
}

} // namespace

std::optional<FieldRef> parseFieldRef(std::string_view text)
{
    if (const auto whole = fieldNamed(text))
        return FieldRef{*whole, {}, {}};
    const std::string_view first = firstPart(text);
    const auto field = fieldNamed(first);
    if (!field || !row(*field).takesPath)
        return std::nullopt;
    const std::string_view rest = text.substr(first.size());
    auto path = parsePath(rest.starts_with('.') ? rest.substr(1) : rest);
    if (!path || (rest.starts_with('.') && path->front().isIndex))
        return std::nullopt;
    return FieldRef{*field, std::move(*path), {}};
}

FieldType typeOf(const FieldRef& field)
{
    const FieldType type = row(field.field).type;
    return type == FieldType::Map && !field.path.empty() ? FieldType::Any : type;
}

std::span<const std::string_view> fieldNames()
{
    static const std::vector<std::string_view> names = collectFieldNames();
    return names;
}

void reportBadField(Reading& reading, const Node& node, Level level)
{
    if (node.refused || reportPath(reading, node))
        return;
    if (const auto names = nearestWithPath(node.text()); !names.empty() && node.text().find_first_of(".[") != std::string_view::npos) {
        Diagnostic& found = reading.report.add(Code::UnknownField, node.span(), "unknown field " + inTicks(node.text()), didYouMean(names));
        for (const std::string& name : names)
            addReplacement(found, node.span(), node.text(), name);
        return;
    }
    std::vector<std::string_view> candidates(fieldNames().begin(), fieldNames().end());
    if (level == Level::Condition)
        for (const std::string_view key : keysOf(Level::Condition))
            candidates.push_back(key);
    reportUnknownKey(reading.report, node, level, Code::UnknownField, "field", candidates);
}

std::optional<FieldRef> readTarget(Reading& reading, const Node& node, std::string_view what)
{
    if (node.refused)
        return std::nullopt;
    if (node.kind != Node::Kind::Scalar) {
        reportWrongType(reading, node, "a path such as `args.query` for " + inTicks(what));
        return std::nullopt;
    }
    auto field = parseFieldRef(node.text());
    if (!field) {
        reportBadField(reading, node, Level::Change);
        return std::nullopt;
    }
    if (field->field != Field::Args && field->field != Field::Input) {
        reading.report.add(Code::BadPath, node.span(), inTicks(node.text()) + " cannot be changed", "only `args` and `input` can");
        return std::nullopt;
    }
    field->span = node.span();
    return field;
}

} // namespace runlog
