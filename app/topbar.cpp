// SPDX-License-Identifier: Apache-2.0
#include "app/topbar.h"

#include "ui/theme/icons.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QToolButton>

namespace studio {

namespace {

QLabel* label(const QString& text, QWidget* parent)
{
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

// A way of several names: where there is no room, the middle of it is left out, since its end says most.
class WayLabel : public QLabel {
public:
    explicit WayLabel(QWidget* parent) : QLabel(parent) { setTextFormat(Qt::PlainText); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        painter.setPen(palette().color(foregroundRole()));
        const QString words = fontMetrics().elidedText(text(), Qt::ElideMiddle, contentsRect().width());
        painter.drawText(contentsRect(), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, words);
    }
};

QWidget* separator(QWidget* parent)
{
    auto* line = new QFrame(parent);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    line->setFixedHeight(20);
    return line;
}

// A button with a menu: its words, and a chevron behind them.
class Selector : public QToolButton {
public:
    Selector(Theme& theme, QWidget* parent) : QToolButton(parent), m_theme(theme) {}

    QSize sizeHint() const override { return QToolButton::sizeHint() + QSize(Chevron, 0); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QStylePainter painter(this);
        QStyleOptionToolButton option;
        initStyleOption(&option);
        option.features = QStyleOptionToolButton::None;
        option.text.clear();
        painter.drawComplexControl(QStyle::CC_ToolButton, option);
        const QRect words = rect().adjusted(6, 0, -Chevron - 2, 0);
        painter.setPen(m_theme.tokens().text);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextShowMnemonic, fontMetrics().elidedText(text(), Qt::ElideRight, words.width(), Qt::TextShowMnemonic));
        lineIcon(QStringLiteral("down"), m_theme.tokens()).paint(&painter, QRect(width() - Chevron, 0, 12, height()));
    }

private:
    static constexpr int Chevron = 16;
    Theme& m_theme;
};

// `&` in a button's text would make a mnemonic of what follows.
QString literal(const QString& text) { return QString(text).replace(u'&', QStringLiteral("&&")); }

} // namespace

TopBar::TopBar(Theme& theme, const Actions& actions, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_focus(new WayLabel(this))
    , m_baseline(selector(tr("Baseline"), actions.baseline))
    , m_corpus(selector(tr("Corpus"), actions.corpus))
    , m_goTo(new QPushButton(tr("Go to…    Ctrl+K"), this))
{
    setAccessibleName(tr("Tool bar"));
    m_focus->setAccessibleName(tr("Focus"));
    m_focus->setMinimumWidth(40);
    m_focus->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* exportButton = new QPushButton(tr("Export…"), this);
    connect(m_goTo, &QPushButton::clicked, actions.goTo, &QAction::trigger);
    connect(exportButton, &QPushButton::clicked, actions.exportPolicy, &QAction::trigger);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 12, 4);
    row->setSpacing(6);
    row->addWidget(iconButton(actions.undo, QStringLiteral("undo")));
    row->addWidget(iconButton(actions.redo, QStringLiteral("redo")));
    row->addWidget(separator(this));
    row->addWidget(iconButton(actions.back, QStringLiteral("back")));
    row->addWidget(iconButton(actions.forward, QStringLiteral("forward")));
    row->addWidget(label(tr("Focus"), this));
    row->addWidget(m_focus, 1);
    row->addWidget(separator(this));
    row->addWidget(m_baseline);
    row->addWidget(separator(this));
    row->addWidget(m_corpus);
    row->addWidget(m_goTo);
    row->addWidget(exportButton);
    connect(&theme, &Theme::changed, this, &TopBar::drawIcons);
    drawIcons();
}

QToolButton* TopBar::iconButton(QAction* action, const QString& icon)
{
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setAutoRaise(true);
    button->setAccessibleName(action->text().remove(u'&'));
    m_icons.emplace_back(button, icon);
    return button;
}

QToolButton* TopBar::selector(const QString& name, QMenu* menu)
{
    auto* button = new Selector(m_theme, this);
    button->setAutoRaise(true);
    button->setMenu(menu);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::TabFocus);
    button->setText(name);
    button->setAccessibleName(name);
    return button;
}

void TopBar::drawIcons()
{
    for (const auto& [button, name] : m_icons)
        button->defaultAction()->setIcon(lineIcon(name, m_theme.tokens()));
    m_goTo->setIcon(lineIcon(QStringLiteral("search"), m_theme.tokens()));
    update();
}

void TopBar::setFocusText(const QString& text) { m_focus->setText(text); }
QString TopBar::focusText() const { return m_focus->text(); }

void TopBar::setBaselineText(const QString& text)
{
    m_baseline->setText(tr("Baseline: %1").arg(literal(text)));
    m_baseline->setAccessibleDescription(text);
}

void TopBar::setCorpusText(const QString& text)
{
    m_corpusText = text;
    showCorpus();
}

void TopBar::setCorpusFiltered(const QString& text)
{
    m_filtered = text;
    showCorpus();
}

void TopBar::showCorpus()
{
    const QString all = m_filtered.isEmpty() ? m_corpusText : tr("%1 · %2").arg(m_corpusText, m_filtered);
    m_corpus->setText(tr("Corpus: %1").arg(literal(all)));
    m_corpus->setAccessibleDescription(all);
}

QString TopBar::corpusText() const { return m_corpus->accessibleDescription(); }

void TopBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().window);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.tokens().line);
}

} // namespace studio
