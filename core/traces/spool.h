// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/bytes.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace runlog {

// A file without a name, for what is too much for the memory: bytes are added at its end and read again from anywhere. It is gone
// with the Spool, and with the program however that ends. Not for several threads at a time.
class Spool {
public:
    // In that folder; null where none can be made there, errno tells why.
    static std::unique_ptr<Spool> in(const std::string& folder);
    ~Spool();
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;

    // Adds bytes; where they begin.
    std::uint64_t add(std::string_view bytes);
    std::uint64_t size() const { return m_written + m_waiting.size(); }
    // Those bytes into `to`; fewer only after an error.
    std::size_t read(std::uint64_t begin, char* to, std::size_t size);
    // All bytes from `begin` to `end`; the Spool must outlive it.
    std::unique_ptr<ByteSource> source(std::uint64_t begin, std::uint64_t end);

    // Says that what was added cannot be used, if nothing is said yet.
    void fail(const std::string& why);
    const std::string& error() const { return m_error; } // why something was not written or read; empty: all was

private:
    explicit Spool(int descriptor) : m_descriptor(descriptor) {}
    void flush();
    void failBySystem();

    int m_descriptor;
    std::string m_waiting; // added, but not written yet
    std::uint64_t m_written = 0;
    std::string m_error;
};

} // namespace runlog
