// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/editormarks.h"

#include "ui/editor/inquiry.h"
#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/session/replaysession.h"

#include "core/language/edit.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTextBlock>

namespace studio {

namespace {

QString translated(const char* source)
{
    return QCoreApplication::translate("studio::EditorMarks", source);
}

QString toText(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

Tick tickOf(runlog::Truth truth)
{
    switch (truth) {
    case runlog::Truth::True:
        return Tick::True;
    case runlog::Truth::False:
        return Tick::False;
    case runlog::Truth::Error:
    case runlog::Truth::Unknown:
        break;
    }
    return Tick::Unknown;
}

EditorMarks::RulerMark::Kind rulerKind(runlog::Severity severity)
{
    return severity == runlog::Severity::Error ? EditorMarks::RulerMark::Kind::Error : EditorMarks::RulerMark::Kind::Warning;
}

// Steps that a policy has in a replay; nullopt where its engine does not know it.
std::optional<std::size_t> stepsOf(const runlog::Replay& replay, const std::string& id, bool matched)
{
    const auto policies = replay.engine->policies();
    for (std::size_t i = 0; i < policies.size(); ++i) {
        if (policies[i].policy->id != id)
            continue;
        const auto& totals = replay.totals.policies[i];
        return matched ? totals.matchedSteps : totals.decidedSteps;
    }
    return std::nullopt;
}

void collect(const runlog::ExplainedCondition& explained, QHash<QString, const runlog::ExplainedCondition*>& into)
{
    if (explained.condition && explained.evaluated)
        into.insert(toText(explained.condition->id), &explained);
    for (const auto& child : explained.children)
        collect(child, into);
}

bool isLeaf(const runlog::Condition& condition)
{
    using Kind = runlog::Condition::Kind;
    return condition.kind == Kind::Test || condition.kind == Kind::Window || condition.kind == Kind::After
           || condition.kind == Kind::NotAfter;
}

} // namespace

runlog::Outcome outcomeOf(runlog::Action action)
{
    switch (action) {
    case runlog::Action::Allow:
        return runlog::Outcome::Allow;
    case runlog::Action::Log:
        return runlog::Outcome::Log;
    case runlog::Action::Modify:
        return runlog::Outcome::Modify;
    case runlog::Action::RequireApproval:
        return runlog::Outcome::RequireApproval;
    case runlog::Action::Deny:
        return runlog::Outcome::Deny;
    case runlog::Action::Terminate:
        return runlog::Outcome::Terminate;
    }
    return runlog::Outcome::Deny;
}

void EditorMarks::shiftLines(int line, int added)
{
    QHash<int, LineInlay> moved;
    for (auto it = lines.cbegin(); it != lines.cend(); ++it)
        moved.insert(it.key() > line ? it.key() + added : it.key(), it.value());
    lines = moved;
    for (auto& mark : ruler)
        mark.line += mark.line > line ? added : 0;
    focusedLine += focusedLine > line ? added : 0;
}

MarkMaker::MarkMaker(Document& document, const ReplaySession& session, const Focus& focus, Inquiry& inquiry, Sparklines& sparklines)
    : m_document(document)
    , m_session(session)
    , m_focus(focus)
    , m_inquiry(inquiry)
    , m_sparklines(sparklines)
{
}

EditorMarks MarkMaker::make(const LineRange& visible)
{
    addPolicies();
    addBroken();
    addNumbers(visible);
    addStep();
    addDiagnostics();
    addFocus();
    return std::move(m_marks);
}

int MarkMaker::lineOf(std::size_t offset) const
{
    return static_cast<int>(m_document.source()->place(offset).line) - 1;
}

QTextCursor MarkMaker::rangeOf(runlog::Span span) const
{
    QTextCursor cursor(m_document.textDocument());
    cursor.setPosition(m_document.position(span.begin));
    cursor.setPosition(m_document.position(span.end), QTextCursor::KeepAnchor);
    return cursor;
}

LineInlay& MarkMaker::inlay(std::size_t offset) { return m_marks.lines[lineOf(offset)]; }

void MarkMaker::addDiagnostics()
{
    const auto& diagnostics = m_document.diagnostics();
    for (std::size_t i = 0; i < diagnostics.size(); ++i) {
        const auto& diagnostic = diagnostics[i];
        const QString message = plain(diagnostic.message);
        m_marks.squiggles.push_back({rangeOf(diagnostic.span), diagnostic.severity, message, i});
        if (diagnostic.severity == runlog::Severity::Note)
            continue;
        auto& shown = inlay(diagnostic.span.begin).message;
        if (!shown || diagnostic.severity < shown->severity)
            shown = MessageInlay{message, diagnostic.severity};
        m_marks.ruler.push_back({lineOf(diagnostic.span.begin), rulerKind(diagnostic.severity), {}});
    }
}

void MarkMaker::addPolicies()
{
    for (const auto& policy : m_document.policyFile()->policies) {
        const PolicyInlay shown = policyInlay(policy);
        inlay(policy.idSpan.begin).policy = shown;
        if (shown.delta != 0)
            m_marks.ruler.push_back({lineOf(policy.idSpan.begin), EditorMarks::RulerMark::Kind::Changed, shown.outcome});
    }
}

PolicyInlay MarkMaker::policyInlay(const runlog::Policy& policy) const
{
    PolicyInlay shown;
    shown.outcome = outcomeOf(policy.action);
    const bool isObserved = policy.mode.value_or(m_document.policyFile()->mode) == runlog::Mode::Observe;
    shown.style = isObserved ? MarkStyle::Outlined : MarkStyle::Filled;
    if (!policy.enabled)
        shown.words = translated("off");
    else if (!m_session.runs() || m_session.runs()->runs().empty())
        shown.words = translated("no runs");
    else if (const auto counts = countsOf(policy, isObserved || policy.action == runlog::Action::Allow)) {
        shown.count = static_cast<qint64>(counts->now);
        shown.delta = static_cast<qint64>(counts->now) - static_cast<qint64>(counts->before);
    } else {
        shown.words = translated("replaying");
    }
    return shown;
}

std::optional<MarkMaker::Counts> MarkMaker::countsOf(const runlog::Policy& policy, bool matched) const
{
    const ReplayResultPtr result = m_session.result();
    if (!result)
        return std::nullopt;
    const auto now = stepsOf(*result->current, policy.id, matched);
    if (!now)
        return std::nullopt;
    return Counts{*now, stepsOf(*result->baseline, policy.id, matched).value_or(0)};
}

// Lines that name a policy which was not understood: they take no part in the replay as they stand.
void MarkMaker::addBroken()
{
    if (m_document.isValid())
        return;
    static const QRegularExpression idLine(QStringLiteral("^\\s*-\\s+(?:\\{\\s*)?id:\\s*\\S"));
    for (QTextBlock block = m_document.textDocument()->begin(); block.isValid(); block = block.next()) {
        const auto known = m_marks.lines.constFind(block.blockNumber());
        if (known != m_marks.lines.constEnd() && known->policy)
            continue;
        if (idLine.match(block.text()).hasMatch())
            m_marks.lines[block.blockNumber()].policy = PolicyInlay{runlog::Outcome::NotReached, MarkStyle::Outlined, 0, 0,
                                                                    translated("not replayed")};
    }
}

void MarkMaker::addNumbers(const LineRange& visible)
{
    const ReplayResultPtr result = m_session.result();
    for (const auto& place : runlog::thresholds(*m_document.policyFile())) {
        if (result && result->draft && result->draft->valueOf(place.threshold))
            addDraft(place, *result->draft->valueOf(place.threshold));
        if (visible.contains(lineOf(place.value->span.begin)))
            addSpark(place);
    }
}

void MarkMaker::addSpark(const runlog::ThresholdPlace& place)
{
    LineInlay& line = inlay(place.value->span.begin);
    if (line.spark)
        return;
    const auto observations = m_inquiry.observations(place.threshold);
    if (!observations)
        return;
    const auto spark = m_sparklines.of(place, observations);
    if (!spark)
        return;
    line.spark = SparkInlay{spark, runlog::Outcome::Deny, std::nullopt};
    for (const auto& policy : m_document.policyFile()->policies)
        if (policy.id == place.policy)
            line.spark->outcome = policy.action == runlog::Action::Allow ? runlog::Outcome::Deny : outcomeOf(policy.action);
    const ReplayResultPtr result = m_session.result();
    if (const auto* value = result && result->draft ? result->draft->valueOf(place.threshold) : nullptr)
        line.spark->draft = value->approximate();
}

void MarkMaker::addDraft(const runlog::ThresholdPlace& place, const runlog::Decimal& value)
{
    const auto written = runlog::replaceLiteral(*m_document.source(), *place.value, value);
    if (!written.edit)
        return;
    m_marks.drafts.push_back({rangeOf(place.value->span), toText(written.edit->text)});
    inlay(place.value->span.begin).saved = plain(m_document.source()->text(place.value->span));
    m_marks.ruler.push_back({lineOf(place.value->span.begin), EditorMarks::RulerMark::Kind::Focus, {}});
}

void MarkMaker::addStep()
{
    if (!m_focus.place().step)
        return;
    const auto step = m_inquiry.explained(*m_focus.place().step);
    if (!step)
        return;
    QHash<QString, const runlog::ExplainedCondition*> explained;
    for (const auto& policy : step->explanation.policies) {
        collect(policy.when, explained);
        if (policy.unless)
            collect(*policy.unless, explained);
    }
    for (const auto& policy : m_document.policyFile()->policies) {
        addConditions(policy.when, policy, explained);
        if (policy.unless)
            addConditions(*policy.unless, policy, explained);
    }
}

void MarkMaker::addConditions(const runlog::Condition& condition, const runlog::Policy& policy,
                              const QHash<QString, const runlog::ExplainedCondition*>& explained)
{
    if (const auto* found = isLeaf(condition) ? explained.value(toText(condition.id)) : nullptr)
        addValue(condition, policy, *found);
    else if (!isLeaf(condition))
        for (const auto& child : condition.children)
            addConditions(child, policy, explained);
}

// Of several conditions in one line the first that does not hold is shown: it is the one that decides.
void MarkMaker::addValue(const runlog::Condition& condition, const runlog::Policy& policy,
                         const runlog::ExplainedCondition& explained)
{
    const Tick tick = tickOf(explained.truth);
    runlog::Span span = condition.span;
    if (condition.kind == runlog::Condition::Kind::Test && condition.field.span.length() > 0)
        span.begin = std::min(span.begin, condition.field.span.begin);
    if (tick == Tick::True)
        m_marks.tints.push_back({rangeOf(span), outcomeOf(policy.action)});
    auto& shown = inlay(span.begin).value;
    if (!shown || shown->tick == Tick::True)
        shown = ValueInlay{plain(explained.observed, 40), tick};
}

void MarkMaker::addFocus()
{
    const FocusPlace& focus = m_focus.place();
    for (const auto& policy : m_document.policyFile()->policies)
        if (policy.id == focus.policy)
            m_marks.focusedLine = lineOf(policy.idSpan.begin);
    if (focus.threshold)
        for (const auto& place : runlog::thresholds(*m_document.policyFile()))
            if (place.threshold == *focus.threshold)
                m_marks.focusedLine = lineOf(place.value->span.begin);
    if (m_marks.focusedLine >= 0)
        m_marks.ruler.push_back({m_marks.focusedLine, EditorMarks::RulerMark::Kind::Focus, {}});
}

} // namespace studio
