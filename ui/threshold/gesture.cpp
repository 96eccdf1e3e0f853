// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/gesture.h"

#include <QScopedValueRollback>

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

QString ThresholdGesture::begin(const Threshold& threshold)
{
    if (isActive())
        rollBack();
    if (!m_document.readOnlyReason().isEmpty())
        return m_document.readOnlyReason();
    m_document.parseNow();
    auto target = findThreshold(m_document.policyFile(), threshold);
    if (!target || !m_document.source() || target->file->source != m_document.source())
        return tr("This number is no longer in the text");
    m_bytes = std::string(m_document.source()->text(target->literal().span));
    m_version = m_document.version();
    m_value = target->value();
    m_target = std::move(target);
    emit begun();
    return {};
}

bool ThresholdGesture::moveTo(const Decimal& value)
{
    if (!isActive() || !runlog::withValue(m_target->literal(), value))
        return false;
    if (value == m_value)
        return true;
    m_value = value;
    m_session.setDraft({m_target->place.threshold, value});
    emit moved();
    return true;
}

QString ThresholdGesture::commit()
{
    if (!isActive())
        return {};
    if (m_value == m_target->value()) {
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
    if (m_document.version() != m_version || source != m_target->file->source
        || source->text(m_target->literal().span) != m_bytes)
        return tr("The text changed meanwhile");
    const runlog::LiteralEdit change = runlog::replaceLiteral(*source, m_target->literal(), m_value);
    if (!change.edit)
        return QString::fromStdString(change.reason);
    const QScopedValueRollback writing(m_writing, true);
    if (!m_document.applyEdits({*change.edit}))
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
    m_target.reset();
    m_session.clearDraft();
    emit ended(ending);
}

void ThresholdGesture::checkVersion()
{
    if (isActive() && !m_writing && m_document.version() != m_version)
        end(Ending::Outdated);
}

} // namespace studio
