// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/goalline.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

namespace studio {

namespace {

QLabel* plainLabel(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QToolButton* link(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setCursor(Qt::PointingHandCursor);
    button->setFocusPolicy(Qt::StrongFocus);
    QPalette colors = button->palette();
    colors.setColor(QPalette::ButtonText, colors.color(QPalette::Link));
    button->setPalette(colors);
    return button;
}

QHBoxLayout* row()
{
    auto* box = new QHBoxLayout;
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    return box;
}

} // namespace

GoalLine::GoalLine(QWidget* parent)
    : QWidget(parent), m_atMost(plainLabel(tr("at most"), this)), m_field(new QLineEdit(this)), m_kind(new QComboBox(this)),
      m_note(plainLabel({}, this)), m_below(new QWidget(this)), m_answer(plainLabel({}, m_below)), m_block(link(m_below)), m_pass(link(m_below))
{
    m_field->setFixedWidth(56);
    m_field->setAlignment(Qt::AlignRight);
    m_field->setPlaceholderText(tr("any"));
    m_field->setAccessibleName(tr("goal: at most this many"));
    m_kind->addItems({QString(), tr("approvals a day"), tr("dollars a run"), tr("nothing blocked that should pass"), tr("every label holds")});
    m_kind->setAccessibleName(tr("kind of goal"));
    m_kind->setMaximumWidth(m_kind->sizeHint().width());
    m_kind->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_kind->setMinimumContentsLength(6);
    m_kind->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_answer->setAccessibleName(tr("values that meet the goal"));
    layOut();
    connect(m_field, &QLineEdit::textChanged, this, &GoalLine::read);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &GoalLine::read);
    connect(m_block, &QAbstractButton::clicked, this, [this] { emit stepWanted(m_block->property("step").toULongLong()); });
    connect(m_pass, &QAbstractButton::clicked, this, [this] { emit stepWanted(m_pass->property("step").toULongLong()); });
    setConflict({});
    setAnswer({});
}

void GoalLine::layOut()
{
    auto* title = plainLabel(tr("Goal"), this);
    title->setForegroundRole(QPalette::PlaceholderText);
    auto* stated = row();
    for (QWidget* widget : std::initializer_list<QWidget*>{title, m_atMost, m_field})
        stated->addWidget(widget);
    stated->addWidget(m_kind, 100);
    stated->addWidget(m_note);
    stated->addStretch(1);
    auto* below = row();
    m_below->setLayout(below);
    below->addWidget(m_answer, 1);
    below->addWidget(m_block);
    below->addWidget(m_pass);
    m_answer->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(stated);
    column->addWidget(m_below);
}

void GoalLine::setOutcomeWord(const QString& word)
{
    m_kind->setItemText(static_cast<int>(Goal::Kind::Steps), word);
}

QString GoalLine::answer() const { return m_answer->text(); }

void GoalLine::setAnswer(const QString& answer)
{
    m_answer->setText(answer.isEmpty() ? answer : QStringLiteral("→  ") + answer);
    m_answer->setToolTip(answer.toHtmlEscaped());
    m_below->setVisible(m_goal.has_value());
}

void GoalLine::setConflict(const std::optional<std::pair<Link, Link>>& links)
{
    m_block->setVisible(links.has_value());
    m_pass->setVisible(links.has_value());
    if (!links)
        return;
    const auto show = [](QToolButton* button, const Link& link) {
        button->setText(QString(link.text).replace(u'&', QStringLiteral("&&")));
        button->setProperty("step", static_cast<qulonglong>(link.step));
    };
    show(m_block, links->first);
    show(m_pass, links->second);
}

void GoalLine::read()
{
    Goal goal;
    goal.kind = static_cast<Goal::Kind>(m_kind->currentIndex());
    const QString typed = m_field->text().trimmed();
    bool isStated = goal.isOfLabels();
    if (goal.kind == Goal::Kind::Cost) {
        const auto cost = runlog::parseMoney(typed.toStdString());
        isStated = cost && cost->nanos >= 0;
        goal.cost = cost.value_or(runlog::Money{});
    } else if (!isStated) {
        goal.most = typed.toULongLong(&isStated);
    }
    m_atMost->setVisible(!goal.isOfLabels());
    m_field->setVisible(!goal.isOfLabels());
    m_note->setText(isStated || typed.isEmpty() ? QString()
                                                : goal.kind == Goal::Kind::Cost ? tr("like 0.30 or $0.30") : tr("a whole number"));
    m_goal = isStated ? std::optional(goal) : std::nullopt;
    setConflict({});
    setAnswer({});
    emit goalChanged();
}

} // namespace studio
