// SPDX-License-Identifier: Apache-2.0
#include "ui/session/labelbook.h"

#include "ui/session/replaysession.h"

#include <algorithm>

namespace studio {

LabelBook::LabelBook(ReplaySession& session, QObject* parent) : QObject(parent), m_session(session)
{
    connect(&session, &ReplaySession::runsChanged, this, &LabelBook::find);
}

void LabelBook::setLabels(const runlog::Labels& labels)
{
    m_given.clear();
    m_labels = labels;
    find();
}

void LabelBook::give(std::size_t step, const runlog::Label& label)
{
    const runlog::StepKey key = runlog::stepKeyOf(*m_session.runs(), step);
    const auto before = m_labels.find(key);
    m_given.push_back({key, before == m_labels.end() ? std::nullopt : std::optional(before->second)});
    put(key, label);
}

void LabelBook::take(std::size_t step)
{
    const runlog::StepKey key = runlog::stepKeyOf(*m_session.runs(), step);
    const auto before = m_labels.find(key);
    if (before == m_labels.end())
        return;
    m_given.push_back({key, before->second});
    put(key, std::nullopt);
}

void LabelBook::undo()
{
    if (m_given.empty())
        return;
    const Before before = std::move(m_given.back());
    m_given.pop_back();
    put(before.key, before.label);
}

void LabelBook::put(const runlog::StepKey& key, const std::optional<runlog::Label>& label)
{
    if (label)
        m_labels[key] = *label;
    else
        m_labels.erase(key);
    find();
}

void LabelBook::find()
{
    m_found = m_session.runs() ? runlog::findLabels(*m_session.runs(), m_labels).steps : std::vector<runlog::LabelledStep>();
    emit changed();
}

const runlog::Label* LabelBook::labelOf(std::size_t step) const
{
    const auto isBefore = [](const runlog::LabelledStep& label, std::size_t wanted) { return label.step < wanted; };
    const auto found = std::lower_bound(m_found.begin(), m_found.end(), step, isBefore);
    if (found == m_found.end() || found->step != step)
        return nullptr;
    const auto label = m_labels.find(runlog::stepKeyOf(*m_session.runs(), step));
    return label == m_labels.end() ? nullptr : &label->second;
}

} // namespace studio
