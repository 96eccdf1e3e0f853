// SPDX-License-Identifier: Apache-2.0
#include "ui/approvals/modelbar.h"

#include "ui/theme/paint.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace studio {

namespace {

// The parts of a model as parseApproverModel() names them, with what stands before their fields, and where: in a grid of six columns.
struct Field {
    const char* key;
    const char* label;
    int row;
    int column;
    int width;
};
constexpr std::array<Field, 7> Fields{{{"latency", QT_TRANSLATE_NOOP("studio::ModelBar", "looks after"), 0, 0, 1},
                                       {"handling", QT_TRANSLATE_NOOP("studio::ModelBar", "works for"), 0, 2, 1},
                                       {"approve", QT_TRANSLATE_NOOP("studio::ModelBar", "approves"), 0, 4, 1},
                                       {"hours", QT_TRANSLATE_NOOP("studio::ModelBar", "hours"), 1, 0, 2},
                                       {"days", QT_TRANSLATE_NOOP("studio::ModelBar", "days"), 1, 3, 2},
                                       {"people", QT_TRANSLATE_NOOP("studio::ModelBar", "people"), 2, 0, 1},
                                       {"seed", QT_TRANSLATE_NOOP("studio::ModelBar", "seed"), 2, 2, 1}}};
constexpr int Columns = 6;
constexpr int Rows = 3;

QLabel* plainLabel(QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(smallFont());
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

// In whole seconds: a simulation is not more exact.
QString waitWords(runlog::Duration wait)
{
    constexpr std::int64_t NanosPerSecond = 1'000'000'000;
    return QString::fromStdString(runlog::text(runlog::Duration{wait.nanos / NanosPerSecond * NanosPerSecond}));
}

QString poolWords(const runlog::PoolLoad& pool)
{
    QString text = ModelBar::tr("%1: %2 requests, at most %3 an hour, queue %4, median wait %5, nine of ten within %6, %7 time-outs")
                       .arg(plain(pool.pool, 60), countText(static_cast<qint64>(pool.requests)),
                            countText(static_cast<qint64>(pool.peak.arrivals)), countText(static_cast<qint64>(pool.longestQueue)),
                            waitWords(pool.medianWait), waitWords(pool.longWait), countText(static_cast<qint64>(pool.timeOuts)));
    if (pool.neverAnswered != 0)
        text += ModelBar::tr(", %1 never answered: too few people").arg(countText(static_cast<qint64>(pool.neverAnswered)));
    return text;
}

// The value of one part in the text of a model.
QString partOf(const QString& model, const char* key)
{
    for (const QString& part : model.split(u','))
        if (part.startsWith(QLatin1String(key) + u'='))
            return part.mid(static_cast<qsizetype>(qstrlen(key)) + 1);
    return {};
}

} // namespace

ModelBar::ModelBar(QWidget* parent) : QWidget(parent), m_problem(plainLabel(this)), m_load(plainLabel(this))
{
    static_assert(Fields.size() == FieldCount);
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 2, 12, 4);
    grid->setHorizontalSpacing(6);
    grid->setVerticalSpacing(2);
    for (std::size_t i = 0; i < Fields.size(); ++i) {
        auto* label = plainLabel(this);
        label->setText(tr(Fields[i].label));
        label->setWordWrap(false);
        auto* field = new QLineEdit(this);
        field->setAccessibleName(tr("simulated approvers, %1").arg(label->text()));
        field->setMinimumWidth(48);
        connect(field, &QLineEdit::editingFinished, this, &ModelBar::take);
        grid->addWidget(label, Fields[i].row, Fields[i].column);
        grid->addWidget(field, Fields[i].row, Fields[i].column + 1, 1, Fields[i].width);
        m_fields[i] = field;
    }
    grid->addWidget(m_problem, Rows, 0, 1, Columns);
    grid->addWidget(m_load, Rows + 1, 0, 1, Columns);
    m_problem->setVisible(false);
    showModel({});
    showNoLoad();
}

void ModelBar::showModel(const runlog::ApproverModel& model)
{
    m_model = model;
    const QString text = QString::fromStdString(runlog::text(model));
    for (std::size_t i = 0; i < Fields.size(); ++i)
        if (const QString value = partOf(text, Fields[i].key); !m_fields[i]->hasFocus() && m_fields[i]->text() != value)
            m_fields[i]->setText(value);
}

void ModelBar::take()
{
    QStringList parts;
    for (std::size_t i = 0; i < Fields.size(); ++i)
        parts << QLatin1String(Fields[i].key) + u'=' + m_fields[i]->text().trimmed();
    std::string problem;
    const auto model = runlog::parseApproverModel(parts.join(u',').toStdString(), problem);
    m_problem->setText(QString::fromStdString(problem));
    m_problem->setVisible(!problem.empty());
    if (model && *model != m_model) {
        m_model = *model;
        emit changed(m_model);
    }
}

void ModelBar::showLoad(const runlog::ApprovalLoad& load) { m_load->setText(loadWords(load)); }
void ModelBar::showNoLoad() { m_load->setText(tr("Simulation, not a finding.")); }
QString ModelBar::loadText() const { return m_load->text(); }
QString ModelBar::problemText() const { return m_problem->text(); }

QString loadWords(const runlog::ApprovalLoad& load)
{
    QStringList lines{ModelBar::tr("Simulation, not a finding.")};
    for (const runlog::PoolLoad& pool : load.pools)
        lines << poolWords(pool);
    if (load.withoutTime != 0)
        lines << ModelBar::tr("%1 requests without a time are left out").arg(countText(static_cast<qint64>(load.withoutTime)));
    return lines.join(u'\n');
}

} // namespace studio
