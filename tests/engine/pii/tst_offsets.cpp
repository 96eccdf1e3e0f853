// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/offsets.h"

#include <QtTest>

using namespace runlog::pii;

class TestOffsets : public QObject {
    Q_OBJECT

private slots:
    void countsCodePointsAndUtf16Units();
    void countsOnFromWhereItStood();
    void placesBehindTheEndStandForTheEnd();
};

// a, é (2 bytes), 日 (3 bytes), 😀 (4 bytes, two UTF-16 units), b
static constexpr std::string_view text = "a\xC3\xA9\xE6\x97\xA5\xF0\x9F\x98\x80"
                                         "b";

void TestOffsets::countsCodePointsAndUtf16Units()
{
    const std::size_t bytes[] = {0, 1, 3, 6, 10, 11};
    const std::size_t units[] = {0, 1, 2, 3, 5, 6};
    for (std::size_t i = 0; i < std::size(bytes); ++i) {
        QCOMPARE(codePointsBefore(text, bytes[i]), i);
        QCOMPARE(utf16Before(text, bytes[i]), units[i]);
    }
}

void TestOffsets::countsOnFromWhereItStood()
{
    CodePointCounter counter(text);
    QCOMPARE(counter.at(3), std::size_t(2));
    QCOMPARE(counter.at(3), std::size_t(2));
    QCOMPARE(counter.at(10), std::size_t(4));
    QCOMPARE(counter.at(11), std::size_t(5));
}

void TestOffsets::placesBehindTheEndStandForTheEnd()
{
    QCOMPARE(codePointsBefore(text, 99), std::size_t(5));
    QCOMPARE(utf16Before(text, 99), std::size_t(6));
    QCOMPARE(CodePointCounter(text).at(99), std::size_t(5));
}

QTEST_APPLESS_MAIN(TestOffsets)
#include "tst_offsets.moc"
