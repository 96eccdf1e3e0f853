// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/sweep.h"

#include <QObject>

namespace studio {

class Document;
class PolicyEdit;
class ReplaySession;

// Moves the number under the caret by keys: one grain, or to the next value at which an outcome changes. Each step is one edit of
// that number's bytes and one undo entry.
class NumberStep : public QObject {
    Q_OBJECT
public:
    NumberStep(Document& document, ReplaySession& session, PolicyEdit& edit, QObject* parent = nullptr);

    void byGrain(int direction);
    void toNextFlip(int direction);

signals:
    void refused(const QString& reason); // a sentence for the author

private:
    void write(const runlog::ThresholdPlace& place, const runlog::Decimal& value);
    void takeFlips(int version, int caret, int direction, const runlog::NextFlips& flips);

    Document& m_document;
    ReplaySession& m_session;
    PolicyEdit& m_edit;
};

} // namespace studio
