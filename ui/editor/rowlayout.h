// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QPlainTextDocumentLayout>

namespace studio {

// Lines of one fixed height, at least the look's 20 px and at least the font's own, with the text in the middle. For text that is not wrapped.
class RowLayout : public QPlainTextDocumentLayout {
    Q_OBJECT
public:
    explicit RowLayout(QTextDocument* document);

    QRectF blockBoundingRect(const QTextBlock& block) const override;
    qreal rowHeight() const;
};

} // namespace studio
