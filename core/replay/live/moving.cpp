// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/moving.h"

#include "core/engine/evaluator.h"
#include "core/engine/state.h"
#include "core/replay/steprequest.h"

#include <algorithm>
#include <array>
#include <compare>
#include <limits>
#include <utility>

namespace runlog::live {

namespace {

constexpr std::size_t FlagSets = 16;

// The closed range from the lowest to the highest of the literals that differ; nullopt where none does.
std::optional<std::pair<Decimal, Decimal>> movedRange(const Leaf& a, const Leaf& b)
{
    std::optional<std::pair<Decimal, Decimal>> range;
    for (std::size_t index = 0; index < std::min(a.literals.size(), b.literals.size()); ++index) {
        const auto [low, high] = std::minmax({numberOf(a.literals[index]), numberOf(b.literals[index])});
        if (low == high)
            continue;
        range = range ? std::pair(std::min(range->first, low), std::max(range->second, high)) : std::pair(low, high);
    }
    return range;
}

// The values whose rank differs. Where a cut went or came, also those that only may be there: everything.
Interval touchedBetween(const std::vector<std::int64_t>& before, const std::vector<std::int64_t>& after)
{
    if (before.size() != after.size())
        return {std::numeric_limits<std::int64_t>::min() + 1, std::numeric_limits<std::int64_t>::max()};
    std::vector<std::int64_t> moved;
    std::set_symmetric_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(moved));
    return moved.empty() ? Interval{1, 0} : Interval{moved.front(), moved.back() - 1};
}

} // namespace

Moving::Moving(std::shared_ptr<const Program> program, std::optional<std::uint32_t> leaf, const Sources& sources,
               const Layout& layout, const Runs& runs)
    : m_program(std::move(program)), m_leaf(leaf)
{
    if (!m_leaf)
        return;
    if (const auto place = sources.ofLeaf[*m_leaf]; place != Sources::Static) {
        m_source = &sources.list[place];
        m_sourceIndex = place;
        m_own = *m_source;
        m_own.cuts = ownCuts();
        fillVerdicts();
    } else {
        readSteps(layout, runs);
    }
}

// Where the answer of the moving condition can change, whatever the flags.
std::vector<std::int64_t> Moving::ownCuts() const
{
    const auto& leaf = m_program->leaves[*m_leaf];
    std::vector<std::int64_t> cuts;
    if (m_source->kind == Source::Kind::Window) {
        const auto& slot = m_program->windows[m_source->index];
        const int scale = slot.window->function == Window::Function::Sum ? SumScale : 0;
        for (const auto& literal : leaf.literals)
            if (const auto floor = floorOf(literal, scale))
                cuts.insert(cuts.end(), {*floor, *floor + 1});
    } else {
        for (const auto& interval : leaf.intervals) {
            cuts.push_back(interval.low);
            if (interval.high != std::numeric_limits<std::int64_t>::max())
                cuts.push_back(interval.high + 1);
        }
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    return cuts;
}

void Moving::fillVerdicts()
{
    m_verdicts.assign((m_own.cuts.size() + 1) * FlagSets, 0);
    for (std::size_t rank = 0; rank <= m_own.cuts.size(); ++rank) {
        const auto below =
            m_own.cuts.empty() || m_own.cuts[0] == std::numeric_limits<std::int64_t>::min() ? 0 : m_own.cuts[0] - 1;
        for (std::uint8_t flags = 0; flags < FlagSets; ++flags)
            m_verdicts[rank * FlagSets + flags] =
                packed(sourceVerdict({rank == 0 ? below : m_own.cuts[rank - 1], flags}));
    }
}

// The engine's own answer for a source that shows `look`.
Verdict Moving::sourceVerdict(const Look& look) const
{
    const auto has = [&](Look::Flag flag) { return (look.flags & flag) != 0; };
    auto seen = blankFor(*m_program);
    const auto& leaf = m_program->leaves[*m_leaf];
    Request request;
    Time now = 0;
    std::optional<ItemValue> item;
    if (m_source->kind == Source::Kind::Window) {
        const bool isSum = m_program->windows[m_source->index].window->function == Window::Function::Sum;
        item = ItemValue{{}, Decimal(look.value, isSum ? -SumScale : 0), has(Look::Error), has(Look::Unrecorded)};
        if (has(Look::Absent))
            item->number.reset();
    } else if (m_source->kind == Source::Kind::CostToday) {
        seen.today[m_source->index] = {look.value, has(Look::AtLeast) ? std::size_t(1) : std::size_t(0)};
        now = has(Look::Unrecorded) ? NoTime : 0;
    } else {
        const auto bit = static_cast<std::uint16_t>(1U << Counters::slot(m_source->field));
        seen.counters[m_source->field] = look.value;
        seen.counters.atLeast = has(Look::AtLeast) ? bit : std::uint16_t(0);
        seen.counters.unrecorded = has(Look::Unrecorded) ? bit : std::uint16_t(0);
        seen.counters.absent = has(Look::Absent) ? bit : std::uint16_t(0);
    }
    const RunState state(m_program, seen, now);
    return Evaluator(*m_program, request, state).leaf(leaf, item ? &*item : nullptr);
}

Verdict Moving::numberVerdict(Value number) const
{
    const auto& leaf = m_program->leaves[*m_leaf];
    const auto truth = valueTest(leaf, number);
    return leaf.negative ? Verdict{negate(truth), negate(truth)} : Verdict{truth, truth};
}

// A number at one step. Most are plain, and then `nanos` is all that is needed to sort them.
struct Moving::Number {
    std::int64_t nanos = ValueColumn::NotPlain;
    std::uint32_t position = 0;
    Value value;
    Decimal decimal; // where it is not plain

    Decimal exact() const { return nanos == ValueColumn::NotPlain ? decimal : Decimal(nanos, -9); }

    std::strong_ordering order(const Number& other) const
    {
        const bool arePlain = nanos != ValueColumn::NotPlain && other.nanos != ValueColumn::NotPlain;
        return arePlain ? nanos <=> other.nanos : exact() <=> other.exact();
    }
};

void Moving::readSteps(const Layout& layout, const Runs& runs)
{
    m_rank.resize(layout.facts.size());
    const auto& field = m_program->leaves[*m_leaf].condition->field;
    auto numbers = field.field == Field::Args ? readArguments(layout, runs, *runs.argument(field.path)) : readRequests(layout, runs);
    std::sort(numbers.begin(), numbers.end(), [](const Number& a, const Number& b) {
        const auto order = a.order(b);
        return order != 0 ? order < 0 : a.position < b.position;
    });
    const Number* last = nullptr;
    for (const auto& number : numbers) {
        if (last == nullptr || last->order(number) != 0) {
            m_numbers.push_back(number.exact());
            m_ofRank.push_back(packed(numberVerdict(number.value)));
            m_values.push_back(number.value);
        }
        last = &number;
        m_rank[number.position] = static_cast<std::uint32_t>(m_numbers.size() - 1);
        m_sorted.push_back(number.position);
    }
}

// From the column of the argument. What a test says of a value that is not there depends on nothing else: it is asked once of each kind.
std::vector<Moving::Number> Moving::readArguments(const Layout& layout, const Runs& runs, const ValueColumn& column)
{
    auto seen = blankFor(*m_program);
    const RunState blank(m_program, seen, NoTime);
    std::array<std::optional<std::uint32_t>, static_cast<std::size_t>(Value::Kind::Null) + 1> ofMissing;
    std::vector<Number> numbers;
    for (std::uint32_t position = 0; position < layout.facts.size(); ++position) {
        const auto& fact = layout.facts[position];
        const auto value = column.value(fact.step);
        const auto kind = static_cast<std::size_t>(value.kind());
        if (const auto nanos = column.nanos(fact.step); nanos != ValueColumn::NotPlain) {
            numbers.push_back({nanos, position, value, {}});
        } else if (kind < ofMissing.size() && ofMissing[kind]) {
            m_rank[position] = *ofMissing[kind];
        } else {
            const auto request = requestOf(runs, fact.step, fact.time);
            addOther(numbers, value, position, Evaluator(*m_program, request, blank));
            if (kind < ofMissing.size())
                ofMissing[kind] = m_rank[position];
        }
    }
    return numbers;
}

std::vector<Moving::Number> Moving::readRequests(const Layout& layout, const Runs& runs)
{
    auto seen = blankFor(*m_program);
    const RunState blank(m_program, seen, NoTime);
    const auto& field = m_program->leaves[*m_leaf].condition->field;
    std::vector<Number> numbers;
    for (std::uint32_t position = 0; position < layout.facts.size(); ++position) {
        const auto request = requestOf(runs, layout.facts[position].step, layout.facts[position].time);
        const Evaluator evaluator(*m_program, request, blank);
        addOther(numbers, evaluator.value(field, nullptr), position, evaluator);
    }
    return numbers;
}

// A number that has to be read from its text, or no number.
void Moving::addOther(std::vector<Number>& numbers, Value value, std::uint32_t position, const Evaluator& evaluator)
{
    const auto number = value.kind() == Value::Kind::Number ? value.number() : std::nullopt;
    if (number)
        numbers.push_back({ValueColumn::NotPlain, position, value, *number});
    else
        m_rank[position] = ~std::uint32_t(packed(evaluator.leaf(m_program->leaves[*m_leaf], nullptr)));
}

std::vector<Decimal> Moving::numbersFrom(const Outwards& search, const std::function<bool(std::uint32_t position)>& reads) const
{
    const bool isPast = search.up != search.orHere; // of equal numbers: whether the border lies behind them
    const auto border = isPast ? std::upper_bound(m_numbers.begin(), m_numbers.end(), search.from)
                               : std::lower_bound(m_numbers.begin(), m_numbers.end(), search.from);
    const auto rank = border - m_numbers.begin();
    const auto middle = std::partition_point(m_sorted.begin(), m_sorted.end(),
                                             [&](auto p) { return static_cast<std::ptrdiff_t>(m_rank[p]) < rank; });
    std::vector<Decimal> numbers;
    auto last = None;
    const auto take = [&](std::uint32_t position) {
        if (m_rank[position] != last && reads(position)) {
            last = m_rank[position];
            numbers.push_back(m_numbers[last]);
        }
        return numbers.size() < search.most;
    };
    if (search.up)
        static_cast<void>(std::all_of(middle, m_sorted.end(), take));
    else
        static_cast<void>(std::all_of(std::reverse_iterator(middle), m_sorted.rend(), take));
    return numbers;
}

std::vector<std::uint32_t> Moving::moveTo(std::shared_ptr<const Program> program)
{
    const auto before = std::exchange(m_program, std::move(program));
    if (!m_leaf)
        return {};
    if (m_source != nullptr) {
        const auto old = std::exchange(m_own.cuts, ownCuts());
        fillVerdicts();
        m_touched = touchedBetween(old, m_own.cuts);
        return {};
    }
    const auto range = movedRange(before->leaves[*m_leaf], m_program->leaves[*m_leaf]);
    if (!range)
        return {};
    const auto first = std::lower_bound(m_numbers.begin(), m_numbers.end(), range->first) - m_numbers.begin();
    const auto last = std::upper_bound(m_numbers.begin(), m_numbers.end(), range->second) - m_numbers.begin();
    std::vector<bool> changed(static_cast<std::size_t>(last - first), false);
    for (auto place = first; place < last; ++place) {
        auto& verdict = m_ofRank[static_cast<std::size_t>(place)];
        const auto now = packed(numberVerdict(m_values[static_cast<std::size_t>(place)]));
        changed[static_cast<std::size_t>(place - first)] = now != verdict;
        verdict = now;
    }
    const auto rankOf = [&](std::uint32_t position) { return static_cast<std::ptrdiff_t>(m_rank[position]); };
    const auto begin =
        std::partition_point(m_sorted.begin(), m_sorted.end(), [&](auto p) { return rankOf(p) < first; });
    const auto end = std::partition_point(begin, m_sorted.end(), [&](auto p) { return rankOf(p) < last; });
    std::vector<std::uint32_t> positions;
    std::copy_if(begin, end, std::back_inserter(positions),
                 [&](auto p) { return changed[static_cast<std::size_t>(rankOf(p) - first)]; });
    return positions;
}

} // namespace runlog::live
