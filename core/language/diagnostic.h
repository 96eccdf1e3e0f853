// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/source.h"

#include <string>
#include <string_view>
#include <vector>

namespace runlog {

enum class Severity { Error, Warning, Note };

// A replacement of bytes. `span` is empty for an insertion.
struct Edit {
    Span span;
    std::string text;
    bool operator==(const Edit&) const = default;
};

// A change that removes the problem when it is applied as it stands.
struct Fix {
    std::string title; // an order: "replace `greater` with `gt`"
    std::vector<Edit> edits;
};

// One problem of a file, with its place.
//
// `message` is one lower-case sentence without a full stop; the author's own text stands in backticks,
// escaped by printable(). `code` is stable and names a page of the language reference.
struct Diagnostic {
    std::string code;
    Severity severity = Severity::Error;
    Span span;
    std::string message;
    std::string help;
    std::vector<Fix> fixes;
};

using Diagnostics = std::vector<Diagnostic>;

std::string_view name(Severity severity); // "error", "warning", "note"
bool hasError(const Diagnostics& diagnostics);

// Sorts by place, then severity, then code; drops exact repeats.
void sortByPlace(Diagnostics& diagnostics);

// `file:line:column: error: message [code]`, the line, an underline, and the help.
std::string print(const Diagnostic& diagnostic, const Source& source);
std::string print(const Diagnostics& diagnostics, const Source& source);

// Untrusted text made safe for a terminal and a message: control, bidi and invalid bytes become
// escapes such as \x1b, and text over `limit` bytes is cut at a character with an ellipsis.
std::string printable(std::string_view text, std::size_t limit = 120);

} // namespace runlog
