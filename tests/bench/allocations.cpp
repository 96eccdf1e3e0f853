// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/allocations.h"

#include <cstdlib>
#include <new>

namespace {

thread_local std::size_t allocated = 0;

} // namespace

void* operator new(std::size_t size)
{
    ++allocated;
    if (void* place = std::malloc(size == 0 ? 1 : size))
        return place;
    throw std::bad_alloc();
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }

namespace runlog::bench {

std::size_t allocations() { return allocated; }

} // namespace runlog::bench
