// SPDX-License-Identifier: Apache-2.0
#include "core/replay/approvals/approvalload.h"

#include "core/replay/approvals/modelanswer.h"
#include "core/replay/order.h"
#include "core/replay/resolve.h"

#include <algorithm>
#include <limits>
#include <map>

namespace runlog {

namespace {

constexpr Time NanosPerHour = 3'600'000'000'000;
constexpr Time Never = std::numeric_limits<Time>::max();

// One request in one pool.
struct Ticket {
    Time asked = 0;
    Time tooLate = Never;           // the first moment at which an answer does not count
    std::size_t people = 1;         // that must answer
    const Zone* zone = nullptr;
    std::vector<PersonDraw> draws;
    std::size_t approvals = 0;
    Time lastApproval = 0;
    Time firstRefusal = Never;

    bool isApproved() const { return approvals == people && lastApproval < tooLate; }
    bool isAnswered() const { return isApproved() || firstRefusal < tooLate; }

    // When it no longer waits.
    Time end() const
    {
        if (firstRefusal < tooLate)
            return firstRefusal;
        return isApproved() ? lastApproval : tooLate == Never ? Never : tooLate - 1;
    }
};

// One person's part of a ticket.
struct Task {
    Time ready = 0;
    std::size_t ticket = 0;
    bool approves = false;
};

Duration rank(const std::vector<std::int64_t>& sorted, std::size_t tenths)
{
    return sorted.empty() ? Duration() : Duration{sorted[std::min(sorted.size() - 1, sorted.size() * tenths / 10)]};
}

class PoolQueue {
public:
    PoolQueue(const ApproverModel& model, std::vector<Ticket> tickets) : m_model(model), m_tickets(std::move(tickets)) {}

    PoolLoad run()
    {
        m_load.requests = m_tickets.size();
        countArrivals();
        serve();
        countWaits();
        countQueue();
        return std::move(m_load);
    }

private:
    void countArrivals()
    {
        std::map<Time, std::size_t> hours;
        for (const auto& ticket : m_tickets)
            ++hours[ticket.asked - ((ticket.asked % NanosPerHour) + NanosPerHour) % NanosPerHour];
        for (const auto& [begins, arrivals] : hours) {
            m_load.hours.push_back({begins, arrivals});
            if (arrivals > m_load.peak.arrivals)
                m_load.peak = m_load.hours.back();
        }
    }

    std::vector<Task> tasks() const
    {
        std::vector<Task> tasks;
        for (std::size_t i = 0; i < m_tickets.size(); ++i) {
            const auto& ticket = m_tickets[i];
            if (ticket.people > m_model.people)
                continue; // nobody begins what cannot be answered
            for (const auto& draw : ticket.draws)
                tasks.push_back({hoursOf(ticket).after(ticket.asked, draw.delay, ticket.tooLate), i, draw.approves});
        }
        std::stable_sort(tasks.begin(), tasks.end(), [](const Task& a, const Task& b) { return a.ready < b.ready; });
        return tasks;
    }

    // In the order in which they are looked at, each by the person who is free first and has no part in the ticket yet.
    void serve()
    {
        m_freeAt.assign(m_model.people, std::numeric_limits<Time>::min());
        m_busy.resize(m_tickets.size());
        for (const auto& task : tasks())
            serve(task);
    }

    void serve(const Task& task)
    {
        auto& ticket = m_tickets[task.ticket];
        const auto person = freePerson(task.ticket);
        const auto begins = std::max(task.ready, m_freeAt[person]);
        if (begins >= std::min(ticket.tooLate, ticket.firstRefusal))
            return;
        m_busy[task.ticket].push_back(person);
        const auto ends = hoursOf(ticket).after(begins, m_model.handling.nanos, Never);
        m_freeAt[person] = ends;
        if (!task.approves) {
            ticket.firstRefusal = std::min(ticket.firstRefusal, ends);
            return;
        }
        ++ticket.approvals;
        ticket.lastApproval = std::max(ticket.lastApproval, ends);
    }

    std::size_t freePerson(std::size_t ticket) const
    {
        const auto& busy = m_busy[ticket];
        std::size_t person = m_freeAt.size();
        for (std::size_t i = 0; i < m_freeAt.size(); ++i)
            if (std::find(busy.begin(), busy.end(), i) == busy.end() && (person == m_freeAt.size() || m_freeAt[i] < m_freeAt[person]))
                person = i;
        return person;
    }

    void countWaits()
    {
        std::vector<std::int64_t> waits;
        for (const auto& ticket : m_tickets) {
            m_load.neverAnswered += ticket.end() == Never ? 1 : 0;
            m_load.timeOuts += !ticket.isAnswered() && ticket.end() != Never ? 1 : 0;
            if (ticket.end() != Never)
                waits.push_back(ticket.end() - ticket.asked);
        }
        std::sort(waits.begin(), waits.end());
        m_load.medianWait = rank(waits, 5);
        m_load.longWait = rank(waits, 9);
        m_load.longestWait = rank(waits, 10);
    }

    // Who leaves at a moment does not wait together with who comes at it.
    void countQueue()
    {
        std::vector<std::pair<Time, int>> changes;
        for (const auto& ticket : m_tickets) {
            if (ticket.end() <= ticket.asked)
                continue;
            changes.emplace_back(ticket.asked, 1);
            changes.emplace_back(ticket.end(), -1);
        }
        std::sort(changes.begin(), changes.end());
        std::size_t waiting = 0;
        for (const auto& [time, change] : changes) {
            waiting = change > 0 ? waiting + 1 : waiting - 1;
            if (waiting <= m_load.longestQueue)
                continue;
            m_load.longestQueue = waiting;
            m_load.longestQueueAt = time;
        }
    }

    WorkingHours hoursOf(const Ticket& ticket) const { return {m_model, *ticket.zone}; }

    const ApproverModel& m_model;
    std::vector<Ticket> m_tickets;
    std::vector<Time> m_freeAt;                  // by person
    std::vector<std::vector<std::size_t>> m_busy; // by ticket: persons who have a part in it
    PoolLoad m_load;
};

Ticket ticketOf(const Replay& replay, const AnswerKey& key, std::uint32_t policy, const Quorum& quorum, Time asked,
                const ApproverModel& model)
{
    const auto& asking = *replay.engine->policies()[policy].policy;
    Ticket ticket{asked, tooLate(asking, asked), quorum.people, &zoneOf(*replay.engine, policy), {}, 0, asked, Never};
    for (std::size_t person = 0; person < quorum.people; ++person)
        ticket.draws.push_back(drawOf(model, key, quorum.pool, person));
    return ticket;
}

} // namespace

ApprovalLoad loadOf(const Replay& replay, const ApproverModel& model, const std::stop_token& stop)
{
    const ReplayOrder order(*replay.runs);
    const auto& runs = *replay.runs;
    auto requests = replay.requests;
    std::stable_sort(requests.begin(), requests.end(), [&](const ApprovalRequest& a, const ApprovalRequest& b) {
        return order.time(a.step) < order.time(b.step);
    });
    ApprovalLoad load{model, requests.size(), 0, {}};
    std::map<std::string, std::vector<Ticket>> pools;
    for (const auto& request : requests) {
        if (stop.stop_requested())
            return load;
        const auto asked = order.time(request.step);
        load.withoutTime += asked == NoTime ? 1 : 0;
        const std::string run(runs.run(runs.runOf(request.step)).id);
        const auto action = asked == NoTime ? std::string() : actionOf(replay, request);
        for (const auto policy : asked == NoTime ? std::vector<std::uint32_t>() : request.asking) {
            const auto& asking = *replay.engine->policies()[policy].policy;
            const AnswerKey key{run, runs.seq()[request.step], action, asking.id};
            for (const auto& quorum : quorumsOf(asking))
                pools[quorum.pool].push_back(ticketOf(replay, key, policy, quorum, asked, model));
        }
    }
    for (auto& [name, tickets] : pools) {
        load.pools.push_back(PoolQueue(model, std::move(tickets)).run());
        load.pools.back().pool = name;
    }
    return load;
}

} // namespace runlog
