// SPDX-License-Identifier: Apache-2.0
#include "core/replay/part.h"
#include "core/replay/totals.h"

#include <algorithm>

namespace runlog {

namespace {

// What two parts do not have in common, though they must; empty where they do.
std::string differenceOf(const Part& a, const Part& b)
{
    const auto& one = a.origin;
    const auto& other = b.origin;
    if (one.program != other.program)
        return "were made by different versions of the program";
    if (one.zoneRules != other.zoneRules)
        return "were made with different time zone rules";
    if (one.policies != other.policies || a.summary.policies != b.summary.policies)
        return "are of different policies";
    if (one.corpus != other.corpus || a.summary.runs != b.summary.runs || a.groups != b.groups
        || a.summary.damagedLines != b.summary.damagedLines)
        return "are of different corpora";
    if (one.answers != other.answers)
        return "answer requests for approval differently";
    if (a.of != b.of)
        return "are of different partitions: " + std::to_string(a.of) + " parts and " + std::to_string(b.of);
    return a.coupling == b.coupling ? "" : "disagree about what couples the runs";
}

std::string numberOf(const Part& part) { return std::to_string(part.number) + "/" + std::to_string(part.of); }

// Why these are not all parts of one replay, each once; empty where they are.
std::string refusalOf(std::span<const Part> parts)
{
    if (parts.empty())
        return "there is no part";
    std::vector<bool> there(std::min(parts.front().of, parts.size()) + 1, false);
    for (const auto& part : parts) {
        if (const auto difference = differenceOf(parts.front(), part); !difference.empty())
            return "parts " + numberOf(parts.front()) + " and " + numberOf(part) + " " + difference;
        if (part.number < there.size() && there[part.number])
            return "part " + numberOf(part) + " is there twice";
        if (part.number < there.size())
            there[part.number] = true;
    }
    for (std::size_t number = 1; number < there.size(); ++number)
        if (!there[number])
            return "part " + std::to_string(number) + "/" + std::to_string(parts.front().of) + " is missing";
    if (parts.size() < parts.front().of)
        return "part " + std::to_string(there.size()) + "/" + std::to_string(parts.front().of) + " is missing";
    return "";
}

} // namespace

std::variant<Summary, std::string> mergeParts(std::span<const Part> parts)
{
    if (auto refusal = refusalOf(parts); !refusal.empty())
        return refusal;
    auto summary = parts.front().summary;
    summary.totals = {};
    std::vector<const Part::RunDigest*> runs;
    for (const auto& part : parts) {
        add(summary.totals, part.summary.totals);
        for (const auto& digest : part.digests)
            runs.push_back(&digest);
    }
    std::sort(runs.begin(), runs.end(), [](const auto* a, const auto* b) { return a->run < b->run; });
    std::vector<Sha256::Bytes> digests;
    for (const auto* run : runs) {
        if (run->run < digests.size())
            return "run " + std::to_string(run->run) + " of the corpus is in two parts";
        if (run->run > digests.size())
            break;
        digests.push_back(run->outcomes);
    }
    if (digests.size() != summary.runs)
        return "run " + std::to_string(digests.size()) + " of the corpus is in no part";
    summary.digest = digestOf(digests);
    return summary;
}

} // namespace runlog
