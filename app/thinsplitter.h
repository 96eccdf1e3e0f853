// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSplitter>

namespace studio {

// Panes that meet at one 1-px line, which the mouse can grab over five.
class ThinSplitter : public QSplitter {
    Q_OBJECT
public:
    explicit ThinSplitter(Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    QSplitterHandle* createHandle() override;
};

} // namespace studio
