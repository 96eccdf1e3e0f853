// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/valuesface.h"

#include "core/language/listedit.h"
#include "ui/theme/paint.h"
#include "ui/threshold/valuesdelegate.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QVBoxLayout>

namespace studio {

namespace {
QString number(std::size_t count) { return countText(static_cast<qint64>(count)); }
}

ValuesFace::ValuesFace(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_session(session)
    , m_focus(focus)
    , m_model(new ValuesModel(this))
    , m_view(new QListView(this))
    , m_toggle(new QPushButton(this))
    , m_words(new QLabel(this))
{
    setAccessibleName(tr("Values"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new ValuesDelegate(theme, this));
    m_view->setUniformItemSizes(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setAccessibleName(tr("values that the condition saw"));
    m_view->installEventFilter(this);
    m_words->setTextFormat(Qt::PlainText);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_words->setWordWrap(true);
    m_toggle->setFocusPolicy(Qt::TabFocus);

    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 0, 12, 0);
    row->addWidget(m_words, 1);
    row->addWidget(m_toggle);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 8);
    column->addWidget(m_view, 1);
    column->addLayout(row);

    connect(m_toggle, &QPushButton::clicked, this, &ValuesFace::toggleListed);
    connect(m_view, &QListView::activated, this, &ValuesFace::goToFirst);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &ValuesFace::showRow);
    connect(&focus, &Focus::conditionChanged, this, &ValuesFace::ask);
    connect(&session, &ReplaySession::resultChanged, this, &ValuesFace::ask);
    connect(&theme, &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    showRow();
}

const runlog::Condition* ValuesFace::condition() const
{
    const auto file = m_document.policyFile();
    const std::string& id = m_focus.place().condition;
    return file && !id.empty() ? runlog::findTest(*file, id) : nullptr;
}

QString ValuesFace::detail() const
{
    const runlog::Condition* test = condition();
    const QString field = plain(runlog::print(test->field)) + u' ' + plain(runlog::row(test->op).name);
    return tr("%1 · %2").arg(field, plain(m_focus.place().policy, 60));
}

QString ValuesFace::note() const
{
    if (m_shownId != m_focus.place().condition)
        return {};
    const runlog::ValueCounts& counts = m_model->counts();
    return counts.areEntities ? tr("%1 entities in %2 steps").arg(number(counts.values.size()), number(counts.steps))
                              : tr("%1 values in %2 steps").arg(number(counts.values.size()), number(counts.steps));
}

QString ValuesFace::words() const { return m_words->text(); }

void ValuesFace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    ask();
}

void ValuesFace::ask()
{
    const std::string id = m_focus.place().condition;
    const ReplayResultPtr result = m_session.result();
    if (id != m_shownId)
        m_model->clear();
    emit shownChanged();
    if (!isVisible() || !condition() || !result || result->draft)
        return;
    m_session.valueCounts(id, [this, id](std::optional<runlog::ValueCounts> counts) { take(id, std::move(counts)); });
}

void ValuesFace::take(const std::string& id, std::optional<runlog::ValueCounts> counts)
{
    if (id != m_focus.place().condition || !counts)
        return;
    const int row = m_view->currentIndex().row();
    const bool hasRow = id == m_shownId && row >= 0;
    const runlog::ListValue kept = hasRow ? m_model->count(row).value : runlog::ListValue();
    m_shownId = id;
    m_model->setCounts(std::move(*counts));
    for (int n = 0; n < m_model->rowCount(); ++n) {
        const runlog::ListValue& value = m_model->count(n).value;
        if (n == 0 || (hasRow && value.text == kept.text && value.isText == kept.isText))
            m_view->setCurrentIndex(m_model->index(n));
    }
    showRow();
    emit shownChanged();
}

runlog::FileEdit ValuesFace::editOf(const runlog::ValueCount& count) const
{
    const runlog::Condition* test = condition();
    if (!test || m_model->counts().areEntities)
        return {};
    return count.isListed ? runlog::removeFromList(*m_document.policyFile(), *test, count.value)
                          : runlog::addToList(*m_document.policyFile(), *test, count.value);
}

void ValuesFace::showRow()
{
    const int row = m_view->currentIndex().row();
    const runlog::ValueCounts& counts = m_model->counts();
    m_toggle->setVisible(!counts.areEntities);
    if (row < 0 || row >= m_model->rowCount()) {
        m_toggle->setEnabled(false);
        m_toggle->setText(tr("Add to the list"));
        return m_words->setText(counts.absent > 0 ? tr("absent in %1 steps").arg(number(counts.absent)) : QString());
    }
    const runlog::ValueCount& count = m_model->count(row);
    const runlog::FileEdit edit = editOf(count);
    m_toggle->setText(count.isListed ? tr("Take out of the list") : tr("Add to the list"));
    m_toggle->setEnabled(!edit.edits.empty() && m_document.readOnlyReason().isEmpty());
    const QString sentence = m_model->data(m_model->index(row), Qt::AccessibleTextRole).toString();
    const QString reason = plain(edit.reason);
    m_words->setText(reason.isEmpty() ? sentence : tr("%1 · %2").arg(sentence, reason));
}

void ValuesFace::toggleListed()
{
    const int row = m_view->currentIndex().row();
    if (row < 0 || !m_document.readOnlyReason().isEmpty())
        return;
    m_document.parseNow();
    const runlog::FileEdit edit = editOf(m_model->count(row));
    if (edit.edits.empty())
        return showRow();
    if (!m_document.applyEdits(edit.edits))
        m_words->setText(tr("The text changed meanwhile"));
    m_document.parseNow();
}

void ValuesFace::goToFirst()
{
    const int row = m_view->currentIndex().row();
    if (row >= 0 && m_model->count(row).steps > 0)
        m_focus.setStep(m_model->count(row).first);
}

bool ValuesFace::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
        toggleListed();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace studio
