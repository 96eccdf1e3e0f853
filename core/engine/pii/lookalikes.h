// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/groups.h"

// Digits in groups that could be a telephone number and are something else.
namespace runlog::pii {

bool isDated(const DigitGroups& groups);      // 2024-05-20, 20.05.2024, 5/20/2024, 2009/2010, and what follows them
bool isDateRange(const DigitGroups& groups);  // 03.07 - 17.07.15
bool isBookNumber(const DigitGroups& groups); // 979-0-4431-4712-7
bool isVersion(const DigitGroups& groups);    // 27.30.5.19735
bool isFourBytes(const DigitGroups& groups);  // 192.0.2.1

} // namespace runlog::pii
