// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/paneheader.h"

#include <QImage>
#include <QLineEdit>
#include <QTest>
#include <QVBoxLayout>

using namespace studio;

class TestMarks : public QObject {
    Q_OBJECT
private slots:
    void everyOutcomeHasAShapeOfItsOwnWithoutColour();
    void whatWasIsNotWhatIs();
    void aTriangleUpIsNotATriangleDown();
    void iconsAreDrawnInTheThemesInk();
    void theHeaderOfTheActivePaneHasAnAccentLine();
};

namespace {

template <typename Paint>
QImage painted(Paint paint)
{
    QImage image(24, 24, QImage::Format_ARGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paint(painter);
    painter.end();
    return image;
}

QImage mark(runlog::Outcome outcome, MarkStyle style)
{
    Tokens grey = lightTokens();
    for (OutcomeColors& colors : grey.outcomes)
        colors = {Qt::black, Qt::black, Qt::white, Qt::white};
    grey.unreached = grey.outcomes[0];
    // Below 10 px there is no letter: only the shape is left.
    return painted([&](QPainter& painter) { paintMark(painter, QPointF(12, 12), 9.5, outcome, style, grey); });
}

constexpr runlog::Outcome All[] = {runlog::Outcome::Allow,           runlog::Outcome::Log,  runlog::Outcome::Modify,
                                   runlog::Outcome::RequireApproval, runlog::Outcome::Deny, runlog::Outcome::Terminate,
                                   runlog::Outcome::NotReached};

// Whether a pixel is near this ink: lines are antialiased.
bool hasInk(const QImage& image, const QColor& ink)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() > 100 && std::abs(pixel.red() - ink.red()) < 12 && std::abs(pixel.blue() - ink.blue()) < 12)
                return true;
        }
    }
    return false;
}

} // namespace

void TestMarks::everyOutcomeHasAShapeOfItsOwnWithoutColour()
{
    QList<QImage> seen;
    for (const runlog::Outcome outcome : All) {
        const QImage image = mark(outcome, MarkStyle::Filled);
        QVERIFY(!seen.contains(image));
        seen.append(image);
    }
}

void TestMarks::whatWasIsNotWhatIs()
{
    for (const runlog::Outcome outcome : {runlog::Outcome::Modify, runlog::Outcome::RequireApproval, runlog::Outcome::Deny,
                                          runlog::Outcome::Terminate})
        QVERIFY(mark(outcome, MarkStyle::Filled) != mark(outcome, MarkStyle::Outlined));
}

void TestMarks::aTriangleUpIsNotATriangleDown()
{
    const auto triangle = [](bool up) {
        return painted([up](QPainter& painter) { paintTriangle(painter, QPointF(12, 12), 10, up, Qt::black); });
    };
    QVERIFY(triangle(true) != triangle(false));
    QCOMPARE(triangle(true).mirrored(), triangle(false));
}

void TestMarks::iconsAreDrawnInTheThemesInk()
{
    for (const char* name : {"undo", "redo", "back", "forward", "search", "copy", "warning", "close", "down"}) {
        const QImage image = lineIcon(name, darkTokens()).pixmap(16, 16).toImage();
        QVERIFY2(!image.isNull() && hasInk(image, darkTokens().muted), name);
        QVERIFY2(image != lineIcon(name, lightTokens()).pixmap(16, 16).toImage(), name);
    }
}

void TestMarks::theHeaderOfTheActivePaneHasAnAccentLine()
{
    QWidget window;
    auto* row = new QVBoxLayout(&window);
    auto* pane = new QWidget;
    auto* layout = new QVBoxLayout(pane);
    auto* header = new PaneHeader("Threshold");
    auto* inside = new QLineEdit;
    auto* outside = new QLineEdit;
    layout->addWidget(header);
    layout->addWidget(inside);
    row->addWidget(pane);
    row->addWidget(outside);
    window.setPalette(palette(lightTokens()));
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    outside->setFocus();
    QCOMPARE(header->grab().toImage().pixelColor(100, 0), lightTokens().pane);
    inside->setFocus();
    QCOMPARE(header->grab().toImage().pixelColor(100, 0), lightTokens().accent);
    QCOMPARE(header->accessibleName(), QString("Threshold"));
}

QTEST_MAIN(TestMarks)
#include "tst_marks.moc"
