// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/builder.h"
#include "core/traces/native.h"

#include <memory>

namespace runlog {

// Makes a store of native lines that come run by run, as a RunSpool gives them.
class RunsReader {
public:
    RunsReader();

    // Lines of whole runs. False where one cannot be used: then they are not what a RunSpool gives.
    bool add(std::string_view lines);

    RunsPtr finish(); // once

private:
    bool readWaiting();

    NativeReader m_native;
    RunsBuilder m_builder;
    std::string m_waiting;
    bool m_isUsable = true;
};

// The store of some lines; null where one cannot be used.
RunsPtr runsOfLines(std::string_view lines);

} // namespace runlog
