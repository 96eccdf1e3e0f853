// SPDX-License-Identifier: Apache-2.0
#include "core/traces/convert.h"

#include "core/traces/passon.h"

namespace runlog {

namespace {

bool write(RunSpool& runs, std::ostream& out, const std::stop_token& stop)
{
    std::string lines;
    for (std::size_t run = 0; run < runs.runCount(); ++run) {
        if (stop.stop_requested() || !runs.read(run, lines))
            return false;
        out.write(lines.data(), static_cast<std::streamsize>(lines.size()));
        if (!out.good())
            return false;
    }
    return true;
}

} // namespace

Conversion convertTraces(const std::vector<std::string>& paths, const ConvertOptions& options, std::ostream& out)
{
    Conversion conversion;
    if (auto passed = passOnNative(paths, options.reading, out)) {
        conversion.read = std::move(passed->result);
        conversion.refused = !passed->whole;
        return conversion;
    }
    SpoolRead read;
    const auto runs = readIntoSpool(paths, options, read);
    conversion.read = std::move(read.result);
    conversion.refused = read.refused;
    conversion.failure = std::move(read.failure);
    if (!runs || write(*runs, out, options.reading.stop))
        return conversion;
    conversion.read.stopped = options.reading.stop.stop_requested();
    conversion.failure = runs->spool().error();
    return conversion;
}

} // namespace runlog
