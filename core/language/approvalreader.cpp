// SPDX-License-Identifier: Apache-2.0
#include "core/language/policyreader.h"

#include "core/language/fieldref.h"
#include "core/language/literal.h"

#include <array>

namespace runlog {

namespace {

constexpr std::array<std::string_view, 2> fallbacks{"deny", "terminate"};

void readRequired(Reading& reading, const Entry& entry, Approval& approval)
{
    if (!expectThere(reading, entry.key, entry.value))
        return;
    if (entry.value.kind != Node::Kind::Map) {
        approval.required = readCount(reading, entry.key, entry.value, 1).value_or(1);
        return;
    }
    approval.required = 0;
    forEachEntry(entry.value, [&](const Entry& group) {
        const std::size_t count = readCount(reading, group.key, group.value, 1).value_or(1);
        approval.perGroup[std::string(group.key.text())] = count;
        approval.required += count;
    });
}

void readTimeout(Reading& reading, const Entry& entry, Approval& approval)
{
    if (!expectThere(reading, entry.key, entry.value))
        return;
    LiteralWish wish;
    wish.type = FieldType::Duration;
    const auto literal = readLiteral(reading, entry.value, wish);
    if (literal && literal->nanos <= 0)
        reading.report.add(Code::ApprovalRequired, entry.value.span(), "a request that waits no time cannot be answered",
                           "write a duration such as `15m`");
    else if (literal)
        approval.timeout = Duration{literal->nanos};
}

void readFallback(Reading& reading, const Entry& entry, Approval& approval)
{
    if (entry.value.kind == Node::Kind::Scalar && (entry.value.text() == "approve" || entry.value.text() == "allow")) {
        reading.report.add(Code::UnknownValue, entry.value.span(), "a request that nobody answers is never approved",
                           "write `deny` or `terminate`");
        return;
    }
    if (const auto word = readWord(reading, entry.key, entry.value, fallbacks))
        approval.onTimeout = *word == "terminate" ? Action::Terminate : Action::Deny;
}

void readEditable(Reading& reading, const Entry& entry, Approval& approval)
{
    if (!expectList(reading, entry.key, entry.value))
        return;
    for (const Node& item : entry.value.children())
        if (auto field = readTarget(reading, item, entry.key.text()))
            approval.editable.push_back(std::move(*field));
    warnOfRepeats(reading, entry.value);
}

} // namespace

void readApproval(Reading& reading, const Node& key, const Node& map, Policy& policy)
{
    if (!expectMap(reading, key, map))
        return;
    Approval approval;
    forEachEntry(map, [&](const Entry& entry) {
        if (entry.key.text() == "required")
            return readRequired(reading, entry, approval);
        if (entry.key.text() == "timeout")
            return readTimeout(reading, entry, approval);
        if (entry.key.text() == "on_timeout")
            return readFallback(reading, entry, approval);
        if (entry.key.text() == "editable")
            return readEditable(reading, entry, approval);
        reportUnknownKey(reading.report, entry.key, Level::Approval);
    });
    policy.setApproval(std::move(approval));
}

} // namespace runlog
