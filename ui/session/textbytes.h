// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QString>

// How a file's bytes become the text of a QTextDocument and back, so that saving without an edit changes no byte.
namespace studio {

// What the text itself does not say: the byte order mark and the line end.
struct TextForm {
    bool byteOrderMark = false;
    bool crlf = false;
};

struct DecodedText {
    QString text;      // lines end at LF
    TextForm form;
    QString lossReason; // why these bytes would not come back; empty: they will
};

DecodedText decode(const QByteArray& bytes);

// `raw` is QTextDocument::toRawText(): blocks are parted by U+2029.
QByteArray encode(const QString& raw, const TextForm& form);

} // namespace studio
