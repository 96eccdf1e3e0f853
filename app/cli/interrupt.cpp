// SPDX-License-Identifier: Apache-2.0
#include "app/cli/interrupt.h"

#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace runlog::cli {

namespace {

// A handler may write to a pipe and little else; a thread waits at the other end.
int pipeEnds[2] = {-1, -1};

constexpr char Interrupted = 'i';
constexpr char Over = 'o';

extern "C" void tellOfSignal(int number)
{
    if (::write(pipeEnds[1], &Interrupted, 1) != 1)
        ::_exit(128 + number);
}

char nextByte()
{
    char byte = Over;
    return ::read(pipeEnds[0], &byte, 1) == 1 ? byte : Over;
}

} // namespace

Interrupt::Interrupt()
{
    if (::pipe2(pipeEnds, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot wait for an interrupt");
    struct sigaction action {};
    action.sa_handler = tellOfSignal;
    action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART); // the second one ends the program
    ::sigaction(SIGINT, &action, &m_oldInterrupt);
    ::sigaction(SIGTERM, &action, &m_oldTerminate);
    m_waiting = std::jthread([this] {
        while (nextByte() == Interrupted)
            m_source.request_stop();
    });
}

Interrupt::~Interrupt()
{
    ::sigaction(SIGINT, &m_oldInterrupt, nullptr);
    ::sigaction(SIGTERM, &m_oldTerminate, nullptr);
    if (::write(pipeEnds[1], &Over, 1) == 1)
        m_waiting.join();
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

} // namespace runlog::cli
