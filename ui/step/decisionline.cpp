// SPDX-License-Identifier: Apache-2.0
#include "ui/step/decisionline.h"

#include "ui/theme/paint.h"

#include <QPainter>

namespace studio {

namespace {
constexpr int Inset = 12;
constexpr int Gap = 6;
constexpr int Mark = 14;
} // namespace

DecisionLine::DecisionLine(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Decision of this step"));
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void DecisionLine::setDecision(const StepEntry& entry, const QString& policy, const QString& baseline)
{
    m_entry = entry;
    m_policy = policy;
    m_baseline = baseline;
    setAccessibleDescription(words());
    update();
}

void DecisionLine::setAction(const QString& name, const MarkedText& args)
{
    m_action = name;
    m_args = args;
    update();
}

QString DecisionLine::decisionText() const
{
    const QString outcome = outcomeWords(m_entry.now);
    return m_policy.isEmpty() ? outcome : tr("%1 by %2").arg(outcome, m_policy);
}

QString DecisionLine::trustText() const
{
    switch (m_entry.now.stepClass) {
    case runlog::StepClass::Exact: return {};
    case runlog::StepClass::AfterDivergence:
        return m_entry.now.outcome == runlog::Outcome::NotReached ? QString() : tr("after divergence");
    case runlog::StepClass::NotEvaluable: return tr("not evaluable");
    }
    return {};
}

QString DecisionLine::words() const
{
    QString text = decisionText();
    if (m_entry.now.outcome != runlog::Outcome::Undecided)
        text += tr(" · %1: %2").arg(m_baseline, outcomeWords(m_entry.before).toLower());
    const QString trust = trustText();
    return trust.isEmpty() ? text : text + QStringLiteral(" · ") + trust;
}

int DecisionLine::lineHeight() const { return std::max(20, fontMetrics().height() + 4); }
QSize DecisionLine::sizeHint() const { return {300, 2 * lineHeight() + 4}; }
QSize DecisionLine::minimumSizeHint() const { return {120, 2 * lineHeight() + 4}; }

void DecisionLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().pane);
    painter.setRenderHint(QPainter::Antialiasing);
    paintDecision(painter);
    paintAction(painter);
}

// What does not fit is left out whole, from the right.
void DecisionLine::paintDecision(QPainter& painter) const
{
    const Tokens& tokens = m_theme.tokens();
    const qreal middle = lineHeight() / 2.0;
    const bool decided = m_entry.now.outcome != runlog::Outcome::Undecided;
    int x = Inset;
    if (decided) {
        paintMark(painter, {x + Mark / 2.0, middle}, Mark, m_entry.now.outcome,
                  m_entry.isAfterStop() ? MarkStyle::Outlined : MarkStyle::Filled, tokens);
        x += Mark + Gap;
    }
    const auto draw = [&](const QString& text, const QFont& font, const QColor& color) {
        painter.setFont(font);
        painter.setPen(color);
        const int width = painter.fontMetrics().horizontalAdvance(text);
        if (x + width > this->width() - Inset)
            return false;
        painter.drawText(QRect(x, 0, width + 1, lineHeight()), Qt::AlignVCenter | Qt::TextSingleLine, text);
        x += width + Gap;
        return true;
    };
    const bool isWhole = draw(decisionText(), strong(font()), tokens.text);
    if (!isWhole) // the tree below names the policy, too
        draw(outcomeWords(m_entry.now), strong(font()), tokens.text);
    if (!decided)
        return;
    const QString before = outcomeWords(m_entry.before).toLower();
    if (x + fontMetrics().horizontalAdvance(m_baseline + before) + 2 * Mark + 4 * Gap > width() - Inset)
        return;
    draw(QStringLiteral("· ") + m_baseline + u':', font(), tokens.muted);
    paintMark(painter, {x + Mark / 2.0, middle}, Mark, m_entry.before.outcome, MarkStyle::Outlined, tokens);
    x += Mark + Gap;
    draw(before, font(), tokens.muted);
    if (const QString trust = trustText(); !trust.isEmpty())
        draw(QStringLiteral("· ") + trust, font(), tokens.muted);
}

void DecisionLine::paintAction(QPainter& painter) const
{
    const Tokens& tokens = m_theme.tokens();
    const QRectF box(Inset, lineHeight(), width() - 2 * Inset, lineHeight());
    painter.setFont(strong(monoFont()));
    painter.setPen(tokens.text);
    const QString name = painter.fontMetrics().elidedText(m_action, Qt::ElideRight, static_cast<int>(box.width()));
    painter.drawText(box, Qt::AlignVCenter | Qt::TextSingleLine, name);
    const QRectF rest = box.adjusted(painter.fontMetrics().horizontalAdvance(name) + 8, 0, 0, 0);
    painter.setFont(monoFont());
    const QFontMetricsF metrics(painter.font());
    if (rest.width() < 24)
        return;
    painter.setClipRect(rest);
    for (const PersonalSpan& span : m_args.spans) {
        const qreal from = rest.left() + metrics.horizontalAdvance(m_args.text.left(span.begin));
        const qreal to = rest.left() + metrics.horizontalAdvance(m_args.text.left(span.end));
        painter.fillRect(QRectF(from, rest.top() + 2, to - from, rest.height() - 4), tokens.of(runlog::Outcome::Modify).tint);
    }
    painter.setPen(tokens.muted);
    painter.drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine, metrics.elidedText(m_args.text, Qt::ElideRight, rest.width()));
}

} // namespace studio
