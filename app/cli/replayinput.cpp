// SPDX-License-Identifier: Apache-2.0
#include "app/cli/replayinput.h"

#include "app/cli/problems.h"
#include "app/cli/progressline.h"
#include "app/cli/sessioninput.h"

namespace runlog::cli {

namespace {

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

void addApprovals(CLI::App& app, std::string& approvals)
{
    app.add_option("--approvals", approvals,
                   "how requests for approval are answered: recorded (else approved), approve, deny, hold, or model:… by simulated "
                   "approvers")
        ->check([](const std::string& text) {
            Answers ignored;
            return readApprovals(text, ignored);
        })
        ->capture_default_str();
}

void ReplayInput::addTo(CLI::App& app)
{
    app.add_option("--policy", policies, "policy file or folder; repeat it for several")->required()->allow_extra_args(false);
    app.add_option("trace", traces, "recorded runs: a file, a folder, or `-`")->required();
    app.add_option("--from", from, "format of the traces instead of finding it out from their content");
    addApprovals(app, approvals);
    app.add_option("--answers", answers, "session file with answers given by hand, which win over --approvals");
    app.add_option("--threads", threads, "threads that read and decide; 0: as many as the machine has")->capture_default_str();
}

std::variant<Deciding, int> readDeciding(const ReplayInput& input, std::istream& in, std::ostream& err)
{
    Deciding deciding;
    deciding.files = readPolicyFiles(input.policies, in);
    if (const auto refused = refusePolicies(deciding.files, err))
        return *refused;
    deciding.engine = std::make_shared<const Engine>(deciding.files.set);
    readApprovals(input.approvals, deciding.answers); // was checked
    if (input.answers.empty())
        return deciding;
    auto session = readSessionFile(input.answers, in, err);
    if (const auto* code = std::get_if<int>(&session))
        return *code;
    deciding.answers.given = std::move(std::get<SessionFile>(session).answers);
    return deciding;
}

std::variant<ReplayReady, int> readInput(const ReplayInput& input, std::istream& in, std::ostream& err)
{
    auto deciding = readDeciding(input, in, err);
    if (const auto* code = std::get_if<int>(&deciding))
        return *code;
    ReplayReady ready{std::move(std::get<Deciding>(deciding)), readRuns(input, in, err)};
    printProblems(ready.read, err);
    if (!ready.read.unopened.empty())
        return static_cast<int>(Exit::Usage);
    if (ready.read.runs->runs().empty() && exitOf(ready.read) != Exit::Fine)
        return static_cast<int>(exitOf(ready.read));
    return ready;
}

} // namespace runlog::cli
