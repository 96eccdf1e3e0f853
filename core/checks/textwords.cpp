// SPDX-License-Identifier: Apache-2.0
#include "core/checks/textwords.h"

#include "core/engine/structured.h"
#include "core/language/utf8.h"

#include <algorithm>
#include <bit>
#include <map>
#include <set>

namespace runlog::checks {

namespace {

using Symbol = TextPattern::Symbol;
using Bits = std::uint64_t;

constexpr std::size_t LongestPattern = 62;
constexpr std::size_t MostWords = 200;
constexpr std::size_t LongestCounted = 300;

bool isLetter(char32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

// The simple case folding of ASCII: two letters have a third form.
std::optional<Symbol> folded(char32_t code) {
    if (code >= 0x80) return std::nullopt;
    if (!isLetter(code)) return Symbol{Symbol::Kind::Character, {code, code, code}};
    const char32_t small = code | 0x20U;
    const char32_t third = small == 'k' ? U'\u212A' : small == 's' ? U'\u017F' : small;
    return Symbol{Symbol::Kind::Character, {small, small - 0x20U, third}};
}

// A way through the patterns: where each one can stand after the same characters.
struct State {
    std::vector<Bits> places;
    std::size_t length = 0; // counted up to the last range
    bool operator<(const State& other) const {
        return length != other.length ? length < other.length : places < other.places;
    }
};

struct Node {
    const State* state;
    std::size_t parent = 0;
    char32_t code = 0;
};

class Explorer {
public:
    Explorer(const std::vector<TextPattern>& patterns, const std::vector<std::size_t>& lengths, std::size_t& budget)
        : m_patterns(patterns)
        , m_lengths(lengths)
        , m_budget(budget) {
        for (const auto& pattern : patterns)
            for (const auto& symbol : pattern.symbols())
                if (symbol.kind == Symbol::Kind::Character) m_named.insert(symbol.forms.begin(), symbol.forms.end());
        m_other = U'a';
        while (m_named.contains(m_other))
            m_other = m_other == U'z' ? U'\u00E0' : m_other + 1;
    }

    std::optional<std::vector<Word>> run() {
        State start;
        for (const auto& pattern : m_patterns)
            m_wild.push_back(wildOf(pattern)), start.places.push_back(closed(m_wild.back(), 1));
        visit(std::move(start), 0, 0);
        for (std::size_t at = 0; at < m_nodes.size(); ++at) {
            collect(at);
            if (m_words.size() > MostWords || !expand(at)) return std::nullopt;
        }
        return std::move(m_words);
    }

private:
    // Where each pattern has `*` and `?`, and so takes any character. Two `*` never stand side by side.
    struct Wild {
        Bits runs = 0;
        Bits any = 0;
    };

    static Wild wildOf(const TextPattern& pattern) {
        Wild wild;
        for (std::size_t at = 0; at < pattern.symbols().size(); ++at) {
            wild.runs |= pattern.symbols()[at].kind == Symbol::Kind::AnyRun ? Bits{1} << at : 0;
            wild.any |= pattern.symbols()[at].kind == Symbol::Kind::AnyOne ? Bits{1} << at : 0;
        }
        return wild;
    }

    static Bits closed(const Wild& wild, Bits places) { return places | (places & wild.runs) << 1U; }

    // The places with a character of their own.
    Bits named(std::size_t pattern, Bits places) const {
        const Bits end = Bits{1} << m_patterns[pattern].symbols().size();
        return places & ~(m_wild[pattern].runs | m_wild[pattern].any | end);
    }

    Bits step(std::size_t pattern, Bits places, char32_t code) const {
        const Wild& wild = m_wild[pattern];
        Bits next = (places & wild.runs) | (places & wild.any) << 1U;
        for (Bits left = named(pattern, places); left != 0; left &= left - 1) {
            const auto at = static_cast<std::size_t>(std::countr_zero(left));
            if (m_patterns[pattern].symbols()[at].accepts(code)) next |= Bits{2} << at;
        }
        return closed(wild, next);
    }

    std::size_t lastLength() const { return m_lengths.empty() ? 0 : m_lengths.back(); }

    void visit(State state, std::size_t parent, char32_t code) {
        const auto [place, isNew] = m_seen.insert(std::move(state));
        if (isNew) m_nodes.push_back({&*place, parent, code});
    }

    // The characters that tell the patterns apart here: any other one does as the other.
    void liveCharacters(const State& state) {
        m_live.clear();
        for (std::size_t i = 0; i < m_patterns.size(); ++i) {
            for (Bits left = named(i, state.places[i]); left != 0; left &= left - 1) {
                const auto& forms = m_patterns[i].symbols()[static_cast<std::size_t>(std::countr_zero(left))].forms;
                m_live.insert(m_live.end(), forms.begin(), forms.end());
            }
        }
        std::ranges::sort(m_live);
        m_live.erase(std::unique(m_live.begin(), m_live.end()), m_live.end());
        m_live.push_back(m_other);
    }

    bool expand(std::size_t at) {
        const State& state = *m_nodes[at].state;
        liveCharacters(state);
        for (const char32_t code : m_live) {
            if (m_budget < m_patterns.size() + 1) return false;
            m_budget -= m_patterns.size() + 1;
            State next;
            next.length = std::min(state.length + 1, lastLength());
            for (std::size_t i = 0; i < m_patterns.size(); ++i)
                next.places.push_back(step(i, state.places[i], code));
            visit(std::move(next), at, code);
        }
        return true;
    }

    void collect(std::size_t at) {
        const State& state = *m_nodes[at].state;
        std::vector<bool> matches;
        bool alone = false;
        for (std::size_t i = 0; i < m_patterns.size(); ++i) {
            matches.push_back((state.places[i] >> m_patterns[i].symbols().size() & 1U) != 0);
            alone = alone || (matches.back() && m_patterns[i].isPlain());
        }
        const auto range = std::upper_bound(m_lengths.begin(), m_lengths.end(), state.length) - m_lengths.begin();
        if (m_classes.emplace(std::move(matches), range).second) m_words.push_back({textOf(at), alone});
    }

    std::string textOf(std::size_t at) const {
        std::u32string codes;
        for (; at != 0; at = m_nodes[at].parent)
            codes += m_nodes[at].code;
        std::string text;
        for (auto code = codes.rbegin(); code != codes.rend(); ++code)
            appendUtf8(text, *code);
        return text;
    }

    const std::vector<TextPattern>& m_patterns;
    const std::vector<std::size_t>& m_lengths;
    std::vector<Wild> m_wild;
    std::size_t& m_budget;
    std::set<char32_t> m_named;
    char32_t m_other;
    std::set<State> m_seen; // nodes point into it
    std::vector<Node> m_nodes;
    std::vector<char32_t> m_live;
    std::set<std::pair<std::vector<bool>, std::ptrdiff_t>> m_classes;
    std::vector<Word> m_words;
};

// Without wildcards and lengths each text is a class of its own, and all others are one.
std::vector<Word> plainWords(const std::vector<TextPattern>& patterns) {
    std::set<std::string> texts;
    for (const auto& pattern : patterns)
        texts.insert(pattern.text());
    std::string other = "other";
    while (texts.contains(other))
        other += '_';
    std::vector<Word> words{{std::move(other), false}};
    for (const auto& text : texts)
        words.push_back({text, true});
    return words;
}

} // namespace

std::optional<TextPattern> TextPattern::whole(std::string_view text, bool isGlob, bool ignoreCase) {
    TextPattern pattern;
    const bool escapes = text.find('\\') != std::string_view::npos;
    if (ignoreCase && isGlob && escapes) return std::nullopt; // the engine takes escapes of other characters here
    for (std::size_t at = 0; at < text.size();) {
        if (pattern.m_symbols.size() == LongestPattern) return std::nullopt;
        if (isGlob && (text[at] == '*' || text[at] == '?')) {
            const bool run = text[at++] == '*';
            const bool again =
                run && !pattern.m_symbols.empty() && pattern.m_symbols.back().kind == Symbol::Kind::AnyRun;
            if (!again) pattern.m_symbols.push_back({run ? Symbol::Kind::AnyRun : Symbol::Kind::AnyOne, {}});
            continue;
        }
        at += isGlob && isGlobEscape(text, at) ? 1 : 0;
        const Character character = characterAt(text, at);
        const auto code = character.code;
        const auto symbol = ignoreCase ? folded(code) : Symbol{Symbol::Kind::Character, {code, code, code}};
        if (!symbol || !character.valid) return std::nullopt;
        pattern.m_symbols.push_back(*symbol);
        at += character.length;
    }
    return pattern;
}

TextPattern TextPattern::open(bool before, bool after) const {
    const Symbol run{Symbol::Kind::AnyRun, {}};
    TextPattern pattern = *this;
    auto& symbols = pattern.m_symbols;
    if (before && (symbols.empty() || symbols.front().kind != Symbol::Kind::AnyRun))
        symbols.insert(symbols.begin(), run);
    if (after && symbols.back().kind != Symbol::Kind::AnyRun) symbols.push_back(run);
    return pattern;
}

bool TextPattern::isPlain() const {
    return std::ranges::all_of(m_symbols, [](const Symbol& symbol) {
        return symbol.kind == Symbol::Kind::Character && symbol.forms[0] == symbol.forms[1] &&
               symbol.forms[0] == symbol.forms[2];
    });
}

std::string TextPattern::text() const {
    std::string text;
    for (const auto& symbol : m_symbols)
        appendUtf8(text, symbol.forms[0]);
    return text;
}

std::optional<std::vector<Word>> wordsOf(const std::vector<TextPattern>& patterns,
                                         const std::vector<std::size_t>& lengths, std::size_t& budget) {
    if (!lengths.empty() && lengths.back() > LongestCounted) return std::nullopt;
    const bool plain =
        lengths.empty() && std::ranges::all_of(patterns, [](const TextPattern& pattern) { return pattern.isPlain(); });
    return plain ? plainWords(patterns) : Explorer(patterns, lengths, budget).run();
}

} // namespace runlog::checks
