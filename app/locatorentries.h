// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/locator.h"
#include "core/language/policy.h"
#include "core/traces/runs.h"

class QAction;

namespace studio {

// What can be gone to, and how.
struct LocatorPlaces {
    std::shared_ptr<const runlog::PolicyFile> policies;
    runlog::RunsPtr runs;
    std::vector<QAction*> commands;
    std::function<void(std::size_t offset)> goToOffset;
    std::function<void(int line)> goToLine;
    std::function<void(std::size_t step)> goToStep;
};

// `:12` a line, `>word` a command, `run step` a step, else policies, runs and commands that contain the text; at most 50.
std::vector<LocatorEntry> locatorEntries(const LocatorPlaces& places, const QString& typed);

} // namespace studio
