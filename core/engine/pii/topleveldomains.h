// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

// Which last labels of a host name exist. Case does not count; internationalised ones are given as `xn--…`.
namespace runlog::pii {

// Delegated in the root zone of the domain name system.
bool isTopLevelDomain(std::string_view name);

// Set aside for examples and private machines.
bool isReservedDomain(std::string_view name);

} // namespace runlog::pii
