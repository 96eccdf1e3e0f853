// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/replaysession.h"

#include <QObject>
#include <QStringList>
#include <memory>
#include <optional>
#include <set>
#include <vector>

namespace studio {

// Which runs the lists show. What is empty does not filter; a run passes where all parts agree.
struct RunFilter {
    std::set<std::string> services;           // by name; a run without one is ""
    std::optional<runlog::Time> from;         // of a run's start, or its first timed step; closed
    std::optional<runlog::Time> before;       // open
    std::set<runlog::Outcome> outcomes;       // some step of the run has, or had in the baseline, one of them
    bool operator==(const RunFilter&) const = default;
    bool isEmpty() const { return services.empty() && !from && !before && outcomes.empty(); }
};

// By run of the store: whether it is shown. Null: all are.
using ShownMask = std::shared_ptr<const std::vector<bool>>;

// The runs that pass the filter, now. A filter hides, it never changes what is replayed or counted. Other runs take it away. Lives on the
// window's thread; outcomes are looked at again with each result.
class ShownRuns : public QObject {
    Q_OBJECT
public:
    explicit ShownRuns(ReplaySession& session, QObject* parent = nullptr);

    void setFilter(const RunFilter& filter);
    const RunFilter& filter() const { return m_filter; }
    bool isFiltering() const { return !m_filter.isEmpty(); }

    const ShownMask& mask() const { return m_mask; }
    std::size_t shown() const { return m_shown; } // runs
    std::size_t all() const;

    QStringList services() const; // of the open runs, in order; as named in RunFilter
    // The first and the last start of the open runs; nullopt where none has a time.
    std::optional<std::pair<runlog::Time, runlog::Time>> times() const;

signals:
    void changed(); // of filter() or mask()

private:
    void sift();
    bool passes(const runlog::Run& run) const;
    bool hasOutcome(const runlog::Run& run) const;

    ReplaySession& m_session;
    RunFilter m_filter;
    ShownMask m_mask;
    std::size_t m_shown = 0;
};

} // namespace studio
