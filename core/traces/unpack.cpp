// SPDX-License-Identifier: Apache-2.0
#include "core/traces/bytes.h"
#include "core/traces/json.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <filesystem>

// gzip, zstd and zip, all by libarchive.
namespace runlog {

namespace {

struct CloseArchive {
    void operator()(archive* a) const { archive_read_free(a); }
};
using Archive = std::unique_ptr<archive, CloseArchive>;

class Unpacked : public ByteSource {
public:
    explicit Unpacked(std::unique_ptr<ByteSource> packed) : m_packed(std::move(packed)), m_archive(archive_read_new())
    {
        archive_read_support_filter_gzip(m_archive.get());
        archive_read_support_filter_zstd(m_archive.get());
        archive_read_support_format_raw(m_archive.get());
        archive_entry* entry = nullptr;
        const bool open = archive_read_open(m_archive.get(), this, nullptr, readPacked, nullptr) == ARCHIVE_OK &&
                          archive_read_next_header(m_archive.get(), &entry) == ARCHIVE_OK;
        if (!open)
            m_error = "this file cannot be unpacked";
    }

    std::size_t read(char* to, std::size_t size) override
    {
        std::size_t done = 0;
        while (done < size && m_error.empty()) {
            const auto count = archive_read_data(m_archive.get(), to + done, size - done);
            if (count == 0)
                break;
            if (count < 0) {
                m_error = "this file is damaged or cut and cannot be unpacked further";
                break;
            }
            done += static_cast<std::size_t>(count);
            m_out += static_cast<std::uint64_t>(count);
            if (m_out > UnguardedBytes && m_out / MostGrowth > m_in)
                m_error = TooMuchGrowth;
        }
        return done;
    }

private:
    static la_ssize_t readPacked(archive*, void* self, const void** bytes)
    {
        auto* source = static_cast<Unpacked*>(self);
        const auto count = source->m_packed->read(source->m_buffer.data(), source->m_buffer.size());
        source->m_in += count;
        *bytes = source->m_buffer.data();
        return static_cast<la_ssize_t>(count);
    }

    std::unique_ptr<ByteSource> m_packed;
    std::array<char, 64 * 1024> m_buffer{};
    std::uint64_t m_in = 0;
    std::uint64_t m_out = 0;
    Archive m_archive;
};

// One file of an archive; false where it is damaged or all of them together grow too much.
bool readEntry(archive* zip, std::uint64_t packed, std::uint64_t& unpacked, std::string& bytes, std::string& error)
{
    std::array<char, 64 * 1024> buffer{};
    for (;;) {
        const auto count = archive_read_data(zip, buffer.data(), buffer.size());
        if (count == 0)
            return true;
        if (count < 0) {
            error = "this archive is damaged or cut";
            return false;
        }
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        unpacked += static_cast<std::uint64_t>(count);
        if (unpacked > UnguardedBytes && unpacked / MostGrowth > packed) {
            error = TooMuchGrowth;
            return false;
        }
    }
}

} // namespace

std::unique_ptr<ByteSource> unpack(std::unique_ptr<ByteSource> packed)
{
    return std::make_unique<Unpacked>(std::move(packed));
}

namespace {

bool isAnything(const std::string&) { return true; }

std::string eachEntry(archive* zip, std::uint64_t packed, const std::function<bool(const std::string&)>& wanted,
                      const std::function<void(ZipEntry)>& use)
{
    std::string error;
    std::uint64_t unpacked = 0;
    archive_entry* entry = nullptr;
    int state = ARCHIVE_OK;
    while ((state = archive_read_next_header(zip, &entry)) == ARCHIVE_OK || state == ARCHIVE_WARN) {
        const char* name = archive_entry_pathname(entry);
        ZipEntry made{name == nullptr ? "" : name, {}};
        if (!wanted(made.name))
            continue;
        if (!readEntry(zip, packed, unpacked, made.bytes, error))
            return error;
        made.bytes.append(JsonPadding, ' ');
        use(std::move(made));
    }
    return state == ARCHIVE_EOF ? "" : "this archive is damaged or cut";
}

Archive newZip()
{
    Archive zip(archive_read_new());
    archive_read_support_format_zip(zip.get());
    return zip;
}

constexpr std::string_view Closed = "this archive cannot be opened";

} // namespace

std::vector<ZipEntry> unzip(std::string_view bytes, std::string& error)
{
    const auto zip = newZip();
    std::vector<ZipEntry> entries;
    if (archive_read_open_memory(zip.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
        error = Closed;
    else
        error = eachEntry(zip.get(), bytes.size(), isAnything, [&](ZipEntry entry) { entries.push_back(std::move(entry)); });
    return entries;
}

void eachZipEntry(const std::string& path, std::string& error, const std::function<bool(const std::string&)>& wanted,
                  const std::function<void(ZipEntry)>& use)
{
    constexpr std::size_t AtOnce = 64 * 1024;
    const auto zip = newZip();
    std::error_code failed;
    const auto packed = std::filesystem::file_size(path, failed);
    if (failed || archive_read_open_filename(zip.get(), path.c_str(), AtOnce) != ARCHIVE_OK)
        error = Closed;
    else
        error = eachEntry(zip.get(), packed, wanted, use);
}

} // namespace runlog
