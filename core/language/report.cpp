// SPDX-License-Identifier: Apache-2.0
#include "core/language/report.h"

namespace runlog {

std::string inTicks(std::string_view text) { return '`' + printable(text) + '`'; }

std::string listed(std::span<const std::string> words, std::string_view word)
{
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0)
            out += i + 1 == words.size() ? ' ' + std::string(word) + ' ' : ", ";
        out += inTicks(words[i]);
    }
    return out;
}

Diagnostic& Report::add(Code code, Span span, std::string message, std::string help)
{
    const CodeRow& about = row(code);
    if (about.severity == Severity::Error)
        ++m_errors;
    Diagnostic diagnostic{std::string(about.name), about.severity, span, std::move(message), std::move(help), {}};
    if (m_diagnostics.size() >= maxDiagnostics) {
        ++m_unlistedCount;
        return m_unlisted = std::move(diagnostic);
    }
    return m_diagnostics.emplace_back(std::move(diagnostic));
}

Diagnostics Report::take()
{
    if (m_unlistedCount > 0) {
        const CodeRow& about = row(Code::TooManyProblems);
        m_diagnostics.push_back({std::string(about.name), about.severity, m_unlisted.span,
                                 std::to_string(m_unlistedCount) + " more problems are not listed", "repair the ones above first", {}});
    }
    return std::move(m_diagnostics);
}

void Report::addAll(Diagnostics diagnostics)
{
    for (Diagnostic& diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::Error)
            ++m_errors;
        if (m_diagnostics.size() < maxDiagnostics)
            m_diagnostics.push_back(std::move(diagnostic));
        else
            ++m_unlistedCount, m_unlisted.span = diagnostic.span;
    }
}

void addReplacement(Diagnostic& diagnostic, Span span, std::string_view old, std::string replacement)
{
    std::string title = "replace " + inTicks(old) + " with " + inTicks(replacement);
    diagnostic.fixes.push_back({std::move(title), {{span, std::move(replacement)}}});
}

} // namespace runlog
