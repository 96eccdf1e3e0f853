// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/editor/sparkline.h"
#include "ui/theme/paint.h"

#include "core/language/diagnostic.h"

#include <QString>
#include <memory>

namespace studio {

// What a policy does to the runs, on its id line. `words` stands instead of the numbers: "not replayed", "no runs", "off".
struct PolicyInlay {
    runlog::Outcome outcome = runlog::Outcome::Deny;
    MarkStyle style = MarkStyle::Filled;
    qint64 count = 0;
    qint64 delta = 0; // against the baseline
    QString words;
    bool operator==(const PolicyInlay&) const = default;
};

// What a condition saw at the focused step.
struct ValueInlay {
    QString text;
    Tick tick = Tick::False;
    bool operator==(const ValueInlay&) const = default;
};

struct SparkInlay {
    std::shared_ptr<const Sparkline> line;
    runlog::Outcome outcome = runlog::Outcome::Deny;
    std::optional<double> draft; // where the number is held now
    bool operator==(const SparkInlay&) const = default;
};

struct MessageInlay {
    QString text;
    runlog::Severity severity = runlog::Severity::Error;
    bool operator==(const MessageInlay&) const = default;
};

// Everything that stands after the text of one line. None of it is in the file.
struct LineInlay {
    std::optional<PolicyInlay> policy;
    std::optional<SparkInlay> spark;
    std::optional<ValueInlay> value;
    std::optional<MessageInlay> message;
    QString saved; // the saved value while a draft stands in its place
};

// The same in words: "deny 58, 17 more than the saved file". `baseline` names what the delta is against.
QString spoken(const LineInlay& inlay, const QString& baseline);

// Where the parts of an inlay stand. A part that is null does not fit: first the saved value goes, then the sparkline, then the
// words of the message. Counts, deltas and ticks stay.
struct InlayPlaces {
    QRectF mark, count, delta, words;
    QRectF spark, value, tick;
    QRectF saved, message;
};

// `row` is the line from the end of its text to the right edge.
InlayPlaces placesOf(const LineInlay& inlay, const QRectF& row);

void paintInlay(QPainter& painter, const LineInlay& inlay, const InlayPlaces& places, const Tokens& tokens);

} // namespace studio
