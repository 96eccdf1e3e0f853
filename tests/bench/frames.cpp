// SPDX-License-Identifier: Apache-2.0
#include "app/mainwindow.h"
#include "app/panes.h"
#include "core/language/diagnostic.h"
#include "tests/bench/corpus.h"
#include "tests/bench/figures.h"
#include "ui/threshold/thresholdchart.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStyleFactory>
#include <QTemporaryDir>
#include <QTimer>

#include <ctime>
#include <iostream>
#include <stdexcept>
#include <utility>

// runlog-studio-bench: the whole window, offscreen, while a hand drags the handle of a number.
//
// A frame begins with the pointer's move and ends when every pane has painted the exact counts of that very value: replay, impact,
// models and paint in one closed loop, nothing sampled or skipped. `blocked` is the longest time in a frame that the window could take
// no input: that of one event. It waits as a desktop's does, and leaves the processor to the replay. Exit code 1 where a bar is missed: 60 frames a second with up to 100,000 steps, 30 with more.
namespace {

using namespace runlog::bench;

struct Choice {
    std::size_t steps = 100'000;
    int positions = 200;
    int rest = 0; // milliseconds between the caret's arrival and the hand's
    int width = 1920;
    int height = 1080;
};

constexpr const char* Dragged[] = {"amount", "run_cost", "day_cost", "user_rate"};

void write(const QString& path, const std::string& text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 || !file.flush())
        throw std::runtime_error("cannot write " + path.toStdString());
}

void waitUntil(const std::function<bool()>& isDone)
{
    while (!isDone())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

void send(QWidget* widget, QEvent::Type type, const QPointF& at, Qt::MouseButtons buttons)
{
    const Qt::MouseButton button = type == QEvent::MouseMove ? Qt::NoButton : Qt::LeftButton;
    QMouseEvent event(type, at, widget->mapToGlobal(at), button, buttons, Qt::NoModifier);
    QCoreApplication::sendEvent(widget, &event);
}

// Milliseconds of every frame, and of the longest time without input in each; and of the processor, by all threads and by the window's.
struct Times {
    std::vector<double> frames;
    std::vector<double> blocked;
    std::vector<double> processor;
    std::vector<double> window;
    double first = 0; // of `frames`: what was not ready is made in it
    double listing = 0;
};

// Measures every event that is handled: as long as one is, the window takes no input. Milliseconds.
class Application : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject* receiver, QEvent* event) override
    {
        if (m_depth++ == 0)
            m_since.start();
        const bool isTaken = QApplication::notify(receiver, event);
        if (--m_depth == 0)
            m_longest = std::max(m_longest, static_cast<double>(m_since.nsecsElapsed()) / 1e6);
        return isTaken;
    }

    static double takeLongest() { return std::exchange(static_cast<Application*>(qApp)->m_longest, 0.0); } // since it was taken last

private:
    QElapsedTimer m_since;
    int m_depth = 0;
    double m_longest = 0;
};

double processorTime(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

class Hand {
public:
    Hand(studio::MainWindow& window, const char* policy) : m_window(window), m_chart(*window.threshold().chart())
    {
        for (const auto& place : runlog::thresholds(*window.document().policyFile()))
            if (place.policy == policy)
                window.focus().setThreshold(place.threshold, place.policy);
        waitUntil([&] { return window.isSettled() && window.threshold().number()->isAtRest() && !m_chart.chart().curve.empty(); });
    }

    Times drag(const Choice& choice)
    {
        QEventLoop rest;
        QTimer::singleShot(choice.rest, &rest, &QEventLoop::quit);
        rest.exec();
        const int positions = choice.positions;
        Times times;
        const QPointF start = m_chart.handleCentre();
        const studio::Axis& axis = m_chart.chart().axis;
        send(&m_chart, QEvent::MouseButtonPress, start, Qt::LeftButton);
        move(start + QPointF(1, 0), times);
        for (int n = 0; n < positions; ++n)
            move({axis.left + axis.width * n / positions, start.y()}, times);
        times.listing = listing({axis.left + axis.width / 8, start.y()}, times);
        m_window.threshold().rollBack();
        send(&m_chart, QEvent::MouseButtonRelease, start, Qt::NoButton);
        waitUntil([this] { return m_window.isSettled(); });
        times.first = times.frames.front();
        return times;
    }

    // Nearly every step changes there.
    void hold()
    {
        Times times;
        const studio::Axis& axis = m_chart.chart().axis;
        send(&m_chart, QEvent::MouseButtonPress, m_chart.handleCentre(), Qt::LeftButton);
        listing({axis.left + 1, m_chart.handleCentre().y()}, times);
    }

    void release()
    {
        m_window.threshold().rollBack();
        send(&m_chart, QEvent::MouseButtonRelease, m_chart.handleCentre(), Qt::NoButton);
        waitUntil([this] { return m_window.isSettled(); });
    }

private:
    // True where the window shows the value under the hand.
    bool isShown() const
    {
        const auto result = m_window.session().result();
        return result && !m_window.session().isBusy() && (!result->draft || result->draft->value == m_window.threshold().gesture().value());
    }

    // The longest time without input while the hand rests there and everything is listed.
    double listing(const QPointF& at, Times& times)
    {
        move(at, times);
        Application::takeLongest();
        waitUntil([this] { return m_window.session().result()->isWhole; });
        QEventLoop rest; // lists that wait for it, and what they paint
        QTimer::singleShot(1000, &rest, &QEventLoop::quit);
        rest.exec();
        return Application::takeLongest();
    }

    void move(const QPointF& at, Times& times)
    {
        QElapsedTimer frame;
        frame.start();
        Application::takeLongest();
        const double processor = processorTime(CLOCK_PROCESS_CPUTIME_ID);
        const double window = processorTime(CLOCK_THREAD_CPUTIME_ID);
        send(&m_chart, QEvent::MouseMove, at, Qt::LeftButton);
        while (!isShown())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::processEvents(); // what is to be painted
        times.frames.push_back(static_cast<double>(frame.nsecsElapsed()) / 1e6);
        times.blocked.push_back(Application::takeLongest());
        times.processor.push_back(processorTime(CLOCK_PROCESS_CPUTIME_ID) - processor);
        times.window.push_back(processorTime(CLOCK_THREAD_CPUTIME_ID) - window);
    }

    studio::MainWindow& m_window;
    studio::ThresholdChart& m_chart;
};

void print(Figures& figures, const Choice& choice, const char* policy, Times times)
{
    double all = 0;
    for (const double frame : times.frames)
        all += frame;
    const double rate = 1000.0 * static_cast<double>(times.frames.size()) / all;
    const double bar = choice.steps <= 100'000 ? 60 : 30;
    runlog::JsonWriter json;
    json.beginObject().member("figure", "frames").member("number", policy).member("steps", std::uint64_t(choice.steps));
    json.member("frames", std::uint64_t(times.frames.size()));
    json.key("p50_ms").raw(rounded(percentile(times.frames, 50), 2)).key("p95_ms").raw(rounded(percentile(times.frames, 95), 2));
    json.key("first_ms").raw(rounded(times.first, 2)).key("max_ms").raw(rounded(times.frames.back(), 2)).key("p95_blocked_ms").raw(rounded(percentile(times.blocked, 95), 2));
    json.key("p50_processor_ms").raw(rounded(percentile(times.processor, 50), 2));
    json.key("p95_processor_ms").raw(rounded(percentile(times.processor, 95), 2));
    json.key("p95_window_processor_ms").raw(rounded(percentile(times.window, 95), 2));
    json.key("listing_blocked_ms").raw(rounded(times.listing, 2));
    json.key("frames_per_second").raw(rounded(rate, 1)).key("bar").raw(rounded(bar, 0)).member("peak_mib", peakMebibytes());
    figures.printBar(std::move(json), rate >= bar);
}

// What the list of changes does with its rows: each key, turn of the wheel and word of the filter, until it is painted. The longest of each.
class Rows {
public:
    explicit Rows(studio::MainWindow& window) : m_window(window), m_view(*window.outcomes().view()) {}

    void print(const Choice& choice, Figures& figures)
    {
        runlog::JsonWriter json;
        json.beginObject().member("figure", "rows").member("steps", std::uint64_t(choice.steps));
        json.member("rows", std::int64_t(m_window.outcomes().model()->rowCount()));
        const auto add = [&](const char* name, double time) {
            json.key(name).raw(rounded(time, 2));
            m_most = std::max(m_most, time);
        };
        add("end_ms", press(Qt::Key_End, 1));
        add("home_ms", press(Qt::Key_Home, 1));
        add("page_ms", press(Qt::Key_PageDown, 20));
        add("down_ms", press(Qt::Key_Down, 20));
        add("next_change_ms", longest(20, [&] { m_window.outcomes().nextChange(); }));
        add("filter_ms", longest(1, [&] { m_window.outcomes().setFilterText(QStringLiteral("payments")); }));
        add("unfiltered_ms", longest(1, [&] { m_window.outcomes().setFilterText({}); }));
        add("by_tool_ms", longest(1, [&] { m_window.outcomes().setGrouping(studio::Grouping::Tool); }));
        add("by_direction_ms", longest(1, [&] { m_window.outcomes().setGrouping(studio::Grouping::Direction); }));
        figures.printBar(std::move(json), m_most <= 100);
    }

private:
    double longest(int times, const std::function<void()>& work) const
    {
        double most = 0;
        for (; times > 0; --times) {
            QElapsedTimer each;
            each.start();
            work();
            QCoreApplication::processEvents();
            most = std::max(most, static_cast<double>(each.nsecsElapsed()) / 1e6);
        }
        return most;
    }
    double press(Qt::Key key, int times) const
    {
        return longest(times, [&] {
            QKeyEvent down(QEvent::KeyPress, key, Qt::NoModifier);
            QCoreApplication::sendEvent(&m_view, &down);
        });
    }

    studio::MainWindow& m_window;
    studio::ChangesView& m_view;
    double m_most = 0;
};

void measure(const Choice& choice, Figures& figures)
{
    const QTemporaryDir folder;
    const QString policy = folder.filePath(QStringLiteral("policies.yaml"));
    const QString runs = folder.filePath(QStringLiteral("runs.jsonl"));
    write(policy, replayPolicies());
    write(runs, replayLines(choice.steps));
    studio::Theme theme;
    const studio::MainWindow::Folders folders{folder.path(), folder.path(), folder.path()};
    studio::MainWindow window(theme, folders);
    theme.choose(studio::Theme::Choice::Light);
    studio::Launch launch;
    launch.policy = policy;
    launch.corpus = QStringList{runs};
    launch.size = QSize(choice.width, choice.height);
    window.start(launch);
    window.show();
    waitUntil([&] { return window.isSettled() && window.session().result(); });
    for (const char* number : Dragged)
        print(figures, choice, number, Hand(window, number).drag(choice));
    Hand hand(window, "run_cost");
    hand.hold();
    Rows(window).print(choice, figures);
    hand.release();
}

} // namespace

int main(int argc, char** argv)
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    Choice choice;
    CLI::App program("drags numbers in the whole window and prints the times of its frames, one JSON line for each number",
                     "runlog-studio-bench");
    program.add_option("--steps", choice.steps, "how many recorded steps")->check(CLI::Range(1, 100'000'000));
    program.add_option("--positions", choice.positions, "how many places each number is put at")->check(CLI::Range(1, 100'000));
    program.add_option("--rest", choice.rest, "milliseconds that each number is looked at before it is dragged")->check(CLI::Range(0, 60'000));
    program.add_option("--width", choice.width, "of the window, in pixels")->check(CLI::Range(900, 8000));
    program.add_option("--height", choice.height, "of the window, in pixels")->check(CLI::Range(560, 8000));
    CLI11_PARSE(program, argc, argv);
    const Application application(argc, argv);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    Figures figures(std::cout);
    try {
        measure(choice, figures);
    } catch (const std::exception& problem) {
        std::cerr << "runlog-studio-bench: " << runlog::printable(problem.what(), 500) << "\n";
        return 2;
    }
    return figures.barsHold() ? 0 : 1;
}
