// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/session/document.h"
#include "ui/session/focus.h"
#include "ui/session/replaysession.h"
#include "ui/theme/tokens.h"
#include "ui/threshold/valuesmodel.h"

#include <QWidget>

class QLabel;
class QListView;
class QPushButton;

namespace studio {

// The face of a condition without a number: how often it saw each text or item of a list, with a bar, or what the detector found by
// entity. Space puts the current value into the condition's list or takes it out, as one edit; Enter goes to its first step.
class ValuesFace : public QWidget {
    Q_OBJECT
public:
    ValuesFace(Document& document, ReplaySession& session, Focus& focus, Theme& theme, QWidget* parent = nullptr);

    ValuesModel* model() { return m_model; }
    QListView* view() { return m_view; }
    bool hasCondition() const { return condition() != nullptr; }
    QString detail() const;
    QString note() const;
    QString words() const; // the line below the list

public slots:
    void toggleListed(); // of the current row

signals:
    void shownChanged();

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    const runlog::Condition* condition() const;
    void ask();
    void take(const std::string& id, std::optional<runlog::ValueCounts> counts);
    void goToFirst();
    void showRow();
    runlog::FileEdit editOf(const runlog::ValueCount& count) const;

    Document& m_document;
    ReplaySession& m_session;
    Focus& m_focus;
    ValuesModel* m_model;
    QListView* m_view;
    QPushButton* m_toggle;
    QLabel* m_words;
    std::string m_shownId; // whose counts the model holds
};

} // namespace studio
