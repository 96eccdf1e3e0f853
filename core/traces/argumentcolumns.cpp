// SPDX-License-Identifier: Apache-2.0
#include "core/traces/argumentcolumns.h"

#include <algorithm>

namespace runlog {

std::shared_ptr<ArgumentColumns::Entry> ArgumentColumns::entryOf(const Path& path)
{
    const std::scoped_lock lock(m_mutex);
    const auto known = std::ranges::find_if(m_entries, [&](const auto& entry) { return entry->path == path; });
    if (known != m_entries.end()) {
        m_entries.splice(m_entries.begin(), m_entries, known);
        return m_entries.front();
    }
    auto entry = std::make_shared<Entry>();
    entry->path = path;
    m_entries.push_front(entry);
    if (m_entries.size() > Most)
        m_entries.pop_back();
    return entry;
}

ArgumentColumn ArgumentColumns::column(const Path& path, const std::function<ValueColumn()>& fill)
{
    const auto entry = entryOf(path);
    std::call_once(entry->filled, [&] { entry->column = std::make_shared<const ValueColumn>(fill()); });
    return entry->column;
}

} // namespace runlog
