// SPDX-License-Identifier: Apache-2.0
#include "core/engine/sha256.h"

#include <openssl/evp.h>

#include <cstdlib>

namespace runlog {

struct Sha256::Context {
    EVP_MD_CTX* digest = EVP_MD_CTX_new();

    Context() { restart(); }
    ~Context() { EVP_MD_CTX_free(digest); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    void restart()
    {
        if (digest == nullptr || EVP_DigestInit_ex(digest, EVP_sha256(), nullptr) != 1)
            std::abort(); // the crypto library is not usable: no result would be true
    }
};

Sha256::Sha256() : m_context(std::make_unique<Context>()) {}
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes)
{
    if (EVP_DigestUpdate(m_context->digest, bytes.data(), bytes.size()) != 1)
        std::abort();
}

Sha256::Bytes Sha256::finish()
{
    Bytes bytes{};
    if (EVP_DigestFinal_ex(m_context->digest, bytes.data(), nullptr) != 1)
        std::abort();
    m_context->restart();
    return bytes;
}

std::string hex(const Sha256::Bytes& bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * bytes.size());
    for (const auto byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

std::string sha256Hex(std::string_view bytes)
{
    Sha256 hash;
    hash.add(bytes);
    return hex(hash.finish());
}

} // namespace runlog
