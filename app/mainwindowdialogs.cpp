// SPDX-License-Identifier: Apache-2.0
#include "app/mainwindow.h"

#include "app/corpusfilter.h"
#include "app/exportdialog.h"
#include "app/locator.h"
#include "app/locatorentries.h"
#include "app/noticebar.h"
#include "app/panes.h"
#include "app/shellcommand.h"
#include "app/textdialog.h"
#include "app/windowmenus.h"
#include "ui/theme/paint.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMessageBox>

// The window's dialogs.
namespace studio {

QString MainWindow::commandLine() const
{
    QStringList words{QStringLiteral("runlog"), QStringLiteral("replay"), QStringLiteral("--policy"),
                      m_document.path().isEmpty() ? m_document.title() : m_document.path()};
    if (m_session.answers().mode != runlog::ApprovalMode::RecordedElseApprove)
        words << QStringLiteral("--approvals") << plain(runlog::approvalsText(m_session.answers()), 400);
    if (!m_session.answers().given.empty() && !m_sessionStore.path().isEmpty())
        words << QStringLiteral("--answers") << m_sessionStore.path();
    return shellCommand(words + m_corpus.paths());
}

void MainWindow::copyAsCommand()
{
    m_sessionStore.save(); // the command reads the file
    const QString line = commandLine();
    QGuiApplication::clipboard()->setText(line);
    const QString note = m_document.isModified() ? tr("Copied; save first, the command reads the file: %1") : tr("Copied: %1");
    m_notices->tell({QStringLiteral("copied"), note.arg(line), {{tr("Close"), {}}}});
}

void MainWindow::openLocator(const QString& typed)
{
    LocatorPlaces places;
    places.policies = m_document.policyFile();
    places.runs = m_session.runs();
    places.commands = m_menus->all();
    places.goToOffset = [this](std::size_t offset) { m_editor->goToOffset(offset); };
    places.goToLine = [this](int line) { m_editor->goTo(line, 1); };
    places.goToStep = [this](std::size_t step) { m_focus.setStep(step); };
    auto* locator = new Locator([places](const QString& text) { return locatorEntries(places, text); }, this);
    locator->setAttribute(Qt::WA_DeleteOnClose);
    locator->move(mapToGlobal(QPoint((width() - locator->width()) / 2, 72)));
    locator->type(typed);
    locator->show();
}

void MainWindow::showLocator() { openLocator({}); }
void MainWindow::showCommands() { openLocator(QStringLiteral(">")); }

void MainWindow::exportPolicy()
{
    m_document.parseNow();
    ExportDialog dialog(m_document, m_session, m_baseline, m_corpus.paths(), this);
    connect(&dialog, &ExportDialog::problemClicked, m_editor, &EditorPane::goToOffset);
    connect(&dialog, &ExportDialog::saveWanted, this, [this, &dialog] {
        save();
        dialog.refresh();
    });
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_notices->tell({QStringLiteral("exported"), tr("Exported to %1").arg(dialog.folder()), {{tr("Close"), {}}}});
}

void MainWindow::filterRuns() { CorpusFilter(m_shownRuns, this).exec(); }

void MainWindow::showShortcuts()
{
    QStringList lines;
    QList<QAction*> actions = m_editor->editActions();
    for (QAction* action : m_menus->all())
        actions.append(action);
    for (const QAction* action : actions) {
        if (!action->shortcut().isEmpty())
            lines << action->shortcut().toString(QKeySequence::NativeText).leftJustified(20) + action->text().remove(u'&');
    }
    lines.removeDuplicates(); // the editor's stand in a menu, too
    TextDialog(tr("Keyboard shortcuts"), lines.join(u'\n'), this).exec();
}

void MainWindow::showTraceProblems()
{
    const QString text = m_corpus.problemsText();
    TextDialog(tr("Problems in the traces"), text.isEmpty() ? tr("Every line of the open traces was read.") : text, this).exec();
}

void MainWindow::showAbout()
{
    QMessageBox box(this);
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(tr("About"));
    box.setText(tr("RunLog Policy Studio %1").arg(QStringLiteral(RUNLOG_VERSION)));
    box.setInformativeText(tr("Shows what a change to an agent policy does to recorded runs.\nApache License 2.0."));
    box.exec();
}

} // namespace studio
