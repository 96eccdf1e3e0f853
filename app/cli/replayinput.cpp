// SPDX-License-Identifier: Apache-2.0
#include "app/cli/replayinput.h"

#include "app/cli/problems.h"

#include <iostream>
#include <mutex>
#include <unistd.h>

namespace runlog::cli {

namespace {

// Progress belongs on a terminal only, on one line that is cleared at the end.
class ProgressLine {
public:
    explicit ProgressLine(std::ostream& err) : m_err(&err == &std::cerr && isatty(STDERR_FILENO) != 0 ? &err : nullptr) {}

    ~ProgressLine()
    {
        if (m_err != nullptr && m_shown)
            *m_err << "\r\x1b[K" << std::flush;
    }

    void show(const ReadProgress& progress)
    {
        if (m_err == nullptr)
            return;
        const std::lock_guard lock(m_mutex);
        m_shown = true;
        *m_err << "\rreading: " << progress.filesDone << " of " << progress.filesFound << " files, " << progress.steps
               << " steps\x1b[K" << std::flush;
    }

private:
    std::ostream* m_err;
    std::mutex m_mutex;
    bool m_shown = false;
};

ReadResult readRuns(const ReplayInput& input, std::istream& in, std::ostream& err)
{
    ProgressLine line(err);
    ReadOptions options;
    options.from = input.from;
    options.threads = input.threads;
    options.standardInput = &in;
    options.progress = [&](const ReadProgress& progress) { line.show(progress); };
    return readTraces(input.traces, options);
}

} // namespace

void ReplayInput::addTo(CLI::App& app)
{
    app.add_option("--policy", policies, "policy file or folder; repeat it for several")->required()->allow_extra_args(false);
    app.add_option("trace", traces, "recorded runs: a file, a folder, or `-`")->required();
    app.add_option("--from", from, "format of the traces instead of finding it out from their content");
    app.add_option("--approvals", approvals, "how requests for approval are answered: as recorded, else approved; or all alike")
        ->check(CLI::IsMember({"recorded", "approve", "deny", "hold"}))
        ->capture_default_str();
    app.add_option("--threads", threads, "threads that read; 0: as many as the machine has")->capture_default_str();
}

std::variant<ReplayReady, int> readInput(const ReplayInput& input, std::istream& in, std::ostream& err)
{
    ReplayReady ready;
    ready.files = readPolicyFiles(input.policies, in);
    if (const auto refused = refusePolicies(ready.files, err))
        return *refused;
    ready.read = readRuns(input, in, err);
    printProblems(ready.read, err);
    if (!ready.read.unopened.empty())
        return static_cast<int>(Exit::Usage);
    if (ready.read.runs->runs().empty() && exitOf(ready.read) != Exit::Fine)
        return static_cast<int>(exitOf(ready.read));
    ready.engine = std::make_shared<const Engine>(ready.files.set);
    ready.answers.mode = *approvalModeNamed(input.approvals);
    return ready;
}

} // namespace runlog::cli
