// SPDX-License-Identifier: Apache-2.0
#include "ui/session/textbytes.h"

#include <QCoreApplication>
#include <QStringDecoder>

namespace studio {

namespace {

constexpr char Bom[] = "\xEF\xBB\xBF";

QString tr(const char* text) { return QCoreApplication::translate("studio::TextForm", text); }

bool isCrlf(const QByteArray& bytes)
{
    const qsizetype first = bytes.indexOf('\n');
    return first > 0 && bytes[first - 1] == '\r';
}

bool changesInTheEditor(QChar letter)
{
    return letter == QChar(0x2029) || letter == QChar(0xFDD0) || letter == QChar(0xFDD1) || letter == QChar(u'\0');
}

QString codePoint(QChar letter)
{
    return QStringLiteral("%1").arg(letter.unicode(), 4, 16, QLatin1Char('0')).toUpper();
}

QString lossOf(const QString& text, bool invalid, const QByteArray& bytes, const TextForm& form)
{
    if (invalid)
        return tr("the file is not valid UTF-8");
    for (const QChar letter : text) {
        if (changesInTheEditor(letter))
            return tr("the file contains U+%1, which an editor would change").arg(codePoint(letter));
    }
    QString raw = text;
    if (encode(raw.replace(u'\n', QChar(0x2029)), form) != bytes)
        return tr("the file mixes line ends");
    return {};
}

} // namespace

DecodedText decode(const QByteArray& bytes)
{
    DecodedText decoded;
    decoded.form.byteOrderMark = bytes.startsWith(Bom);
    decoded.form.crlf = isCrlf(bytes);
    const QByteArrayView body = QByteArrayView(bytes).sliced(decoded.form.byteOrderMark ? 3 : 0);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless | QStringDecoder::Flag::ConvertInitialBom);
    decoded.text = decoder.decode(body);
    decoded.text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    const bool hasLoneReturn = decoded.text.contains(u'\r');
    decoded.lossReason = hasLoneReturn ? tr("the file mixes line ends")
                                       : lossOf(decoded.text, decoder.hasError(), bytes, decoded.form);
    return decoded;
}

QByteArray encode(const QString& raw, const TextForm& form)
{
    QString text = raw;
    text.replace(QChar(0x2029), form.crlf ? QStringLiteral("\r\n") : QStringLiteral("\n"));
    const QByteArray body = text.toUtf8();
    return form.byteOrderMark ? Bom + body : body;
}

} // namespace studio
