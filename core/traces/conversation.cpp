// SPDX-License-Identifier: Apache-2.0
#include "core/traces/conversation.h"

#include <algorithm>

namespace runlog {

Step& Conversation::addStep(StepKind kind, Time time)
{
    auto& step = m_steps.emplace_back();
    step.seq = static_cast<std::int64_t>(m_steps.size());
    step.kind = kind;
    step.startedAt = time;
    return step;
}

void Conversation::addNews(Value content)
{
    if (content.isThere() && !(content.kind() == Value::Kind::Text && content.text().empty()))
        m_news.push_back(content);
}

void Conversation::remark(std::string_view role, Value content, Time time)
{
    auto& step = addStep(StepKind::Message, time);
    step.role = role;
    step.output = content;
}

void Conversation::say(std::string_view role, Value content, Time time)
{
    remark(role, content, time);
    addNews(content);
}

Step& Conversation::answer(std::string_view model, Value content, Time time)
{
    auto& step = addStep(StepKind::LlmCall, time);
    step.model = m_import->name(model);
    step.output = content;
    if (m_news.size() == 1)
        step.input = m_news.front();
    else if (!m_news.empty())
        step.input = Value::list(copyItems(m_news, m_import->arena()));
    m_news.clear();
    m_answer = m_steps.size();
    m_firstCall = nullptr;
    return step;
}

void Conversation::continueAnswer(const Step& answer)
{
    const auto index = static_cast<std::size_t>(answer.seq);
    if (m_answer == index)
        return;
    m_answer = index;
    m_firstCall = nullptr;
    for (auto& step : m_steps)
        if (m_firstCall == nullptr && step.kind == StepKind::ToolCall && step.parent == answer.seq)
            m_firstCall = &step;
}

Step* Conversation::callNamed(std::string_view id)
{
    const auto found = m_calls.find(id);
    return found == m_calls.end() ? nullptr : found->second;
}

Step& Conversation::call(std::string_view tool, Value args, std::string_view id, Time time)
{
    auto& step = addStep(StepKind::ToolCall, time);
    step.tool = tool.empty() ? Names::Unrecorded : m_import->name(tool);
    step.args = args;
    if (m_answer != 0) {
        step.parent = static_cast<std::int64_t>(m_answer);
        if (m_firstCall != nullptr)
            m_firstCall->batch = step.batch = step.parent;
        else
            m_firstCall = &step;
    }
    if (!id.empty())
        m_calls.try_emplace(id, &step);
    m_waiting.push_back({id, m_steps.size() - 1});
    return step;
}

Step* Conversation::result(std::string_view id, Value content, Time time)
{
    addNews(content);
    auto waiting = m_waiting.begin();
    if (!id.empty())
        waiting = std::ranges::find(m_waiting, id, &Waiting::id);
    if (waiting == m_waiting.end())
        return nullptr;
    auto& step = m_steps[waiting->step];
    m_waiting.erase(waiting);
    step.output = content;
    if (time != NoTime && step.startedAt != NoTime && time >= step.startedAt)
        step.durationNanos = time - step.startedAt;
    return &step;
}

Time Conversation::firstTime() const
{
    const auto timed = std::ranges::find_if(m_steps, [](const Step& step) { return step.startedAt != NoTime; });
    return timed == m_steps.end() ? NoTime : timed->startedAt;
}

void Conversation::finish(RunsPart::RunRef run)
{
    for (const auto& step : m_steps)
        m_import->add(run, step);
    m_steps.clear();
}

Value contentOf(Import& import, Value content)
{
    if (content.kind() != Value::Kind::List)
        return content;
    std::vector<Value> texts;
    for (const auto& part : content.items()) {
        const auto text = firstOf(part, {"text", "content"});
        texts.push_back(text.isAbsent() ? part : text);
    }
    if (texts.size() == 1)
        return texts.front();
    return Value::list(copyItems(texts, import.arena()));
}

} // namespace runlog
