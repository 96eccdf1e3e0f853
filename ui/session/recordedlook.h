// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QTimer>

namespace studio {

class Document;
class ReplaySession;

// Looks, once a replay has come to rest, whether recorded runs hold the entities that the policies name, and tells the document. Lives
// on the window's thread; the look itself is a question to the replay's worker.
class RecordedLook : public QObject {
    Q_OBJECT
public:
    RecordedLook(Document& document, ReplaySession& session, QObject* parent = nullptr);

private:
    void ask();

    Document& m_document;
    ReplaySession& m_session;
    QTimer m_rest;
};

} // namespace studio
