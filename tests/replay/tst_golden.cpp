// SPDX-License-Identifier: Apache-2.0
#include "tests/replay/printing.h"

#include <QDir>
#include <QFile>
#include <QtTest>

using namespace runlog;

namespace {

std::string bytesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot open %s", qPrintable(path));
    return file.readAll().toStdString();
}

QString folder() { return QStringLiteral(RUNLOG_SOURCE_DIR "/tests/golden/replay"); }

} // namespace

class TestGolden : public QObject {
    Q_OBJECT
private slots:
    void replayGivesWhatTheContractSays_data();
    void replayGivesWhatTheContractSays();
    void replayingTwiceGivesTheSameDigest_data() { replayGivesWhatTheContractSays_data(); }
    void replayingTwiceGivesTheSameDigest();
};

void TestGolden::replayGivesWhatTheContractSays_data()
{
    QTest::addColumn<QString>("path");
    const auto cases = QDir(folder()).entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    QVERIFY2(!cases.isEmpty(), "the golden folder is empty");
    for (const auto& name : cases)
        QTest::newRow(qPrintable(name)) << folder() + "/" + name;
}

void TestGolden::replayGivesWhatTheContractSays()
{
    QFETCH(QString, path);
    const auto result = replay(engineOf(bytesOf(path + "/policies.yaml")), runsOf(bytesOf(path + "/runs.jsonl")), {});
    QCOMPARE(QString::fromStdString(print(result)), QString::fromStdString(bytesOf(path + "/expected.txt")));
}

void TestGolden::replayingTwiceGivesTheSameDigest()
{
    QFETCH(QString, path);
    const auto engine = engineOf(bytesOf(path + "/policies.yaml"));
    const auto runs = runsOf(bytesOf(path + "/runs.jsonl"));
    const auto once = digest(replay(engine, runs, {}));
    QCOMPARE(once.size(), std::size_t(64));
    QCOMPARE(digest(replay(engine, runs, {})), once);
}

QTEST_APPLESS_MAIN(TestGolden)
#include "tst_golden.moc"
