// SPDX-License-Identifier: Apache-2.0
#include "app/mainwindow.h"

#include "app/noticebar.h"
#include "app/panes.h"

#include <QDir>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>

// What the window does with the session file: labels and answers beside the policy.
namespace studio {

// A sample stays as it is delivered: what is said of it is kept with the window's own files.
QString MainWindow::sessionPathFor(const QString& policy) const
{
    const QString beside = QString::fromStdString(runlog::sessionPathOf(policy.toStdString()));
    const QString samples = QDir(m_folders.samples).absolutePath() + u'/';
    if (!beside.startsWith(samples) || !QDir().mkpath(m_folders.unsaved))
        return beside;
    return QDir(m_folders.unsaved).filePath(QStringLiteral("sample-") + beside.mid(samples.size()).replace(u'/', u'-'));
}

void MainWindow::connectSessionStore()
{
    connect(&m_sessionStore, &SessionStore::problem, this, [this](const QString& text) { complain(text, {}); });
    connect(&m_sessionStore, &SessionStore::changedOnDisk, this, &MainWindow::tellSessionChange);
    connect(&m_sessionStore, &SessionStore::opened, this, [this] {
        m_notices->withdraw(QStringLiteral("session"));
        m_approvals->forgetUndo();
    });
    m_people.choose(m_settings->value(QStringLiteral("person")).toString().toStdString());
    connect(&m_people, &People::changed, this,
            [this] { m_settings->setValue(QStringLiteral("person"), QString::fromStdString(m_people.current())); });
}

void MainWindow::tellSessionChange()
{
    const QString name = QFileInfo(m_sessionStore.path()).fileName();
    m_notices->tell({QStringLiteral("session"),
                     tr("Another program changed %1, with labels and answers.").arg(name),
                     {{tr("Read it again"), [this] { m_sessionStore.readAgain(); }},
                      {tr("Keep mine"), [this] { m_sessionStore.keepMine(); }}}});
}

bool MainWindow::mayLoseSession()
{
    const QString reason = m_sessionStore.save();
    if (reason.isEmpty())
        return true;
    QMessageBox box(this);
    box.setIcon(QMessageBox::Warning);
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(tr("Labels and answers"));
    box.setText(tr("Labels and answers could not be saved: %1.").arg(reason));
    box.setStandardButtons(QMessageBox::Discard | QMessageBox::Cancel);
    box.setDefaultButton(QMessageBox::Cancel);
    return box.exec() == QMessageBox::Discard;
}

} // namespace studio
