// SPDX-License-Identifier: Apache-2.0
#include "core/traces/read.h"
#include "core/traces/watch.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace runlog;

class TestWatch : public QObject {
    Q_OBJECT

private slots:
    void newLinesAreSeenAndRead();
    void newFilesAreSeen();
};

namespace {

void append(const std::string& path, const std::string& line)
{
    std::ofstream(path, std::ios::binary | std::ios::app) << line << "\n";
}

} // namespace

void TestWatch::newLinesAreSeenAndRead()
{
    const QTemporaryDir folder;
    const auto path = folder.filePath("a.jsonl").toStdString();
    append(path, R"({"type":"step","run":"r","seq":1,"kind":"message"})");
    TraceWatch watch({folder.path().toStdString()});
    QVERIFY(!watch.changed());
    append(path, R"({"type":"step","run":"r","seq":2,"kind":"message"})");
    QVERIFY(watch.changed());
    QVERIFY(!watch.changed());
    QCOMPARE(readTraces({path}).runs->stepCount(), std::size_t(2));
}

void TestWatch::newFilesAreSeen()
{
    const QTemporaryDir folder;
    TraceWatch watch({folder.path().toStdString()});
    append(folder.filePath("b.jsonl").toStdString(), "{}");
    QVERIFY(watch.changed());
}

QTEST_APPLESS_MAIN(TestWatch)
#include "tst_watch.moc"
