// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace runlog {

// Whether the system's tz database has a zone of this name (`UTC`, `Europe/Madrid`). Reads that database.
bool isTimeZone(const std::string& name);

// Names to suggest; not all there are.
std::span<const std::string_view> commonTimeZones();

} // namespace runlog
