// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/fields.h"
#include "core/language/valuecolumn.h"

#include <functional>
#include <list>
#include <memory>
#include <mutex>

namespace runlog {

using ArgumentColumn = std::shared_ptr<const ValueColumn>;

// The argument columns of one store, each filled when its path is asked for first. Any number of threads may ask; those that ask for
// one path wait for the one that fills it, others do not.
//
// Of more than `Most` paths the one that was asked for longest ago is dropped, so that a path which somebody types letter by letter
// leaves nothing behind. Whoever holds a column keeps it.
class ArgumentColumns {
public:
    static constexpr std::size_t Most = 64;

    // The column of a path, by `fill` where it is not there yet.
    ArgumentColumn column(const Path& path, const std::function<ValueColumn()>& fill);

private:
    struct Entry {
        Path path;
        std::once_flag filled;
        ArgumentColumn column;
    };
    std::shared_ptr<Entry> entryOf(const Path& path);

    std::mutex m_mutex; // guards the list, not what its entries hold
    std::list<std::shared_ptr<Entry>> m_entries; // asked for last in front
};

} // namespace runlog
