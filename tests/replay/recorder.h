// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/engine/world.h"

// A made-up world as native lines, with the gaps and the recorded decisions that recordings have.
std::string recorded(const World& world, WorldMaker& maker);
