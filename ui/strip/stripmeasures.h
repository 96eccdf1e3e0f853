// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

// What placing and painting the cells of a verdict strip agree on.
namespace studio::strip {

constexpr int Inset = 12; // pixels
constexpr int MarkSize = 14;
constexpr int Gap = 6;
constexpr std::size_t FirstCount = 6;
constexpr std::size_t FirstWords = 8;

} // namespace studio::strip
