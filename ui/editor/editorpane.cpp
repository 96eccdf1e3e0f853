// SPDX-License-Identifier: Apache-2.0
#include "ui/editor/editorpane.h"

#include "ui/editor/caretfocus.h"
#include "ui/editor/numberstep.h"
#include "ui/editor/outline.h"
#include "ui/editor/renamebar.h"
#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/session/replaysession.h"
#include "ui/theme/paneheader.h"

#include <QLabel>
#include <QTextBlock>
#include <QVBoxLayout>

namespace studio {

namespace {
constexpr int NoticeMilliseconds = 8000;
}

EditorPane::EditorPane(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_session(session)
    , m_focus(focus)
    , m_header(new PaneHeader(tr("Policy"), this))
    , m_notice(new QLabel(this))
    , m_edit(new PolicyEdit(document.textDocument(), theme, this))
    , m_findBar(new FindBar(*m_edit, this))
    , m_renameBar(new RenameBar(document, *m_edit, this))
    , m_outline(new Outline(this))
    , m_numberStep(new NumberStep(document, session, *m_edit, this))
    , m_inquiry(session)
    , m_words(std::make_shared<const CorpusWords>())
{
    m_parsedVersion = document.version();
    makeWidgets();
    makeActions();
    connectAll();
    m_caretFocus = new CaretFocus(document, focus, *m_edit, this);
    loadWords();
    showHeader();
    makeMarks();
}

EditorPane::~EditorPane()
{
    m_wordsThread.waitForDone();
}

void EditorPane::makeWidgets()
{
    setAccessibleName(tr("Policy editor"));
    m_notice->setTextFormat(Qt::PlainText);
    m_notice->setWordWrap(true);
    m_notice->setContentsMargins(12, 4, 12, 4);
    m_notice->setAccessibleName(tr("Notice"));
    m_notice->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(m_edit, 1);
    column->addWidget(m_findBar);
    column->addWidget(m_renameBar);
    setFocusProxy(m_edit);
    m_edit->setCompletionSource([this](const CaretContext& context) { return completionsAt(context); });
}

void EditorPane::connectAll()
{
    m_marksDue.setSingleShot(true);
    m_marksDue.setInterval(0);
    m_noticeOver.setSingleShot(true);
    m_noticeOver.setInterval(NoticeMilliseconds);
    connect(&m_marksDue, &QTimer::timeout, this, &EditorPane::makeMarks);
    connect(&m_noticeOver, &QTimer::timeout, this, [this] { m_notice->hide(); });

    connect(&m_document, &Document::policiesChanged, this, [this] {
        m_parsedVersion = m_document.version();
        queueMarks();
    });
    connect(&m_document, &Document::diagnosticsChanged, this, &EditorPane::queueMarks);
    connect(&m_document, &Document::fileChanged, this, &EditorPane::showHeader);
    connect(&m_session, &ReplaySession::resultChanged, this, &EditorPane::queueMarks);
    connect(&m_session, &ReplaySession::runsChanged, this, &EditorPane::loadWords);
    connect(&m_focus, &Focus::stepChanged, this, &EditorPane::queueMarks);
    connect(&m_focus, &Focus::policyChanged, this, &EditorPane::queueMarks);
    connect(&m_focus, &Focus::thresholdChanged, this, &EditorPane::queueMarks);
    connect(&m_focus, &Focus::stepChanged, this, &EditorPane::showHeader);
    connect(&m_inquiry, &Inquiry::answered, this, &EditorPane::queueMarks);

    connect(m_edit, &PolicyEdit::visibleLinesChanged, this, [this] {
        const LineRange now = m_edit->visibleLines();
        if (now.first < m_shownLines.first || now.last > m_shownLines.last)
            queueMarks();
    });
    connect(m_edit, &PolicyEdit::textCleaned, this, [this](const QString& changes) { showNotice(tr("Text changed on its way in: %1").arg(changes)); });
    connect(m_edit, &PolicyEdit::numberStepAsked, this, [this](int direction, bool toNextFlip) {
        toNextFlip ? m_numberStep->toNextFlip(direction) : m_numberStep->byGrain(direction);
    });
    connect(m_numberStep, &NumberStep::refused, this, &EditorPane::showNotice);
    connect(m_edit, &PolicyEdit::hoverAsked, this, &EditorPane::showHelpAt);
    connect(m_edit, &PolicyEdit::definitionAsked, this, &EditorPane::goToDefinitionAt);
    connect(m_edit, &QPlainTextEdit::cursorPositionChanged, this, &EditorPane::tellCaret);
    connect(m_outline, &Outline::chosen, this, &EditorPane::goToOffset);
}

void EditorPane::queueMarks()
{
    if (!m_marksDue.isActive())
        m_marksDue.start();
}

// Marks have places in the parsed text: while the author types faster than it is parsed, the old marks move along.
void EditorPane::makeMarks()
{
    if (m_parsedVersion != m_document.version())
        return;
    m_shownLines = m_edit->visibleLines();
    m_edit->setMarks(MarkMaker(m_document, m_session, m_focus, m_inquiry, m_sparklines).make(m_shownLines));
    m_edit->setAccessibleDescription(lineWords(m_edit->textCursor().blockNumber()));
}

void EditorPane::showHeader()
{
    m_header->setDetail(plain(m_document.title().toStdString()));
    const QString reason = m_document.readOnlyReason();
    m_edit->setReadOnly(!reason.isEmpty());
    if (!reason.isEmpty())
        showNotice(tr("Read only: %1").arg(reason));
    const auto runs = m_session.runs();
    const auto step = m_focus.place().step;
    if (!runs || !step || *step >= runs->stepCount()) {
        m_header->setNote({});
        return;
    }
    const auto& run = runs->run(runs->runOf(*step));
    m_header->setNote(tr("values of %1 #%2").arg(plain(run.id, 40), QString::number(runs->seq()[*step])));
}

void EditorPane::tellCaret()
{
    const QTextCursor caret = m_edit->textCursor();
    m_edit->setAccessibleDescription(lineWords(caret.blockNumber()));
    emit caretMoved(caret.blockNumber() + 1, caret.positionInBlock() + 1);
}

QString EditorPane::lineWords(int line) const
{
    const auto inlay = m_edit->marks().lines.constFind(line);
    if (inlay == m_edit->marks().lines.constEnd())
        return {};
    const QString baseline = m_session.baselineName();
    return spoken(*inlay, baseline.isEmpty() ? tr("the baseline") : baseline);
}

QString EditorPane::notice() const { return m_notice->isHidden() ? QString() : m_notice->text(); }

void EditorPane::showNotice(const QString& text)
{
    m_notice->setText(text);
    m_notice->show();
    if (m_document.readOnlyReason().isEmpty())
        m_noticeOver.start();
}

// Counting the words of many runs takes a while: another thread does it, and completion has them when they are there.
void EditorPane::loadWords()
{
    const auto runs = m_session.runs();
    if (!runs) {
        m_words = std::make_shared<const CorpusWords>();
        return;
    }
    m_wordsThread.start([this, runs] {
        auto words = std::make_shared<const CorpusWords>(corpusWords(*runs));
        const auto take = [this, runs, words] {
            if (m_session.runs() == runs)
                m_words = words;
        };
        QMetaObject::invokeMethod(this, take, Qt::QueuedConnection);
    });
}

std::vector<Completion> EditorPane::completionsAt(const CaretContext& context)
{
    return studio::completionsAt(context, m_document.policyFile().get(), *m_words);
}

} // namespace studio
