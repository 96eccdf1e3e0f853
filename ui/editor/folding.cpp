// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/folding.h"

#include "ui/editor/linescan.h"

#include <QAbstractTextDocumentLayout>

namespace studio {

namespace {

bool isItem(const QString& line) { return line.mid(indentOf(line)).startsWith(QStringLiteral("- ")); }

// Whether a line belongs under a head that is not blank.
bool belongs(const QString& line, const QString& head)
{
    const int indent = indentOf(line);
    const int headIndent = indentOf(head);
    return indent > headIndent || (indent == headIndent && isItem(line) && !isItem(head));
}

} // namespace

Folding::Folding(QTextDocument* document, QObject* parent)
    : QObject(parent)
    , m_document(document)
{
}

QTextBlock Folding::lastOf(const QTextBlock& head)
{
    QTextBlock last = head;
    const QString text = head.text();
    if (isBlank(text) || isComment(text))
        return last;
    for (QTextBlock block = head.next(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        if (isBlank(line) || isComment(line))
            continue;
        if (!belongs(line, text))
            break;
        last = block;
    }
    return last;
}

bool Folding::isFolded(const QTextBlock& head) const
{
    return head.isVisible() && head.next().isValid() && !head.next().isVisible();
}

void Folding::show(const QTextBlock& first, const QTextBlock& last, bool visible)
{
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        block.setVisible(visible);
        block.setLineCount(visible ? 1 : 0);
        if (block == last)
            break;
    }
    m_document->markContentsDirty(first.position(), last.position() + last.length() - first.position());
    emit m_document->documentLayout()->documentSizeChanged(m_document->documentLayout()->documentSize());
    emit changed();
}

void Folding::fold(const QTextBlock& head)
{
    const QTextBlock last = lastOf(head);
    if (last != head && !isFolded(head))
        show(head.next(), last, false);
}

void Folding::unfold(const QTextBlock& head)
{
    if (!isFolded(head))
        return;
    QTextBlock last = head.next();
    while (last.next().isValid() && !last.next().isVisible())
        last = last.next();
    show(head.next(), last, true);
}

void Folding::toggle(const QTextBlock& head)
{
    if (isFolded(head))
        unfold(head);
    else
        fold(head);
}

void Folding::foldPolicies()
{
    bool isInPolicies = false;
    for (QTextBlock block = m_document->begin(); block.isValid(); block = block.next()) {
        const QString line = block.text();
        if (!isBlank(line) && !isComment(line) && indentOf(line) == 0 && !isItem(line))
            isInPolicies = line.startsWith(QStringLiteral("policies"));
        if (isInPolicies && isItem(line) && block.isVisible())
            fold(block);
    }
}

void Folding::unfoldAll()
{
    show(m_document->begin(), m_document->lastBlock(), true);
}

void Folding::reveal(const QTextBlock& block)
{
    if (block.isVisible())
        return;
    QTextBlock head = block.previous();
    while (head.isValid() && !head.isVisible())
        head = head.previous();
    unfold(head);
}

} // namespace studio
