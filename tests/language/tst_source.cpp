// SPDX-License-Identifier: Apache-2.0
#include "core/language/source.h"

#include "tests/language/shown.h"

#include <QtTest>

using namespace runlog;

namespace {

std::string placeText(const Source& source, std::size_t offset)
{
    const Place place = source.place(offset);
    return std::to_string(place.line) + ':' + std::to_string(place.byteColumn) + ':' + std::to_string(place.utf16Column);
}

} // namespace

class TestSource : public QObject {
    Q_OBJECT
private slots:
    void linesEndAtLfCrLfAndLoneCr()
    {
        const Source source("s", "one\ntwo\r\nthree\rfour");
        QCOMPARE(source.lineCount(), std::size_t(4));
        QCOMPARE(std::string(source.line(2)), std::string("two"));
        QCOMPARE(std::string(source.line(3)), std::string("three"));
        QCOMPARE(std::string(source.line(4)), std::string("four"));
        QCOMPARE(std::string(source.line(5)), std::string());
        QCOMPARE(std::string(source.line(0)), std::string());
    }

    void aByteOrderMarkBelongsToNoColumn()
    {
        const Source source("s", "\xEF\xBB\xBFkey: 1\n");
        QCOMPARE(placeText(source, 0), std::string("1:1:1"));
        QCOMPARE(placeText(source, 3), std::string("1:1:1"));
        QCOMPARE(placeText(source, 8), std::string("1:6:6"));
        QCOMPARE(std::string(source.line(1)), std::string("key: 1"));
    }

    void utf16ColumnsCountSurrogatePairsTwice()
    {
        const Source source("s", "é😀x");
        QCOMPARE(placeText(source, 2), std::string("1:3:2"));
        QCOMPARE(placeText(source, 6), std::string("1:7:4"));
    }

    void aBadByteCountsAsOneUnit()
    {
        const Source source("s", "\xFF\xE9x");
        QCOMPARE(placeText(source, 2), std::string("1:3:3"));
    }

    void offsetsAreFoundAndClamped()
    {
        const Source source("s", "ab\ncd\n");
        QCOMPARE(source.offset(2, 2), std::size_t(4));
        QCOMPARE(source.offset(2, 99), std::size_t(5));
        QCOMPARE(source.offset(99, 1), std::size_t(6));
        QCOMPARE(source.offset(0, 0), std::size_t(0));
        QCOMPARE(placeText(source, 999), std::string("3:1:1"));
        QCOMPARE(std::string(source.text({4, 99})), std::string("d\n"));
    }

    void everyOffsetComesBack()
    {
        const Source source("s", "a: é\r\nb: \"日本\"\n\n😀: 1");
        for (std::size_t at = 0; at < source.bytes().size(); ++at) {
            if (source.bytes()[at] == '\n' || source.bytes()[at] == '\r')
                continue;
            const Place place = source.place(at);
            QCOMPARE(source.offset(place.line, place.byteColumn), at);
        }
    }
};

QTEST_APPLESS_MAIN(TestSource)
#include "tst_source.moc"
