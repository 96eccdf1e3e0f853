// SPDX-License-Identifier: Apache-2.0
#include "app/cli/interrupt.h"

#include <QtTest>

#include <csignal>
#include <latch>

using runlog::cli::Interrupt;

class TestInterrupt : public QObject {
    Q_OBJECT

private slots:
    void aSignalAsksForAStop_data();
    void aSignalAsksForAStop();
    void theNextOneStartsAnew();
    void theOldHandlerComesBack();
};

namespace {

void waitForStop(const Interrupt& interrupt)
{
    std::latch stopped(1);
    const std::stop_callback call(interrupt.token(), [&] { stopped.count_down(); });
    stopped.wait();
}

} // namespace

void TestInterrupt::aSignalAsksForAStop_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("interrupt") << SIGINT;
    QTest::newRow("terminate") << SIGTERM;
}

void TestInterrupt::aSignalAsksForAStop()
{
    QFETCH(int, number);
    const Interrupt interrupt;
    QVERIFY(!interrupt.token().stop_requested());
    std::raise(number);
    waitForStop(interrupt);
    QVERIFY(interrupt.token().stop_requested());
}

void TestInterrupt::theNextOneStartsAnew()
{
    {
        const Interrupt interrupt;
        std::raise(SIGINT);
        waitForStop(interrupt);
    }
    const Interrupt interrupt;
    QVERIFY(!interrupt.token().stop_requested());
}

void TestInterrupt::theOldHandlerComesBack()
{
    std::signal(SIGINT, SIG_IGN);
    {
        const Interrupt interrupt;
    }
    QVERIFY(std::signal(SIGINT, SIG_DFL) == SIG_IGN);
}

QTEST_APPLESS_MAIN(TestInterrupt)
#include "tst_interrupt.moc"
