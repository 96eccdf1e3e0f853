// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/session/replaysession.h"
#include "ui/theme/tokens.h"
#include "ui/threshold/numberface.h"

#include <QWidget>

class QStackedWidget;

namespace studio {

class FlatTabs;
class HintPage;
class LabelBook;
class MapFace;
class PaneHeader;
class RatesFace;
class ValuesFace;

// The pane of what is under the caret. Its faces are pages of one header: the values of a number with the hand that moves it or those of a
// condition without a number, the map of the number and another one, and the rates of its policy; a hint with the numbers of the file where there is nothing to show.
class ThresholdPane : public QWidget {
    Q_OBJECT
public:
    enum class Face { Values, Map, Rates };

    ThresholdPane(Document& document, ReplaySession& session, Focus& focus, LabelBook& labels, Theme& theme, QWidget* parent = nullptr);
    ~ThresholdPane() override;

    void showFace(Face face);
    Face face() const;
    NumberFace* number() { return m_number; }
    MapFace* map() { return m_map; }
    RatesFace* rates() { return m_rates; }
    ValuesFace* values() { return m_values; }
    FlatTabs* tabs() { return m_tabs; }

    ThresholdChart* chart() { return m_number->chart(); }
    ValueBox* box() { return m_number->box(); }
    const ThresholdGesture& gesture() const { return m_number->gesture(); }
    QString nothingChanges() const { return m_number->nothingChanges(); }
    QString hint() const; // of the empty states; empty while there is something to show

public slots:
    void commit() { m_number->commit(); }
    void rollBack() { m_number->rollBack(); }
    void returnToBaseline() { m_number->returnToBaseline(); }

signals:
    void statusChanged(const QString& text); // of NumberFace
    void observationsChanged(std::shared_ptr<const runlog::Observations> observations, const QString& field);

private:
    void makeWidgets();
    void choosePage();
    void showHint();
    void showHeader();
    QWidget* pageOf(Face face) const;

    Document& m_document;
    ReplaySession& m_session;
    Focus& m_focus;
    PaneHeader* m_header;
    FlatTabs* m_tabs;
    QStackedWidget* m_pages;
    HintPage* m_hintPage;
    NumberFace* m_number;
    MapFace* m_map;
    RatesFace* m_rates;
    ValuesFace* m_values;
};

} // namespace studio
