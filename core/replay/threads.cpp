// SPDX-License-Identifier: Apache-2.0
#include "core/replay/threads.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace runlog {

namespace {

constexpr std::size_t MostThreads = 16;

} // namespace

std::size_t threadsWanted(unsigned wish)
{
    return std::clamp<std::size_t>(wish != 0 ? wish : std::thread::hardware_concurrency(), 1, MostThreads);
}

void takeTurns(std::size_t threads, std::size_t turns, const std::function<void(std::size_t turn)>& turn)
{
    std::atomic<std::size_t> next = 0;
    const auto takeNext = [&] {
        for (auto number = next.fetch_add(1); number < turns; number = next.fetch_add(1))
            turn(number);
    };
    std::vector<std::jthread> others;
    for (std::size_t thread = 1; thread < std::min(threads, turns); ++thread)
        others.emplace_back(takeNext);
    takeNext();
}

} // namespace runlog
