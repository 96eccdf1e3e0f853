// SPDX-License-Identifier: Apache-2.0
#include "core/traces/attributes.h"
#include "core/traces/conversation.h"
#include "core/traces/importers.h"
#include "core/traces/numbers.h"

#include <algorithm>

// Inspect AI logs, as JSON or as the zip of the same: each sample and epoch is a run, approvals are recorded answers.
namespace runlog {

namespace {

constexpr std::string_view Attachment = "attachment://";

class Sample {
public:
    Sample(Import& import, Value header, Value sample) : m_import(import), m_header(header), m_sample(sample) {}

    void read();

private:
    Value whole(Value value) const; // with its attachments in place
    std::string_view runId() const;
    std::string_view status() const;
    void readEvent(Value event);
    void readModel(Value event);
    void readTool(Value event);
    void readApproval(Value event);
    void sayNew(Value messages, Time time);

    Import& m_import;
    Value m_header;
    Value m_sample;
    Conversation m_talk{m_import};
};

Value Sample::whole(Value value) const
{
    auto& arena = m_import.arena();
    if (value.kind() == Value::Kind::Text && value.text().starts_with(Attachment)) {
        const auto found = m_sample.find("attachments").find(value.text().substr(Attachment.size()));
        return found.isAbsent() ? value : found;
    }
    if (value.kind() == Value::Kind::List) {
        std::vector<Value> items;
        for (const auto& item : value.items())
            items.push_back(whole(item));
        return Value::list(copyItems(items, arena));
    }
    if (value.kind() != Value::Kind::Map)
        return value;
    std::vector<Member> members;
    for (const auto& member : value.members())
        members.push_back({member.key, whole(member.value)});
    return Value::map(copyMembers(members, arena));
}

std::string_view Sample::runId() const
{
    std::string id(m_header.find("eval").find("run_id").text());
    if (id.empty())
        id = m_import.stem();
    for (const auto key : {"id", "epoch"})
        if (const auto part = m_sample.find(key).text(); !part.empty())
            id.append("/").append(part);
    return m_import.hold(std::move(id));
}

std::string_view Sample::status() const
{
    return m_sample.find("error").isThere() ? std::string_view("error") : m_header.find("status").text();
}

// The messages since the last answer, as far as they are no results of tools.
void Sample::sayNew(Value messages, Time time)
{
    auto items = messages.items();
    std::size_t first = items.size();
    while (first > 0 && items[first - 1].find("role").text() != "assistant")
        --first;
    for (const auto& message : items.subspan(first))
        if (const auto role = message.find("role").text(); role != "tool")
            m_talk.remark(role, contentOf(m_import, message.find("content")), time);
}

void Sample::readModel(Value event)
{
    const auto time = m_import.time(event.find("timestamp"));
    const auto messages = whole(event.find("input"));
    sayNew(messages, time);
    const auto output = event.find("output");
    const auto message = output.find("choices").at(0).find("message");
    auto& step = m_talk.answer(event.find("model").text(), contentOf(m_import, whole(message.find("content"))), time);
    if (messages.isThere())
        step.input = newInPrompt(m_import, messages);
    step.tokensIn = tokens(output.find("usage").find("input_tokens"));
    step.tokensOut = tokens(output.find("usage").find("output_tokens"));
    step.cost = m_import.cost(output.find("usage").find("total_cost"), step.tokensIn, step.tokensOut);
    if (const auto end = m_import.time(event.find("completed")); time != NoTime && end >= time)
        step.durationNanos = end - time;
    if (event.find("error").isThere())
        step.error = event.find("error").text();
}

void Sample::readTool(Value event)
{
    const auto time = m_import.time(event.find("timestamp"));
    const auto id = event.find("id").text();
    auto* known = m_talk.callNamed(id);
    auto& step = known != nullptr ? *known : m_talk.call(event.find("function").text(), whole(event.find("arguments")), id, time);
    step.output = contentOf(m_import, whole(event.find("result")));
    if (const auto end = m_import.time(event.find("completed")); time != NoTime && end >= time)
        step.durationNanos = end - time;
    const auto error = event.find("error");
    if (error.isThere())
        step.error = error.find("message").text().empty() ? std::string_view("error") : error.find("message").text();
}

// What a person or a rule answered when a call waited for approval. `escalate` leaves it to the next approver.
void Sample::readApproval(Value event)
{
    using Approval = RecordedDecision::Approval;
    auto& part = m_import.part();
    const auto call = event.find("call");
    const auto id = call.find("id").text();
    const auto time = m_import.time(event.find("timestamp"));
    auto* known = m_talk.callNamed(id);
    auto& step = known != nullptr ? *known : m_talk.call(call.find("function").text(), whole(call.find("arguments")), id, time);
    const auto answer = event.find("decision").text();
    RecordedDecision decision;
    decision.outcome = answer == "terminate" ? Action::Terminate : Action::RequireApproval;
    if (answer == "approve" || answer == "modify")
        decision.approval = Approval::Approved;
    else if (answer == "reject")
        decision.approval = Approval::Denied;
    else if (answer == "escalate")
        decision.approval = Approval::Pending;
    decision.by = part.keep(event.find("approver").text());
    decision.at = time;
    decision.reason = part.keep(event.find("explanation").text());
    if (const auto changed = event.find("modified").find("arguments"); changed.isThere())
        decision.args = part.keep(whole(changed));
    step.decision = part.addDecision(std::move(decision));
}

void Sample::readEvent(Value event)
{
    const auto kind = event.find("event").text();
    if (kind == "model")
        readModel(event);
    else if (kind == "tool")
        readTool(event);
    else if (kind == "approval")
        readApproval(event);
}

void Sample::read()
{
    for (const auto& event : m_sample.find("events").items())
        readEvent(event);
    Run run;
    run.id = runId();
    run.status = status();
    run.startedAt = m_talk.firstTime();
    const auto task = m_header.find("eval").find("task").text();
    m_talk.finish(m_import.addRun(task.empty() ? m_import.stem() : task, run));
}

} // namespace

void importInspect(Import& import)
{
    const auto document = import.document();
    if (!document)
        return;
    for (const auto& sample : document->find("samples").items())
        Sample(import, *document, sample).read();
}

Value valueOf(Import& import, const ZipEntry& entry)
{
    return import.parse(std::string_view(entry.bytes).substr(0, entry.bytes.size() - JsonPadding)).value_or(Value());
}

bool isInspectHeader(const ZipEntry& entry, bool known)
{
    return entry.name == "header.json" || (entry.name == "_journal/start.json" && !known);
}

bool isInspectSample(const ZipEntry& entry) { return entry.name.starts_with("samples/"); }

void importInspectSample(Import& import, Value header, const ZipEntry& entry)
{
    if (const auto sample = valueOf(import, entry); !sample.isAbsent())
        Sample(import, header, sample).read();
    else
        import.problems().damaged(0, "damaged-file", "a sample of this log is no JSON and is left out");
}

bool importInspectArchive(Import& import, std::span<const ZipEntry> entries)
{
    Value header;
    for (const auto& entry : entries)
        if (isInspectHeader(entry, !header.isAbsent()))
            header = valueOf(import, entry);
    if (header.find("eval").isAbsent())
        return false;
    for (const auto& entry : entries)
        if (isInspectSample(entry))
            importInspectSample(import, header, entry);
    return true;
}

} // namespace runlog
