// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>
#include <vector>

class QAction;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace studio {

// The line under the menus: undo and redo, the way back and forward, what is looked at, the baseline, the runs, and two verbs.
class TopBar : public QWidget {
    Q_OBJECT
public:
    struct Actions {
        QAction* undo;
        QAction* redo;
        QAction* back;
        QAction* forward;
        QAction* goTo;
        QAction* exportPolicy;
        QMenu* baseline;
        QMenu* corpus;
    };

    TopBar(Theme& theme, const Actions& actions, QWidget* parent = nullptr);

    void setFocusText(const QString& text);
    void setBaselineText(const QString& text);
    void setCorpusText(const QString& text);
    void setCorpusFiltered(const QString& text); // stands behind it; empty: all runs are shown
    QString focusText() const;
    QString corpusText() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QToolButton* iconButton(QAction* action, const QString& icon);
    QToolButton* selector(const QString& name, QMenu* menu);
    void drawIcons();
    void showCorpus();

    Theme& m_theme;
    std::vector<std::pair<QToolButton*, QString>> m_icons;
    QLabel* m_focus;
    QToolButton* m_baseline;
    QToolButton* m_corpus;
    QString m_corpusText;
    QString m_filtered;
    QPushButton* m_goTo;
};

} // namespace studio
