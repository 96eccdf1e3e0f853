// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/strip/verdict.h"
#include "ui/theme/tokens.h"

#include <QTimer>
#include <QWidget>

namespace studio {

// The top line of the window: each outcome in its fixed place with the difference to the baseline, what is uncertain apart,
// what was saved, and what the replay assumed; at the right end, where lines of the runs were damaged, that it is incomplete. One widget,
// one paint; each cell is an accessible child with a whole sentence.
//
// A click on a cell, or Space on it, asks for the changed steps of that outcome, or for what is damaged. Left and Right move between cells.
class VerdictStrip : public QWidget {
    Q_OBJECT
public:
    VerdictStrip(ReplaySession& session, Theme& theme, QWidget* parent = nullptr);

    const std::vector<VerdictCell>& cells() const { return m_cells; }
    QRect cellRect(std::size_t cell) const; // empty: left out, the window is too narrow
    void press(std::size_t cell);
    void setFirstDamage(const QString& words); // "runs.jsonl:7: error: …"; empty: none is known
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void outcomeClicked(runlog::Outcome outcome);
    void damageClicked();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void busyChanged(bool busy);
    void place();
    void paintCell(QPainter& painter, std::size_t cell) const;
    void paintSign(QPainter& painter, const VerdictCell& cell, const QPointF& middle) const;
    void paintFigure(QPainter& painter, const VerdictCell& cell, const QRect& rect, int baseline) const;
    int naturalWidth(const VerdictCell& cell) const;
    std::optional<std::size_t> cellAt(const QPoint& position) const;
    void moveCurrent(int step);

    ReplaySession& m_session;
    Theme& m_theme;
    QString m_firstDamage;
    std::vector<VerdictCell> m_cells;
    std::vector<QRect> m_rects;
    QTimer m_patience;
    bool m_showsWork = false; // a replay takes longer than one should wait without being told
    std::optional<std::size_t> m_hovered;
    std::size_t m_current = 0;
};

} // namespace studio
