// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

// Bytes as an archive of libarchive's filter and format; under each of the names.
std::string packed(const std::string& bytes, int filter, int format, const std::vector<std::string>& names);
