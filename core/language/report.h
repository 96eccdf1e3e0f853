// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/codes.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runlog {

// The author's text in a message: escaped, cut, in backticks.
std::string inTicks(std::string_view text);

// "`a`, `b` and `c`" with `word` before the last one.
std::string listed(std::span<const std::string> words, std::string_view word = "or");

// Collects the problems of one file. The severity is the code's. After maxDiagnostics only errors are counted, and a last
// diagnostic says so.
class Report {
public:
    static constexpr std::size_t maxDiagnostics = 5000;

    Diagnostic& add(Code code, Span span, std::string message, std::string help = {});
    void addAll(Diagnostics diagnostics);
    Diagnostic& last() { return m_unlistedCount > 0 ? m_unlisted : m_diagnostics.back(); }
    Diagnostics take();
    const Diagnostics& all() const { return m_diagnostics; }
    std::size_t errors() const { return m_errors; }

private:
    Diagnostics m_diagnostics;
    Diagnostic m_unlisted; // the one past the limit
    std::size_t m_errors = 0;
    std::size_t m_unlistedCount = 0;
};

// "replace `old` with `new`" as a fix of a diagnostic.
void addReplacement(Diagnostic& diagnostic, Span span, std::string_view old, std::string replacement);

} // namespace runlog
