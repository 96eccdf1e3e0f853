// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace runlog {

// Compressed input that unpacks to more than this is refused when it grows by more than MostGrowth.
constexpr std::uint64_t UnguardedBytes = 64ULL * 1024 * 1024;
constexpr std::uint64_t MostGrowth = 200;

// The error of a source that was refused for that.
constexpr std::string_view TooMuchGrowth = "this file unpacks to more than 64 MiB at more than 200 times its size";

// A stream of bytes that is read once, from front to back. Not for several threads at a time.
class ByteSource {
public:
    virtual ~ByteSource() = default;

    // The next bytes, fewer than asked for only at the end or after an error.
    virtual std::size_t read(char* to, std::size_t size) = 0;
    // Why reading ended early; empty: it did not.
    const std::string& error() const { return m_error; }
    // All of the bytes, from the first on, without reading them now; null where a source cannot do that. The bytes stay readable as long as
    // the answer lives and nobody makes the file shorter.
    virtual std::shared_ptr<const char> map(std::uint64_t leastSize) const;

protected:
    std::string m_error;
};

// A file as it is; null where it cannot be opened or is a folder.
std::unique_ptr<ByteSource> openFile(const std::string& path);
// Bytes in memory that outlive the source.
std::unique_ptr<ByteSource> openMemory(std::string_view bytes);
std::unique_ptr<ByteSource> openStream(std::istream& stream);

enum class Packing : std::uint8_t { None, Stream, Zip }; // Stream: gzip or zstd

// What the first bytes of a file say about its packing.
Packing packingOf(std::string_view start);

// The unpacked bytes of a gzip or zstd stream.
std::unique_ptr<ByteSource> unpack(std::unique_ptr<ByteSource> packed);

// A source with some bytes put back in front of it.
std::unique_ptr<ByteSource> withFront(std::string front, std::unique_ptr<ByteSource> rest);

struct ZipEntry {
    std::string name;
    std::string bytes;
};

// The files of a zip archive in their order, with JsonPadding blanks after each; `error` tells why not all came out.
std::vector<ZipEntry> unzip(std::string_view archive, std::string& error);
// The same of an archive in a file, one after the other, those whose name is wanted.
void eachZipEntry(const std::string& path, std::string& error, const std::function<bool(const std::string& name)>& wanted,
                  const std::function<void(ZipEntry)>& use);

} // namespace runlog
