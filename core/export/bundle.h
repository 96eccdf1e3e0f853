// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/diagnostic.h"
#include "core/replay/impact.h"

#include <string>
#include <vector>

namespace runlog {

struct BundleFile {
    std::string name; // plain file name, no folder
    std::string what; // for people: "the bytes as saved"
    std::string bytes;
};

// What an exported policy consists of: the policy's own bytes, their hashes, the evidence, and a report.
struct Bundle {
    std::vector<BundleFile> files;
    std::string refusal; // not empty: must not be written, and why ("1 error in policies.yaml, line 26")
};

struct BundleInput {
    std::vector<SourcePtr> policies;
    std::vector<Diagnostics> diagnostics;  // by policy file
    std::vector<std::string> corpus;       // what was replayed, as the caller named it
    const Replay* replay = nullptr;        // of exactly these policies
    const Impact* impact = nullptr;        // against the baseline, where there is one
    std::string baseline;                  // its name
    std::string version;                   // of the program
};

// Pure; refuses policies with an error and policies that enforce nothing at all only warn. Every text in the report is escaped.
Bundle makeBundle(const BundleInput& input);

// Writes a bundle into a new folder: whole or not at all. The folder must not exist; its parent must. Empty on success,
// else the reason; then nothing is left behind.
std::string writeBundle(const Bundle& bundle, const std::string& folder);

// The version of the system's time zone rules, "2025b", or "unknown".
std::string zoneRulesVersion();

} // namespace runlog
