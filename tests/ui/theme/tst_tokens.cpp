// SPDX-License-Identifier: Apache-2.0
#include "ui/theme/figures.h"
#include "ui/theme/paint.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QImage>
#include <QSignalSpy>
#include <QTest>
#include <cmath>

using namespace studio;

class TestTokens : public QObject {
    Q_OBJECT
private slots:
    void textIsReadableOnEverySurface_data();
    void textIsReadableOnEverySurface();
    void outcomeTextIsReadableOnItsTint_data();
    void outcomeTextIsReadableOnItsTint();
    void aWidgetFindsItsTokensFromThePalette();
    void choosingAThemeSetsThePaletteAndSaysSo();
    void numbersHaveARealMinusAndGroups();
    void untrustedTextIsShownWithEscapes();
    void figuresStandInEqualCells();
};

namespace {

double channel(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

double luminance(const QColor& color)
{
    return 0.2126 * channel(color.redF()) + 0.7152 * channel(color.greenF()) + 0.0722 * channel(color.blueF());
}

// WCAG 2.1, contrast ratio.
double contrast(const QColor& a, const QColor& b)
{
    const double x = luminance(a);
    const double y = luminance(b);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

void bothThemes()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

} // namespace

void TestTokens::textIsReadableOnEverySurface_data() { bothThemes(); }

void TestTokens::textIsReadableOnEverySurface()
{
    QFETCH(bool, dark);
    const Tokens& t = dark ? darkTokens() : lightTokens();
    for (const QColor& surface : {t.window, t.pane, t.field, t.hover}) {
        for (const QColor& ink : {t.text, t.muted, t.faint, t.accent, t.warn})
            QVERIFY2(contrast(ink, surface) >= 4.5, qPrintable(ink.name() + " on " + surface.name()));
        for (const QColor& mark : {t.edge, t.bar})
            QVERIFY2(contrast(mark, surface) >= 3.0, qPrintable(mark.name() + " on " + surface.name()));
    }
    QVERIFY(contrast(t.onAccent, t.accent) >= 4.5);
}

void TestTokens::outcomeTextIsReadableOnItsTint_data() { bothThemes(); }

void TestTokens::outcomeTextIsReadableOnItsTint()
{
    QFETCH(bool, dark);
    const Tokens& t = dark ? darkTokens() : lightTokens();
    for (const OutcomeColors& colors : t.outcomes) {
        QVERIFY2(contrast(colors.text, colors.tint) >= 4.5, qPrintable(colors.text.name()));
        QVERIFY2(contrast(colors.mark, t.pane) >= 3.0, qPrintable(colors.mark.name()));
    }
}

void TestTokens::aWidgetFindsItsTokensFromThePalette()
{
    QVERIFY(tokensOf(palette(darkTokens())).dark);
    QVERIFY(!tokensOf(palette(lightTokens())).dark);
}

void TestTokens::choosingAThemeSetsThePaletteAndSaysSo()
{
    Theme theme;
    QSignalSpy changed(&theme, &Theme::changed);
    theme.choose(Theme::Choice::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Window), darkTokens().window);
    theme.choose(Theme::Choice::Light);
    QCOMPARE(QApplication::palette().color(QPalette::Window), lightTokens().window);
    QCOMPARE(QApplication::palette().color(QPalette::Highlight), lightTokens().accent);
    QCOMPARE(changed.count(), 2);
}

void TestTokens::numbersHaveARealMinusAndGroups()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(countText(97352), QString("97,352"));
    QCOMPARE(countText(-1234), QString::fromUtf8("−1,234"));
    QCOMPARE(countText(0), QString("0"));
}

void TestTokens::untrustedTextIsShownWithEscapes()
{
    QCOMPARE(plain("a\x1b[31m<b>&amp;"), QString("a\\x1b[31m<b>&amp;"));
    QVERIFY(!plain("abc\xE2\x80\xAE" "def").contains(QChar(0x202E)));
}

void TestTokens::figuresStandInEqualCells()
{
    const QFont font = QApplication::font();
    QCOMPARE(figuresWidth(font, "111"), figuresWidth(font, "888"));
    QVERIFY(figuresWidth(font, "1111") > figuresWidth(font, "888"));
    QImage image(100, 30, QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&image);
    QCOMPARE(paintFigures(painter, QPointF(0, 20), "1,111"), figuresWidth(painter.font(), "8,888"));
}

QTEST_MAIN(TestTokens)
#include "tst_tokens.moc"
