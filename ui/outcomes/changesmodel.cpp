// SPDX-License-Identifier: Apache-2.0
#include "ui/outcomes/changesmodel.h"

#include "ui/outcomes/steptext.h"
#include "ui/theme/paint.h"

#include <algorithm>
#include <numeric>

namespace studio {

using runlog::ChangedStep;

namespace {

bool isUncertain(const ChangedStep& change)
{
    return change.before.stepClass != runlog::StepClass::Exact || change.after.stepClass != runlog::StepClass::Exact;
}

ChangeSource sourceOf(const ReplayResult* result, const ShownLabels& labels, const runlog::Attribution* attribution)
{
    if (!result || !result->baseline || !result->current)
        return {};
    return {result->baseline.get(), result->current.get(), &result->impact, &labels, attribution, result->isWhole};
}

} // namespace

ChangesModel::ChangesModel(QObject* parent) : QAbstractTableModel(parent) { m_thread.setMaxThreadCount(1); }

ChangesModel::~ChangesModel()
{
    m_thread.clear();
    m_thread.waitForDone();
}

ChangeSource ChangesModel::source() const
{
    return sourceOf(m_result.get(), m_labels, m_result == m_next ? m_attribution.get() : nullptr);
}

std::size_t ChangesModel::allChanges() const
{
    return m_result ? m_result->impact.loosened + m_result->impact.tightened + m_result->impact.notes : 0;
}

void ChangesModel::setResult(ReplayResultPtr result)
{
    if (m_next && result && m_next->current && result->current && m_next->current->runs != result->current->runs)
        m_unfolded.clear();
    m_next = std::move(result);
    m_attribution.reset();
    layOutAgain();
}

void ChangesModel::layOutAgain()
{
    ++m_asked;
    if (m_next && m_next->impact.changes.size() > m_laidOutAtOnce)
        return layOutElsewhere();
    show(layOut(sourceOf(m_next.get(), m_labels, m_attribution.get()), m_grouping, m_filter, m_unfolded));
}

void ChangesModel::layOutElsewhere()
{
    m_thread.clear();
    m_thread.start([this, asked = m_asked, result = m_next, labels = m_labels, attribution = m_attribution, grouping = m_grouping,
                    filter = m_filter, unfolded = m_unfolded] {
        auto laid = std::make_shared<ChangeRows>(layOut(sourceOf(result.get(), labels, attribution.get()), grouping, filter, unfolded));
        const auto take = [this, asked, laid] {
            if (asked != m_asked)
                return;
            show(std::move(*laid));
            emit laidOut();
        };
        QMetaObject::invokeMethod(this, take, Qt::QueuedConnection);
    });
}

void ChangesModel::show(ChangeRows laid)
{
    beginResetModel();
    m_result = m_next;
    m_laid = std::move(laid);
    endResetModel();
}

void ChangesModel::setAttribution(runlog::Attribution attribution)
{
    if (!m_next || attribution.causes.size() != m_next->impact.changes.size())
        return;
    m_attribution = std::make_shared<const runlog::Attribution>(std::move(attribution));
    layOutAgain();
}

void ChangesModel::setGrouping(Grouping grouping)
{
    m_grouping = grouping;
    layOutAgain();
}

void ChangesModel::setFilter(const ChangeFilter& filter)
{
    m_filter = filter;
    layOutAgain();
}

void ChangesModel::setObserved(std::shared_ptr<const runlog::Observations> observations, const QString& field)
{
    m_observations = std::move(observations);
    m_field = m_observations ? field : QString();
    m_byStep.clear();
    if (m_observations) {
        const auto& values = m_observations->values;
        m_byStep.resize(values.size());
        std::iota(m_byStep.begin(), m_byStep.end(), 0U);
        std::sort(m_byStep.begin(), m_byStep.end(),
                  [&](std::uint32_t a, std::uint32_t b) { return values[a].step < values[b].step; });
    }
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void ChangesModel::setLabels(ShownLabels labels)
{
    m_labels = std::move(labels);
    layOutAgain();
}

QString ChangesModel::valueOf(std::size_t step) const
{
    if (!m_observations)
        return {};
    const auto& values = m_observations->values;
    const auto found = std::lower_bound(m_byStep.begin(), m_byStep.end(), step,
                                        [&](std::uint32_t at, std::size_t wanted) { return values[at].step < wanted; });
    if (found == m_byStep.end() || values[*found].step != step)
        return {};
    return QString::fromStdString(values[*found].value.text());
}

void ChangesModel::toggle(int row)
{
    const ChangedStep* changed = change(row);
    if (!changed || changed->direction == ChangedStep::Direction::Consequence)
        return;
    const std::size_t step = changed->step;
    const ConsequenceRange range = consequencesOf(m_result->impact, step);
    const auto count = static_cast<int>(range.size());
    if (count == 0)
        return;
    const bool unfolded = m_unfolded.contains(step);
    if (unfolded) {
        beginRemoveRows({}, row + 1, row + count);
        m_unfolded.erase(step);
    } else {
        beginInsertRows({}, row + 1, row + count);
        m_unfolded.insert(step);
    }
    splice(row, range, !unfolded);
    unfolded ? endRemoveRows() : endInsertRows();
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    if (m_result != m_next)
        layOutAgain(); // what is on its way does not know of it
}

// Puts consequences under the change in a row, or takes them away.
void ChangesModel::splice(int row, const ConsequenceRange& range, bool isUnfolded)
{
    const auto below = static_cast<std::uint32_t>(row) + 1;
    const auto at = m_laid.rows.begin() + below;
    const auto count = static_cast<std::uint32_t>(range.size());
    if (isUnfolded) {
        std::vector<ChangeRow> rows;
        for (std::size_t n = range.begin; n < range.end; ++n)
            rows.push_back({ChangeRow::Kind::Consequence, static_cast<std::uint32_t>(n)});
        m_laid.rows.insert(at, rows.begin(), rows.end());
    } else {
        m_laid.rows.erase(at, at + count);
    }
    for (std::uint32_t& place : m_laid.rowOf)
        if (place != ChangeRows::NoRow && place >= below)
            place = isUnfolded ? place + count : place - count;
}

const ChangedStep* ChangesModel::change(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    const ChangeRow& at = m_laid.rows[static_cast<std::size_t>(row)];
    switch (at.kind) {
    case ChangeRow::Kind::Head: return nullptr;
    case ChangeRow::Kind::Change: return &m_result->impact.changes[at.index];
    case ChangeRow::Kind::Consequence: return &m_result->impact.consequences[at.index];
    }
    return nullptr;
}

int ChangesModel::rowOfStep(std::size_t step) const
{
    if (!m_result || m_laid.rows.empty())
        return -1;
    const auto rowOf = [this](std::size_t index) {
        return m_laid.rowOf[index] == ChangeRows::NoRow ? -1 : static_cast<int>(m_laid.rowOf[index]);
    };
    const runlog::Impact& impact = m_result->impact;
    if (const auto index = indexOfChange(impact, step))
        return rowOf(*index);
    const auto consequence = indexOfConsequence(impact, step);
    const std::size_t cause = consequence ? impact.consequences[*consequence].cause : 0;
    if (!consequence || !m_unfolded.contains(cause))
        return -1;
    const auto index = indexOfChange(impact, cause);
    const int row = index ? rowOf(*index) : -1;
    return row < 0 ? -1 : row + 1 + static_cast<int>(*consequence - consequencesOf(impact, cause).begin);
}

int ChangesModel::nextChange(int row, int direction) const
{
    for (int next = row + direction; next >= 0 && next < rowCount(); next += direction)
        if (m_laid.rows[static_cast<std::size_t>(next)].kind == ChangeRow::Kind::Change)
            return next;
    return -1;
}

int ChangesModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_laid.rows.size());
}

int ChangesModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

Qt::ItemFlags ChangesModel::flags(const QModelIndex& index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    return isHead(index.row()) ? Qt::ItemIsEnabled : Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant ChangesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Alarm: return tr("loosened");
    case Outcomes: return tr("was → is");
    case Place: return tr("run and step");
    case What: return tr("what");
    case LabelColumn: return tr("label");
    case ValueColumn: return m_field;
    case ColumnCount: break;
    }
    return {};
}

QVariant ChangesModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const ChangeRow& row = m_laid.rows[static_cast<std::size_t>(index.row())];
    if (role == KindRole)
        return static_cast<int>(row.kind);
    if (row.kind == ChangeRow::Kind::Head)
        return headData(m_laid.groups[row.index], index.column(), role);
    return changeData(row, *change(index.row()), index.column(), role);
}

QVariant ChangesModel::headData(const ChangeGroup& group, int column, int role) const
{
    if (role == Qt::DisplayRole && column == Alarm)
        return group.title;
    if (role == CountRole)
        return static_cast<qint64>(group.count);
    return role == StepRole ? QVariant(-1) : QVariant();
}

QVariant ChangesModel::changeData(const ChangeRow& row, const ChangedStep& change, int column, int role) const
{
    const runlog::Runs& runs = *m_result->current->runs;
    switch (role) {
    case Qt::DisplayRole: return text(change, column);
    case Qt::ToolTipRole: return text(change, column).toHtmlEscaped();
    case Qt::AccessibleTextRole: return text(change, column);
    case BeforeRole: return static_cast<int>(change.before.outcome);
    case AfterRole: return static_cast<int>(change.after.outcome);
    case StepRole: return static_cast<qint64>(change.step);
    case NumberRole: return QStringLiteral("#%1").arg(runs.seq()[change.step]);
    case AmountRole: return mainAmount(runs, change.step);
    case UncertainRole: return isUncertain(change);
    case WantedRole: {
        const ShownLabel* label = labelOf(source(), change.step);
        return label ? QVariant(static_cast<int>(label->wanted)) : QVariant();
    }
    case AgainstRole: return isAgainstLabel(source(), change);
    case UnfoldedRole: return m_unfolded.contains(change.step);
    case CountRole:
        return row.kind == ChangeRow::Kind::Change
                   ? static_cast<qint64>(consequencesOf(m_result->impact, change.step).size())
                   : qint64{0};
    default: return {};
    }
}

QString ChangesModel::text(const ChangedStep& change, int column) const
{
    const runlog::Runs& runs = *m_result->current->runs;
    switch (static_cast<Column>(column)) {
    case Alarm: return change.direction == ChangedStep::Direction::Loosened ? QStringLiteral("!") : QString();
    case Outcomes: return outcomeName(change.before) + QStringLiteral(" → ") + outcomeName(change.after);
    case Place: return plain(runs.run(runs.runOf(change.step)).id);
    case What: return stepName(runs, change.step);
    case LabelColumn: return labelText(change);
    case ValueColumn: return valueOf(change.step);
    case ColumnCount: break;
    }
    return {};
}

// "should block: paid twice", with what is wrong in front.
QString ChangesModel::labelText(const ChangedStep& change) const
{
    const ShownLabel* label = labelOf(source(), change.step);
    if (!label)
        return {};
    QString text = wantedWords(label->wanted);
    if (isAgainstLabel(source(), change))
        text.prepend(tr("against the label "));
    return label->reason.isEmpty() ? text : text + QStringLiteral(": ") + label->reason;
}

} // namespace studio
