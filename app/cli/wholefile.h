// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <ostream>
#include <string>

namespace runlog::cli {

// Writes a file that appears whole or not at all: into a new file beside it, which takes its name once every byte is on the disk. A
// symbolic link keeps pointing to the file. What is no regular file, such as a pipe, is written as it comes.
//
// `write` fills the stream and says whether that went well. Empty where the file is written, else why it is not; then the old file, or
// none, is there as before.
std::string writeWhole(const std::string& path, const std::function<bool(std::ostream&)>& write);

// A folder for what a program puts aside while it makes a file: beside it, so that it is not the memory that some folders are kept in.
// `-` and what is no plain file have none: then it is the system's folder for such.
std::string folderFor(const std::string& target);

} // namespace runlog::cli
