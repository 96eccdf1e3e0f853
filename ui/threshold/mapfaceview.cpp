// SPDX-License-Identifier: Apache-2.0
//
// What the face of two numbers shows.
#include "ui/threshold/mapface.h"

#include "ui/theme/paint.h"
#include "ui/threshold/chartbuild.h"
#include "ui/threshold/chartparts.h"
#include "ui/threshold/valuetext.h"
#include "ui/threshold/words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <cmath>

namespace studio {

using runlog::Decimal;

namespace {

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

// What the textures of the plane mean.
class Legend : public QWidget {
public:
    Legend(Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
    {
        setFont(smallFont());
        setFixedHeight(18);
        setSizePolicy(QSizePolicy::Minimum, QSizePolicy::Fixed);
        QObject::connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }
    QSize sizeHint() const override { return {paintOn(nullptr), 18}; }
    QSize minimumSizeHint() const override { return {0, 18}; }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setFont(font());
        paintOn(&painter);
    }

private:
    int paintOn(QPainter* painter) const
    {
        const Tokens& tokens = m_theme.tokens();
        const QStringList words{MapFace::tr("tightened"), MapFace::tr("loosened"), MapFace::tr("as in the baseline")};
        int x = 0;
        for (int n = 0; n < words.size(); ++n) {
            const QRectF box(x, 4, 11, 11);
            if (painter) {
                painter->fillRect(box, n == 0 ? tokens.bar : tokens.pane);
                if (n == 1)
                    hatch(*painter, box, tokens.warn);
                painter->setPen(QPen(tokens.edge, 1));
                painter->drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5));
                painter->setPen(tokens.muted);
                painter->drawText(QPointF(x + 16, 14), words[n]);
            }
            x += 16 + QFontMetrics(font()).horizontalAdvance(words[n]) + 14;
        }
        return x;
    }

    Theme& m_theme;
};

float part(std::size_t count, std::size_t most)
{
    return most == 0 ? 0.0F : static_cast<float>(std::sqrt(static_cast<double>(count) / static_cast<double>(most)));
}

} // namespace

void MapFace::makeWidgets()
{
    setAccessibleName(tr("Map"));
    m_chart = new PlaneChart(m_theme, this);
    m_other = new QComboBox(this);
    m_other->setAccessibleName(tr("the number that goes upwards"));
    m_other->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_other->setMinimumContentsLength(16);
    m_other->setFont(monoFont());
    m_words = plainLabel({}, this);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_progress = plainLabel({}, this);
    m_progress->setFont(smallFont());
    m_progress->setForegroundRole(QPalette::PlaceholderText);
    auto* textures = new QHBoxLayout;
    textures->addWidget(new Legend(m_theme, this));
    textures->addStretch();
    textures->addWidget(m_progress);
    auto* row = new QHBoxLayout;
    row->setSpacing(8);
    auto* title = plainLabel(tr("Upwards"), this);
    title->setForegroundRole(QPalette::PlaceholderText);
    row->addWidget(title);
    row->addWidget(m_other, 1);
    auto* below = new QVBoxLayout;
    below->setContentsMargins(12, 0, 12, 0);
    below->setSpacing(4);
    below->addLayout(textures);
    below->addWidget(m_words);
    below->addLayout(row);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 8);
    column->setSpacing(4);
    column->addWidget(m_chart, 1);
    column->addLayout(below);
}

void MapFace::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    listOthers();
    if (!m_x.isObserved || !m_y.isObserved)
        forget();
    layGrid();
    showPlane();
}

Decimal MapFace::value(const Side& side, std::size_t number) const
{
    return m_gesture->isActive() ? m_gesture->value(number) : side.target->value();
}

std::optional<Decimal> MapFace::savedValue(const Side& side) const
{
    if (!m_result || !m_result->baseline || !side.target)
        return std::nullopt;
    for (const auto& file : m_result->baseline->engine->policySet().files)
        if (const auto found = findThreshold(file, side.target->place.threshold))
            return found->value();
    return std::nullopt;
}

QString MapFace::detail() const
{
    return hasNumbers() ? tr("%1 × %2").arg(conditionName(m_x.target->place), conditionName(m_y.target->place)) : QString();
}

QString MapFace::words() const { return m_words->text(); }

Plane::Side MapFace::sideOf(const Side& side, std::size_t number, const Axis& pixels, int mostLabels) const
{
    const runlog::Literal& literal = side.target->literal();
    const Decimal now = value(side, number);
    Plane::Side shown;
    shown.axis = pixels;
    shown.name = tr("%1 in %2").arg(conditionName(side.target->place), plain(side.target->place.policy, 60));
    shown.draft = {now.approximate(), valueText(literal, now)};
    const auto saved = savedValue(side);
    if (saved && *saved != now)
        shown.saved = Chart::Line{saved->approximate(), valueText(literal, *saved)};
    shown.labels = axisLabels(pixels, literal, mostLabels);
    shown.edges = cellEdges(pixels, number == 0 ? m_grid.columns() : m_grid.rows());
    return shown;
}

std::vector<std::optional<Plane::Cell>> MapFace::cells() const
{
    std::size_t tightened = 0;
    std::size_t loosened = 0;
    const auto each = [this](auto visit) {
        for (std::size_t row = 0; row < m_grid.rows().size(); ++row)
            for (std::size_t column = 0; column < m_grid.columns().size(); ++column)
                visit(m_grid.at(column, row));
    };
    each([&](const runlog::PlanePoint* point) {
        tightened = std::max(tightened, point ? point->counts.tightened : 0);
        loosened = std::max(loosened, point ? point->counts.loosened : 0);
    });
    std::vector<std::optional<Plane::Cell>> cells;
    each([&](const runlog::PlanePoint* point) {
        cells.push_back(point ? std::optional(Plane::Cell{part(point->counts.tightened, tightened), part(point->counts.loosened, loosened)})
                              : std::nullopt);
    });
    return cells;
}

void MapFace::showPlane()
{
    if (!hasNumbers() || !isVisible() || m_grid.columns().empty())
        return;
    Plane plane;
    plane.x = sideOf(m_x, 0, m_chart->pixelsOfX(m_x.axis), static_cast<int>(m_chart->plot().width() / 70));
    plane.y = sideOf(m_y, 1, m_chart->pixelsOfY(m_y.axis), static_cast<int>(m_chart->plot().height() / 36));
    plane.cells = cells();
    plane.held = m_gesture->isActive();
    plane.movable = m_document.readOnlyReason().isEmpty();
    m_chart->setAccessibleName(tr("%1 and %2").arg(plane.x.name, plane.y.name));
    m_chart->setPlane(std::move(plane));
    m_progress->setText(m_grid.isWhole() ? QString() : tr("%1 of %2 rows").arg(m_grid.knownRows()).arg(m_grid.rows().size()));
    showWords();
    if (m_gesture->isActive())
        emit statusChanged(tr("Both numbers move · Shift is finer · Esc restores %1 and %2")
                               .arg(valueText(m_x.target->literal(), m_x.target->value()), valueText(m_y.target->literal(), m_y.target->value())));
}

// "12 tightened, 3 loosened; 58 denied, 72 to approve".
QString MapFace::wordsOf(const runlog::ImpactCounts& counts, const runlog::Totals& totals) const
{
    const auto number = [](std::size_t count) { return countText(static_cast<qint64>(count)); };
    QStringList words;
    std::vector<runlog::Outcome> told;
    for (const Side* side : {&m_x, &m_y}) {
        const runlog::Policy* policy = findPolicy(*side->target->file, side->target->place.policy);
        const runlog::Outcome asked = policy ? askedOutcome(*policy) : runlog::Outcome::Deny;
        if (std::find(told.begin(), told.end(), asked) != told.end())
            continue;
        told.push_back(asked);
        words << tr("%1 %2").arg(number(totals.outcomes[static_cast<std::size_t>(asked)]), askedWord(asked));
    }
    if (counts.tightened + counts.loosened + counts.notes == 0)
        return tr("as in the baseline; %1").arg(words.join(QStringLiteral(", ")));
    return tr("%1 tightened, %2 loosened; %3").arg(number(counts.tightened), number(counts.loosened), words.join(QStringLiteral(", ")));
}

void MapFace::showWords()
{
    if (!hasNumbers() || !m_result)
        return;
    if (!m_refusal.isEmpty())
        return m_words->setText(m_refusal);
    const auto at = [this](const Decimal& x, const Decimal& y) {
        return tr("%1 × %2: ").arg(valueText(m_x.target->literal(), x), valueText(m_y.target->literal(), y));
    };
    const QString here = at(value(m_x, 0), value(m_y, 1)) + wordsOf(m_result->counts(), m_result->current->totals);
    m_chart->say(here);
    const auto* pointed = m_pointed.first < 0 || m_gesture->isActive()
                              ? nullptr
                              : m_grid.at(static_cast<std::size_t>(m_pointed.first), static_cast<std::size_t>(m_pointed.second));
    m_words->setText(pointed ? at(pointed->x, pointed->y) + wordsOf(pointed->counts, pointed->totals) : here);
}

} // namespace studio
