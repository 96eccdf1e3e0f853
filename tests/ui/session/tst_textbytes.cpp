// SPDX-License-Identifier: Apache-2.0
#include "ui/session/textbytes.h"

#include <QTest>

using namespace studio;

class TestTextBytes : public QObject {
    Q_OBJECT
private slots:
    void bytesComeBackUnchanged_data();
    void bytesComeBackUnchanged();
    void whatWouldNotComeBackIsSaid_data();
    void whatWouldNotComeBackIsSaid();
};

namespace {

QByteArray thereAndBack(const QByteArray& bytes)
{
    DecodedText decoded = decode(bytes);
    return encode(decoded.text.replace(u'\n', QChar(0x2029)), decoded.form);
}

} // namespace

void TestTextBytes::bytesComeBackUnchanged_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("lines") << QByteArray("a: 1\nb: 2\n");
    QTest::newRow("no last line end") << QByteArray("a: 1\nb: 2");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF" "a: 1\n");
    QTest::newRow("two byte order marks") << QByteArray("\xEF\xBB\xBF\xEF\xBB\xBF" "a: 1\n");
    QTest::newRow("CR LF") << QByteArray("a: 1\r\nb: 2\r\n");
    QTest::newRow("no-break space") << QByteArray("a: x\xC2\xA0y\n");
    QTest::newRow("line separator") << QByteArray("a: x\xE2\x80\xA8y\n");
    QTest::newRow("outside the basic plane") << QByteArray("a: \xF0\x9F\x98\x80\n");
}

void TestTextBytes::bytesComeBackUnchanged()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(decode(bytes).lossReason, QString());
    QCOMPARE(thereAndBack(bytes), bytes);
}

void TestTextBytes::whatWouldNotComeBackIsSaid_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    QTest::newRow("mixed line ends") << QByteArray("a\nb\r\nc\n") << "the file mixes line ends";
    QTest::newRow("lone CR") << QByteArray("a\rb\n") << "the file mixes line ends";
    QTest::newRow("not UTF-8") << QByteArray("a: \xFF\n") << "the file is not valid UTF-8";
    QTest::newRow("overlong") << QByteArray("a: \xC0\xAF\n") << "the file is not valid UTF-8";
    QTest::newRow("surrogate") << QByteArray("a: \xED\xA0\x80\n") << "the file is not valid UTF-8";
    QTest::newRow("paragraph separator") << QByteArray("a\xE2\x80\xA9" "b\n") << "the file contains U+2029, which an editor would change";
    QTest::newRow("frame mark") << QByteArray("a\xEF\xB7\x90" "b\n") << "the file contains U+FDD0, which an editor would change";
    QTest::newRow("NUL") << QByteArray("a\0b\n", 4) << "the file contains U+0000, which an editor would change";
}

void TestTextBytes::whatWouldNotComeBackIsSaid()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    QCOMPARE(decode(bytes).lossReason, reason);
}

QTEST_GUILESS_MAIN(TestTextBytes)
#include "tst_textbytes.moc"
