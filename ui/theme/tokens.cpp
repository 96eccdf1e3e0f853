// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/tokens.h"

namespace studio {

namespace {

QColor rgb(unsigned value) { return QColor::fromRgb(static_cast<QRgb>(0xFF000000u | value)); }

OutcomeColors colors(unsigned mark, unsigned text, unsigned letter, unsigned tint)
{
    return {rgb(mark), rgb(text), rgb(letter), rgb(tint)};
}

OutcomeColors& slot(Tokens& tokens, runlog::Outcome outcome) { return tokens.outcomes[static_cast<std::size_t>(outcome)]; }

Tokens makeLight()
{
    using runlog::Outcome;
    Tokens t;
    t.window = rgb(0xF2F3F5);
    t.pane = rgb(0xFFFFFF);
    t.field = rgb(0xFFFFFF);
    t.hover = rgb(0xF3F5F8);
    t.accentTint = rgb(0xE2ECFA);
    t.line = rgb(0xD8DCE2);
    t.edge = rgb(0x7D8693);
    t.bar = rgb(0x7C8797);
    t.text = rgb(0x1A222D);
    t.muted = rgb(0x525C69);
    t.faint = rgb(0x5C6674);
    t.accent = rgb(0x1B5FC1);
    t.onAccent = rgb(0xFFFFFF);
    t.warn = rgb(0x8A5800);
    t.syntaxKey = rgb(0x23466E);
    t.syntaxField = rgb(0x0A6675);
    t.syntaxOperator = rgb(0x7B3A98);
    t.syntaxNumber = rgb(0x0D56A6);
    t.syntaxText = rgb(0x52631A);
    slot(t, Outcome::Terminate) = colors(0x43102F, 0x43102F, 0xFFFFFF, 0xF3E6EE);
    slot(t, Outcome::Deny) = colors(0xAE2A14, 0xA82913, 0xFFFFFF, 0xFBECE8);
    slot(t, Outcome::RequireApproval) = colors(0xB47C00, 0x825600, 0x140F00, 0xFBF1DA);
    slot(t, Outcome::Modify) = colors(0x7A55CC, 0x6A45BD, 0xFFFFFF, 0xF0EBFA);
    slot(t, Outcome::Log) = colors(0x748091, 0x5A6574, 0x5A6574, 0xEDF0F3);
    slot(t, Outcome::Allow) = colors(0x0B6F63, 0x0B6B5F, 0x0B6B5F, 0xE3F1EF);
    t.unreached = {t.edge, t.muted, t.muted, t.hover};
    return t;
}

Tokens makeDark()
{
    using runlog::Outcome;
    Tokens t;
    t.dark = true;
    t.window = rgb(0x17191D);
    t.pane = rgb(0x1E2125);
    t.field = rgb(0x191C20);
    t.hover = rgb(0x262A30);
    t.accentTint = rgb(0x22344E);
    t.line = rgb(0x343941);
    t.edge = rgb(0x78828F);
    t.bar = rgb(0x727C8A);
    t.text = rgb(0xE2E6EB);
    t.muted = rgb(0xA7B0BC);
    t.faint = rgb(0x98A2AF);
    t.accent = rgb(0x6CA6F7);
    t.onAccent = rgb(0x0C1522);
    t.warn = rgb(0xE3B04B);
    t.syntaxKey = rgb(0xA9C6EA);
    t.syntaxField = rgb(0x6CC7D6);
    t.syntaxOperator = rgb(0xD6A2EC);
    t.syntaxNumber = rgb(0x86B8FA);
    t.syntaxText = rgb(0xB5C77D);
    slot(t, Outcome::Terminate) = colors(0xFDEAF5, 0xFBE0F0, 0x2B0A1E, 0x3A2834);
    slot(t, Outcome::Deny) = colors(0xF0643F, 0xFF8A69, 0x1D0600, 0x35231F);
    slot(t, Outcome::RequireApproval) = colors(0xE9B33A, 0xEDBD52, 0x1A1200, 0x3A301B);
    slot(t, Outcome::Modify) = colors(0xA68FF7, 0xB6A3FA, 0x120A2B, 0x2E2945);
    slot(t, Outcome::Log) = colors(0x7C8795, 0xA3ADBA, 0xA3ADBA, 0x292E34);
    slot(t, Outcome::Allow) = colors(0x46C4AE, 0x53C9B4, 0x53C9B4, 0x1D3431);
    t.unreached = {t.edge, t.muted, t.muted, t.hover};
    return t;
}

void setAll(QPalette& palette, const Tokens& t)
{
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::Base, t.pane);
    palette.setColor(QPalette::AlternateBase, t.hover);
    palette.setColor(QPalette::Button, t.window);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, t.text);
    palette.setColor(QPalette::BrightText, t.onAccent);
    palette.setColor(QPalette::PlaceholderText, t.faint);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, t.onAccent);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::LinkVisited, t.accent);
    palette.setColor(QPalette::ToolTipBase, t.pane);
    palette.setColor(QPalette::Light, t.hover);
    palette.setColor(QPalette::Midlight, t.hover);
    palette.setColor(QPalette::Mid, t.line);
    palette.setColor(QPalette::Dark, t.edge);
    palette.setColor(QPalette::Shadow, t.edge);
}

} // namespace

const OutcomeColors& Tokens::of(runlog::Outcome outcome) const
{
    switch (outcome) {
    case runlog::Outcome::Allow:
    case runlog::Outcome::Log:
    case runlog::Outcome::Modify:
    case runlog::Outcome::RequireApproval:
    case runlog::Outcome::Deny:
    case runlog::Outcome::Terminate:
        return outcomes[static_cast<std::size_t>(outcome)];
    case runlog::Outcome::NotReached:
    case runlog::Outcome::Undecided:
        break;
    }
    return unreached;
}

const Tokens& lightTokens()
{
    static const Tokens tokens = makeLight();
    return tokens;
}

const Tokens& darkTokens()
{
    static const Tokens tokens = makeDark();
    return tokens;
}

const Tokens& tokensOf(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightnessF() < 0.5F ? darkTokens() : lightTokens();
}

QPalette palette(const Tokens& tokens)
{
    QPalette palette;
    setAll(palette, tokens);
    for (const auto role : {QPalette::Text, QPalette::WindowText, QPalette::ButtonText}) {
        QColor off = tokens.text;
        off.setAlphaF(0.45F);
        palette.setColor(QPalette::Disabled, role, off);
    }
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tokens.line);
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, tokens.muted);
    return palette;
}

} // namespace studio
