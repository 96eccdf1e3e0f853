// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/moving.h"

#include "core/engine/evaluator.h"
#include "core/engine/state.h"
#include "core/replay/steprequest.h"

#include <algorithm>
#include <array>
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
        m_layout = &layout;
        readSteps(runs);
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

Verdict Moving::numberVerdict(const Number& number) const
{
    const auto& leaf = m_program->leaves[*m_leaf];
    const auto test = [&] {
        if (number.other != None)
            return valueTest(leaf, m_others[number.other].value);
        return leaf.hasNanos ? nanosTest(leaf, number.nanos) : valueTest(leaf, m_column->value(m_layout->facts[number.position].step));
    };
    const auto truth = test();
    return leaf.negative ? Verdict{negate(truth), negate(truth)} : Verdict{truth, truth};
}

Decimal Moving::exact(const Number& number) const
{
    return number.other == None ? Decimal(number.nanos, -9) : m_others[number.other].number;
}

std::strong_ordering Moving::order(const Number& a, const Number& b) const
{
    return a.other == None && b.other == None ? a.nanos <=> b.nanos : exact(a) <=> exact(b);
}

void Moving::readSteps(const Runs& runs)
{
    m_rank.resize(m_layout->facts.size());
    const auto& field = m_program->leaves[*m_leaf].condition->field;
    if (field.field == Field::Args)
        m_column = runs.argument(field.path);
    auto numbers = m_column ? readArguments(runs) : readRequests(runs);
    std::sort(numbers.begin(), numbers.end(), [this](const Number& a, const Number& b) {
        const auto between = order(a, b);
        return between != 0 ? between < 0 : a.position < b.position;
    });
    m_sorted.reserve(numbers.size());
    for (const auto& number : numbers) {
        if (m_numbers.empty() || order(m_numbers.back(), number) != 0) {
            m_numbers.push_back(number);
            m_ofRank.push_back(packed(numberVerdict(number)));
        }
        m_rank[number.position] = static_cast<std::uint32_t>(m_numbers.size() - 1);
        m_sorted.push_back(number.position);
    }
}

// From the column of the argument. What a test says of a value that is not there depends on nothing else: it is asked once of each kind.
std::vector<Moving::Number> Moving::readArguments(const Runs& runs)
{
    auto seen = blankFor(*m_program);
    const RunState blank(m_program, seen, NoTime);
    std::array<std::optional<std::uint32_t>, static_cast<std::size_t>(Value::Kind::Null) + 1> ofMissing;
    std::vector<Number> numbers;
    for (std::uint32_t position = 0; position < m_layout->facts.size(); ++position) {
        const auto& fact = m_layout->facts[position];
        if (const auto nanos = m_column->nanos(fact.step); nanos != ValueColumn::NotPlain) {
            numbers.push_back({nanos, position, None});
            continue;
        }
        const auto value = m_column->value(fact.step);
        const auto kind = static_cast<std::size_t>(value.kind());
        if (kind < ofMissing.size() && ofMissing[kind]) {
            m_rank[position] = *ofMissing[kind];
            continue;
        }
        const auto request = requestOf(runs, fact.step, fact.time);
        addOther(numbers, value, position, Evaluator(*m_program, request, blank));
        if (kind < ofMissing.size())
            ofMissing[kind] = m_rank[position];
    }
    return numbers;
}

std::vector<Moving::Number> Moving::readRequests(const Runs& runs)
{
    auto seen = blankFor(*m_program);
    const RunState blank(m_program, seen, NoTime);
    const auto& field = m_program->leaves[*m_leaf].condition->field;
    std::vector<Number> numbers;
    for (std::uint32_t position = 0; position < m_layout->facts.size(); ++position) {
        const auto request = requestOf(runs, m_layout->facts[position].step, m_layout->facts[position].time);
        const Evaluator evaluator(*m_program, request, blank);
        addOther(numbers, evaluator.value(field, nullptr), position, evaluator);
    }
    return numbers;
}

// A number that has to be read from its text, or no number.
void Moving::addOther(std::vector<Number>& numbers, Value value, std::uint32_t position, const Evaluator& evaluator)
{
    const auto number = value.kind() == Value::Kind::Number ? value.number() : std::nullopt;
    if (number) {
        numbers.push_back({0, position, static_cast<std::uint32_t>(m_others.size())});
        m_others.push_back({*number, value});
    } else {
        m_rank[position] = ~std::uint32_t(packed(evaluator.leaf(m_program->leaves[*m_leaf], nullptr)));
    }
}

std::ptrdiff_t Moving::rankOf(const Decimal& number, bool past) const
{
    const auto border = std::partition_point(m_numbers.begin(), m_numbers.end(), [&](const Number& each) {
        const auto between = exact(each) <=> number;
        return between < 0 || (past && between == 0);
    });
    return border - m_numbers.begin();
}

std::vector<Decimal> Moving::numbersFrom(const Outwards& search, const std::function<bool(std::uint32_t position)>& reads) const
{
    const bool isPast = search.up != search.orHere; // of equal numbers: whether the border lies behind them
    const auto rank = rankOf(search.from, isPast);
    const auto middle = std::partition_point(m_sorted.begin(), m_sorted.end(),
                                             [&](auto p) { return static_cast<std::ptrdiff_t>(m_rank[p]) < rank; });
    std::vector<Decimal> numbers;
    auto last = None;
    const auto take = [&](std::uint32_t position) {
        if (m_rank[position] != last && reads(position)) {
            last = m_rank[position];
            numbers.push_back(exact(m_numbers[last]));
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
    const auto first = rankOf(range->first, false);
    const auto last = rankOf(range->second, true);
    std::vector<bool> changed(static_cast<std::size_t>(last - first), false);
    for (auto place = first; place < last; ++place) {
        auto& verdict = m_ofRank[static_cast<std::size_t>(place)];
        const auto now = packed(numberVerdict(m_numbers[static_cast<std::size_t>(place)]));
        changed[static_cast<std::size_t>(place - first)] = now != verdict;
        verdict = now;
    }
    const auto rankAt = [&](std::uint32_t position) { return static_cast<std::ptrdiff_t>(m_rank[position]); };
    const auto begin =
        std::partition_point(m_sorted.begin(), m_sorted.end(), [&](auto p) { return rankAt(p) < first; });
    const auto end = std::partition_point(begin, m_sorted.end(), [&](auto p) { return rankAt(p) < last; });
    std::vector<std::uint32_t> positions;
    std::copy_if(begin, end, std::back_inserter(positions),
                 [&](auto p) { return changed[static_cast<std::size_t>(rankAt(p) - first)]; });
    return positions;
}

} // namespace runlog::live
