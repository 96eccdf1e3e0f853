// SPDX-License-Identifier: Apache-2.0
#include "app/launch.h"
#include "app/linediff.h"
#include "app/shellcommand.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace studio;

class TestLaunch : public QObject {
    Q_OBJECT
private slots:
    void theCommandLineIsUnderstood_data();
    void theCommandLineIsUnderstood();
    void aFileWhoseNameLooksLikeAPlaceIsAFile();
    void aShellReadsTheSameWordsBack();
    void onlyDifferentLinesAreShown_data();
    void onlyDifferentLinesAreShown();
};

namespace {

QString print(const Launch& launch)
{
    if (!launch.mistake.isEmpty())
        return "mistake: " + launch.mistake;
    QStringList parts{"policy=" + launch.policy};
    if (launch.line > 0)
        parts << QString("at %1:%2").arg(launch.line).arg(launch.column);
    if (!launch.corpus.isEmpty())
        parts << "corpus=" + launch.corpus.join('+');
    if (!launch.screenshot.isEmpty())
        parts << "screenshot=" + launch.screenshot;
    if (launch.size)
        parts << QString("size=%1x%2").arg(launch.size->width()).arg(launch.size->height());
    if (launch.theme)
        parts << QString("theme=%1").arg(static_cast<int>(*launch.theme));
    if (launch.help)
        parts << "help";
    if (launch.version)
        parts << "version";
    return parts.join(' ');
}

} // namespace

void TestLaunch::theCommandLineIsUnderstood_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("understood");
    QTest::newRow("nothing") << "" << "policy=";
    QTest::newRow("policy") << "a.yaml" << "policy=a.yaml";
    QTest::newRow("a line") << "a.yaml:12" << "policy=a.yaml at 12:0";
    QTest::newRow("a place") << "a.yaml:12:3" << "policy=a.yaml at 12:3";
    QTest::newRow("a place as compilers write it") << "a.yaml:12:3:" << "policy=a.yaml at 12:3";
    QTest::newRow("corpus") << "a.yaml --corpus x y --theme dark" << "policy=a.yaml corpus=x+y theme=2";
    QTest::newRow("corpus twice") << "--corpus x --corpus=y" << "policy= corpus=x+y";
    QTest::newRow("option ends the corpus") << "--corpus x --size 900x600 a.yaml" << "policy=a.yaml corpus=x size=900x600";
    QTest::newRow("screenshot") << "--screenshot=p.png --size 1280x720" << "policy= screenshot=p.png size=1280x720";
    QTest::newRow("help") << "--help" << "policy= help";
    QTest::newRow("version") << "--version" << "policy= version";
    QTest::newRow("unknown") << "--colour" << "mistake: unknown option --colour";
    QTest::newRow("no value") << "--theme" << "mistake: --theme needs a value";
    QTest::newRow("bad size") << "--size big" << "mistake: a size is written like 1280x720, not big";
    QTest::newRow("bad theme") << "--theme pink" << "mistake: a theme is system, light or dark, not pink";
    QTest::newRow("two policies") << "a.yaml b.yaml" << "mistake: one policy file at a time; recorded runs come after --corpus";
}

void TestLaunch::theCommandLineIsUnderstood()
{
    QFETCH(QString, line);
    QFETCH(QString, understood);
    QCOMPARE(print(parseLaunch(line.split(' ', Qt::SkipEmptyParts))), understood);
}

void TestLaunch::aFileWhoseNameLooksLikeAPlaceIsAFile()
{
    QTemporaryDir folder;
    QFile file(folder.filePath("a.yaml:1:2"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(print(parseLaunch({file.fileName()})), "policy=" + file.fileName());
}

void TestLaunch::aShellReadsTheSameWordsBack()
{
    const QStringList words{"plain", "two words", "it's", "$(rm)", "a\\b", "", "\xC3\xA9t\xC3\xA9", "-x=1", "*"};
    QProcess shell;
    shell.start("sh", {"-c", "printf '%s\\n' " + shellCommand(words)});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()).chopped(1).split('\n'), words);
}

void TestLaunch::onlyDifferentLinesAreShown_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("lines");
    QTest::newRow("none") << QByteArray("a\nb\n") << QByteArray("a\nb\n") << "";
    QTest::newRow("one") << QByteArray("a\nb\nc\n") << QByteArray("a\nB\nc\n") << "-2 b|+2 B";
    QTest::newRow("two apart") << QByteArray("a\nb\nc\n") << QByteArray("A\nb\nC\n") << "-1 a|+1 A|-3 c|+3 C";
    QTest::newRow("added") << QByteArray("a\nc\n") << QByteArray("a\nb\nc\n") << "+2 b";
    QTest::newRow("removed") << QByteArray("a\nb\nc\n") << QByteArray("a\nc\n") << "-2 b";
    QTest::newRow("repeated") << QByteArray("a\n") << QByteArray("a\na\n") << "+2 a";
    QTest::newRow("escaped") << QByteArray("a\n") << QByteArray("\x1b[1m\n") << "-1 a|+1 \\x1b[1m";
}

void TestLaunch::onlyDifferentLinesAreShown()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(QString, lines);
    QStringList found;
    for (const DifferentLine& line : differentLines(before, after))
        found << QString("%1%2 %3").arg(line.added ? '+' : '-').arg(line.number).arg(line.text);
    QCOMPARE(found.join('|'), lines);
}

QTEST_GUILESS_MAIN(TestLaunch)
#include "tst_launch.moc"
