// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runspart.h"

namespace runlog {

// Makes one store of the parts of many files. The result depends on the parts and their order alone.
//
// Steps of one (service, run) become one run, in order of seq; of a seq twice the first stays, with a warning. A native run
// with an input and no call step gets its call step. Times stay as recorded.
class RunsBuilder {
public:
    std::uint32_t addSource(std::string name);

    // Parts of one source must follow each other, in order of their lines.
    void add(std::shared_ptr<RunsPart> part);

    // Unknown costs of model calls get the upper bound that these prices give, marked as estimates.
    void usePrices(std::shared_ptr<const PriceTable> prices) { m_prices = std::move(prices); }

    // Empties the builder. `problems` gets those of all sources, in order of source, then line.
    RunsPtr finish(std::vector<TraceProblem>& problems);

private:
    struct Merge;

    std::vector<std::string> m_sources;
    std::vector<std::shared_ptr<RunsPart>> m_parts;
    std::shared_ptr<const PriceTable> m_prices;
};

} // namespace runlog
