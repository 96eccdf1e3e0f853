// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/pass.h"

#include <cstddef>
#include <span>
#include <string_view>

// Identity numbers of a fixed form, all in one table.
namespace runlog::pii {

// In a pattern `d` is a digit, `U` an upper-case letter, `A` a letter, `x` a letter or digit, `c` a plus or
// dash that is part of the number, `s` a blank, dash or dot (the same one throughout); anything else stands for itself.
struct Shape {
    Entity entity;
    std::string_view pattern;
    Level alone;
    Level beside;
    bool (*check)(std::string_view compact); // null: the form is all there is
};

std::span<const Shape> shapes();

// Offers every shape that begins at `begin`, where the word of letters and digits [begin, end) starts.
void offerShapes(Pass& pass, std::size_t begin, std::size_t end);

} // namespace runlog::pii
