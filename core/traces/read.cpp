// SPDX-License-Identifier: Apache-2.0
#include "core/traces/read.h"

#include "core/language/report.h"
#include "core/traces/session.h"

namespace runlog {

namespace {

bool knowsFormat(const ReadOptions& options, ReadResult& result)
{
    if (options.from.empty() || formatNamed(options.from) != nullptr)
        return true;
    result.runs = std::make_shared<Runs>();
    result.problems.push_back({{}, 0, "unknown-format", Severity::Error, "there is no trace format " + inTicks(options.from)});
    return false;
}

} // namespace

ReadResult readTraces(const std::vector<std::string>& paths, const ReadOptions& options)
{
    ReadResult result;
    if (!knowsFormat(options, result))
        return result;
    ReadSession session(listTraceFiles(paths, result.unopened), options);
    session.run();
    assemble(session.take(), options.prices, result);
    result.stopped = session.stopped();
    return result;
}

ReadResult readTrace(std::string_view name, std::string_view bytes, const ReadOptions& options)
{
    ReadResult result;
    if (!knowsFormat(options, result))
        return result;
    const std::string_view memory = bytes.data() == nullptr ? std::string_view("") : bytes;
    ReadSession session({{std::string(name), true, bytes.size()}}, options, memory);
    session.run();
    assemble(session.take(), options.prices, result);
    result.stopped = session.stopped();
    return result;
}

} // namespace runlog
