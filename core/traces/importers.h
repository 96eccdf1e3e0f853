// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/import.h"

// The importers, one file each. Each reads the whole of an Import and reports what it cannot use.
namespace runlog {

void importAgentDojo(Import& import);
void importTau2(Import& import);
void importChat(Import& import);

} // namespace runlog
