// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/topbar.h"

#include <QKeySequence>
#include <QString>
#include <functional>
#include <vector>

class QAction;
class QMenu;

namespace studio {

class MainWindow;

// The menus of the window and everything in them, each with its key. Made once; what is listed in a sub-menu (recent files, runs)
// is filled when it opens.
class WindowMenus {
public:
    explicit WindowMenus(MainWindow& window);

    TopBar::Actions topBarActions() const;
    std::vector<QAction*> all() const; // that can be done now, with their texts and keys
    void refresh();                    // what is possible and what is ticked

private:
    using Act = std::function<void()>;
    QAction* add(QMenu* menu, const QString& text, const QKeySequence& key, Act act);
    QAction* addChoice(QMenu* menu, const QString& text, Act act);

    void addActions(const QMenu& menu, std::vector<QAction*>& actions) const;
    void makeFile(QMenu* menu);
    void makeEdit(QMenu* menu);
    void makeView(QMenu* menu);
    void makeReplay(QMenu* menu);
    void makePolicy(QMenu* menu);
    void makeApprovals(QMenu* menu);
    void makeTools(QMenu* menu);
    void makeHelp(QMenu* menu);
    void makeBaseline();
    void makeLabels(QMenu* menu);
    void showBaselines(); // which is ticked, and why one cannot be
    void fillRecent();
    void fillCorpus();
    void fillRecentCorpora(QMenu* menu);

    MainWindow& m_window;
    QMenu* m_baseline;
    QMenu* m_corpus;
    QMenu* m_recent = nullptr;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    QAction* m_save = nullptr;
    QAction* m_reload = nullptr;
    QAction* m_back = nullptr;
    QAction* m_forward = nullptr;
    QAction* m_goTo = nullptr;
    QAction* m_export = nullptr;
    QAction* m_singleKeys = nullptr;
    std::vector<QAction*> m_themes;
    std::vector<QAction*> m_modes;
    std::vector<QAction*> m_baselines;
};

} // namespace studio
