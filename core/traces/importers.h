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

// The session that a line of Claude Code belongs to; nullopt where it is no message.
std::optional<std::string> claudeCodeSession(Value line);
void noteOtherLines(Problems& problems, std::size_t lines);

// The entry of an Inspect AI archive that tells about all samples; of several the last, but `_journal/start.json` only where there is no
// other.
bool isInspectHeader(const ZipEntry& entry, bool known);
bool isInspectSample(const ZipEntry& entry);
// A sample of such an archive.
void importInspectSample(Import& import, Value header, const ZipEntry& entry);
// The value of an entry, Absent where it is no JSON.
Value valueOf(Import& import, const ZipEntry& entry);

// An Inspect AI log that is a zip archive; false where the archive is none.
bool importInspectArchive(Import& import, std::span<const ZipEntry> entries);

} // namespace runlog
