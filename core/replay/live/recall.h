// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/replay/live/shapes.h"

#include <memory>
#include <vector>

namespace runlog::live {

// What the sources that runs share showed while they were recorded, by source; null for the other sources. Kept with the order.
std::vector<std::shared_ptr<const RecordedLooks>> recall(const Program& program, const Sources& sources, const Layout& layout,
                                                         const Shapes& shapes, const ReplayOrder& order);

} // namespace runlog::live
