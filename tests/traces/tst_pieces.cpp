// SPDX-License-Identifier: Apache-2.0
#include "core/traces/pieces.h"
#include "core/traces/spool.h"

#include <QTemporaryDir>
#include <QTest>

using namespace runlog;

namespace {

// Gives few bytes at a time, so that everything lies across a border once.
class Slow : public ByteSource {
public:
    Slow(std::string_view bytes, std::size_t most) : m_rest(bytes), m_most(most) {}
    std::size_t read(char* to, std::size_t size) override
    {
        const auto count = std::min({size, m_most, m_rest.size()});
        m_rest.copy(to, count);
        m_rest.remove_prefix(count);
        return count;
    }

private:
    std::string_view m_rest;
    std::size_t m_most;
};

// The shape of a text and its pieces, one per line.
std::string cut(std::string_view text, std::size_t atOnce)
{
    Pieces pieces([=] { return std::make_unique<Slow>(text, atOnce); });
    std::string out;
    std::string piece;
    switch (pieces.look()) {
    case Pieces::Shape::Other: return "other\n";
    case Pieces::Shape::Lines:
        out = "lines\n";
        pieces.startLines();
        while (pieces.nextLine(piece))
            out += std::to_string(pieces.line()) + ": " + piece + "\n";
        return out;
    case Pieces::Shape::Items:
        out = pieces.frame().before + "|" + pieces.frame().after + " " + std::to_string(pieces.frame().items) + "\n";
        pieces.startItems();
        while (pieces.nextItem(piece))
            out += piece + "\n";
        return out;
    }
    return out;
}

} // namespace

class TestPieces : public QObject {
    Q_OBJECT

private slots:
    void cutsWhereValuesEnd_data();
    void cutsWhereValuesEnd();
    void aSpoolGivesBackWhatWasAdded();
};

void TestPieces::cutsWhereValuesEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const char* text, const char* expected) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(expected);
    };
    row("a list", R"([1, {"a":[2,"]"]},"x"])", "[|] 3\n1\n{\"a\":[2,\"]\"]}\n\"x\"\n");
    row("an empty list", " [ ] ", "[|] 0\n");
    row("a member", R"({"a":{"spans":[0]},"spans":[ "1" ,[2]],"b":3})", R"({"a":{"spans":[0]},"spans":[|],"b":3} 2)" "\n\"1\"\n[2]\n");
    row("a member after blanks", " {\n \"data\" : [1] } ", "{\"data\":[|]} 1\n1\n");
    row("escapes", R"(["\"","\\",{"\\\"]":"["}])", "[|] 3\n\"\\\"\"\n\"\\\\\"\n{\"\\\\\\\"]\":\"[\"}\n");
    row("no list", R"({"a":1})", "other\n");
    row("two lists", R"({"data":[1],"spans":[2]})", "other\n");
    row("a list twice", R"({"data":[1],"data":[2]})", "other\n");
    row("a text", "\"[1]\"", "other\n");
    row("nothing", "", "other\n");
    row("not closed", "[1,2", "other\n");
    row("a text not closed", "[1,\"2", "other\n");
    row("no comma", "[1 2]", "other\n");
    row("a comma too many", "[1,]", "other\n");
    row("a member without a value", R"({"data":[1],"b"})", "other\n");
    row("lines", "{\"a\":1}\r\n\n [2] \n3", "lines\n1: {\"a\":1}\r\n3:  [2] \n4: 3\n");
    row("one line", "[{\"a\":1}]\n\n", "[|] 1\n{\"a\":1}\n");
    row("text behind a value", "[1] 2\n[3]\n", "other\n");
    row("two documents", "[\n1]\n[2]\n", "other\n");
    row("a mark", "\xEF\xBB\xBF[1]", "[|] 1\n1\n");
}

void TestPieces::cutsWhereValuesEnd()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    for (const std::size_t atOnce : {4U, 5U, 7U, 1000U})
        QCOMPARE(QByteArray::fromStdString(cut({text.data(), static_cast<std::size_t>(text.size())}, atOnce)), expected);
}

void TestPieces::aSpoolGivesBackWhatWasAdded()
{
    const QTemporaryDir folder;
    const auto spool = Spool::in(folder.path().toStdString());
    const std::string large(3'000'000, 'x');
    QCOMPARE(spool->add("one"), std::uint64_t(0));
    QCOMPARE(spool->add(large), std::uint64_t(3));
    QCOMPARE(spool->add("two"), std::uint64_t(3'000'003));
    std::string read(5, ' ');
    QCOMPARE(spool->read(3'000'001, read.data(), 5), std::size_t(5));
    QCOMPARE(read, std::string("xxtwo"));
    QCOMPARE(spool->source(0, 4)->read(read.data(), 5), std::size_t(4));
    QCOMPARE(read, std::string("onexo"));
    QCOMPARE(spool->error(), std::string());
    QVERIFY(Spool::in(folder.path().toStdString() + "/missing") == nullptr);
}

QTEST_APPLESS_MAIN(TestPieces)
#include "tst_pieces.moc"
