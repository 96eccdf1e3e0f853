// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/program.h"
#include "core/replay/live/sources.h"

#include <string>

// Texts that tell what a condition says of a recorded step. Two conditions with one content say the same of every step, in whatever
// program they stand; numbers that counters are compared with are not in it. The bytes mean nothing beyond this process.
namespace runlog::live {

// Of a policy, with the services that it governs.
std::string policyContent(const Program& program, const Sources& sources, std::uint32_t policy);

// Of what a window counts or adds up, and of what a history looks for.
std::string windowContent(const Program& program, const Sources& sources, std::uint32_t slot);
std::string historyContent(const Program& program, const Sources& sources, std::uint32_t slot);

// Of a window as a source: what it counts, of whom, and how far back.
std::string reachContent(const Program& program, const Sources& sources, std::uint32_t slot);

// Of the services of a file.
std::string servicesContent(const PolicyFile& file);

} // namespace runlog::live
