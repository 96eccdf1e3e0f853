// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace runlog::live {

// A cut that no sum comes as far as stands for all beyond it.
constexpr std::int64_t MostCut = std::numeric_limits<std::int64_t>::max() / 4;
inline std::int64_t within(std::int64_t cut) { return std::clamp(cut, -MostCut, MostCut); }

// The values at which what a row of sums shows becomes another thing for those who look.
struct Cuts {
    static constexpr std::size_t MostMoving = 8;

    std::vector<std::int64_t> fixed;  // sorted
    std::vector<std::int64_t> moving; // sorted; any number of them may change at a time, but never how many there are
};

// A row of amounts that are added up, and of places that look at the sum before them with something of their own added. Each place
// remembers on which side of the cuts its look was when it was last noted; the row finds places whose look has come to another
// side since, whether the amounts before them have changed or a cut has moved.
//
// A tree over blocks of places: each node knows its sum, and how much would have to be added before it for a place in it to
// pass a cut. Changes and searches take steps in the logarithm of the row's length. Sums stay within ±2⁶¹.
class CutSums {
public:
    struct Place {
        enum Asks : std::uint8_t { Fixed = 1, Moving = 2 };
        std::int64_t amount = 0;
        std::int64_t own = 0;   // what this place adds to the sum it sees
        std::uint8_t asks = 0;  // which cuts matter to it
        std::uint8_t above = 0; // noted: bit per moving cut that the look reaches
        std::uint32_t rank = 0; // noted: how many fixed cuts the look reaches
    };

    // What is added before a row makes some look of it pass a cut upwards if it is at least `up`, downwards if it is less than `down`;
    // of a moving cut as if that stood at zero.
    struct Reach {
        static constexpr std::int64_t Never = std::numeric_limits<std::int64_t>::max() / 2;
        std::int64_t up = Never;
        std::int64_t down = -Never;
        bool isPassedBy(std::int64_t added) const { return added >= up || added < down; }
    };

    // Takes the places with their looks as they are, all noted. `cuts` outlives the row.
    void assign(std::vector<Place> places, const Cuts& cuts);

    // Notes all looks anew. To be called when the number of moving cuts has changed.
    void noteAll();

    std::size_t size() const { return m_places.size(); }
    const Place& operator[](std::size_t place) const { return m_places[place]; }
    std::int64_t before(std::size_t place) const; // the sum of all amounts before it

    // The tree is brought up to date later: as long as all that was added cannot take any look past a cut, nothing asks for it.
    void add(std::size_t place, std::int64_t amount);

    void note(std::size_t place);

    // Of a moving cut: what lies between has no look that came to another side; what lies beyond may have.
    Reach reachOfMoving(std::size_t cut) const;

    // The first place at or after `from` whose look is on another side of a cut than noted; size() where there is none.
    std::size_t firstOther(std::size_t from);

private:
    static constexpr std::size_t Block = 16;
    static constexpr std::size_t FewAdded = 16; // that are not worth a refresh

    std::size_t kinds() const { return 1 + m_cuts->moving.size(); }
    std::int64_t shift(std::size_t kind) const { return kind == 0 ? 0 : m_cuts->moving[kind - 1]; }
    Reach reachOf(const Place& place, std::size_t kind, std::int64_t look) const;
    void noteLook(Place& place, std::int64_t look) const;
    void change(std::size_t block, std::int64_t amount);
    void widen(std::size_t place);
    void refreshBlock(std::size_t block);
    void refreshNode(std::size_t node);
    void refreshAbove(std::size_t block);
    void refresh();
    bool isOther(std::size_t node, std::int64_t before) const { return isOther(node, before, before); }
    bool isOther(std::size_t node, std::int64_t least, std::int64_t most) const;
    std::size_t firstIn(std::size_t block, std::size_t from, std::int64_t before) const;
    std::size_t firstUnder(std::size_t node, std::int64_t before) const;

    std::vector<Place> m_places;
    const Cuts* m_cuts = nullptr;
    std::size_t m_width = 0;           // blocks, up to the next power of two
    std::vector<std::int64_t> m_sums;  // by node: the root is 1, the blocks begin at m_width
    std::vector<Reach> m_reach;        // by node and kind: fixed cuts, then each moving one; of the places under the node

    // What the tree does not know yet; also where a look was noted, with nothing.
    struct Added {
        std::uint32_t block;
        std::int64_t amount;
    };
    std::vector<Added> m_added;
    std::int64_t m_more = 0; // the sum of those that are positive, and of the others
    std::int64_t m_less = 0;
};

} // namespace runlog::live
