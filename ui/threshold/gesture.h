// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/document.h"
#include "ui/session/replaysession.h"

#include <QObject>
#include <optional>

namespace studio {

// A number and everything that is known of its place. Keeps the file alive that the pointers lead into.
struct ThresholdTarget {
    std::shared_ptr<const runlog::PolicyFile> file;
    runlog::ThresholdPlace place;

    const runlog::Literal& literal() const { return *place.value; }
    runlog::Decimal value() const { return runlog::valueOf(*place.value); }
    runlog::Decimal grain() const { return runlog::grain(*place.value); }
};

// The place of a number in a file, if the file has it.
std::optional<ThresholdTarget> findThreshold(std::shared_ptr<const runlog::PolicyFile> file,
                                             const runlog::Threshold& threshold);

// The further numbers that the same field is compared with at the same place, in order of place: of `between`, of `{gt, lt}`.
std::vector<ThresholdTarget> othersOf(const ThresholdTarget& target);

// One change of one number, or of two together, from press to release: the drag contract.
//
// begin() captures the text's version and the bytes of the numbers. moveTo() changes the draft of the replay and nothing else: the
// text keeps every byte and has no undo entry. commit() writes exactly those bytes, as one undo entry. rollBack() leaves everything
// as it was; a change of the text meanwhile rolls back by itself. Window thread.
class ThresholdGesture : public QObject {
    Q_OBJECT
public:
    enum class Ending { Committed, RolledBack, Outdated };

    ThresholdGesture(Document& document, ReplaySession& session, QObject* parent = nullptr);
    ~ThresholdGesture() override;

    bool isActive() const { return !m_held.empty(); }
    // While it is active: the first number, and the second where there are two.
    const ThresholdTarget& target(std::size_t number = 0) const { return m_held[number].target; }
    runlog::Decimal value(std::size_t number = 0) const { return m_held[number].value; }
    bool isMoved() const; // some number is another than in the text

    // Why these numbers cannot be moved now, or empty; then the gesture has begun.
    QString begin(const runlog::Threshold& threshold) { return begin(std::vector{threshold}); }
    QString begin(const runlog::Threshold& first, const runlog::Threshold& second) { return begin(std::vector{first, second}); }
    // One value for each number. False where a literal cannot hold its value: the draft stays.
    bool moveTo(const runlog::Decimal& value) { return moveTo(std::vector{value}); }
    bool moveTo(const runlog::Decimal& first, const runlog::Decimal& second) { return moveTo(std::vector{first, second}); }
    // Why the values were not written, or empty. Ends the gesture in any case.
    QString commit();
    void rollBack();

signals:
    void begun();
    void moved();
    void ended(Ending ending);

private:
    struct Held {
        ThresholdTarget target;
        runlog::Decimal value;
        std::string bytes;
    };

    QString begin(const std::vector<runlog::Threshold>& thresholds);
    bool moveTo(const std::vector<runlog::Decimal>& values);
    void end(Ending ending);
    void checkVersion();
    QString write();

    Document& m_document;
    ReplaySession& m_session;
    std::vector<Held> m_held;
    int m_version = 0;
    bool m_writing = false;
};

} // namespace studio
