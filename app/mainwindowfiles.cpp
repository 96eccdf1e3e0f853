// SPDX-License-Identifier: Apache-2.0
#include "app/mainwindow.h"

#include "app/noticebar.h"
#include "app/panegrid.h"
#include "app/panes.h"
#include "app/topbar.h"
#include "app/windowmenus.h"
#include "core/engine/sha256.h"
#include "ui/theme/paint.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>

// What the window does with files: the policy, the runs, and its own memory of the last session.
namespace studio {

namespace {

constexpr int MostRecent = 10;

QString policyFilter() { return MainWindow::tr("Policies (*.yaml *.yml);;All files (*)"); }
QString traceFilter() { return MainWindow::tr("Recorded runs (*.jsonl *.json *.ndjson *.gz *.zst);;All files (*)"); }

bool isPolicyFile(const QString& path)
{
    const QString suffix = QFileInfo(path).suffix().toLower();
    return suffix == QStringLiteral("yaml") || suffix == QStringLiteral("yml");
}

QByteArray sha256(const QByteArray& bytes) { return QByteArray::fromStdString(runlog::sha256Hex(bytes.toStdString())); }

} // namespace

void MainWindow::start(const Launch& launch)
{
    const QByteArray geometry = m_settings->value(QStringLiteral("geometry")).toByteArray();
    m_firstStart = !m_settings->contains(QStringLiteral("geometry"));
    if (launch.size || geometry.isEmpty() || !restoreGeometry(geometry))
        resize(launch.size.value_or(QSize(1440, 900)));
    m_grid->restoreState(m_settings->value(QStringLiteral("panes")).toByteArray());

    if (launch.policy.isEmpty() && launch.corpus.isEmpty())
        restoreSession();
    else if (launch.policy.isEmpty() || !openPolicy(launch.policy)) {
        m_document.setText({}, tr("Untitled"));
        m_sessionStore.open({});
    }
    restoreBaseline();
    if (!launch.corpus.isEmpty())
        m_corpus.open(launch.corpus);
    if (launch.line > 0) {
        m_editor->goTo(launch.line, std::max(1, launch.column));
        m_keepCaret = true;
    }
    settleSoon();
}

Theme::Choice MainWindow::rememberedTheme() const
{
    const int choice = m_settings->value(QStringLiteral("theme")).toInt();
    return choice == 1 ? Theme::Choice::Light : choice == 2 ? Theme::Choice::Dark : Theme::Choice::System;
}

void MainWindow::restoreSession()
{
    const QString policy = m_settings->value(QStringLiteral("policy")).toString();
    if (policy.isEmpty() || !QFileInfo::exists(policy) || !openPolicy(policy))
        return openSample();
    m_corpus.open(m_settings->value(QStringLiteral("corpus")).toStringList());
}

void MainWindow::openSample()
{
    const QString folder = m_folders.samples + QStringLiteral("/support");
    if (openPolicy(folder + QStringLiteral("/policies.yaml")))
        m_corpus.open({folder + QStringLiteral("/runs")});
}

// The choice of the last session, where its file is open again.
void MainWindow::restoreBaseline()
{
    if (m_document.path().isEmpty() || m_document.path() != m_settings->value(QStringLiteral("policy")).toString())
        return;
    const QString reason = m_baseline.restore(*m_settings, m_folders.settings);
    if (!reason.isEmpty())
        complain(tr("The baseline of the last session cannot be read"), reason);
}

void MainWindow::rememberSession()
{
    const QString reason = m_baseline.save(*m_settings, m_folders.settings);
    if (!reason.isEmpty())
        qWarning("The baseline cannot be kept: %s", qPrintable(reason));
    m_settings->setValue(QStringLiteral("geometry"), saveGeometry());
    m_settings->setValue(QStringLiteral("panes"), m_grid->saveState());
    m_settings->setValue(QStringLiteral("policy"), m_document.path());
    m_settings->setValue(QStringLiteral("corpus"), m_corpus.paths());
    m_settings->setValue(QStringLiteral("theme"), static_cast<int>(m_theme.choice()));
}

void MainWindow::rememberRecent(const QString& path)
{
    QStringList recent = m_settings->value(QStringLiteral("recent")).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    m_settings->setValue(QStringLiteral("recent"), recent.mid(0, MostRecent));
}

void MainWindow::complain(const QString& what, const QString& reason)
{
    const QString text = reason.isEmpty() ? what : tr("%1: %2").arg(what, reason);
    m_notices->tell({QStringLiteral("problem"), text, {{tr("Close"), {}}}});
}

bool MainWindow::mayDiscard()
{
    if (!m_document.isModified())
        return true;
    QMessageBox box(this);
    box.setIcon(QMessageBox::Warning);
    box.setTextFormat(Qt::PlainText);
    box.setWindowTitle(tr("Unsaved changes"));
    box.setText(tr("%1 has changes that are not saved.").arg(windowName()));
    box.setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    box.setDefaultButton(QMessageBox::Save);
    const int answer = box.exec();
    if (answer == QMessageBox::Save)
        return save();
    if (answer != QMessageBox::Discard)
        return false;
    m_autosave.discard(m_document.path());
    return true;
}

bool MainWindow::openPolicy(const QString& path)
{
    if (!mayDiscard())
        return false;
    const QString reason = m_document.open(path);
    if (!reason.isEmpty()) {
        complain(tr("Cannot open %1").arg(plain(path.toStdString())), reason);
        return false;
    }
    m_baseline.useSaved();
    m_sessionStore.open(sessionPathFor(m_document.path()));
    m_lookPending = true;
    rememberRecent(m_document.path());
    if (!m_document.readOnlyReason().isEmpty())
        complain(tr("This file is open for reading only"), m_document.readOnlyReason());
    offerUnsaved();
    return true;
}

void MainWindow::offerUnsaved()
{
    m_notices->withdraw(QStringLiteral("unsaved"));
    const auto left = m_autosave.find(m_document.path());
    if (!left || left->bytes == m_document.bytes())
        return;
    const bool sameBase = left->base == sha256(m_document.savedBytes());
    const QString text = sameBase ? tr("An earlier session left unsaved changes of this file.")
                                  : tr("An earlier session left unsaved changes of an older version of this file.");
    const QString path = m_document.path();
    m_notices->tell({QStringLiteral("unsaved"),
                     text,
                     {{tr("Restore them"), [this, bytes = left->bytes] { m_document.restore(bytes); }},
                      {tr("Discard them"), [this, path] { m_autosave.discard(path); }},
                      {tr("Later"), {}}}});
}

void MainWindow::tellDiskChange()
{
    m_notices->tell({QStringLiteral("disk"),
                     QFileInfo::exists(m_document.path()) ? tr("Another program changed this file.")
                                                          : tr("Another program removed this file."),
                     {{tr("Reload"), [this] { reload(); }},
                      {tr("Compare"),
                       [this] {
                           const QString reason = m_baseline.useFile(m_document.path());
                           if (!reason.isEmpty())
                               complain(tr("Cannot compare"), reason);
                       }},
                      {tr("Keep mine"), [this] { m_document.keepMine(); }}}});
}

void MainWindow::reload()
{
    const QString reason = m_document.open(m_document.path());
    if (!reason.isEmpty())
        complain(tr("Cannot read the file again"), reason);
}

bool MainWindow::save()
{
    if (m_document.path().isEmpty())
        return saveAs();
    const QString reason = m_document.save();
    if (reason.isEmpty())
        return true;
    if (m_document.hasChangedOnDisk())
        tellDiskChange();
    else
        complain(tr("The file was not saved"), reason);
    return false;
}

bool MainWindow::saveAs()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the policy as"), m_document.path(), policyFilter());
    if (path.isEmpty())
        return false;
    const QString reason = m_document.saveAs(path);
    if (!reason.isEmpty())
        complain(tr("The file was not saved"), reason);
    else {
        rememberRecent(m_document.path());
        m_sessionStore.moveTo(sessionPathFor(m_document.path()));
    }
    return reason.isEmpty();
}

void MainWindow::askForPolicy()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open a policy"), m_document.path(), policyFilter());
    if (!path.isEmpty())
        openPolicy(path);
}

void MainWindow::askForTraces()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Open recorded runs"), {}, traceFilter());
    if (!paths.isEmpty())
        m_corpus.open(paths);
}

void MainWindow::askForTraceFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Open a folder of recorded runs"));
    if (!path.isEmpty())
        m_corpus.open({path});
}

void MainWindow::addTraces()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Add recorded runs"), {}, traceFilter());
    if (!paths.isEmpty())
        m_corpus.add(paths);
}

void MainWindow::addTraceFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Add a folder of recorded runs"));
    if (!path.isEmpty())
        m_corpus.add({path});
}

// A list of paths is one entry.
void MainWindow::rememberCorpus()
{
    QVariantList recent = m_settings->value(QStringLiteral("recentCorpora")).toList();
    if (m_corpus.paths().isEmpty())
        return;
    recent.removeAll(QVariant(m_corpus.paths()));
    recent.prepend(m_corpus.paths());
    m_settings->setValue(QStringLiteral("recentCorpora"), recent.mid(0, MostRecent));
}

// What is read, with its progress and a way to stop, where it takes a while.
void MainWindow::tellReading()
{
    m_topBar->setCorpusText(m_corpus.text());
    if (!m_corpus.isLoading())
        return m_notices->withdraw(QStringLiteral("reading"));
    if (m_corpus.hasTakenLong())
        m_notices->tell({QStringLiteral("reading"), tr("Reading %1").arg(m_corpus.text()),
                         {{tr("Cancel"), [this] { m_corpus.cancel(); }}}});
}

void MainWindow::tellFilter()
{
    m_outcomes->setShownRuns(m_shownRuns.mask());
    m_approvals->setShownRuns(m_shownRuns.mask());
    const auto count = [](std::size_t number) { return countText(static_cast<qint64>(number)); };
    m_topBar->setCorpusFiltered(m_shownRuns.isFiltering() ? tr("%1 runs shown").arg(count(m_shownRuns.shown())) : QString());
    if (!m_shownRuns.isFiltering())
        return m_notices->withdraw(QStringLiteral("filter"));
    m_notices->tell({QStringLiteral("filter"),
                     tr("Filtered: the lists show %1 of %2 runs. All of them are replayed and counted above.")
                         .arg(count(m_shownRuns.shown()), count(m_shownRuns.all())),
                     {{tr("Change…"),
                       [this] {
                           tellFilter();
                           filterRuns();
                       }},
                      {tr("Show all"), [this] { m_shownRuns.setFilter({}); }}}});
}

void MainWindow::askForBaseline()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Compare with"), m_document.path(), policyFilter());
    const QString reason = path.isEmpty() ? QString() : m_baseline.useFile(path);
    if (!reason.isEmpty())
        complain(tr("Cannot compare with that file"), reason);
    m_menus->refresh();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList traces;
    for (const QUrl& url : event->mimeData()->urls()) {
        const QString path = url.toLocalFile();
        if (isPolicyFile(path))
            openPolicy(path);
        else if (!path.isEmpty())
            traces.append(path);
    }
    if (!traces.isEmpty())
        m_corpus.add(traces);
    event->acceptProposedAction();
}

} // namespace studio
