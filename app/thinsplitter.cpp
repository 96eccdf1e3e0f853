// SPDX-License-Identifier: Apache-2.0
#include "app/thinsplitter.h"

#include <QPainter>
#include <QSplitterHandle>

namespace studio {

namespace {

class ThinHandle : public QSplitterHandle {
public:
    using QSplitterHandle::QSplitterHandle;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter(this).fillRect(contentsRect(), palette().color(QPalette::Mid));
    }
};

} // namespace

ThinSplitter::ThinSplitter(Qt::Orientation orientation, QWidget* parent)
    : QSplitter(orientation, parent)
{
    setHandleWidth(1);
    setChildrenCollapsible(false);
}

QSplitterHandle* ThinSplitter::createHandle() { return new ThinHandle(orientation(), this); }

} // namespace studio
