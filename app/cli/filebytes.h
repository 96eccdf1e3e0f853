// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <istream>
#include <optional>
#include <string>

namespace runlog::cli {

// The bytes of a file, or of `in` where the path is `-`. nullopt where it cannot be read; `reason` says why.
std::optional<std::string> bytesOf(const std::string& path, std::istream& in, std::string& reason);

} // namespace runlog::cli
