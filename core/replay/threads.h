// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>

namespace runlog {

// How many threads are meant by a wish: 0 is as many as the machine has, at most 16.
std::size_t threadsWanted(unsigned wish);

// Calls `turn` once with each number below `turns`, on so many threads at once; returns when all have returned. In which order the
// turns are taken is open, so each must have a result of its own.
void takeTurns(std::size_t threads, std::size_t turns, const std::function<void(std::size_t turn)>& turn);

} // namespace runlog
