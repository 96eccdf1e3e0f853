// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/lineinlay.h"

#include "ui/theme/figures.h"

#include <QCoreApplication>
#include <QGuiApplication>
#include <QLocale>
#include <QStringList>

namespace studio {

namespace {

constexpr qreal Gap = 8;
constexpr qreal MarkColumn = 16;
constexpr qreal CountColumn = 34;
constexpr qreal DeltaColumn = 40;
constexpr QSizeF SparkSize(64, 12);
constexpr qreal TickSize = 14;

QString translated(const char* source, qint64 count = -1)
{
    return QCoreApplication::translate("studio::LineInlay", source, nullptr, static_cast<int>(count));
}

QString outcomeName(runlog::Outcome outcome)
{
    const auto name = runlog::name(outcome);
    return QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size()));
}

qreal textWidth(const QFont& font, const QString& text) { return QFontMetricsF(font).horizontalAdvance(text); }

// Hands out room from the right edge inwards.
class Room {
public:
    explicit Room(const QRectF& row) : m_row(row), m_right(row.right()) {}

    QRectF take(qreal width)
    {
        const QRectF box(m_right - width, m_row.top(), width, m_row.height());
        m_right = box.left() - Gap;
        return box;
    }

    // A null box where there is no room.
    QRectF takeIfFits(qreal width) { return left() >= width ? take(width) : QRectF(); }
    qreal left() const { return m_right - m_row.left(); }

private:
    QRectF m_row;
    qreal m_right;
};

void placePolicy(const PolicyInlay& policy, Room& room, InlayPlaces& places)
{
    const QFont body = QGuiApplication::font();
    if (!policy.words.isEmpty()) {
        places.words = room.take(textWidth(body, policy.words));
    } else {
        const QFont heavy = strong(body);
        const qreal delta = policy.delta == 0 ? 0 : figuresWidth(heavy, countText(qAbs(policy.delta))) + 11;
        places.delta = room.take(std::max(DeltaColumn, delta));
        places.count = room.take(std::max(CountColumn, figuresWidth(heavy, countText(policy.count))));
    }
    places.mark = room.take(MarkColumn);
}

QString deltaWords(qint64 delta, const QString& baseline)
{
    if (delta == 0)
        return translated("as many as %1").arg(baseline);
    return translated(delta > 0 ? "%n more than %1" : "%n fewer than %1", qAbs(delta)).arg(baseline);
}

QString spokenPolicy(const PolicyInlay& policy, const QString& baseline)
{
    if (!policy.words.isEmpty())
        return policy.words;
    const QString count = outcomeName(policy.outcome) + QLatin1Char(' ') + countText(policy.count);
    const QString mode = policy.style == MarkStyle::Outlined ? QLatin1Char(' ') + translated("observed") : QString();
    return count + mode + QStringLiteral(", ") + deltaWords(policy.delta, baseline);
}

QString spokenTick(Tick tick)
{
    switch (tick) {
    case Tick::True:
        return translated("true");
    case Tick::False:
        return translated("false");
    case Tick::Unknown:
        break;
    }
    return translated("not evaluable");
}

void paintPolicy(QPainter& painter, const PolicyInlay& policy, const InlayPlaces& places, const Tokens& tokens)
{
    paintMark(painter, places.mark.center(), 14, policy.outcome, policy.style, tokens);
    const QFont body = QGuiApplication::font();
    painter.setFont(body);
    painter.setPen(tokens.muted);
    if (!policy.words.isEmpty()) {
        painter.drawText(places.words, Qt::AlignVCenter | Qt::AlignRight, policy.words);
        return;
    }
    const bool isChanged = policy.delta != 0;
    painter.setFont(isChanged ? strong(body) : body);
    painter.setPen(isChanged ? tokens.text : tokens.muted);
    const QFontMetricsF metrics(painter.font());
    const qreal base = places.count.center().y() + (metrics.ascent() - metrics.descent()) / 2;
    const auto paintRight = [&](const QRectF& box, const QString& text) {
        const qreal width = figuresWidth(painter.font(), text);
        paintFigures(painter, {box.right() - width, base}, text);
        return box.right() - width;
    };
    paintRight(places.count, countText(policy.count));
    if (!isChanged) {
        painter.drawText(places.delta, Qt::AlignVCenter | Qt::AlignRight, QStringLiteral("="));
        return;
    }
    const qreal left = paintRight(places.delta, countText(qAbs(policy.delta)));
    paintTriangle(painter, {left - 6, places.delta.center().y()}, 8, policy.delta > 0, tokens.text);
}

void paintSpark(QPainter& painter, const SparkInlay& spark, const QRectF& place, const Tokens& tokens)
{
    const Sparkline& line = *spark.line;
    const qreal top = place.center().y() - SparkSize.height() / 2;
    const qreal bottom = top + SparkSize.height();
    const qreal width = place.width() / static_cast<qreal>(Sparkline::Bars);
    for (std::size_t i = 0; i < Sparkline::Bars; ++i) {
        const auto& bar = line.bars[i];
        if (bar.count == 0)
            continue;
        const qreal share = std::sqrt(static_cast<qreal>(bar.count) / static_cast<qreal>(line.highest));
        const qreal height = std::max(1.0, share * SparkSize.height());
        const QRectF box(place.left() + static_cast<qreal>(i) * width, bottom - height, std::max(1.0, width - 0.5), height);
        painter.fillRect(box, bar.holds ? tokens.of(spark.outcome).mark : tokens.bar);
    }
    const auto paintLine = [&](double value, const QColor& color) {
        const qreal x = place.left() + line.place(value) * (place.width() - 2);
        painter.fillRect(QRectF(x, top - 1, 2, SparkSize.height() + 2), color);
    };
    paintLine(line.threshold, spark.draft ? tokens.faint : tokens.text);
    if (spark.draft)
        paintLine(*spark.draft, tokens.accent);
}

void paintValue(QPainter& painter, const ValueInlay& value, const InlayPlaces& places, const Tokens& tokens)
{
    const bool holds = value.tick == Tick::True;
    const QColor color = holds ? tokens.text : value.tick == Tick::Unknown ? tokens.warn : tokens.muted;
    painter.setFont(holds ? strong(QGuiApplication::font()) : QGuiApplication::font());
    painter.setPen(color);
    painter.drawText(places.value, Qt::AlignVCenter | Qt::AlignRight, value.text);
    paintTick(painter, places.tick, value.tick, color);
}

QColor messageColor(runlog::Severity severity, const Tokens& tokens)
{
    switch (severity) {
    case runlog::Severity::Error:
        return tokens.of(runlog::Outcome::Deny).text;
    case runlog::Severity::Warning:
        return tokens.warn;
    case runlog::Severity::Note:
        break;
    }
    return tokens.muted;
}

// The words of a message that fit, and an ellipsis for the rest.
QString wordsThatFit(const QString& text, const QFont& font, qreal width)
{
    if (textWidth(font, text) <= width)
        return text;
    QString shown;
    const QStringList words = text.split(QLatin1Char(' '));
    for (const QString& word : words) {
        const QString longer = shown.isEmpty() ? word : shown + QLatin1Char(' ') + word;
        if (textWidth(font, longer + QChar(0x2026)) > width)
            break;
        shown = longer;
    }
    return shown.isEmpty() ? QString() : shown + QChar(0x2026);
}

} // namespace

QString spoken(const LineInlay& inlay, const QString& baseline)
{
    QStringList parts;
    if (inlay.policy)
        parts << spokenPolicy(*inlay.policy, baseline);
    if (inlay.value)
        parts << translated("observed %1, %2").arg(inlay.value->text, spokenTick(inlay.value->tick));
    if (inlay.spark)
        parts << translated("%n observed value(s)", static_cast<qint64>(inlay.spark->line->values));
    if (!inlay.saved.isEmpty())
        parts << translated("saved value %1").arg(inlay.saved);
    if (inlay.message)
        parts << inlay.message->text;
    return parts.join(QStringLiteral("; "));
}

InlayPlaces placesOf(const LineInlay& inlay, const QRectF& row)
{
    InlayPlaces places;
    const QFont body = QGuiApplication::font();
    Room room(row.adjusted(Gap, 0, 0, 0));
    if (inlay.policy)
        placePolicy(*inlay.policy, room, places);
    if (inlay.value) {
        places.tick = room.take(TickSize);
        places.value = room.takeIfFits(textWidth(strong(body), inlay.value->text));
    }
    if (inlay.spark)
        places.spark = room.takeIfFits(SparkSize.width());
    if (!inlay.saved.isEmpty())
        places.saved = room.takeIfFits(textWidth(monoFont(), inlay.saved));
    if (inlay.message && room.left() > 0)
        places.message = QRectF(row.left() + 2 * Gap, row.top(), std::max(0.0, room.left() - Gap), row.height());
    return places;
}

void paintInlay(QPainter& painter, const LineInlay& inlay, const InlayPlaces& places, const Tokens& tokens)
{
    painter.save();
    if (inlay.policy)
        paintPolicy(painter, *inlay.policy, places, tokens);
    if (inlay.spark && !places.spark.isNull())
        paintSpark(painter, *inlay.spark, places.spark, tokens);
    if (inlay.value)
        paintValue(painter, *inlay.value, places, tokens);
    if (!places.saved.isNull()) {
        QFont font = monoFont();
        font.setStrikeOut(true);
        painter.setFont(font);
        painter.setPen(tokens.faint);
        painter.drawText(places.saved, Qt::AlignVCenter | Qt::AlignRight, inlay.saved);
    }
    if (inlay.message) {
        const QFont body = QGuiApplication::font();
        painter.setFont(body);
        painter.setPen(messageColor(inlay.message->severity, tokens));
        painter.drawText(places.message, Qt::AlignVCenter | Qt::AlignLeft,
                         wordsThatFit(inlay.message->text, body, places.message.width()));
    }
    painter.restore();
}

} // namespace studio
