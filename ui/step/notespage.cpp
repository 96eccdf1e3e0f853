// SPDX-License-Identifier: Apache-2.0
#include "ui/step/notespage.h"

#include "ui/session/notebook.h"
#include "ui/session/sessionstore.h"
#include "ui/theme/paint.h"

#include <QComboBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QToolButton>
#include <QVBoxLayout>

namespace studio {

namespace {

constexpr int MostCharacters = 2000;
constexpr runlog::Time NanosPerMillisecond = 1'000'000;

QString timeWords(runlog::Time time)
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(time / NanosPerMillisecond);
    return QLocale().toString(when, QStringLiteral("d MMM yyyy HH:mm"));
}

// "the note", and under it what it is about, who wrote it and when.
QString words(const runlog::Note& note)
{
    QStringList under;
    if (!note.run.empty())
        under << plain(note.run, 60) + u'#' + QString::number(note.seq);
    if (!note.policy.empty())
        under << plain(note.policy, 60);
    if (under.isEmpty())
        under << NotesPage::tr("the whole file");
    if (!note.by.empty())
        under << plain(note.by, 60);
    if (note.at != runlog::NoTime)
        under << timeWords(note.at);
    return plain(note.text, MostCharacters) + u'\n' + under.join(QStringLiteral(" · "));
}

} // namespace

NotesPage::NotesPage(QWidget* parent) : QWidget(parent), m_list(new QListWidget(this))
{
    m_list->setObjectName(QStringLiteral("notes"));
    m_list->setAccessibleName(tr("Notes"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    m_list->setSpacing(2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 8, 4);
    column->setSpacing(4);
    column->addWidget(m_list, 1);
    column->addWidget(makeLine());
}

QWidget* NotesPage::makeLine()
{
    auto* line = new QWidget(this);
    m_about = new QComboBox(line);
    m_about->setAccessibleName(tr("what the note is about"));
    m_about->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_about->setMinimumContentsLength(12);
    m_line = new QLineEdit(line);
    m_line->setObjectName(QStringLiteral("note"));
    m_line->setAccessibleName(tr("Note"));
    m_line->setPlaceholderText(tr("Write a note, Enter keeps it"));
    m_line->setMaxLength(MostCharacters);
    m_undo = new QToolButton(line);
    m_undo->setObjectName(QStringLiteral("undo-note"));
    m_undo->setText(tr("Undo"));
    m_undo->setAutoRaise(true);
    m_undo->setEnabled(false);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_about);
    row->addWidget(m_line, 1);
    row->addWidget(m_undo);
    connect(m_line, &QLineEdit::returnPressed, this, &NotesPage::keep);
    connect(m_undo, &QToolButton::clicked, this, [this] { m_book->undo(); });
    return line;
}

void NotesPage::setBook(NoteBook& book)
{
    m_book = &book;
    connect(&book, &NoteBook::changed, this, &NotesPage::refresh);
    refresh();
}

void NotesPage::setStep(const std::string& run, std::int64_t seq, const std::string& policy)
{
    if (run == m_run && seq == m_seq && policy == m_policy)
        return;
    m_run = run;
    m_seq = seq;
    m_policy = policy;
    showAbouts();
    refresh();
}

void NotesPage::showAbouts()
{
    m_about->clear();
    m_about->addItem(tr("this step"), Step);
    if (!m_policy.empty())
        m_about->addItem(tr("policy %1").arg(plain(m_policy, 60)), Policy);
    m_about->addItem(tr("the whole file"), File);
}

void NotesPage::refresh()
{
    if (m_book == nullptr)
        return;
    m_shown.clear();
    m_list->clear();
    const auto& notes = m_book->notes();
    for (std::size_t index = 0; index < notes.size(); ++index) {
        const auto& note = notes[index];
        const bool isHere = note.run.empty() || (note.run == m_run && note.seq == m_seq);
        if (!isHere || (!note.policy.empty() && note.policy != m_policy))
            continue;
        m_shown.push_back(index);
        m_list->addItem(words(note));
    }
    m_undo->setEnabled(m_book->canUndo());
    emit countChanged(count());
}

void NotesPage::write() { m_line->setFocus(Qt::ShortcutFocusReason); }

void NotesPage::keep()
{
    const QString text = m_line->text().trimmed();
    if (text.isEmpty() || m_book == nullptr)
        return;
    runlog::Note note;
    note.text = text.toStdString();
    note.by = thisPerson();
    note.at = thisMoment();
    const int about = m_about->currentData().toInt();
    if (about == Step) {
        note.run = m_run;
        note.seq = m_seq;
    } else if (about == Policy) {
        note.policy = m_policy;
    }
    m_line->clear();
    m_book->add(note);
    m_list->scrollToBottom();
}

void NotesPage::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row >= 0 && row < count())
        m_book->remove(m_shown[static_cast<std::size_t>(row)]);
}

bool NotesPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Delete) {
        removeCurrent();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace studio
