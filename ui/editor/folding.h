// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QSet>
#include <QTextBlock>
#include <QTextDocument>

namespace studio {

// Folds what is indented below a line: a policy under its `- id`, a list under its key. Only what is shown changes, never the text.
class Folding : public QObject {
    Q_OBJECT
public:
    explicit Folding(QTextDocument* document, QObject* parent = nullptr);

    // The last line that belongs to this one; the line itself where there is nothing to fold.
    static QTextBlock lastOf(const QTextBlock& head);
    static bool canFold(const QTextBlock& head) { return lastOf(head) != head; }
    bool isFolded(const QTextBlock& head) const;

    void fold(const QTextBlock& head);
    void unfold(const QTextBlock& head);
    void toggle(const QTextBlock& head);
    void foldPolicies(); // every list item below `policies`
    void unfoldAll();
    // Unfolds whatever hides the line.
    void reveal(const QTextBlock& block);

signals:
    void changed();

private:
    void show(const QTextBlock& first, const QTextBlock& last, bool visible);

    QTextDocument* m_document;
};

} // namespace studio
