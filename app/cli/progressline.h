// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/read.h"

#include <mutex>
#include <ostream>

namespace runlog::cli {

// How far reading has come, on one line of the terminal that is cleared at the end. Silent where `err` is no terminal. Any thread may
// call show().
class ProgressLine {
public:
    explicit ProgressLine(std::ostream& err);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    void show(const ReadProgress& progress);
    void clear();

private:
    std::ostream* m_err; // null: no terminal
    std::mutex m_mutex;
    bool m_shown = false;
};

} // namespace runlog::cli
