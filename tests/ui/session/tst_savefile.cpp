// SPDX-License-Identifier: Apache-2.0
#include "ui/session/savefile.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace studio;

class TestSaveFile : public QObject {
    Q_OBJECT
private slots:
    void init();
    void aNewFileHoldsTheBytes();
    void anOldFileIsReplacedAndKeepsItsMode();
    void aPrivateFileIsForItsOwnerOnly();
    void aSymbolicLinkStaysAndItsTargetIsWritten();
    void aLinkToNothingYetMakesItsTarget();
    void aFolderIsNotReplaced();
    void aMissingFolderIsSaid();
    void aFullDiskLeavesTheOldFileWholeAndNothingBehind_data();
    void aFullDiskLeavesTheOldFileWholeAndNothingBehind();
    void aFolderIsNoFileToRead();
    void aFileOverTheLimitIsNotRead();

private:
    QString path(const char* name) const { return m_folder->filePath(QString::fromLatin1(name)); }
    QStringList names() const { return QDir(m_folder->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot | QDir::System); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

void put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray take(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

mode_t modeOf(const QString& path)
{
    struct stat about = {};
    return ::stat(QFile::encodeName(path).constData(), &about) == 0 ? about.st_mode & 07777 : 0;
}

// No file of this process may grow past `bytes`: a write past it stops short and then fails, as on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes)
    {
        ::getrlimit(RLIMIT_FSIZE, &m_old);
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{bytes, m_old.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_old);
        std::signal(SIGXFSZ, m_signal);
    }

private:
    rlimit m_old{};
    void (*m_signal)(int) = nullptr;
};

} // namespace

void TestSaveFile::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TestSaveFile::aNewFileHoldsTheBytes()
{
    QCOMPARE(saveFile(path("p.yaml"), "a: 1\n"), QString());
    QCOMPARE(take(path("p.yaml")), QByteArray("a: 1\n"));
    QCOMPARE(names(), QStringList{"p.yaml"});
}

void TestSaveFile::anOldFileIsReplacedAndKeepsItsMode()
{
    put(path("p.yaml"), "old");
    QCOMPARE(::chmod(QFile::encodeName(path("p.yaml")).constData(), 0640), 0);
    QCOMPARE(saveFile(path("p.yaml"), "new"), QString());
    QCOMPARE(take(path("p.yaml")), QByteArray("new"));
    QCOMPARE(modeOf(path("p.yaml")), mode_t{0640});
}

void TestSaveFile::aPrivateFileIsForItsOwnerOnly()
{
    QCOMPARE(saveFile(path("p"), "secret", FileMode::Private), QString());
    QCOMPARE(modeOf(path("p")), mode_t{0600});
}

void TestSaveFile::aSymbolicLinkStaysAndItsTargetIsWritten()
{
    QVERIFY(QDir(m_folder->path()).mkdir("real"));
    put(path("real/p.yaml"), "old");
    QVERIFY(QFile::link("real/p.yaml", path("link.yaml")));
    QCOMPARE(saveFile(path("link.yaml"), "new"), QString());
    QVERIFY(QFileInfo(path("link.yaml")).isSymLink());
    QCOMPARE(take(path("real/p.yaml")), QByteArray("new"));
}

void TestSaveFile::aLinkToNothingYetMakesItsTarget()
{
    QVERIFY(QFile::link("later.yaml", path("link.yaml")));
    QCOMPARE(saveFile(path("link.yaml"), "new"), QString());
    QCOMPARE(take(path("later.yaml")), QByteArray("new"));
    QVERIFY(QFileInfo(path("link.yaml")).isSymLink());
}

void TestSaveFile::aFolderIsNotReplaced()
{
    QVERIFY(QDir(m_folder->path()).mkdir("p.yaml"));
    QVERIFY(!saveFile(path("p.yaml"), "new").isEmpty());
    QVERIFY(QFileInfo(path("p.yaml")).isDir());
    QCOMPARE(names(), QStringList{"p.yaml"});
}

void TestSaveFile::aMissingFolderIsSaid()
{
    const QString reason = saveFile(path("nowhere/p.yaml"), "new");
    QVERIFY2(reason.startsWith("the folder cannot be written to"), qPrintable(reason));
}

void TestSaveFile::aFullDiskLeavesTheOldFileWholeAndNothingBehind_data()
{
    QTest::addColumn<int>("room");
    for (const int room : {0, 1, 4096, 65536, 199'999})
        QTest::addRow("%d bytes", room) << room;
}

void TestSaveFile::aFullDiskLeavesTheOldFileWholeAndNothingBehind()
{
    QFETCH(int, room);
    put(path("p.yaml"), "old");
    QString reason;
    {
        const FullDisk disk(static_cast<rlim_t>(room));
        reason = saveFile(path("p.yaml"), QByteArray(200'000, 'x'));
    }
    QVERIFY2(reason.startsWith("not everything could be written"), qPrintable(reason));
    QCOMPARE(take(path("p.yaml")), QByteArray("old"));
    QCOMPARE(names(), QStringList{"p.yaml"});
}

void TestSaveFile::aFolderIsNoFileToRead()
{
    QCOMPARE(readFile(m_folder->path(), 100).reason, QString("this is not a file"));
}

void TestSaveFile::aFileOverTheLimitIsNotRead()
{
    put(path("p.yaml"), QByteArray((1 << 20) + 1, 'x'));
    QCOMPARE(readFile(path("p.yaml"), 1 << 20).reason, QString("the file is larger than 1 MiB"));
}

QTEST_GUILESS_MAIN(TestSaveFile)
#include "tst_savefile.moc"
