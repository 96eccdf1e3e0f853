// SPDX-License-Identifier: Apache-2.0
#include "ui/session/corpusload.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace studio;

// The runs of the window while a recorder appends.
class TestCorpusLoad : public QObject {
    Q_OBJECT

private slots:
    void init();
    void newLinesAreToldOnce();
    void aNewStartForgetsTheOldPaths();
    void aCancelledReadingEndsTheLooking();

private:
    QString path() const { return m_folder.filePath(QStringLiteral("runs.jsonl")); }
    void append(int seq) const;

    QTemporaryDir m_folder;
};

void TestCorpusLoad::init() { QFile::remove(path()); }

void TestCorpusLoad::append(int seq) const
{
    const auto line = QStringLiteral(R"({"type":"step","run":"r","seq":%1,"kind":"tool_call","tool":"t","args":{}})").arg(seq);
    QFile file(path());
    QVERIFY(file.open(QIODevice::Append) && file.write(line.toUtf8() + '\n') > 0);
}

void TestCorpusLoad::newLinesAreToldOnce()
{
    append(1);
    CorpusLoad load;
    std::vector<std::size_t> steps;
    connect(&load, &CorpusLoad::finished, this, [&](const auto& result) { steps.push_back(result->runs->stepCount()); });
    load.start({path()});
    QVERIFY(load.isRunning());
    QTRY_COMPARE(steps, (std::vector<std::size_t>{1}));
    QVERIFY(!load.isRunning());
    append(2);
    load.look();
    QVERIFY(!load.isRunning());
    QTRY_COMPARE(steps, (std::vector<std::size_t>{1, 2}));
    append(3);
    QTRY_COMPARE(steps, (std::vector<std::size_t>{1, 2, 3})); // by itself
}

void TestCorpusLoad::aNewStartForgetsTheOldPaths()
{
    append(1);
    CorpusLoad load;
    std::vector<std::size_t> steps;
    connect(&load, &CorpusLoad::finished, this, [&](const auto& result) { steps.push_back(result->runs->stepCount()); });
    load.start({path()});
    load.start({m_folder.filePath(QStringLiteral("missing"))});
    QTRY_COMPARE(steps, (std::vector<std::size_t>{0}));
    QCOMPARE(load.paths(), QStringList(m_folder.filePath(QStringLiteral("missing"))));
}

void TestCorpusLoad::aCancelledReadingEndsTheLooking()
{
    append(1);
    CorpusLoad load;
    int told = 0;
    connect(&load, &CorpusLoad::finished, this, [&] { ++told; });
    load.start({path()});
    load.cancel();
    QTRY_COMPARE(told, 1);
    QVERIFY(!load.isRunning());
}

QTEST_MAIN(TestCorpusLoad)
#include "tst_corpusload.moc"
