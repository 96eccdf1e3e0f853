// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/language/jsonwriter.h"

namespace runlog::cli {

// One problem of a policy file as a JSON object {file, line, column, utf16_column, end_line, end_column, severity, code, message,
// help, fixes}; a fix has a title and edits {begin, end, from, to, text}, where begin and end count bytes from 0.
void writeDiagnostic(JsonWriter& json, const Diagnostic& diagnostic, const Source& source);

} // namespace runlog::cli
