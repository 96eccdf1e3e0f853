// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/engine.h"
#include "ui/threshold/gesture.h"

#include <QString>

namespace studio {

// Why a condition was compared with no value at all, the outermost reason first; empty where it was. `engine` holds the file's
// policies as they are now; null: what the policy's other conditions ask for is not looked into.
QString whyNoValues(const runlog::Observations& seen, const ThresholdTarget& target, const runlog::Runs& runs,
                    const runlog::EnginePtr& engine);

} // namespace studio
