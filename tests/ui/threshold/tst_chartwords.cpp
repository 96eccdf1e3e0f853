// SPDX-License-Identifier: Apache-2.0
#include "ui/threshold/chart.h"
#include "ui/threshold/words.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QtTest>

using namespace studio;
using runlog::Outcome;

namespace {

struct PaintedText {
    QString text;
    QRectF box;
    bool isSeen = false; // it has a pen
};

// Keeps the words that are painted and nothing else.
class TextEngine : public QPaintEngine {
public:
    TextEngine() : QPaintEngine(AllFeatures) {}

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState& now) override
    {
        if (now.state() & DirtyPen)
            m_pen = now.pen();
    }
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
    void drawPath(const QPainterPath&) override {}
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
    void drawTextItem(const QPointF& place, const QTextItem& item) override
    {
        const QRectF box(place.x(), place.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        texts.push_back({item.text(), box, m_pen.style() != Qt::NoPen});
    }
    Type type() const override { return User; }

    QList<PaintedText> texts;

private:
    QPen m_pen;
};

class TextDevice : public QPaintDevice {
public:
    explicit TextDevice(const QSize& size) : m_size(size) {}
    QPaintEngine* paintEngine() const override { return &m_engine; }
    const QList<PaintedText>& texts() const { return m_engine.texts; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth: return m_size.width();
        case PdmHeight: return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY: return 96;
        case PdmDevicePixelRatio: return 1;
        case PdmDepth: return 32;
        default: return QPaintDevice::metric(metric);
        }
    }

private:
    QSize m_size;
    mutable TextEngine m_engine;
};

// A number that was 100 and is moved: fifty bars that fall from left to right, and a legend of three lines.
Chart chartAt(double draft, const ChartPlaces& places)
{
    Chart chart;
    chart.axis = {0, 104, false, places.bars.left(), places.bars.width()};
    for (int bin = 0; bin < 50; ++bin)
        chart.bins.push_back({bin * 2.0, bin * 2.0 + 2, static_cast<std::size_t>(300 / (bin + 1)), 0, 0, 0});
    chart.binText = QStringLiteral("steps per 2");
    chart.draft = {draft, QString::number(draft, 'f', 2)};
    chart.saved = Chart::Line{100, QStringLiteral("saved 100.00")};
    chart.difference = QStringLiteral("-%1").arg(100 - draft);
    chart.legend = legendOf({227, 225, 25, 0}, Outcome::Deny);
    chart.curve = {{0, 90}, {draft, 26}, {100, 6}};
    chart.curveText = QStringLiteral("denied, by threshold");
    return chart;
}

QList<PaintedText> wordsOf(const Chart& chart, const ChartPlaces& places, const QSize& size)
{
    TextDevice device(size);
    QPainter painter(&device);
    paintChart(painter, places, chart, lightTokens());
    painter.end();
    return device.texts();
}

const PaintedText* find(const QList<PaintedText>& words, const QString& text)
{
    for (const PaintedText& painted : words)
        if (painted.text == text)
            return &painted;
    return nullptr;
}

} // namespace

class TestChartWords : public QObject {
    Q_OBJECT

private slots:
    void theDifferenceAndWhatIsLeftOutAreSeen();
    void noWordsLieOnOthersOrUnderTheHandlesLine_data();
    void noWordsLieOnOthersOrUnderTheHandlesLine();
};

void TestChartWords::theDifferenceAndWhatIsLeftOutAreSeen()
{
    const QSize size(640, 260);
    const ChartPlaces places = placesOf(size, false);
    Chart chart = chartAt(40, places);
    QVERIFY(find(wordsOf(chart, places, size), QStringLiteral("-60")));
    chart.leftOut = QStringLiteral("12 % below 0");
    for (const PaintedText& painted : wordsOf(chart, places, size))
        QVERIFY2(painted.isSeen, qPrintable(painted.text));
    QVERIFY(find(wordsOf(chart, places, size), chart.leftOut));
}

void TestChartWords::noWordsLieOnOthersOrUnderTheHandlesLine_data()
{
    QTest::addColumn<int>("width");
    for (const int width : {460, 640, 900, 1400})
        QTest::addRow("%d pixels", width) << width;
}

void TestChartWords::noWordsLieOnOthersOrUnderTheHandlesLine()
{
    QFETCH(int, width);
    const QSize size(width, 260);
    const ChartPlaces places = placesOf(size, false);
    for (int draft = 0; draft < 100; ++draft) {
        const Chart chart = chartAt(draft, places);
        const QList<PaintedText> words = wordsOf(chart, places, size);
        const PaintedText* caption = find(words, chart.binText);
        const qreal line = chart.axis.x(draft);
        for (const LegendLine& each : chart.legend) {
            const PaintedText* legend = find(words, each.words);
            QVERIFY(legend);
            QVERIFY2(legend->box.left() > line || legend->box.right() < line, qPrintable(QString::number(draft)));
            QVERIFY2(!caption || !caption->box.intersects(legend->box), qPrintable(QString::number(draft)));
        }
    }
}

QTEST_MAIN(TestChartWords)
#include "tst_chartwords.moc"
