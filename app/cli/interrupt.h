// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace runlog::cli {

// While one of these lives, an interrupt (Ctrl-C) or a request to terminate asks for a stop instead of ending the program at once, so
// that what was begun can be taken away; a second one ends it. One at a time, in the main thread.
class Interrupt {
public:
    static constexpr int ExitCode = 130; // what a shell gives for Ctrl-C

    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    struct sigaction m_oldInterrupt {};
    struct sigaction m_oldTerminate {};
    std::jthread m_waiting;
};

} // namespace runlog::cli
