// SPDX-License-Identifier: Apache-2.0
#include "core/checks/deadregex.h"

#include <cstddef>

namespace runlog::checks {

namespace {

constexpr std::string_view Quantifiers = "*+?{";

// One piece of a concatenation, its quantifier included.
struct Piece {
    enum class Kind { Start, End, Consuming, Other };
    Kind kind = Kind::Other;
    std::size_t end = 0;
};

// Past a class such as `[]a-z\]]`.
std::size_t endOfClass(std::string_view pattern, std::size_t at) {
    ++at;
    if (at < pattern.size() && pattern[at] == '^') ++at;
    if (at < pattern.size() && pattern[at] == ']') ++at;
    while (at < pattern.size() && pattern[at] != ']') {
        const bool named = pattern[at] == '[' && at + 1 < pattern.size() && pattern[at + 1] == ':';
        const auto close = named ? pattern.find(":]", at) : std::string_view::npos;
        at = close != std::string_view::npos ? close + 2 : at + (pattern[at] == '\\' ? 2 : 1);
    }
    return at + 1;
}

std::size_t endOfGroup(std::string_view pattern, std::size_t at) {
    std::size_t depth = 0;
    while (at < pattern.size()) {
        if (pattern[at] == '[') {
            at = endOfClass(pattern, at);
            continue;
        }
        if (pattern[at] == '(') ++depth;
        if (pattern[at] == ')' && --depth == 0) return at + 1;
        at += pattern[at] == '\\' ? 2 : 1;
    }
    return pattern.size();
}

Piece escaped(std::string_view pattern, std::size_t at) {
    const char letter = at + 1 < pattern.size() ? pattern[at + 1] : '\0';
    if (letter == 'A') return {Piece::Kind::Start, at + 2};
    if (letter == 'z') return {Piece::Kind::End, at + 2};
    constexpr std::string_view single = "dDsSwWntrfv.*+?()[]{}|^$\\-/";
    return {single.find(letter) != std::string_view::npos ? Piece::Kind::Consuming : Piece::Kind::Other, at + 2};
}

Piece bare(std::string_view pattern, std::size_t at) {
    switch (pattern[at]) {
    case '^': return {Piece::Kind::Start, at + 1};
    case '$': return {Piece::Kind::End, at + 1};
    case '\\': return escaped(pattern, at);
    case '[': return {Piece::Kind::Consuming, endOfClass(pattern, at)};
    case '(': return {Piece::Kind::Other, endOfGroup(pattern, at)};
    default: return {Piece::Kind::Consuming, at + 1};
    }
}

Piece pieceAt(std::string_view pattern, std::size_t at) {
    Piece piece = bare(pattern, at);
    while (piece.end < pattern.size() && Quantifiers.find(pattern[piece.end]) != std::string_view::npos) {
        if (pattern[piece.end] != '+') piece.kind = Piece::Kind::Other;
        const auto close = pattern[piece.end] == '{' ? pattern.find('}', piece.end) : piece.end;
        piece.end = close == std::string_view::npos ? pattern.size() : close + 1;
    }
    return piece;
}

} // namespace

bool matchesNoText(std::string_view pattern) {
    if (pattern.find("(?") != std::string_view::npos || pattern.find("\\Q") != std::string_view::npos ||
        pattern.find("\\C") != std::string_view::npos)
        return false;
    bool consumed = false;
    bool ended = false;
    bool dead = false;
    for (std::size_t at = 0; at < pattern.size();) {
        if (pattern[at] == '|') {
            if (!dead) return false;
            consumed = ended = dead = false;
            ++at;
            continue;
        }
        const Piece piece = pieceAt(pattern, at);
        const bool consumes = piece.kind == Piece::Kind::Consuming;
        dead = dead || (piece.kind == Piece::Kind::Start && consumed) || (consumes && ended);
        consumed = consumed || consumes;
        ended = ended || piece.kind == Piece::Kind::End;
        at = piece.end;
    }
    return dead;
}

} // namespace runlog::checks
