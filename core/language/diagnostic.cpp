// SPDX-License-Identifier: Apache-2.0
#include "core/language/diagnostic.h"

#include "core/language/utf8.h"

#include <algorithm>
#include <tuple>

namespace runlog {

namespace {

constexpr std::size_t shownBefore = 80; // bytes of a long line kept on each side of the place
constexpr std::size_t shownAfter = 80;

std::string hexByte(unsigned char byte)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    return {digits[byte >> 4U], digits[byte & 0xFU]};
}

std::string escaped(const Character& character)
{
    if (!character.valid || character.code < 0x100)
        return "\\x" + hexByte(static_cast<unsigned char>(character.code));
    std::string name = codePointName(character.code).substr(2);
    std::ranges::transform(name, name.begin(), [](char c) { return c >= 'A' && c <= 'F' ? char(c + 32) : c; });
    return "\\u" + name;
}

std::string printableCharacter(std::string_view text, std::size_t at, const Character& character)
{
    if (character.code == '\n' && character.valid)
        return "\\n";
    if (character.code == '\t' && character.valid)
        return "\\t";
    if (!character.valid || isControl(character.code) || isBidiControl(character.code) || isInvisible(character.code))
        return escaped(character);
    return std::string(text.substr(at, character.length));
}

// Columns of a terminal: two for East Asian wide characters and emoji.
std::size_t width(const Character& character)
{
    const char32_t c = character.code;
    const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60)
        || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

struct Excerpt {
    std::string text;
    std::size_t before = 0; // columns before the place
    std::size_t under = 0;  // columns of the place
};

std::size_t startOfCharacter(std::string_view text, std::size_t at)
{
    while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    return at;
}

// The part of a line that is shown, with the place from `begin` to `end` in it.
Excerpt excerpt(std::string_view line, std::size_t begin, std::size_t end)
{
    Excerpt shown;
    const std::size_t first = begin > shownBefore ? startOfCharacter(line, begin - shownBefore) : 0;
    const std::size_t last = std::min(line.size(), begin + shownAfter);
    if (first > 0) {
        shown.text = "…";
        shown.before = 1;
    }
    for (std::size_t at = first; at < last;) {
        const Character character = characterAt(line, at);
        const std::string piece = character.code == '\t' ? " " : printableCharacter(line, at, character);
        const std::size_t columns = piece.size() == character.length ? width(character) : piece.size();
        if (at < begin)
            shown.before += columns;
        else if (at < end)
            shown.under += columns;
        shown.text += piece;
        at += character.length;
    }
    if (last < line.size())
        shown.text += "…";
    return shown;
}

std::string underline(const Excerpt& shown)
{
    std::string marks = "^";
    if (shown.under > 1)
        marks.append(shown.under - 1, '~');
    return std::string(shown.before, ' ') + marks;
}

auto order(const Diagnostic& d)
{
    return std::tie(d.span.begin, d.span.end, d.severity, d.code, d.message);
}

} // namespace

std::string_view name(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Note:
        return "note";
    }
    return {};
}

bool hasError(const Diagnostics& diagnostics)
{
    return std::ranges::any_of(diagnostics, [](const Diagnostic& d) { return d.severity == Severity::Error; });
}

void sortByPlace(Diagnostics& diagnostics)
{
    std::ranges::stable_sort(diagnostics, [](const auto& a, const auto& b) { return order(a) < order(b); });
    const auto repeats = std::unique(diagnostics.begin(), diagnostics.end(),
                                     [](const auto& a, const auto& b) { return order(a) == order(b); });
    diagnostics.erase(repeats, diagnostics.end());
}

std::string print(const Diagnostic& diagnostic, const Source& source)
{
    const Place place = source.place(diagnostic.span.begin);
    const std::string_view line = source.line(place.line);
    const std::size_t begin = std::min(place.byteColumn - 1, line.size());
    const Excerpt shown = excerpt(line, begin, std::min(begin + diagnostic.span.length(), line.size()));
    std::string out = printable(source.name(), 4096);
    out += ':' + std::to_string(place.line) + ':' + std::to_string(place.byteColumn) + ": ";
    out += std::string(name(diagnostic.severity)) + ": " + diagnostic.message + " [" + diagnostic.code + "]\n";
    if (!line.empty())
        out += shown.text + '\n' + underline(shown) + '\n';
    if (!diagnostic.help.empty())
        out += "help: " + diagnostic.help + '\n';
    return out;
}

std::string print(const Diagnostics& diagnostics, const Source& source)
{
    std::string out;
    for (const Diagnostic& diagnostic : diagnostics)
        out += print(diagnostic, source);
    return out;
}

std::string printable(std::string_view text, std::size_t limit)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        const std::string piece = printableCharacter(text, at, character);
        if (out.size() + piece.size() > limit)
            return out + "…";
        out += piece;
        at += character.length;
    }
    return out;
}

} // namespace runlog
