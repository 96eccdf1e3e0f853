// SPDX-License-Identifier: Apache-2.0
#include "core/replay/live/columns.h"

#include "core/engine/state.h"
#include "core/replay/live/content.h"
#include "core/replay/live/kept.h"
#include "core/replay/steprequest.h"

#include <algorithm>
#include <unordered_map>

namespace runlog::live {

namespace {

constexpr std::size_t StepsBetweenStops = 4096;

struct KeyHash {
    std::size_t operator()(const std::vector<std::uint32_t>& key) const
    {
        std::uint64_t hash = key.size();
        for (const auto part : key)
            hash = (hash ^ part) * 0x9E3779B97F4A7C15ULL, hash ^= hash >> 29U;
        return static_cast<std::size_t>(hash);
    }
};

// A column that is being filled, sort after sort.
class Filling {
public:
    void beginSort(std::uint32_t residue)
    {
        const auto end = static_cast<std::uint32_t>(m_column.entries.size());
        m_column.parts.push_back({residue, end, end});
    }

    void add(std::uint32_t position, const Residue& residue)
    {
        const auto number = numberOf(residue);
        if (number == m_column.parts.back().residue)
            return;
        m_column.entries.push_back({position, number});
        m_column.parts.back().end = static_cast<std::uint32_t>(m_column.entries.size());
    }

    std::uint32_t numberOf(const Residue& residue)
    {
        if (residue.key.empty() && residue.open.empty())
            return 0;
        if (m_column.residues[m_last] == residue)
            return m_last;
        auto key = residue.key;
        key.push_back(None);
        key.insert(key.end(), residue.open.begin(), residue.open.end());
        const auto [known, isNew] = m_numbers.try_emplace(std::move(key), static_cast<std::uint32_t>(m_column.residues.size()));
        if (isNew)
            m_column.residues.push_back(residue);
        return m_last = known->second;
    }

    Column take()
    {
        m_column.entries.shrink_to_fit();
        return std::move(m_column);
    }

private:
    Column m_column;
    std::unordered_map<std::vector<std::uint32_t>, std::uint32_t, KeyHash> m_numbers;
    std::uint32_t m_last = 0;
};

class ColumnMaker {
public:
    ColumnMaker(std::shared_ptr<const Program> program, const Sources& sources, const Runs& runs, const ReplayOrder& order)
        : m_programPtr(std::move(program)), m_program(*m_programPtr), m_sources(sources), m_runs(runs), m_kept(order.kept()),
          m_factsPtr(keptFacts(m_runs, order)), m_facts(*m_factsPtr), m_scans(order.scans().columnsOf(m_program)), m_seen(blankFor(m_program)),
          m_blank(m_programPtr, m_seen, NoTime), m_known(m_program.leaves.size(), Residual::NotAsked)
    {
        for (std::uint32_t policy = 0; policy < m_program.policies.size(); ++policy)
            want(m_policies, policyContent(m_program, m_sources, policy));
        for (std::uint32_t slot = 0; slot < m_program.windows.size(); ++slot)
            want(m_windows, windowContent(m_program, m_sources, slot));
        for (std::uint32_t slot = 0; slot < m_program.histories.size(); ++slot)
            want(m_histories, historyContent(m_program, m_sources, slot));
        if (m_program.hasDefaultDeny)
            for (const auto& file : m_program.set.files)
                want(m_services, "services " + servicesContent(*file));
    }

    std::optional<Columns> make(const std::stop_token& stop)
    {
        m_stop = stop;
        if (std::any_of(m_all.begin(), m_all.end(), [](const Place* place) { return place->filling != nullptr; }))
            for (const auto& sort : m_facts.sorts)
                if (!fill(sort))
                    return std::nullopt;
        Columns columns;
        const auto take = [&](std::vector<std::unique_ptr<Place>>& places, std::vector<ColumnPtr>& list) {
            for (auto& place : places) {
                if (place->filling)
                    place->column = m_kept.columns.put(place->content, place->filling->take());
                list.push_back(place->column);
                columns.contents.push_back(std::move(place->content));
            }
        };
        take(m_policies, columns.policies);
        take(m_windows, columns.windows);
        take(m_histories, columns.histories);
        take(m_services, columns.services);
        return columns;
    }

private:
    // One column of the program: kept, or to be filled.
    struct Place {
        std::string content;
        ColumnPtr column;
        std::unique_ptr<Filling> filling;
        bool isAsked = false; // at the steps of this sort, one by one
    };
    using Places = std::vector<std::unique_ptr<Place>>;

    void want(Places& places, std::string content)
    {
        auto place = std::make_unique<Place>();
        place->column = m_kept.columns.find(content);
        if (!place->column)
            place->filling = std::make_unique<Filling>();
        place->content = std::move(content);
        m_all.push_back(place.get());
        places.push_back(std::move(place));
    }

    // Settles what all steps of a sort have in common, then asks them one by one where that is not all. False: stopped.
    bool fill(const Sort& sort)
    {
        Request request;
        request.kind = sort.kind;
        request.tool = sort.tool;
        std::fill(m_known.begin(), m_known.end(), Residual::NotAsked);
        Residual residual(m_program, m_sources, request, m_blank, m_known);
        bool isAsked = settlePolicies(residual, sort);
        for (std::size_t slot = 0; slot < m_windows.size(); ++slot)
            isAsked |= settleWindow(residual, *m_windows[slot], m_program.windows[slot], sort.kind);
        for (std::size_t slot = 0; slot < m_histories.size(); ++slot)
            isAsked |= settleHistory(residual, *m_histories[slot], m_program.histories[slot], sort.kind);
        for (std::size_t file = 0; file < m_services.size(); ++file)
            isAsked |= settleServices(*m_services[file], *m_program.set.files[file], sort.kind);
        if (!isAsked)
            return true;
        for (const auto position : sort.positions) {
            if (++m_done % StepsBetweenStops == 0 && m_stop.stop_requested())
                return false;
            ask(position);
        }
        return true;
    }

    bool begin(Place& place, std::uint32_t residue, bool isAsked)
    {
        place.isAsked = isAsked && place.filling != nullptr;
        if (place.filling)
            place.filling->beginSort(residue);
        return place.isAsked;
    }

    bool settlePolicies(Residual& residual, const Sort& sort)
    {
        m_askedPolicies.clear();
        auto candidate = m_program.candidates(sort.kind, sort.tool);
        auto next = candidate.begin();
        for (std::uint32_t index = 0; index < m_policies.size(); ++index) {
            auto& place = *m_policies[index];
            const bool concerns = next != candidate.end() && *next == index;
            next += concerns ? 1 : 0;
            if (!place.filling)
                continue;
            const auto& policy = m_program.policies[index];
            const auto common = concerns ? residual.policyOfSort(policy) : Residue{};
            const bool isOfSome = !m_program.set.files[policy.file]->services.empty() && common != Residue{};
            if (begin(place, common && !isOfSome ? place.filling->numberOf(*common) : 0, !common || isOfSome))
                m_askedPolicies.push_back(index);
        }
        return !m_askedPolicies.empty();
    }

    bool settleWindow(Residual& residual, Place& place, const WindowSlot& slot, StepKind kind)
    {
        if (!place.filling || !contains(slot.concerns, kind) || (slot.where && residual.isFalseForSort(*slot.where)))
            return begin(place, 0, false);
        if (slot.where)
            return begin(place, 0, true);
        const Residue always{{windowKey(Truth::True, packed({Truth::True, Truth::True}))}, {}};
        return begin(place, place.filling->numberOf(always), false);
    }

    // What `default: deny` is about.
    bool settleServices(Place& place, const PolicyFile& file, StepKind kind)
    {
        const bool isAll = kind == StepKind::ToolCall && file.services.empty();
        const auto all = isAll && place.filling ? place.filling->numberOf(governed()) : 0;
        return begin(place, all, kind == StepKind::ToolCall && !isAll);
    }

    static Residue governed() { return {{1}, {}}; }

    bool settleHistory(Residual& residual, Place& place, const HistorySlot& slot, StepKind kind)
    {
        return begin(place, 0, place.filling && contains(slot.concerns, kind) && !residual.isFalseForSort(slot.root));
    }

    void ask(std::uint32_t position)
    {
        const auto& fact = m_facts.steps[position];
        const auto request = requestOf(m_runs, fact.step, fact.time);
        const StepScans scans{m_scans, fact.step};
        m_blank.keepScans(request, scans);
        Residual residual(m_program, m_sources, request, m_blank, m_known);
        for (const auto policy : m_askedPolicies)
            askPolicy(residual, position, policy, request);
        if (!m_windows.empty() || !m_histories.empty())
            askEvents(residual, position, request);
        for (std::size_t file = 0; file < m_services.size(); ++file)
            if (m_services[file]->isAsked && m_program.governs(static_cast<std::uint32_t>(file), request.service))
                m_services[file]->filling->add(position, governed());
    }

    void askPolicy(Residual& residual, std::uint32_t position, std::uint32_t index, const Request& request)
    {
        const auto& policy = m_program.policies[index];
        if (m_program.governs(policy.file, request.service))
            m_policies[index]->filling->add(position, residual.policy(policy));
    }

    // Past steps are tested with what they ran with, their output included.
    void askEvents(const Residual& residual, std::uint32_t position, const Request& request)
    {
        const auto& fact = m_facts.steps[position];
        auto ran = request;
        ran.output = fact.has(StepFact::WasRun) ? m_runs.step(fact.step).output : Value::unrecorded();
        const Residual departing(m_program, m_sources, ran, m_blank, m_known);
        const auto add = [position](Place& place, std::uint32_t key) {
            if (key != 0)
                place.filling->add(position, {{key}, {}});
        };
        for (std::size_t slot = 0; slot < m_windows.size(); ++slot)
            if (const auto& window = m_program.windows[slot]; m_windows[slot]->isAsked)
                add(*m_windows[slot], windowKey(residual.own(window), departing.event(*window.where)));
        for (std::size_t slot = 0; slot < m_histories.size(); ++slot)
            if (m_histories[slot]->isAsked)
                add(*m_histories[slot], departing.event(m_program.histories[slot].root));
    }

    std::shared_ptr<const Program> m_programPtr;
    const Program& m_program;
    const Sources& m_sources;
    const Runs& m_runs;
    Kept& m_kept;
    std::shared_ptr<const Facts> m_factsPtr;
    const Facts& m_facts;
    std::vector<ScanColumn*> m_scans;
    Seen m_seen;
    RunState m_blank;
    std::vector<std::uint8_t> m_known; // by leaf: as Residual has it, for the sort at hand
    Places m_policies;
    Places m_windows;
    Places m_histories;
    Places m_services;
    std::vector<Place*> m_all;
    std::vector<std::uint32_t> m_askedPolicies; // at the steps of this sort, one by one
    std::stop_token m_stop;
    std::size_t m_done = 0;
};

} // namespace

Seen blankFor(const Program& program)
{
    Seen seen;
    seen.today.resize(program.zones.size());
    seen.after.resize(program.histories.size());
    seen.windows.resize(program.windows.size());
    return seen;
}

std::size_t Column::bytes() const
{
    return residues.size() * 4 * sizeof(Residue) + parts.size() * sizeof(Part) + entries.size() * sizeof(Entry);
}

std::optional<Columns> columnsOf(const std::shared_ptr<const Program>& program, const Sources& sources, const Runs& runs,
                                 const ReplayOrder& order, const std::stop_token& stop)
{
    return ColumnMaker(program, sources, runs, order).make(stop);
}

} // namespace runlog::live
