// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/columns.h"
#include "core/replay/live/facts.h"
#include "core/replay/live/shapes.h"
#include "core/replay/live/sharedcolumns.h"

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace runlog::live {

// Things by the content they were made of. Where they take too much memory, those that were asked for least recently go; who holds
// one keeps it. Thread-safe.
template <typename Thing>
class Shelf {
public:
    static constexpr std::size_t MostBytes = std::size_t(128) << 20U;

    std::shared_ptr<const Thing> find(const std::string& content)
    {
        const std::scoped_lock lock(m_mutex);
        const auto known = m_places.find(content);
        if (known == m_places.end())
            return nullptr;
        known->second.asked = ++m_asked;
        return known->second.thing;
    }

    std::shared_ptr<const Thing> put(const std::string& content, Thing thing)
    {
        auto kept = std::make_shared<const Thing>(std::move(thing));
        const auto bytes = kept->bytes() + content.size();
        const std::scoped_lock lock(m_mutex);
        auto& place = m_places[content];
        m_bytes += bytes - place.bytes;
        place = {kept, bytes, ++m_asked};
        while (m_bytes > MostBytes && m_places.size() > 1)
            dropOldest();
        return kept;
    }

    // `make` is called where there is none, on the calling thread.
    template <typename Make>
    std::shared_ptr<const Thing> get(const std::string& content, Make make)
    {
        if (auto known = find(content))
            return known;
        return put(content, make());
    }

private:
    struct Place {
        std::shared_ptr<const Thing> thing;
        std::size_t bytes = 0;
        std::uint64_t asked = 0;
    };

    void dropOldest()
    {
        auto oldest = m_places.begin();
        for (auto place = m_places.begin(); place != m_places.end(); ++place)
            if (place->second.asked < oldest->second.asked)
                oldest = place;
        m_bytes -= oldest->second.bytes;
        m_places.erase(oldest);
    }

    std::mutex m_mutex;
    std::map<std::string, Place> m_places;
    std::size_t m_bytes = 0;
    std::uint64_t m_asked = 0;
};

// What replays of one corpus leave for the next ones: columns that depend on the recording and on the content of single policies, so
// that an edit of one policy asks the conditions of that policy anew and of no other.
struct Kept {
    Shelf<Facts> facts; // one, by the empty content
    Shelf<SharedThings> things;
    Shelf<DayNumbers> dayNumbers;
    Shelf<Column> columns;
    Shelf<Addends> addends;
    Shelf<Shapes> shapes;
    Shelf<RecordedLooks> looks;
};

std::shared_ptr<const Facts> keptFacts(const Runs& runs, const ReplayOrder& order);

} // namespace runlog::live
