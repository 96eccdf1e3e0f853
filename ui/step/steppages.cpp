// SPDX-License-Identifier: Apache-2.0
#include "ui/step/steppages.h"

#include "ui/step/contentdelegate.h"
#include "ui/step/explaindelegate.h"
#include "ui/step/notespage.h"
#include "ui/step/rawtext.h"
#include "ui/step/stepsmodel.h"

#include <QHeaderView>
#include <QLabel>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

namespace studio {

namespace {

void plainTree(QTreeView* tree)
{
    tree->setFrameShape(QFrame::NoFrame);
    tree->setHeaderHidden(true);
    tree->setUniformRowHeights(true);
    tree->setSelectionBehavior(QAbstractItemView::SelectRows);
    tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    tree->header()->setSectionsMovable(false);
    tree->header()->setStretchLastSection(false);
    tree->header()->setMinimumSectionSize(20);
}

} // namespace

StepPages::StepPages(Theme& theme, QWidget* parent)
    : QStackedWidget(parent), m_explainModel(new ExplainModel(this)), m_stepsModel(new StepsModel(this)),
      m_contentModel(new ContentModel(this)), m_notes(new NotesPage(this))
{
    makeWhy(theme);
    makeSteps(theme);
    makeContent(theme);
    addWidget(m_notes);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QString StepPages::title(Page page)
{
    switch (page) {
    case Why: return tr("Why");
    case Steps: return tr("Steps");
    case Content: return tr("Content");
    case Raw: return tr("Raw text");
    case Notes: return tr("Notes");
    case PageCount: break;
    }
    return {};
}

void StepPages::makeWhy(Theme& theme)
{
    m_why = new QTreeView(this);
    plainTree(m_why);
    m_why->setObjectName(QStringLiteral("why"));
    m_why->setAccessibleName(tr("Decision tree"));
    m_why->setRootIsDecorated(false);
    m_why->setIndentation(0);
    m_why->setModel(m_explainModel);
    m_why->setItemDelegate(new ExplainDelegate(theme, m_why));
    connect(m_why, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        const ExplainRow* row = m_explainModel->row(index);
        if (row->kind == ExplainRow::Kind::Rest)
            m_why->setExpanded(index.siblingAtColumn(0), !m_why->isExpanded(index.siblingAtColumn(0)));
        if (row->kind == ExplainRow::Kind::Policy)
            emit policyChosen(row->policy);
    });
    addWidget(m_why);
}

void StepPages::makeSteps(Theme& theme)
{
    m_steps = new QTableView(this);
    m_steps->setObjectName(QStringLiteral("steps"));
    m_steps->setAccessibleName(tr("Steps of the run"));
    m_steps->setFrameShape(QFrame::NoFrame);
    m_steps->setShowGrid(false);
    m_steps->verticalHeader()->hide();
    m_steps->horizontalHeader()->hide();
    m_steps->setModel(m_stepsModel);
    m_steps->setItemDelegate(new StepsDelegate(theme, m_steps));
    m_steps->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_steps->setSelectionMode(QAbstractItemView::SingleSelection);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_steps->verticalHeader()->setDefaultSectionSize(std::max(20, fontMetrics().height() + 2));
    m_steps->verticalHeader()->setMinimumSectionSize(16);
    m_steps->setTabKeyNavigation(false);
    connect(m_steps->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (!m_following && index.isValid())
            emit chosen(index.row());
    });
    addWidget(m_steps);
}

void StepPages::makeContent(Theme& theme)
{
    m_content = new QTreeView(this);
    plainTree(m_content);
    m_content->setObjectName(QStringLiteral("content"));
    m_content->setAccessibleName(tr("What the step carries"));
    m_content->setModel(m_contentModel);
    m_content->setItemDelegate(new ContentDelegate(theme, m_content));
    m_content->setIndentation(14);
    addWidget(m_content);

    auto* page = new QWidget(this);
    m_raw = new RawText(theme, page);
    auto* finding = new QLabel(page);
    finding->setTextFormat(Qt::PlainText);
    finding->setMargin(4);
    finding->hide();
    connect(m_raw, &RawText::findingChanged, finding, [finding](const QString& words) {
        finding->setText(words);
        finding->setVisible(!words.isEmpty());
    });
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(8, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_raw, 1);
    column->addWidget(finding);
    addWidget(page);
}

void StepPages::setExplanation(std::vector<ExplainNode> rows)
{
    const bool restOpen = m_explainModel->rowCount() > 0
        && m_explainModel->row(m_explainModel->index(m_explainModel->rowCount() - 1, 0))->kind == ExplainRow::Kind::Rest
        && m_why->isExpanded(m_explainModel->index(m_explainModel->rowCount() - 1, 0));
    m_explainModel->setNodes(std::move(rows));
    for (int row = 0; row < m_explainModel->rowCount(); ++row) {
        const QModelIndex index = m_explainModel->index(row, 0);
        const bool rest = m_explainModel->row(index)->kind == ExplainRow::Kind::Rest;
        if (!rest || restOpen)
            m_why->expandRecursively(index);
    }
    fitColumns();
}

void StepPages::setSteps(const std::vector<StepEntry>& steps, int current)
{
    const QScopedValueRollback following(m_following, true);
    m_stepsModel->setSteps(steps);
    if (current >= 0)
        m_steps->setCurrentIndex(m_stepsModel->index(current, StepsModel::Name));
    fitColumns();
}

void StepPages::setContent(const StepContent& content)
{
    m_contentModel->setNodes(contentRows(content));
    m_content->expandToDepth(1);
    spanHeadings();
    m_raw->setMarked(contentText(content));
    fitColumns();
}

void StepPages::spanHeadings()
{
    for (int row = 0; row < m_contentModel->rowCount(); ++row)
        m_content->setFirstColumnSpanned(row, {}, true);
}

void StepPages::resizeEvent(QResizeEvent* event)
{
    QStackedWidget::resizeEvent(event);
    fitColumns();
}

// Four fixed columns: names need most, the margin least.
void StepPages::fitColumns()
{
    const int width = std::max(240, this->width() - 4);
    const int margin = std::clamp(width * 3 / 10, 130, 200);
    const int rest = width - margin;
    m_why->setColumnWidth(ExplainModel::Subject, rest * 42 / 100);
    m_why->setColumnWidth(ExplainModel::Observed, rest * 32 / 100);
    m_why->setColumnWidth(ExplainModel::Test, rest - rest * 42 / 100 - rest * 32 / 100);
    m_why->setColumnWidth(ExplainModel::Margin, margin);
    m_steps->setColumnWidth(StepsModel::Number, 48);
    m_steps->setColumnWidth(StepsModel::OutcomeColumn, 28);
    m_steps->setColumnWidth(StepsModel::Name, width - 48 - 28 - 90);
    m_steps->setColumnWidth(StepsModel::Cost, 90);
    const int name = std::clamp(width / 3, 90, 220);
    m_content->setColumnWidth(ContentModel::Name, name);
    m_content->setColumnWidth(ContentModel::ValueColumn, width - name);
}

} // namespace studio
