// SPDX-License-Identifier: Apache-2.0
#include "app/exportdialog.h"

#include "app/exportparts.h"
#include "app/linediff.h"
#include "app/shellcommand.h"

#include <QCheckBox>
#include <QDate>
#include <QFileDialog>
#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

namespace studio {

namespace {

constexpr std::size_t MostLines = 6;

QWidget* rule(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

void makeStrong(QWidget* widget) { widget->setFont(strong(widget->font())); }

} // namespace

ExportDialog::ExportDialog(Document& document, ReplaySession& session, Baseline& baseline, const QStringList& corpus,
                           QWidget* parent)
    : QDialog(parent)
    , m_document(document)
    , m_session(session)
    , m_baseline(baseline)
    , m_corpus(corpus)
    , m_difference(label(tr("Difference")))
    , m_lines(label(tr("Lines that differ")))
    , m_counts(new CountsRow(this))
    , m_folder(new QLineEdit(this))
    , m_files(label(tr("Files")))
    , m_read(new QCheckBox(this))
    , m_command(label(tr("Command")))
    , m_reason(new QPushButton(this))
    , m_export(new QPushButton(tr("Export"), this))
{
    setWindowTitle(tr("Export %1").arg(plain(document.title().toStdString())));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->setSpacing(12);
    makeTop(layout);
    auto* halves = new QHBoxLayout;
    halves->setSpacing(40);
    halves->addWidget(makeFiles(), 4);
    halves->addWidget(makeChecks(), 5);
    layout->addLayout(halves, 1);
    layout->addWidget(rule(this));
    layout->addWidget(makeFoot());
    connect(&session, &ReplaySession::resultChanged, this, &ExportDialog::refresh);
    connect(&document, &Document::fileChanged, this, &ExportDialog::refresh);
    connect(m_folder, &QLineEdit::textChanged, this, &ExportDialog::showButtons);
    const QString beside = QFileInfo(document.path()).absolutePath();
    setFolder(beside + QStringLiteral("/release-") + QDate::currentDate().toString(Qt::ISODate));
    resize(920, 520);
    m_export->setFocus();
    refresh();
}

QLabel* ExportDialog::label(const QString& name)
{
    auto* label = new QLabel(this);
    label->setTextFormat(Qt::PlainText);
    label->setAccessibleName(name);
    return label;
}

void ExportDialog::makeTop(QVBoxLayout* layout)
{
    makeStrong(m_difference);
    m_lines->setFont(monoFont());
    layout->addWidget(m_difference);
    layout->addWidget(m_lines);
    layout->addWidget(m_counts);
    layout->addWidget(rule(this));
}

QWidget* ExportDialog::makeFiles()
{
    auto* half = new QWidget(this);
    auto* layout = new QVBoxLayout(half);
    layout->setContentsMargins(0, 0, 0, 0);
    QLabel* title = label(tr("What will be written"));
    title->setText(title->accessibleName());
    makeStrong(title);
    auto* choose = new QPushButton(tr("Choose…"), half);
    connect(choose, &QPushButton::clicked, this, &ExportDialog::chooseFolder);
    m_folder->setAccessibleName(tr("Folder"));
    m_files->setFont(monoFont());
    QLabel* note = label(tr("Note"));
    note->setText(tr("A new folder; nothing is overwritten or sent."));
    note->setForegroundRole(QPalette::PlaceholderText);
    auto* row = new QHBoxLayout;
    row->addWidget(m_folder, 1);
    row->addWidget(choose);
    layout->addWidget(title);
    layout->addLayout(row);
    layout->addWidget(m_files);
    layout->addWidget(note);
    layout->addStretch();
    return half;
}

QWidget* ExportDialog::makeChecks()
{
    auto* half = new QWidget(this);
    auto* layout = new QVBoxLayout(half);
    layout->setContentsMargins(0, 0, 0, 0);
    QLabel* title = label(tr("Why it is safe to use"));
    title->setText(title->accessibleName());
    makeStrong(title);
    m_checks = new ChecksList(half);
    layout->addWidget(title);
    layout->addWidget(m_checks);
    layout->addWidget(m_read);
    layout->addStretch();
    connect(m_read, &QCheckBox::toggled, this, &ExportDialog::showButtons);
    return half;
}

QWidget* ExportDialog::makeFoot()
{
    auto* foot = new QWidget(this);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    m_command->setFont(monoFont());
    m_command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_command->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_reason->setFlat(true);
    auto* cancel = new QPushButton(tr("Cancel"), foot);
    m_export->setDefault(true);
    row->addWidget(m_command, 1);
    row->addWidget(m_reason);
    row->addWidget(cancel);
    row->addWidget(m_export);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_reason, &QPushButton::clicked, this, &ExportDialog::pressReason);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::write);
    return foot;
}

QString ExportDialog::folder() const { return m_folder->text(); }
void ExportDialog::setFolder(const QString& folder) { m_folder->setText(folder); }

void ExportDialog::refresh()
{
    m_plan = planExport(m_document, m_session, m_baseline, m_corpus);
    showDifference();
    showFiles();
    showChecks();
    showButtons();
}

void ExportDialog::showDifference()
{
    const auto lines = m_baseline.hasText() ? differentLines(m_baseline.bytes(), m_document.bytes()) : std::vector<DifferentLine>();
    QStringList shown;
    for (std::size_t i = 0; i < lines.size() && i < MostLines; ++i)
        shown << QStringLiteral("%1 %2 %3").arg(lines[i].number, 4).arg(lines[i].added ? u'+' : QChar(0x2212)).arg(lines[i].text);
    if (lines.size() > MostLines)
        shown << tr("and %1 more").arg(lines.size() - MostLines);
    m_difference->setText(!m_baseline.hasText() ? tr("There is no text to compare with of %1").arg(m_baseline.name())
                          : lines.empty()       ? tr("No line differs from %1").arg(m_baseline.name())
                                                : tr("What differs from %1").arg(m_baseline.name()));
    m_lines->setText(shown.join(u'\n'));
    m_lines->setVisible(!shown.isEmpty());
    m_counts->show(m_session.result().get(), m_baseline.name(), m_session.answers().mode);
}

void ExportDialog::showFiles()
{
    QStringList rows;
    for (const runlog::BundleFile& file : m_plan.bundle.files) {
        const QString size = QLocale().formattedDataSize(static_cast<qint64>(file.bytes.size()), 1, QLocale::DataSizeSIFormat);
        rows << QStringLiteral("%1 %2").arg(plain(file.name).leftJustified(24), size.rightJustified(10));
    }
    m_files->setText(rows.isEmpty() ? tr("Nothing yet") : rows.join(u'\n'));
}

void ExportDialog::showChecks()
{
    m_checks->show(m_plan.checks);
    m_read->setVisible(!m_plan.loosened.isEmpty());
    m_read->setText(tr("Read: %1").arg(QString(m_plan.loosened).replace(u'&', QStringLiteral("&&"))));
}

void ExportDialog::showButtons()
{
    const bool unread = !m_plan.loosened.isEmpty() && !m_read->isChecked();
    const QString reason = !m_plan.refusal.isEmpty() ? m_plan.refusal : unread ? tr("Looser steps are not read yet") : QString();
    m_reason->setText(m_plan.needsSaving ? tr("%1: save now").arg(reason) : reason);
    m_reason->setVisible(!reason.isEmpty());
    m_export->setEnabled(reason.isEmpty() && !folder().isEmpty());
    m_command->setText(command());
}

QString ExportDialog::command() const
{
    return shellCommand(QStringList{QStringLiteral("runlog"), QStringLiteral("export"), QStringLiteral("--policy"),
                                    m_document.path(), QStringLiteral("--out"), folder()}
                        + m_corpus);
}

void ExportDialog::chooseFolder()
{
    const QString parentFolder = QFileDialog::getExistingDirectory(this, tr("Make the new folder in"));
    if (!parentFolder.isEmpty())
        setFolder(parentFolder + u'/' + QFileInfo(folder()).fileName());
}

void ExportDialog::pressReason()
{
    if (m_plan.needsSaving)
        return emit saveWanted();
    if (!m_plan.errorAt)
        return;
    emit problemClicked(*m_plan.errorAt);
    reject();
}

void ExportDialog::write()
{
    const std::string problem = runlog::writeBundle(m_plan.bundle, QFile::encodeName(folder()).toStdString());
    if (problem.empty())
        return accept();
    m_reason->setText(plain(problem));
    m_reason->setVisible(true);
}

} // namespace studio
