// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/outcomes/changesmodel.h"
#include "ui/theme/tokens.h"

#include <QTableView>

namespace studio {

// The list of changed outcomes: rows of one height, no lines between cells, heads are stepped over. Right and Left fold and unfold.
class ChangesView : public QTableView {
    Q_OBJECT
public:
    explicit ChangesView(Theme& theme, QWidget* parent = nullptr);

    void setChanges(ChangesModel* model);

signals:
    void chosen(std::size_t step); // Enter, or a double click

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
};

} // namespace studio
