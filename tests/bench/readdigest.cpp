// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/readdigest.h"

#include "core/engine/sha256.h"
#include "core/traces/nativewriter.h"

#include <ostream>
#include <streambuf>

namespace runlog::bench {

namespace {

// Takes a stream's bytes without keeping them.
class HashBuffer : public std::streambuf {
public:
    std::string hex() { return runlog::hex(m_hash.finish()); }

protected:
    std::streamsize xsputn(const char* bytes, std::streamsize size) override
    {
        m_hash.add({bytes, static_cast<std::size_t>(size)});
        return size;
    }
    int_type overflow(int_type byte) override
    {
        const auto one = traits_type::to_char_type(byte);
        m_hash.add({&one, 1});
        return byte;
    }

private:
    Sha256 m_hash;
};

} // namespace

std::string digestOf(const Runs& runs)
{
    HashBuffer buffer;
    std::ostream out(&buffer);
    writeNative(out, runs);
    return buffer.hex();
}

} // namespace runlog::bench
