// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/outcomes/changesmodel.h"
#include "ui/theme/tokens.h"

#include <QTableView>

namespace studio {

// The list of changed outcomes: rows of one height, no lines between cells, heads are stepped over. Right and Left fold and unfold;
// Y and N label the current step, with Shift and a reason, Delete takes its label away, U undoes.
class ChangesView : public QTableView {
    Q_OBJECT
public:
    explicit ChangesView(Theme& theme, QWidget* parent = nullptr);

    enum class Order { Block, Pass, BlockBecause, PassBecause, TakeLabel, Undo };

    void setChanges(ChangesModel* model);
    void setSingleKeys(bool on) { m_singleKeys = on; }

signals:
    void chosen(std::size_t step); // Enter, or a double click
    void ordered(studio::ChangesView::Order order);

protected:
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitColumns();
    bool isOnFold(const QModelIndex& index, const QPoint& at) const;
    void choose(const QModelIndex& index);

    ChangesModel* m_changes = nullptr;
    bool m_singleKeys = true;
};

} // namespace studio
