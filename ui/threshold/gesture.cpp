// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/gesture.h"

#include <QScopedValueRollback>

#include <algorithm>

namespace studio {

using runlog::Decimal;
using runlog::Threshold;

namespace {

// "cap/when/args.amount" of "cap/when/args.amount/gt".
std::string_view parentOf(const Threshold& threshold)
{
    const std::string_view id = threshold.condition;
    return id.substr(0, id.rfind('/'));
}

} // namespace

std::optional<ThresholdTarget> findThreshold(std::shared_ptr<const runlog::PolicyFile> file, const Threshold& threshold)
{
    if (!file)
        return std::nullopt;
    for (const runlog::ThresholdPlace& place : runlog::thresholds(*file))
        if (place.threshold == threshold)
            return ThresholdTarget{file, place};
    return std::nullopt;
}

std::vector<ThresholdTarget> othersOf(const ThresholdTarget& target)
{
    const auto isBeside = [&](const runlog::ThresholdPlace& place) {
        if (place.threshold.condition == target.place.threshold.condition)
            return true;
        return place.condition && target.place.condition && parentOf(place.threshold) == parentOf(target.place.threshold)
               && runlog::print(place.condition->field) == runlog::print(target.place.condition->field);
    };
    std::vector<ThresholdTarget> others;
    for (const runlog::ThresholdPlace& place : runlog::thresholds(*target.file))
        if (place.threshold != target.place.threshold && place.value->type == target.literal().type && isBeside(place))
            others.push_back({target.file, place});
    return others;
}

ThresholdGesture::ThresholdGesture(Document& document, ReplaySession& session, QObject* parent)
    : QObject(parent), m_document(document), m_session(session)
{
    connect(document.textDocument(), &QTextDocument::contentsChanged, this, &ThresholdGesture::checkVersion);
}

ThresholdGesture::~ThresholdGesture()
{
    if (isActive())
        m_session.clearDraft();
}

QString ThresholdGesture::begin(const std::vector<Threshold>& thresholds)
{
    if (isActive())
        rollBack();
    if (!m_document.readOnlyReason().isEmpty())
        return m_document.readOnlyReason();
    m_document.parseNow();
    std::vector<Held> held;
    for (const Threshold& threshold : thresholds) {
        auto target = findThreshold(m_document.policyFile(), threshold);
        if (!target || !m_document.source() || target->file->source != m_document.source())
            return tr("This number is no longer in the text");
        std::string bytes(m_document.source()->text(target->literal().span));
        held.push_back({*target, target->value(), std::move(bytes)});
    }
    m_version = m_document.version();
    m_held = std::move(held);
    emit begun();
    return {};
}

bool ThresholdGesture::isMoved() const
{
    return std::any_of(m_held.begin(), m_held.end(), [](const Held& held) { return held.value != held.target.value(); });
}

bool ThresholdGesture::moveTo(const std::vector<Decimal>& values)
{
    if (!isActive() || values.size() != m_held.size())
        return false;
    bool isNew = false;
    for (std::size_t n = 0; n < values.size(); ++n) {
        if (!runlog::withValue(m_held[n].target.literal(), values[n]))
            return false;
        isNew |= values[n] != m_held[n].value;
    }
    if (!isNew)
        return true;
    for (std::size_t n = 0; n < values.size(); ++n)
        m_held[n].value = values[n];
    Draft draft{target().place.threshold, value()};
    if (m_held.size() > 1)
        draft.second = Draft::Number{target(1).place.threshold, value(1)};
    m_session.setDraft(draft);
    emit moved();
    return true;
}

QString ThresholdGesture::commit()
{
    if (!isActive())
        return {};
    if (!isMoved()) {
        end(Ending::RolledBack);
        return {};
    }
    const QString refusal = write();
    end(refusal.isEmpty() ? Ending::Committed : Ending::Outdated);
    return refusal;
}

QString ThresholdGesture::write()
{
    const runlog::SourcePtr source = m_document.source();
    std::vector<runlog::Edit> edits;
    for (const Held& held : m_held) {
        if (m_document.version() != m_version || source != held.target.file->source
            || source->text(held.target.literal().span) != held.bytes)
            return tr("The text changed meanwhile");
        if (held.value == held.target.value())
            continue;
        const runlog::LiteralEdit change = runlog::replaceLiteral(*source, held.target.literal(), held.value);
        if (!change.edit)
            return QString::fromStdString(change.reason);
        edits.push_back(*change.edit);
    }
    const QScopedValueRollback writing(m_writing, true);
    if (!m_document.applyEdits(edits))
        return tr("The text changed meanwhile");
    m_document.parseNow(); // the replay gets the new text before it loses the draft
    return {};
}

void ThresholdGesture::rollBack()
{
    if (isActive())
        end(Ending::RolledBack);
}

void ThresholdGesture::end(Ending ending)
{
    m_held.clear();
    m_session.clearDraft();
    emit ended(ending);
}

void ThresholdGesture::checkVersion()
{
    if (isActive() && !m_writing && m_document.version() != m_version)
        end(Ending::Outdated);
}

} // namespace studio
