// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/ui/threshold/studiofixture.h"
#include "ui/threshold/thresholdpane.h"

// The fixture with a pane on the screen, looking at the first number, at rest.
struct Shown : StudioFixture {
    studio::ThresholdPane pane;

    explicit Shown(const QByteArray& policies, int runs = 20)
        : StudioFixture(policies, searchRuns(runs)), pane(document, session, focus, labels, theme)
    {
        pane.resize(560, 460);
        pane.show();
        pane.activateWindow();
    }

    bool waitUntilShown()
    {
        focusNumber();
        return QTest::qWaitForWindowActive(&pane)
               && QTest::qWaitFor([this] { return isSettled() && !pane.chart()->chart().bins.empty(); })
               && QTest::qWaitFor([this] { return !pane.chart()->chart().curve.empty(); });
    }
    QPoint handle() { return pane.chart()->handleCentre().toPoint(); }
    QPoint at(double value)
    {
        return QPoint(qRound(pane.chart()->chart().axis.x(value)), handle().y());
    }
    void press() { QTest::mousePress(pane.chart(), Qt::LeftButton, Qt::NoModifier, handle()); }
    void dragTo(double value) { QTest::mouseMove(pane.chart(), at(value)); }
    void release(double value) { QTest::mouseRelease(pane.chart(), Qt::LeftButton, Qt::NoModifier, at(value)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) { QTest::keyClick(pane.chart(), key, modifiers); }
    // How many times Undo has something to do; leaves the text as it was at the start.
    int undoEntries()
    {
        int entries = 0;
        for (; document.textDocument()->isUndoAvailable(); ++entries)
            document.textDocument()->undo();
        return entries;
    }
};
