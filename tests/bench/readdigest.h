// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runs.h"

#include <string>

namespace runlog::bench {

// SHA-256 of all runs as native lines, as hexadecimal digits: every field and text of every step goes in.
std::string digestOf(const Runs& runs);

} // namespace runlog::bench
