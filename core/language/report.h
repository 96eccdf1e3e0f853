// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/codes.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace runlog {

// The author's text in a message: escaped, cut, in backticks.
std::string quoted(std::string_view text);

// "`a`, `b` and `c`" with `word` before the last one.
std::string listed(std::span<const std::string> words, std::string_view word = "or");

// Collects the problems of one file. The severity is the code's.
class Report {
public:
    Diagnostic& add(Code code, Span span, std::string message, std::string help = {});
    void addAll(Diagnostics diagnostics);
    Diagnostic& last() { return m_diagnostics.back(); }
    Diagnostics take() { return std::move(m_diagnostics); }
    const Diagnostics& all() const { return m_diagnostics; }
    std::size_t errors() const { return m_errors; }

private:
    Diagnostics m_diagnostics;
    std::size_t m_errors = 0;
};

// "replace `old` with `new`" as a fix of a diagnostic.
void addReplacement(Diagnostic& diagnostic, Span span, std::string_view old, std::string replacement);

} // namespace runlog
