// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/state.h"
#include "core/replay/live/layout.h"
#include "core/replay/live/residual.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace runlog::live {

// What is left of one policy at each step, or how each step counts for one window or history. Most policies say the same of all steps
// of a sort, so that few steps stand in it one by one.
struct Column {
    struct Entry {
        std::uint32_t position = 0;
        std::uint32_t residue = 0;
    };
    struct Part {
        std::uint32_t residue = 0; // of all steps of the sort that have no entry
        std::uint32_t begin = 0;   // places in `entries`
        std::uint32_t end = 0;
    };

    std::vector<Residue> residues{Residue{}}; // the first: nothing
    std::vector<Part> parts;                  // by sort
    std::vector<Entry> entries;
    std::size_t bytes() const;
};
using ColumnPtr = std::shared_ptr<const Column>;

// How a step counts for a window, in a residue's key: whether it is of those counted as it asks, and the packed verdict once it ran.
constexpr std::uint32_t windowKey(Truth own, std::uint8_t entry) { return static_cast<std::uint32_t>(own) << 8U | entry; }

// All columns of a program.
struct Columns {
    std::vector<ColumnPtr> policies;
    std::vector<ColumnPtr> windows;
    std::vector<ColumnPtr> histories;
    std::vector<ColumnPtr> services;   // by file: the tool calls that it governs; empty where no file denies by default
    std::vector<std::string> contents; // of all of them, in this order
};

// A state in which nothing has happened, for conditions that do not look at it.
Seen blankFor(const Program& program);

// Takes what is kept with the order, and asks for the rest: each condition once for each step where its answer can matter. nullopt: a
// stop was asked for.
std::optional<Columns> columnsOf(const std::shared_ptr<const Program>& program, const Sources& sources, const Runs& runs,
                                 const ReplayOrder& order, const std::stop_token& stop);

} // namespace runlog::live
