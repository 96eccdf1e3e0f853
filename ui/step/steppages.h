// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/step/contentrows.h"
#include "ui/step/explainrows.h"
#include "ui/step/runview.h"

#include <QStackedWidget>

class QTableView;
class QTreeView;

namespace studio {

class ContentModel;
class ExplainModel;
class NotesPage;
class RawText;
class StepsModel;
class Theme;

// The pages below a step's decision: why, the steps of its run, what it carries, the same as text, and notes.
class StepPages : public QStackedWidget {
    Q_OBJECT
public:
    enum Page { Why, Steps, Content, Raw, Notes, PageCount };

    explicit StepPages(Theme& theme, QWidget* parent = nullptr);

    static QString title(Page page);
    void setExplanation(std::vector<ExplainNode> rows);
    void setSteps(const std::vector<StepEntry>& steps, int current);
    void setContent(const StepContent& content);
    NotesPage& notes() { return *m_notes; }

signals:
    void chosen(int place);                    // in the list of steps, by hand
    void policyChosen(const std::string& id);  // in the decision tree

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeWhy(Theme& theme);
    void makeSteps(Theme& theme);
    void makeContent(Theme& theme);
    void spanHeadings();
    void fitColumns();

    ExplainModel* m_explainModel;
    QTreeView* m_why = nullptr;
    StepsModel* m_stepsModel;
    QTableView* m_steps = nullptr;
    ContentModel* m_contentModel;
    QTreeView* m_content = nullptr;
    RawText* m_raw = nullptr;
    NotesPage* m_notes;
    bool m_following = false;
};

} // namespace studio
