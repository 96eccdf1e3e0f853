// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/lineinlay.h"

#include <QHash>
#include <QTextCursor>
#include <vector>

namespace studio {

class Document;
class Focus;
class Inquiry;
class ReplaySession;

// Everything that the editor draws over and beside the text at one moment. Ranges are cursors, so that they move with edits until
// the next marks are made.
struct EditorMarks {
    struct Squiggle {
        QTextCursor range;
        runlog::Severity severity = runlog::Severity::Error;
        QString message;
        std::size_t diagnostic = 0; // index into Document::diagnostics()
    };
    struct Tint { // a condition that is true at the focused step
        QTextCursor range;
        runlog::Outcome outcome = runlog::Outcome::Deny;
    };
    struct Draft {
        QTextCursor range; // of the saved value
        QString text;
    };
    struct RulerMark {
        enum class Kind { Changed, Warning, Error, Focus };
        int line = 0;
        Kind kind = Kind::Changed;
        runlog::Outcome outcome = runlog::Outcome::Deny; // of Changed
    };

    QHash<int, LineInlay> lines; // by block number
    std::vector<Squiggle> squiggles;
    std::vector<Tint> tints;
    std::vector<Draft> drafts;
    std::vector<RulerMark> ruler;
    int focusedLine = -1;

    // Lines were added (or taken away, where negative) after `line`.
    void shiftLines(int line, int added);
};

struct LineRange {
    int first = 0;
    int last = 0;
    bool contains(int line) const { return first <= line && line <= last; }
};

// Makes the marks of the text as last parsed, which must be the text that the document holds. Sparklines are made for `visible`
// lines only.
class MarkMaker {
public:
    MarkMaker(Document& document, const ReplaySession& session, const Focus& focus, Inquiry& inquiry, Sparklines& sparklines);
    EditorMarks make(const LineRange& visible);

private:
    struct Counts {
        std::size_t now = 0;
        std::size_t before = 0;
    };

    int lineOf(std::size_t offset) const;
    QTextCursor rangeOf(runlog::Span span) const;
    LineInlay& inlay(std::size_t offset);

    void addDiagnostics();
    void addPolicies();
    PolicyInlay policyInlay(const runlog::Policy& policy) const;
    std::optional<Counts> countsOf(const runlog::Policy& policy, bool matched) const;
    void addBroken();
    void addNumbers(const LineRange& visible);
    void addSpark(const runlog::ThresholdPlace& place);
    void addDraft(const runlog::ThresholdPlace& place, const runlog::Decimal& value);
    void addStep();
    void addConditions(const runlog::Condition& condition, const runlog::Policy& policy,
                       const QHash<QString, const runlog::ExplainedCondition*>& explained);
    void addValue(const runlog::Condition& condition, const runlog::Policy& policy,
                  const runlog::ExplainedCondition& explained);
    void addFocus();

    Document& m_document;
    const ReplaySession& m_session;
    const Focus& m_focus;
    Inquiry& m_inquiry;
    Sparklines& m_sparklines;
    EditorMarks m_marks;
};

runlog::Outcome outcomeOf(runlog::Action action);

} // namespace studio
