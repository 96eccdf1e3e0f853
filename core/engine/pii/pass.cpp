// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/pass.h"

#include "core/engine/pii/chars.h"

#include <algorithm>

namespace runlog::pii {

namespace {

Level levelOf(Likelihood likelihood) { return static_cast<Level>(static_cast<int>(likelihood) + 1); }
Likelihood likelihoodOf(Level level) { return static_cast<Likelihood>(static_cast<int>(level) - 1); }
Level lowered(Level level) { return level == Level::Nothing ? level : static_cast<Level>(static_cast<int>(level) - 1); }

bool isChecked(const Finding& finding)
{
    return std::ranges::find(finding.reasons, ReasonKind::Checksum, &Reason::kind) != finding.reasons.end();
}

// How much the word that speaks for a finding says: `social insurance number` more than `social`.
std::size_t told(const Finding& finding)
{
    std::size_t bytes = 0;
    for (const auto& reason : finding.reasons)
        if (reason.kind == ReasonKind::ContextWord || reason.kind == ReasonKind::FieldName)
            bytes = std::max(bytes, reason.text.size());
    return bytes;
}

// The more likely, then the longer, then the checked, then the earlier, then the one with the longer word for it, then
// the one earlier in the table.
bool isBetter(const Finding& left, const Finding& right)
{
    if (left.likelihood != right.likelihood)
        return left.likelihood > right.likelihood;
    if (left.end - left.begin != right.end - right.begin)
        return left.end - left.begin > right.end - right.begin;
    if (isChecked(left) != isChecked(right))
        return isChecked(left);
    if (left.begin != right.begin)
        return left.begin < right.begin;
    if (told(left) != told(right))
        return told(left) > told(right);
    return left.entity < right.entity;
}

// 614471490,1648502654: a number right beside another one.
bool isListed(std::string_view text, std::size_t begin, std::size_t end)
{
    return (before(text, begin) == ',' && begin >= 2 && isDigit(text[begin - 2]))
           || (at(text, end) == ',' && isDigit(at(text, end + 1)));
}

// "8722653925": {…
bool isKey(std::string_view text, std::size_t begin, std::size_t end)
{
    return before(text, begin) == '"' && at(text, end) == '"' && at(text, runEnd(text, end + 1, isSpace, 2)) == ':';
}

// 0123456789
bool counts(std::string_view digits)
{
    return std::ranges::adjacent_find(digits, [](char left, char right) { return (left - '0' + 1) % 10 != right - '0'; })
           == digits.end();
}

// A bare number that is most likely the id of a thing.
bool looksLikeId(std::string_view text, std::size_t begin, std::size_t end)
{
    const auto digits = text.substr(begin, end - begin);
    return std::ranges::all_of(digits, isDigit) && (isListed(text, begin, end) || isKey(text, begin, end) || counts(digits));
}

} // namespace

void place(std::vector<Finding>& out, std::size_t first, Finding finding)
{
    auto keep = out.size();
    while (keep > first && out[keep - 1].end > finding.begin) {
        if (!isBetter(finding, out[keep - 1]))
            return;
        --keep;
    }
    out.resize(keep);
    out.push_back(std::move(finding));
}

Pass::Pass(std::string_view text, const ScanOptions& options, std::vector<Finding>& out, Overlaps overlaps)
    : m_text(text)
    , m_options(options)
    , m_neighbourhood(text, options.fieldName)
    , m_out(&out)
    , m_first(out.size())
    , m_overlaps(overlaps)
{}

Pass::Pass(std::string_view text, const ScanOptions& options, Likelihood atLeast)
    : m_text(text)
    , m_options(options)
    , m_neighbourhood(text, options.fieldName)
    , m_atLeast(levelOf(atLeast))
{}

Pass::Judgement Pass::judge(const Match& match)
{
    Judgement judgement{match.alone, {}, false};
    if (match.surroundings == Surroundings::Ignored || !match.field.empty())
        return judgement;

    auto& context = judgement.context;
    context = m_neighbourhood.of(match.begin, match.end, match.entity);
    if (!context.telling && match.surroundings == Surroundings::ReadWidely) {
        const auto wide = m_neighbourhood.of(match.begin, match.end, match.entity, Strength::Weak);
        if (wide.telling)
            context = wide;
    }
    if (context.telling) {
        judgement.level = match.beside;
        return judgement;
    }
    if (match.alone == Level::Possible && looksLikeId(m_text, match.begin, match.end))
        judgement.level = Level::Nothing;
    judgement.inAddress = row(match.entity).category != Category::Network && insideWebAddress(m_text, match.begin);
    if (context.against || judgement.inAddress)
        judgement.level = lowered(judgement.level);
    return judgement;
}

void Pass::offer(const Match& match)
{
    if (!wants(match.entity) || std::max(match.alone, match.beside) < m_atLeast)
        return;
    const auto judgement = judge(match);
    if (judgement.level < m_atLeast)
        return;
    if (m_out == nullptr)
        m_found = true;
    else
        keep(match, judgement);
}

void Pass::keep(const Match& match, const Judgement& judgement)
{
    Finding finding{
        match.entity, row(match.entity).category, likelihoodOf(judgement.level), match.begin, match.end, {}};
    auto& reasons = finding.reasons;
    if (!match.pattern.empty())
        reasons.push_back({ReasonKind::Pattern, match.pattern, match.begin});
    if (match.checked)
        reasons.push_back({ReasonKind::Checksum, row(match.entity).check, match.begin});
    if (match.random)
        reasons.push_back({ReasonKind::Entropy, "looks random", match.begin});
    if (!match.field.empty())
        reasons.push_back({ReasonKind::FieldName, match.field, match.fieldPlace});
    if (const auto& word = judgement.context.telling)
        reasons.push_back({word->place == Reason::nowhere ? ReasonKind::FieldName : ReasonKind::ContextWord, word->word,
                           word->place});
    if (const auto& word = judgement.context.against)
        reasons.push_back({ReasonKind::NegativeContext, word->word, word->place});
    else if (judgement.inAddress)
        reasons.push_back({ReasonKind::NegativeContext, "web address", Reason::nowhere});
    if (!match.sample.empty())
        reasons.push_back({ReasonKind::SampleValue, match.sample, match.begin});
    if (m_overlaps == Overlaps::Kept)
        m_out->push_back(std::move(finding));
    else
        place(*m_out, m_first, std::move(finding));
}

namespace {

// Euro, pound and yen signs: their last byte in UTF-8, and the two before it.
bool isMoneySign(std::string_view text, std::size_t end)
{
    return endsAt(text, end, "\xE2\x82\xAC") || endsAt(text, end, "\xC2\xA3") || endsAt(text, end, "\xC2\xA5");
}

} // namespace

bool opensFreely(std::string_view text, std::size_t begin)
{
    const char previous = before(text, begin);
    const char earlier = begin < 2 ? '\0' : text[begin - 2];
    switch (previous) {
    case '\0': return true;
    case '-':
    case '/':
        return !isWord(earlier) && earlier != '/' && earlier != '.' && earlier != ':' && earlier != '-'
               && earlier != '*';
    case '.': return isLetter(earlier);
    case ':': return !isDigit(earlier);
    case '#': return false;
    case '$':
    case '@':
    case '%':
    case '+':
    case '*':
    case '^': return false;
    case 'n':
    case 'r':
    case 't': return earlier == '\\'; // JSON inside of JSON
    default: return !isWord(previous) && !isMoneySign(text, begin);
    }
}

bool closesFreely(std::string_view text, std::size_t end)
{
    const char next = at(text, end);
    const char later = at(text, end + 1);
    switch (next) {
    case '-':
    case '.': return !isWord(later);
    case '/':
    case ':': return !isDigit(later);
    case '@':
    case '%':
    case '=':
    case '*':
    case '^': return false;
    default: return !isWord(next);
    }
}

bool insideWebAddress(std::string_view text, std::size_t place)
{
    const auto begin = runBegin(
        text, place, [](char c) { return !isSpace(c) && c != '"' && c != '\'' && c != '<' && c != '('; }, 256);
    return text.substr(begin, place - begin).find("://") != std::string_view::npos;
}

} // namespace runlog::pii
