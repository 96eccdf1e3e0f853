// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/corpora.h"

#include <cstdio>
#include <exception>
#include <string_view>

// runlog-pii-table FOLDER [--misses]: the figures of every labelled file in FOLDER, one line each, and what went wrong.
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
    if (argc < 2) {
        std::fputs("usage: runlog-pii-table FOLDER [--misses]\n", stderr);
        return 2;
    }
    try {
        const auto report = labelled::measure(argv[1]);
        printTable(report);
        if (argc > 2 && std::string_view(argv[2]) == "--misses")
            for (const auto& miss : report.misses)
                std::printf("%s: %s\n", miss.id.c_str(), printable(miss.what).c_str());
    } catch (const std::exception& problem) {
        std::fprintf(stderr, "runlog-pii-table: %s\n", problem.what());
        return 2;
    }
    return 0;
}
