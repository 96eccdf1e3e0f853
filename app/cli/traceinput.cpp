// SPDX-License-Identifier: Apache-2.0
#include "app/cli/traceinput.h"

#include "core/language/diagnostic.h"

#include <fstream>
#include <sstream>

namespace runlog::cli {

namespace {

std::vector<std::string> formatNames()
{
    std::vector<std::string> names;
    for (const auto& format : traceFormats())
        names.emplace_back(format.name);
    return names;
}

std::shared_ptr<const PriceTable> readPrices(const std::string& path, std::ostream& err)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    if (file)
        bytes << file.rdbuf();
    std::string error = "it cannot be opened";
    auto table = file ? PriceTable::parse(bytes.str(), error) : nullptr;
    if (!table)
        err << "runlog: " << printable(path, 500) << ": " << error << "\n";
    return table;
}

} // namespace

void TraceInput::addTo(CLI::App& app)
{
    app.add_option("TRACE", traces, "files and folders with recorded runs, of any known format; - is the standard input")
        ->required();
    app.add_option("--from", from, "the format, where it should not be found out from the content")
        ->check(CLI::IsMember(formatNames()));
    app.add_option("--prices", prices,
                   "a price table; fills unknown costs of model calls with upper bounds, which are marked as estimates");
    app.add_option("--threads", threads, "how many threads read; 0: as many as the machine has");
}

std::variant<ReadOptions, int> optionsOf(const TraceInput& input, std::istream& in, std::ostream& err)
{
    ReadOptions options;
    options.from = input.from;
    options.threads = input.threads;
    options.standardInput = &in;
    if (!input.prices.empty()) {
        options.prices = readPrices(input.prices, err);
        if (!options.prices)
            return Exit::Usage;
    }
    return options;
}

} // namespace runlog::cli
