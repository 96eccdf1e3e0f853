// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <span>

// SHA-256 (FIPS 180-4) of a few bytes, for the checksum inside an address; the scanner depends on no library.
namespace runlog::pii {

using Sha256Bytes = std::array<unsigned char, 32>;

// At most 55 bytes: one block.
Sha256Bytes sha256(std::span<const unsigned char> bytes);

} // namespace runlog::pii
