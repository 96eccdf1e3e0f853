// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/policyfiles.h"
#include "core/language/jsonwriter.h"
#include "core/traces/read.h"

namespace runlog::cli {

// Diagnostics of policies and traces as JSON objects {file, line, column, severity, code, message, help}, into an open list.
void writeDiagnostics(JsonWriter& json, const Diagnostics& diagnostics, const Source& source);
void writeDiagnostics(JsonWriter& json, const PolicyFiles& files);
void writeProblems(JsonWriter& json, const std::vector<TraceProblem>& problems);

// Prints what could not be opened and the problems of traces; more than `most` of one code in one file are counted, not listed.
void printProblems(const ReadResult& result, std::ostream& err, std::size_t most = 5);

// "incomplete: 2 damaged lines were left out", as a line; empty where the runs are whole.
std::string incompleteText(const Runs& runs);

// The exit code that reading deserves: Usage where something could not be opened, Findings for an error, else Fine.
Exit exitOf(const ReadResult& result);

} // namespace runlog::cli
