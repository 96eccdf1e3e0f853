// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/corpora.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

// runlog-pii-table [FOLDER] [--misses]: the figures of every labelled file in FOLDER, one line each, and what went
// wrong; without a folder those of every entity on made-up texts.
namespace {

void printTable(const labelled::Report& report)
{
    std::printf("%-34s %-38s %6s %6s %6s %9s %7s\n", "file", "what", "hits", "missed", "extra", "precision", "recall");
    for (const auto& line : report.lines)
        if (line.count.hits + line.count.missed + line.count.extra > 0)
            std::printf("%-34s %-38s %6zu %6zu %6zu %9.4f %7.4f\n", line.file.c_str(), line.what.c_str(),
                        line.count.hits, line.count.missed, line.count.extra, line.count.precision(),
                        line.count.recall());
}

// Text of others may hold anything: nothing of it reaches the terminal raw.
std::string printable(std::string_view text)
{
    std::string result;
    for (const char c : text.substr(0, 200))
        result += static_cast<unsigned char>(c) < 0x20U || c == 0x7F ? ' ' : c;
    return result;
}

} // namespace

int main(int argc, char** argv)
{
    const std::vector<std::string> words(argv + 1, argv + argc);
    const bool listed = std::ranges::find(words, "--misses") != words.end();
    const auto folder = std::ranges::find_if(words, [](const std::string& word) { return word != "--misses"; });
    try {
        const auto report = folder == words.end() ? labelled::measureOwn() : labelled::measure(*folder);
        printTable(report);
        for (const auto& miss : report.misses)
            if (listed)
                std::printf("%s: %s\n", miss.id.c_str(), printable(miss.what).c_str());
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "runlog-pii-table: %s\n", problem.what());
        return 2;
    }
    return 0;
}
