// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>

#include <QHash>
#include <QTextCharFormat>

namespace studio {

// Colours a policy file while it is typed: KSyntaxHighlighting with our own definition (resources/syntax) and the colours of
// the theme's tokens. Works line by line; never looks at the parsed policies, so that half-typed text has colours too.
class PolicySyntax : public KSyntaxHighlighting::SyntaxHighlighter {
    Q_OBJECT
public:
    PolicySyntax(QTextDocument* document, const Tokens& tokens);

    void setTokens(const Tokens& tokens); // colours all lines anew
    // The format of a kind of token by the definition's name for it, "Action Deny".
    QTextCharFormat formatOf(const QString& name) const { return m_formats.value(name); }

protected:
    void applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format) override;

private:
    void makeFormats(const Tokens& tokens);

    KSyntaxHighlighting::Repository m_repository;
    QHash<QString, QTextCharFormat> m_formats;
};

// The definition as the library reads it; invalid when it is missing or broken.
KSyntaxHighlighting::Definition policyDefinition(KSyntaxHighlighting::Repository& repository);

} // namespace studio
