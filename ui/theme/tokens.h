// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/replay.h"

#include <QColor>
#include <QObject>
#include <QPalette>

namespace studio {

// One theme's colours. Outcome colours are for outcomes, accent for what the author holds, the rest is grey.
struct OutcomeColors {
    QColor mark;
    QColor text;
    QColor letter;
    QColor tint;
};

struct Tokens {
    bool dark = false;
    QColor window, pane, field, hover, accentTint, line, edge, bar, text, muted, faint, accent, onAccent, warn;
    QColor syntaxKey, syntaxField, syntaxOperator, syntaxNumber, syntaxText;
    OutcomeColors outcomes[6]; // by Outcome, Allow … Terminate
    OutcomeColors unreached;   // edge

    const OutcomeColors& of(runlog::Outcome outcome) const; // NotReached and Undecided: edge
};

const Tokens& lightTokens();
const Tokens& darkTokens();
QPalette palette(const Tokens& tokens);
const Tokens& tokensOf(const QPalette& palette); // for a widget that was given no Theme

// The window's theme: System, Light or Dark. Widgets paint with theme.tokens() and repaint on changed().
class Theme : public QObject {
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark };

    explicit Theme(QObject* parent = nullptr);
    Choice choice() const { return m_choice; }
    void choose(Choice choice); // sets the application's palette too
    const Tokens& tokens() const;

signals:
    void changed();

private:
    void apply();

    Choice m_choice = Choice::System;
    bool m_systemIsDark = false;
};

} // namespace studio
