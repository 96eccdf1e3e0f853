// SPDX-License-Identifier: Apache-2.0
#include "core/traces/bytes.h"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace runlog {

namespace {

class File : public ByteSource {
public:
    explicit File(int descriptor) : m_descriptor(descriptor) {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    ~File() override { ::close(m_descriptor); }

    std::size_t read(char* to, std::size_t size) override
    {
        std::size_t done = 0;
        while (done < size) {
            const auto count = ::read(m_descriptor, to + done, size - done);
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0)
                m_error = "reading failed";
            if (count <= 0)
                break;
            done += static_cast<std::size_t>(count);
        }
        return done;
    }

    std::shared_ptr<const char> map(std::uint64_t leastSize) const override
    {
        struct stat about {};
        if (::fstat(m_descriptor, &about) != 0 || !S_ISREG(about.st_mode))
            return nullptr;
        const auto size = static_cast<std::size_t>(about.st_size);
        if (size < leastSize || size == 0)
            return nullptr;
        void* start = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, m_descriptor, 0);
        if (start == MAP_FAILED)
            return nullptr;
        return {static_cast<const char*>(start), [start, size](const char*) { ::munmap(start, size); }};
    }

private:
    int m_descriptor;
};

class Memory : public ByteSource {
public:
    explicit Memory(std::string_view bytes) : m_rest(bytes) {}

    std::size_t read(char* to, std::size_t size) override
    {
        const auto count = std::min(size, m_rest.size());
        std::copy_n(m_rest.data(), count, to);
        m_rest.remove_prefix(count);
        return count;
    }

private:
    std::string_view m_rest;
};

class Stream : public ByteSource {
public:
    explicit Stream(std::istream& stream) : m_stream(stream) {}

    std::size_t read(char* to, std::size_t size) override
    {
        m_stream.read(to, static_cast<std::streamsize>(size));
        if (m_stream.bad())
            m_error = "reading failed";
        return static_cast<std::size_t>(m_stream.gcount());
    }

private:
    std::istream& m_stream;
};

class WithFront : public ByteSource {
public:
    WithFront(std::string front, std::unique_ptr<ByteSource> rest) : m_front(std::move(front)), m_rest(std::move(rest)) {}

    std::size_t read(char* to, std::size_t size) override
    {
        const auto count = std::min(size, m_front.size() - m_used);
        std::copy_n(m_front.data() + m_used, count, to);
        m_used += count;
        const auto more = count < size ? m_rest->read(to + count, size - count) : 0;
        m_error = m_rest->error();
        return count + more;
    }

private:
    std::string m_front;
    std::size_t m_used = 0;
    std::unique_ptr<ByteSource> m_rest;
};

} // namespace

std::shared_ptr<const char> ByteSource::map(std::uint64_t) const { return nullptr; }

std::unique_ptr<ByteSource> openFile(const std::string& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    struct stat about {};
    if (::fstat(descriptor, &about) != 0 || S_ISDIR(about.st_mode)) {
        ::close(descriptor);
        return nullptr;
    }
    return std::make_unique<File>(descriptor);
}

std::unique_ptr<ByteSource> openMemory(std::string_view bytes) { return std::make_unique<Memory>(bytes); }

std::unique_ptr<ByteSource> openStream(std::istream& stream) { return std::make_unique<Stream>(stream); }

std::unique_ptr<ByteSource> withFront(std::string front, std::unique_ptr<ByteSource> rest)
{
    return std::make_unique<WithFront>(std::move(front), std::move(rest));
}

Packing packingOf(std::string_view start)
{
    using namespace std::string_view_literals;
    if (start.starts_with("\x1f\x8b"sv) || start.starts_with("\x28\xb5\x2f\xfd"sv))
        return Packing::Stream;
    return start.starts_with("PK\x03\x04"sv) ? Packing::Zip : Packing::None;
}

} // namespace runlog
