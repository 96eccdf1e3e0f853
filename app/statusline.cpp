// SPDX-License-Identifier: Apache-2.0
#include "app/statusline.h"

#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <algorithm>

namespace studio {

namespace {

QLabel* label(const QString& name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setAccessibleName(name);
    return label;
}

int countOf(const runlog::Diagnostics& diagnostics, runlog::Severity severity)
{
    return static_cast<int>(std::count_if(diagnostics.begin(), diagnostics.end(),
                                          [severity](const runlog::Diagnostic& d) { return d.severity == severity; }));
}

void setInk(QWidget* widget, const QColor& color)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::WindowText, color);
    palette.setColor(QPalette::ButtonText, color);
    widget->setPalette(palette);
}

} // namespace

StatusLine::StatusLine(Document& document, Theme& theme, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_theme(theme)
    , m_problems(new QToolButton(this))
    , m_first(label(tr("First problem"), this))
    , m_hint(label(tr("Keys"), this))
    , m_place(label(tr("Caret"), this))
    , m_tests(label(tr("Tests"), this))
    , m_valid(label(tr("Validity"), this))
{
    setAccessibleName(tr("Status"));
    m_problems->setAutoRaise(true);
    m_problems->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_problems->setFocusPolicy(Qt::TabFocus);
    m_first->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 1, 12, 1);
    row->setSpacing(12);
    row->addWidget(m_problems);
    row->addWidget(m_first, 1);
    row->addWidget(m_hint);
    row->addWidget(m_place);
    row->addWidget(m_tests);
    row->addWidget(m_valid);
    connect(m_problems, &QToolButton::clicked, this, &StatusLine::problemsClicked);
    connect(&document, &Document::diagnosticsChanged, this, &StatusLine::refresh);
    connect(&document, &Document::fileChanged, this, &StatusLine::refresh);
    connect(&theme, &Theme::changed, this, &StatusLine::color);
    setPlace(1, 1);
    refresh();
}

void StatusLine::setHint(const QString& text) { m_hint->setText(text); }

void StatusLine::setPlace(int line, int column) { m_place->setText(tr("Ln %1, Col %2").arg(line).arg(column)); }

QString StatusLine::problemsText() const { return m_problems->text(); }
QString StatusLine::validText() const { return m_valid->text(); }
QString StatusLine::testsText() const { return m_tests->text(); }

void StatusLine::refresh()
{
    const runlog::Diagnostics& all = m_document.diagnostics();
    const int errors = countOf(all, runlog::Severity::Error);
    const int count = static_cast<int>(all.size());
    m_problems->setText(count == 0 ? tr("No problems") : count == 1 ? tr("1 problem") : tr("%n problems", nullptr, count));
    m_first->clear();
    if (!all.empty() && m_document.source()) {
        const runlog::Place place = m_document.source()->place(all.front().span.begin);
        m_first->setText(tr("%1:%2 %3").arg(place.line).arg(place.utf16Column).arg(plain(all.front().message)));
    }
    m_tests->setText(m_document.tests().summary());
    m_tests->setVisible(!m_tests->text().isEmpty());
    const QString names = m_document.tests().names().join(u'\n');
    m_tests->setAccessibleDescription(names);
    m_tests->setToolTip(QStringLiteral("<qt>%1</qt>").arg(names.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"))));
    m_valid->setText(errors == 0 ? tr("valid") : errors == 1 ? tr("1 error") : tr("%n errors", nullptr, errors));
    if (!m_document.readOnlyReason().isEmpty())
        m_valid->setText(tr("read-only: %1").arg(m_document.readOnlyReason()));
    color();
}

void StatusLine::color()
{
    const Tokens& tokens = m_theme.tokens();
    for (QWidget* widget : {static_cast<QWidget*>(m_problems), static_cast<QWidget*>(m_first), static_cast<QWidget*>(m_place)})
        setInk(widget, tokens.muted);
    setInk(m_hint, tokens.accent);
    const runlog::TestRun& tests = m_document.tests().run();
    setInk(m_tests, tests.passed() == tests.tests.size() ? tokens.muted : tokens.warn);
    setInk(m_valid, m_document.isValid() ? tokens.muted : tokens.warn);
    if (!m_document.diagnostics().empty())
        setInk(m_problems, tokens.warn);
    update();
}

void StatusLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().window);
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.tokens().line);
}

} // namespace studio
