// SPDX-License-Identifier: Apache-2.0
#include "core/traces/spool.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace runlog {

namespace {

constexpr std::size_t MostWaiting = 1024 * 1024;

class Range : public ByteSource {
public:
    Range(Spool& spool, std::uint64_t begin, std::uint64_t end) : m_spool(spool), m_at(begin), m_end(end) {}

    std::size_t read(char* to, std::size_t size) override
    {
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(size, m_end - m_at));
        const auto count = m_spool.read(m_at, to, wanted);
        if (count < wanted)
            m_error = "reading failed";
        m_at += count;
        return count;
    }

private:
    Spool& m_spool;
    std::uint64_t m_at;
    std::uint64_t m_end;
};

} // namespace

std::unique_ptr<Spool> Spool::in(const std::string& folder)
{
    auto path = folder + "/.runlog.XXXXXX";
    const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);
    if (descriptor < 0)
        return nullptr;
    ::unlink(path.c_str());
    return std::unique_ptr<Spool>(new Spool(descriptor));
}

Spool::~Spool() { ::close(m_descriptor); }

void Spool::fail(const std::string& why)
{
    if (m_error.empty())
        m_error = why;
}

void Spool::failBySystem() { fail(errno != 0 ? std::strerror(errno) : "a file for what is put aside failed"); }

void Spool::flush()
{
    std::string_view rest = m_waiting;
    while (!rest.empty() && m_error.empty()) {
        errno = 0;
        const auto count = ::pwrite(m_descriptor, rest.data(), rest.size(), static_cast<off_t>(m_written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            failBySystem();
            break;
        }
        m_written += static_cast<std::uint64_t>(count);
        rest.remove_prefix(static_cast<std::size_t>(count));
    }
    m_waiting.clear();
}

std::uint64_t Spool::add(std::string_view bytes)
{
    const auto begin = size();
    m_waiting.append(bytes);
    if (m_waiting.size() >= MostWaiting)
        flush();
    return begin;
}

std::size_t Spool::read(std::uint64_t begin, char* to, std::size_t size)
{
    flush();
    std::size_t done = 0;
    while (done < size) {
        errno = 0;
        const auto count = ::pread(m_descriptor, to + done, size - done, static_cast<off_t>(begin + done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            failBySystem();
            break;
        }
        done += static_cast<std::size_t>(count);
    }
    return done;
}

std::unique_ptr<ByteSource> Spool::source(std::uint64_t begin, std::uint64_t end)
{
    return std::make_unique<Range>(*this, begin, end);
}

} // namespace runlog
