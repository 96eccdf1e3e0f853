// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <random>
#include <string>

// A text made of pieces that the recognizers care about, in any order.
std::string anyText(std::mt19937& random);
