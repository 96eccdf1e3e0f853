// SPDX-License-Identifier: Apache-2.0
#include "core/language/inspect.h"

#include "core/language/utf8.h"

#include <algorithm>

namespace runlog {

namespace {

constexpr std::string_view byteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t maxReported = 20;

bool isPlainAscii(unsigned char byte) { return (byte >= 0x20 && byte < 0x7F) || byte == '\n' || byte == '\t'; }

bool looksLikeUtf16(std::string_view bytes)
{
    return bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
}

class Inspector {
public:
    Inspector(std::string_view bytes, Report& report, Inspected& result)
        : m_bytes(bytes)
        , m_report(report)
        , m_result(result)
    {
    }

    void run()
    {
        for (std::size_t at = m_result.textBegin; at < m_bytes.size();) {
            if (isPlainAscii(static_cast<unsigned char>(m_bytes[at]))) {
                ++at;
                continue;
            }
            const Character character = characterAt(m_bytes, at);
            look(character, at);
            at += character.length;
        }
    }

private:
    void look(const Character& character, std::size_t at)
    {
        const Span span{at, at + character.length};
        if (!character.valid)
            return refuse(Code::InvalidUtf8, span, "this byte is no UTF-8", "save the file as UTF-8");
        if (character.code == '\r' && at + 1 < m_bytes.size() && m_bytes[at + 1] == '\n')
            return;
        if (isControl(character.code))
            return refuse(Code::ControlCharacter, span, "the control character " + codePointName(character.code) + " is not allowed",
                          "remove it, or write it as an escape in double quotes");
        if (isBidiControl(character.code))
            return refuse(Code::BidiControl, span, "the character " + codePointName(character.code) + " makes text look different from what it is",
                          "remove it");
        if (isInvisible(character.code))
            warn(character, span);
    }

    void refuse(Code code, Span span, std::string message, std::string help)
    {
        if (!m_result.cleaned) {
            m_result.clean = std::string(m_bytes);
            m_result.cleaned = true;
        }
        std::fill_n(m_result.clean.begin() + static_cast<std::ptrdiff_t>(span.begin), span.length(), 'x');
        if (m_refused++ < maxReported)
            m_report.add(code, span, std::move(message), std::move(help));
    }

    void warn(const Character& character, Span span)
    {
        const bool breaks = character.code == 0x2028 || character.code == 0x2029;
        if (m_warned++ < maxReported)
            m_report.add(Code::LineSeparator, span,
                         "the character " + codePointName(character.code)
                             + (breaks ? " looks like a line end in some editors" : " is not visible"),
                         "remove it");
    }

    std::string_view m_bytes;
    Report& m_report;
    Inspected& m_result;
    std::size_t m_refused = 0;
    std::size_t m_warned = 0;
};

} // namespace

Inspected inspect(const Source& source, Report& report)
{
    Inspected result;
    const std::string_view bytes = source.bytes();
    if (bytes.size() > maxFileBytes) {
        report.add(Code::TooLarge, {0, 0}, "the file is longer than 16 MiB", "split it into several files");
        return result;
    }
    if (looksLikeUtf16(bytes)) {
        report.add(Code::InvalidUtf8, {0, 2}, "this file is UTF-16", "save the file as UTF-8");
        return result;
    }
    result.readable = true;
    result.textBegin = bytes.starts_with(byteOrderMark) ? byteOrderMark.size() : 0;
    Inspector(bytes, report, result).run();
    return result;
}

} // namespace runlog
