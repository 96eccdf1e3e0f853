// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/textplaces.h"

#include "ui/editor/linescan.h"
#include "ui/session/document.h"

#include <QRegularExpression>
#include <QTextBlock>

namespace studio {

namespace {

bool holds(const runlog::Span& span, std::size_t offset) { return span.begin <= offset && offset <= span.end; }

bool comparesValues(const runlog::Condition& condition)
{
    using runlog::Operator;
    const bool isContent = condition.op == Operator::ContainsPii || condition.op == Operator::ContainsSecret;
    const auto isText = [](const runlog::Literal& literal) { return literal.type == runlog::Literal::Type::Text; };
    const bool isList = condition.literals.size() > 1 && condition.op != Operator::Between;
    return isContent || isList || (!condition.literals.empty() && isText(condition.literals.front()));
}

const runlog::Condition* testAt(const runlog::Condition& condition, std::size_t offset)
{
    if (!holds(condition.span, offset))
        return nullptr;
    for (const runlog::Condition& child : condition.children)
        if (const auto* found = testAt(child, offset))
            return found;
    return condition.kind == runlog::Condition::Kind::Test && comparesValues(condition) ? &condition : nullptr;
}

} // namespace

const runlog::Condition* testAt(const Document& document, int position)
{
    const std::size_t offset = document.offset(position);
    const auto* policy = policyAt(document, position);
    const auto* found = policy ? testAt(policy->when, offset) : nullptr;
    return found || !policy || !policy->unless ? found : testAt(*policy->unless, offset);
}

std::optional<runlog::ThresholdPlace> numberAt(const Document& document, int position)
{
    const std::size_t offset = document.offset(position);
    for (const auto& place : runlog::thresholds(*document.policyFile()))
        if (place.value->span.begin <= offset && offset <= place.value->span.end)
            return place;
    return std::nullopt;
}

std::optional<runlog::ThresholdPlace> numberOnLineAt(const Document& document, int position)
{
    const std::string_view text = document.source()->bytes();
    const std::size_t offset = document.offset(position);
    const std::size_t begin = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1; // npos + 1 is the text's begin
    const std::size_t end = text.find('\n', offset);
    std::optional<runlog::ThresholdPlace> nearest;
    std::size_t least = text.size();
    for (const auto& place : runlog::thresholds(*document.policyFile())) {
        const runlog::Span& span = place.value->span;
        if (span.begin < begin || span.end > std::min(end, text.size()))
            continue;
        const std::size_t off = offset < span.begin ? span.begin - offset : offset > span.end ? offset - span.end : 0;
        if (!nearest || off < least) {
            nearest = place;
            least = off;
        }
    }
    return nearest;
}

const runlog::Policy* policyAt(const Document& document, int position)
{
    const std::size_t offset = document.offset(position);
    const runlog::Policy* found = nullptr;
    for (const auto& policy : document.policyFile()->policies)
        if (policy.span.begin <= offset && offset <= policy.span.end)
            found = &policy;
    return found;
}

int definitionOfGroup(const QTextDocument& text, const QString& name)
{
    const QRegularExpression entry(QStringLiteral("(?:^\\s+|[{,]\\s*)([\"']?)(%1)\\1\\s*:").arg(QRegularExpression::escape(name)));
    bool isInGroups = false;
    for (QTextBlock block = text.begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        if (!isBlank(line) && !isComment(line) && indentOf(line) == 0)
            isInGroups = line.startsWith(QStringLiteral("groups:"));
        const auto match = isInGroups ? entry.match(line) : QRegularExpressionMatch();
        if (match.hasMatch())
            return block.position() + static_cast<int>(match.capturedStart(2));
    }
    return -1;
}

} // namespace studio
