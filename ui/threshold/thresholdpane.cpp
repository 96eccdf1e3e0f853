// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/thresholdpane.h"

#include "ui/theme/flattabs.h"
#include "ui/theme/paint.h"
#include "ui/theme/paneheader.h"
#include "ui/threshold/hintpage.h"
#include "ui/threshold/mapface.h"
#include "ui/threshold/ratesface.h"
#include "ui/threshold/valuesface.h"
#include "ui/threshold/words.h"

#include <QStackedWidget>
#include <QVBoxLayout>

namespace studio {

namespace {

std::vector<HintPage::Link> linksOf(const runlog::PolicyFile& file)
{
    constexpr std::size_t Most = 1000;
    std::vector<HintPage::Link> links;
    for (const runlog::ThresholdPlace& place : runlog::thresholds(file)) {
        if (links.size() == Most)
            break;
        const QString text = QStringLiteral("%1 %2").arg(conditionName(place), plain(place.value->text));
        links.push_back({text + QStringLiteral("  ·  ") + plain(place.policy), place.threshold, place.policy});
    }
    return links;
}

} // namespace

ThresholdPane::ThresholdPane(Document& document, ReplaySession& session, Focus& focus, LabelBook& labels, Theme& theme, QWidget* parent)
    : QWidget(parent), m_document(document), m_session(session), m_focus(focus)
{
    m_pages = new QStackedWidget(this);
    m_hintPage = new HintPage(m_pages);
    m_number = new NumberFace(document, session, focus, labels, theme, m_pages);
    m_map = new MapFace(document, session, focus, theme, m_pages);
    m_rates = new RatesFace(session, focus, theme, m_pages);
    m_values = new ValuesFace(document, session, focus, theme, m_pages);
    makeWidgets();
    connect(m_tabs, &QTabBar::currentChanged, this, &ThresholdPane::choosePage);
    connect(m_number, &NumberFace::shownChanged, this, &ThresholdPane::choosePage);
    connect(m_number, &NumberFace::statusChanged, this, &ThresholdPane::statusChanged);
    connect(m_number, &NumberFace::observationsChanged, this, &ThresholdPane::observationsChanged);
    connect(m_map, &MapFace::shownChanged, this, &ThresholdPane::choosePage);
    connect(m_map, &MapFace::statusChanged, this, &ThresholdPane::statusChanged);
    connect(m_rates, &RatesFace::shownChanged, this, &ThresholdPane::showHeader);
    connect(m_values, &ValuesFace::shownChanged, this, &ThresholdPane::choosePage);
    connect(&focus, &Focus::policyChanged, this, &ThresholdPane::choosePage);
    connect(&document, &Document::diagnosticsChanged, this, &ThresholdPane::choosePage);
    connect(m_hintPage, &HintPage::chosen, this, [this](const runlog::Threshold& threshold, const std::string& policy) {
        m_focus.setThreshold(threshold, policy);
    });
    choosePage();
}

ThresholdPane::~ThresholdPane()
{
    disconnect(m_number, nullptr, this, nullptr); // a face that goes has nothing more to show
    disconnect(m_map, nullptr, this, nullptr);
    disconnect(m_rates, nullptr, this, nullptr);
    disconnect(m_values, nullptr, this, nullptr);
}

void ThresholdPane::makeWidgets()
{
    setAccessibleName(tr("Threshold"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_header = new PaneHeader(tr("Threshold"), this);
    m_header->setDetailFont(monoFont());
    m_tabs = new FlatTabs(m_header);
    m_tabs->setAccessibleName(tr("faces of the threshold"));
    m_tabs->addTab(tr("Threshold"));
    m_tabs->addTab(tr("Map"));
    m_tabs->addTab(tr("Rates"));
    m_header->setLead(m_tabs);
    for (QWidget* control : m_number->controls())
        m_header->addControl(control);

    for (QWidget* page : std::initializer_list<QWidget*>{m_hintPage, m_number, m_map, m_rates, m_values})
        m_pages->addWidget(page);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_pages, 1);
}

void ThresholdPane::showFace(Face face) { m_tabs->setCurrentIndex(static_cast<int>(face)); }
ThresholdPane::Face ThresholdPane::face() const { return static_cast<Face>(m_tabs->currentIndex()); }

QString ThresholdPane::hint() const
{
    return m_pages->currentWidget() == m_hintPage ? m_hintPage->hint() : QString();
}

// The page of a face, or the hint where it has nothing to show.
QWidget* ThresholdPane::pageOf(Face face) const
{
    if (!m_session.runs() || m_session.runs()->stepCount() == 0)
        return m_hintPage;
    switch (face) {
    case Face::Values:
        if (m_number->hasNumber())
            return m_number;
        return m_values->hasCondition() ? static_cast<QWidget*>(m_values) : m_hintPage;
    case Face::Map: return m_map->hasNumbers() ? static_cast<QWidget*>(m_map) : m_hintPage;
    case Face::Rates: return m_rates->hasPolicy() ? static_cast<QWidget*>(m_rates) : m_hintPage;
    }
    return m_hintPage;
}

void ThresholdPane::choosePage()
{
    QWidget* page = pageOf(face());
    if (page == m_hintPage)
        showHint();
    m_pages->setCurrentWidget(page);
    showHeader();
}

void ThresholdPane::showHint()
{
    const auto file = m_document.policyFile();
    std::vector<HintPage::Link> links = file ? linksOf(*file) : std::vector<HintPage::Link>();
    if (!m_session.runs() || m_session.runs()->stepCount() == 0)
        m_hintPage->setHint(tr("No runs loaded. Drop a trace here or open the sample."));
    else if (face() == Face::Rates)
        m_hintPage->setHint(tr("Put the caret in a policy to see how often it matches, day by day."));
    else if (face() == Face::Map && links.size() == 1)
        m_hintPage->setHint(tr("The map lays out two numbers against each other; this file has only one."));
    else if (links.empty() && !m_document.isValid())
        m_hintPage->setHint(tr("The text has an error. Its numbers are here again when it is put right."));
    else if (links.empty())
        m_hintPage->setHint(tr("This file compares nothing with a number."));
    else
        m_hintPage->setHint(tr("Put the caret on a number to see the values it was compared with:"));
    m_hintPage->setLinks(std::move(links));
}

void ThresholdPane::showHeader()
{
    const QWidget* page = m_pages->currentWidget();
    for (QWidget* control : m_number->controls())
        control->setVisible(page == m_number);
    const auto show = [this](const QString& detail, const QString& note, const QString& shorter = {}) {
        m_header->setDetail(detail, shorter);
        m_header->setNote(note);
    };
    if (page == m_number && m_number->hasNumber())
        return show(m_number->detail(), m_number->note(), m_number->shortDetail());
    if (page == m_map && m_map->hasNumbers())
        return show(m_map->detail(), {});
    if (page == m_rates)
        return show(m_rates->detail(), m_rates->note());
    if (page == m_values && m_values->hasCondition())
        return show(m_values->detail(), m_values->note());
    show({}, {});
}

} // namespace studio
