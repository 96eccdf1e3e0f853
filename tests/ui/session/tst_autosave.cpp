// SPDX-License-Identifier: Apache-2.0
#include "ui/session/autosave.h"
#include "ui/session/document.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QTextCursor>

using namespace studio;

class TestAutosave : public QObject {
    Q_OBJECT
private slots:
    void init();
    void anEditIsSavedAsideForItsOwnerOnly();
    void aSaveTakesItAway();
    void aDamagedFileCountsAsNone_data();
    void aDamagedFileCountsAsNone();
    void aTextOfAnotherFileIsNotOffered();

private:
    QString unsaved() const { return m_folder->filePath("unsaved"); }
    QString onlyFile() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Document> m_document;
};

void TestAutosave::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QFile file(m_folder->filePath("p.yaml"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("version: 1\r\n");
    file.close();
    m_document = std::make_unique<Document>();
    QCOMPARE(m_document->open(file.fileName()), QString());
}

QString TestAutosave::onlyFile() const
{
    const QStringList names = QDir(unsaved()).entryList(QDir::Files | QDir::Hidden);
    return names.size() == 1 ? unsaved() + '/' + names.first() : QString();
}

void TestAutosave::anEditIsSavedAsideForItsOwnerOnly()
{
    Autosave autosave(*m_document, unsaved());
    QTextCursor(m_document->textDocument()).insertText("# mine\n");
    QTRY_VERIFY_WITH_TIMEOUT(!onlyFile().isEmpty(), 10'000);
    QCOMPARE(QFile::permissions(onlyFile()) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const auto found = Autosave(*m_document, unsaved()).find(m_document->path());
    QVERIFY(found.has_value());
    QCOMPARE(found->bytes, QByteArray("# mine\r\nversion: 1\r\n"));
    QCOMPARE(found->path, m_document->path());
    QCOMPARE(found->base.size(), 64);
}

void TestAutosave::aSaveTakesItAway()
{
    Autosave autosave(*m_document, unsaved());
    QTextCursor(m_document->textDocument()).insertText("# mine\n");
    autosave.saveNow();
    QVERIFY(!onlyFile().isEmpty());
    QCOMPARE(m_document->save(), QString());
    QVERIFY(onlyFile().isEmpty());
    QVERIFY(!autosave.find(m_document->path()).has_value());
}

void TestAutosave::aDamagedFileCountsAsNone_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("bytes") << QByteArray("# mine") << QByteArray("# MINE");
    QTest::newRow("cut") << QByteArray("version: 1\r\n") << QByteArray();
    QTest::newRow("another kind of file") << QByteArray("runlog-unsaved 1") << QByteArray("runlog-unsaved 9");
}

void TestAutosave::aDamagedFileCountsAsNone()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    Autosave autosave(*m_document, unsaved());
    QTextCursor(m_document->textDocument()).insertText("# mine\n");
    autosave.saveNow();
    QFile file(onlyFile());
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray damaged = file.readAll().replace(from, to);
    file.resize(0);
    file.write(damaged);
    file.close();
    QVERIFY(!autosave.find(m_document->path()).has_value());
}

void TestAutosave::aTextOfAnotherFileIsNotOffered()
{
    Autosave autosave(*m_document, unsaved());
    QTextCursor(m_document->textDocument()).insertText("# mine\n");
    autosave.saveNow();
    QVERIFY(!autosave.find(m_folder->filePath("other.yaml")).has_value());
}

QTEST_MAIN(TestAutosave)
#include "tst_autosave.moc"
