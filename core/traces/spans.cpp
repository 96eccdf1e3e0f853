// SPDX-License-Identifier: Apache-2.0
#include "core/traces/spans.h"

#include "core/traces/runspart.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace runlog {

namespace {

using Kind = RecordedSpan::Kind;

struct Placed {
    RunsPart* part;
    RecordedSpan* span;
    bool wrapper = false;   // a model span around another one
    Placed* inner = nullptr;
};

// One trace while its steps are numbered.
class Trace {
public:
    void add(RunsPart& part, RecordedSpan& span) { m_spans.push_back({&part, &span}); }
    void finish(std::string_view id);

private:
    Placed* parentOf(const Placed& span) const;
    template <typename Fits> Placed* ancestor(const Placed& span, Fits fits) const;
    void markWrappers();
    void number();
    void setParents();
    void setBatches();
    void setParent(Placed& placed, const std::unordered_map<std::string_view, std::int64_t>& lastModel);
    std::string_view service() const;
    void handOver(std::string_view id);

    std::vector<Placed> m_spans;
    std::unordered_map<std::string_view, Placed*> m_byId;
};

bool isStep(const Placed& placed) { return placed.span->kind != Kind::Structure && !placed.wrapper; }

Placed* Trace::parentOf(const Placed& placed) const
{
    const auto found = m_byId.find(placed.span->parent);
    return placed.span->parent.empty() || found == m_byId.end() ? nullptr : found->second;
}

// The nearest span around another one that fits; parents that go round in a circle end the search.
template <typename Fits> Placed* Trace::ancestor(const Placed& placed, Fits fits) const
{
    auto* at = parentOf(placed);
    for (std::size_t steps = 0; at != nullptr && steps < m_spans.size(); ++steps, at = parentOf(*at))
        if (at->span != placed.span && fits(*at))
            return at;
    return nullptr;
}

void fillFrom(Step& inner, const Step& outer)
{
    if (inner.tokensIn < 0)
        inner.tokensIn = outer.tokensIn;
    if (inner.tokensOut < 0)
        inner.tokensOut = outer.tokensOut;
    if (!inner.cost)
        inner.cost = outer.cost;
    if (inner.input.isAbsent())
        inner.input = outer.input;
    if (inner.output.isAbsent())
        inner.output = outer.output;
    if (inner.model == Names::Absent)
        inner.model = outer.model;
}

void Trace::markWrappers()
{
    std::map<Placed*, std::vector<Placed*>> inside;
    for (auto& placed : m_spans) {
        if (placed.span->kind != Kind::Model)
            continue;
        auto* outer = ancestor(placed, [](const Placed& p) { return p.span->kind != Kind::Structure; });
        if (outer != nullptr && outer->span->kind == Kind::Model)
            inside[outer].push_back(&placed);
    }
    for (auto& [outer, inner] : inside) {
        outer->wrapper = true;
        outer->inner = inner.front();
        if (inner.size() == 1 && inner.front()->part == outer->part)
            fillFrom(inner.front()->span->step, outer->span->step);
    }
}

void Trace::number()
{
    std::int64_t seq = 0;
    for (auto& placed : m_spans)
        if (isStep(placed))
            placed.span->step.seq = ++seq;
}

void Trace::setParent(Placed& placed, const std::unordered_map<std::string_view, std::int64_t>& lastModel)
{
    auto* around = ancestor(placed, [](const Placed& p) { return p.span->kind != Kind::Structure; });
    for (std::size_t steps = 0; around != nullptr && around->wrapper && steps < m_spans.size(); ++steps)
        around = around->inner;
    if (around != nullptr) {
        if (around->span->step.seq < placed.span->step.seq)
            placed.span->step.parent = around->span->step.seq;
        return;
    }
    // Beside it, or beside a span around it.
    const auto* at = &placed;
    for (std::size_t steps = 0; at != nullptr && steps < m_spans.size(); ++steps, at = parentOf(*at))
        if (const auto beside = lastModel.find(at->span->parent); beside != lastModel.end()) {
            placed.span->step.parent = beside->second;
            return;
        }
}

void Trace::setParents()
{
    std::unordered_map<std::string_view, std::int64_t> lastModel; // by the span that both stand in
    for (auto& placed : m_spans) {
        if (!isStep(placed))
            continue;
        if (placed.span->kind == Kind::Tool) {
            setParent(placed, lastModel);
            continue;
        }
        const auto* outermost = &placed;
        while (const auto* outer = parentOf(*outermost)) {
            if (!outer->wrapper || outer == outermost)
                break;
            outermost = outer;
        }
        lastModel[outermost->span->parent] = placed.span->step.seq;
    }
}

void Trace::setBatches()
{
    std::unordered_map<std::int64_t, std::vector<Step*>> calls;
    for (auto& placed : m_spans)
        if (isStep(placed) && placed.span->kind == Kind::Tool && placed.span->step.parent >= 0)
            calls[placed.span->step.parent].push_back(&placed.span->step);
    for (const auto& placed : m_spans) {
        if (!isStep(placed) || placed.span->kind != Kind::Model)
            continue;
        const auto found = calls.find(placed.span->step.seq);
        if (found != calls.end() && found->second.size() > 1)
            for (auto* call : found->second)
                call->batch = placed.span->step.seq;
    }
}

std::string_view Trace::service() const
{
    for (const auto& placed : m_spans)
        if (!placed.span->service.empty())
            return placed.span->service;
    return {};
}

void Trace::handOver(std::string_view id)
{
    const auto name = service();
    for (auto& placed : m_spans) {
        auto& part = *placed.part;
        const auto run = part.runOf(name.empty() ? Names::Absent : part.intern(name), id, placed.span->step.line);
        auto& known = part.run(run).run;
        if (known.user.isAbsent())
            known.user = placed.span->user;
        if (placed.span->start != NoTime && (known.startedAt == NoTime || placed.span->start < known.startedAt))
            known.startedAt = placed.span->start;
        if (known.status.empty())
            known.status = placed.span->status;
        if (isStep(placed))
            part.append(run, placed.span->step);
    }
}

void Trace::finish(std::string_view id)
{
    std::ranges::stable_sort(m_spans, {}, [](const Placed& placed) { return placed.span->start; });
    for (auto& placed : m_spans)
        m_byId.try_emplace(placed.span->id, &placed);
    markWrappers();
    number();
    setParents();
    setBatches();
    handOver(id);
}

} // namespace

void assembleSpans(std::span<const std::shared_ptr<RunsPart>> parts)
{
    std::map<std::string_view, Trace> traces;
    for (const auto& part : parts)
        if (part)
            for (auto& span : part->spans)
                traces[span.trace].add(*part, span);
    for (auto& [id, trace] : traces)
        trace.finish(id);
}

} // namespace runlog
