// SPDX-License-Identifier: Apache-2.0
#include "ui/session/recordedlook.h"

#include "ui/session/document.h"
#include "ui/session/replaysession.h"

namespace studio {

namespace {

constexpr int RestMilliseconds = 300; // a look is a whole replay: not after each key

} // namespace

RecordedLook::RecordedLook(Document& document, ReplaySession& session, QObject* parent)
    : QObject(parent), m_document(document), m_session(session)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(RestMilliseconds);
    connect(&m_rest, &QTimer::timeout, this, &RecordedLook::ask);
    connect(&session, &ReplaySession::resultChanged, this, [this] { m_rest.start(); });
}

void RecordedLook::ask()
{
    if (m_session.isBusy() || !m_session.result() || m_session.result()->draft)
        return;
    m_session.unrecordedEntities(
        [this](const runlog::SourcePtr& source, const runlog::Diagnostics& found) { m_document.setRecorded(source, found); }, this);
}

} // namespace studio
