// SPDX-License-Identifier: Apache-2.0
#include "app/cli/progressline.h"

#include <iostream>
#include <unistd.h>

namespace runlog::cli {

ProgressLine::ProgressLine(std::ostream& err) : m_err(&err == &std::cerr && isatty(STDERR_FILENO) != 0 ? &err : nullptr)
{
}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::clear()
{
    const std::lock_guard lock(m_mutex);
    if (m_err != nullptr && m_shown)
        *m_err << "\r\x1b[K" << std::flush;
    m_shown = false;
}

void ProgressLine::show(const ReadProgress& progress)
{
    if (m_err == nullptr)
        return;
    const std::lock_guard lock(m_mutex);
    m_shown = true;
    *m_err << "\rreading: " << progress.filesDone << " of " << progress.filesFound << " files";
    if (progress.bytesFound > 0)
        *m_err << ", " << progress.bytesDone / 1'000'000 << " MB, " << progress.steps << " steps";
    *m_err << "\x1b[K" << std::flush;
}

} // namespace runlog::cli
