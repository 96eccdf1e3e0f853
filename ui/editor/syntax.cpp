// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/syntax.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Format>

static void loadDefinitionFile()
{
    Q_INIT_RESOURCE(syntax);
}

namespace studio {

namespace {

QTextCharFormat colored(const QColor& color)
{
    QTextCharFormat format;
    format.setForeground(color);
    return format;
}

QTextCharFormat strongColored(const QColor& color)
{
    QTextCharFormat format = colored(color);
    format.setFontWeight(QFont::DemiBold);
    return format;
}

QTextCharFormat actionFormat(const Tokens& tokens, runlog::Outcome outcome)
{
    return strongColored(tokens.of(outcome).text);
}

} // namespace

KSyntaxHighlighting::Definition policyDefinition(KSyntaxHighlighting::Repository& repository)
{
    loadDefinitionFile();
    repository.addCustomSearchPath(QStringLiteral(":/runlog-policy"));
    return repository.definitionForName(QStringLiteral("RunLog Policy"));
}

PolicySyntax::PolicySyntax(QTextDocument* document, const Tokens& tokens)
    : KSyntaxHighlighting::SyntaxHighlighter(document)
{
    makeFormats(tokens);
    setDefinition(policyDefinition(m_repository));
}

void PolicySyntax::setTokens(const Tokens& tokens)
{
    makeFormats(tokens);
    rehighlight();
}

void PolicySyntax::makeFormats(const Tokens& tokens)
{
    using runlog::Outcome;
    const QTextCharFormat number = colored(tokens.syntaxNumber);
    m_formats = {
        {QStringLiteral("Key"), colored(tokens.syntaxKey)},
        {QStringLiteral("Field"), colored(tokens.syntaxField)},
        {QStringLiteral("Placeholder"), colored(tokens.syntaxField)},
        {QStringLiteral("Operator"), colored(tokens.syntaxOperator)},
        {QStringLiteral("Number"), number},
        {QStringLiteral("Money"), number},
        {QStringLiteral("Duration"), number},
        {QStringLiteral("Constant"), number},
        {QStringLiteral("Text"), colored(tokens.syntaxText)},
        {QStringLiteral("Escape"), colored(tokens.syntaxOperator)},
        {QStringLiteral("Comment"), colored(tokens.faint)},
        {QStringLiteral("Punctuation"), colored(tokens.muted)},
        {QStringLiteral("Policy Id"), strongColored(tokens.text)},
        {QStringLiteral("Action Allow"), actionFormat(tokens, Outcome::Allow)},
        {QStringLiteral("Action Log"), actionFormat(tokens, Outcome::Log)},
        {QStringLiteral("Action Modify"), actionFormat(tokens, Outcome::Modify)},
        {QStringLiteral("Action Require Approval"), actionFormat(tokens, Outcome::RequireApproval)},
        {QStringLiteral("Action Deny"), actionFormat(tokens, Outcome::Deny)},
        {QStringLiteral("Action Terminate"), actionFormat(tokens, Outcome::Terminate)},
    };
}

void PolicySyntax::applyFormat(int offset, int length, const KSyntaxHighlighting::Format& format)
{
    const auto found = m_formats.constFind(format.name());
    if (found != m_formats.constEnd() && length > 0)
        setFormat(offset, length, *found);
}

} // namespace studio
