// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QListView>

namespace studio {

class CardsDelegate;
class CardsModel;
class Theme;

// The list of requests, the current one open. With the keyboard: J and K or the arrows move, A approves, D denies, E edits, X marks,
// Shift+A approves all alike, U undoes, S skips. Single keys can be switched off.
class CardsView : public QListView {
    Q_OBJECT
public:
    enum class Order { Approve, ApproveAlike, Deny, Edit, Mark, Undo, Skip };

    explicit CardsView(Theme& theme, QWidget* parent = nullptr);

    void setCards(CardsModel* model);
    void setSingleKeys(bool on) { m_singleKeys = on; }
    void openCurrent();          // lays out again after the current card changed
    bool isWhole(int row) const; // wholly in view, or as much of it as there is room for

signals:
    void ordered(studio::CardsView::Order order);
    void moved(int row);         // by hand

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void move(int by);

    CardsDelegate* m_delegate;
    bool m_singleKeys = true;
};

} // namespace studio
