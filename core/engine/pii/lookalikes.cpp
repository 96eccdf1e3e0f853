// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/lookalikes.h"

#include "core/engine/pii/checksums.h"

#include <algorithm>

namespace runlog::pii {

namespace {

bool within(long long value, long long low, long long high) { return value >= low && value <= high; }

bool isYear(std::string_view digits) { return digits.size() == 4 && within(numberOf(digits), 1900, 2099); }

} // namespace

bool isDated(const DigitGroups& groups)
{
    if (groups.groups == 1)
        return groups.count == 8 && isYear(groups.view().substr(0, 4))
               && isDay(static_cast<int>(numberOf(groups.view().substr(0, 4))),
                        static_cast<int>(numberOf(groups.view().substr(4, 2))),
                        static_cast<int>(numberOf(groups.view().substr(6, 2))));
    const auto first = groups.group(0);
    const auto second = groups.group(1);
    if (groups.groups == 2)
        return isYear(first) && isYear(second);
    const auto third = groups.group(2);
    const auto isPart = [](std::string_view part) { return part.size() <= 2 && within(numberOf(part), 1, 31); };
    return (isYear(first) && isPart(second) && isPart(third)) || (isPart(first) && isPart(second) && isYear(third));
}

bool isDateRange(const DigitGroups& groups)
{
    const auto isDatePart = [](auto size) { return size <= 2 || size == 4; };
    return groups.has('.') && groups.has('-')
           && std::all_of(groups.sizes.begin(), groups.sizes.begin() + static_cast<std::ptrdiff_t>(groups.groups),
                          isDatePart);
}

bool isBookNumber(const DigitGroups& groups)
{
    const auto digits = groups.view();
    return groups.groups == 5 && groups.count == 13 && (digits.starts_with("978") || digits.starts_with("979"))
           && groups.sizes[0] == 3 && groups.sizes[4] == 1;
}

bool isVersion(const DigitGroups& groups)
{
    const auto end = groups.sizes.begin() + static_cast<std::ptrdiff_t>(groups.groups);
    return groups.groups > 2 && groups.evenly('.') && std::find(groups.sizes.begin() + 1, end, 1) != end;
}

bool isFourBytes(const DigitGroups& groups)
{
    return groups.groups == 4 && groups.evenly('.')
           && std::all_of(groups.sizes.begin(), groups.sizes.begin() + 4, [](auto size) { return size <= 3; });
}

} // namespace runlog::pii
