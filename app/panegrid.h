// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>
#include <QWidget>

class QSplitter;
class QTabWidget;

namespace studio {

// Where the panes stand: cause on the left, population in the middle, cases on the right, 36 : 36 : 28. Below 1,366 px of
// width the two panes on the right share their place as tabs.
class PaneGrid : public QWidget {
    Q_OBJECT
public:
    struct Panes {
        QWidget* editor;
        QWidget* problems;
        QWidget* threshold;
        QWidget* step;
        QWidget* outcomes;
        QWidget* approvals;
    };

    explicit PaneGrid(const Panes& panes, QWidget* parent = nullptr);

    void resetLayout();
    void raise(QWidget* pane); // shows it and gives it the keyboard
    void setTabTexts(const QString& outcomes, const QString& approvals);
    bool isNarrow() const { return m_narrow; }

    QByteArray saveState() const;
    void restoreState(const QByteArray& state);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void arrangeRight();
    void levelRows(QSplitter* moved, QSplitter* other);

    Panes m_panes;
    QSplitter* m_columns;
    QSplitter* m_left;
    QSplitter* m_middle;
    QSplitter* m_right;
    QTabWidget* m_tabs;
    QStringList m_tabTexts{QString(), QString()};
    bool m_narrow = false;
    bool m_placed = false;
};

} // namespace studio
