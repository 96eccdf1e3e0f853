// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/mainwindow.h"
#include "app/panes.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLocale>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTest>

namespace studio {

inline QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

inline bool put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(bytes) == bytes.size();
}

// A window on a copy of the support sample, with folders of its own.
class WindowFixture {
public:
    WindowFixture()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setStyle(QStyleFactory::create("Fusion"));
        QVERIFY(QFile::copy(sample() + "/policies.yaml", policy()));
        QFile::setPermissions(policy(), QFile::ReadOwner | QFile::WriteOwner);
        open();
    }

    static QString sample() { return QStringLiteral(RUNLOG_SOURCE_DIR "/samples/support"); }
    QString path(const QString& name) const { return m_folder.filePath(name); }
    QString policy() const { return path("policies.yaml"); }

    // Another window on the same folders: the next start of the program.
    void open()
    {
        window.reset();
        const MainWindow::Folders folders{path("settings"), path("unsaved"), QStringLiteral(RUNLOG_SOURCE_DIR "/samples")};
        window = std::make_unique<MainWindow>(theme, folders);
        theme.choose(Theme::Choice::Light);
    }

    void start(const QStringList& corpus = {sample() + "/runs"})
    {
        Launch launch;
        launch.policy = policy();
        launch.corpus = corpus;
        launch.size = QSize(1440, 900);
        start(launch);
    }

    void start(const Launch& launch)
    {
        QSignalSpy settled(window.get(), &MainWindow::settled);
        window->start(launch);
        window->show();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        QVERIFY(!settled.isEmpty() || settled.wait(60'000));
    }

    bool waitUntilSettled() const
    {
        return QTest::qWaitFor([this] { return window->isSettled() && window->session().result(); }, 60'000);
    }

    QPlainTextEdit* text() const { return window->editor().textEdit(); }

    Theme theme;
    std::unique_ptr<MainWindow> window;

private:
    QTemporaryDir m_folder;
};

} // namespace studio
