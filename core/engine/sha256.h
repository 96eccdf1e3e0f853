// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace runlog {

// SHA-256 (FIPS 180-4) of bytes fed in parts.
class Sha256 {
public:
    using Bytes = std::array<std::uint8_t, 32>;

    Sha256();
    ~Sha256();
    void add(std::string_view bytes);
    Bytes finish(); // ready for the next text afterwards

private:
    struct Context;
    std::unique_ptr<Context> m_context;
};

std::string hex(const Sha256::Bytes& bytes);
std::string sha256Hex(std::string_view bytes);

} // namespace runlog
