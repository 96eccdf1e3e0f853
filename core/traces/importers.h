// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/bytes.h"
#include "core/traces/import.h"

#include <span>

// The importers, one file each. Each reads the whole of an Import and reports what it cannot use.
namespace runlog {

void importAgentDojo(Import& import);
void importChat(Import& import);
void importClaudeCode(Import& import);
void importFlatSpans(Import& import);
void importInspect(Import& import);
void importJaeger(Import& import);
void importLangfuse(Import& import);
void importMiniSweAgent(Import& import);
void importOpenHands(Import& import);
void importOtlp(Import& import);
void importSweAgent(Import& import);
void importTau2(Import& import);

bool isMiniSweAgent(Value value);

// An Inspect AI log that is a zip archive; false where the archive is none.
bool importInspectArchive(Import& import, std::span<const ZipEntry> entries);

} // namespace runlog
