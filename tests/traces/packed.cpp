// SPDX-License-Identifier: Apache-2.0
#include "tests/traces/packed.h"

#include <archive.h>
#include <archive_entry.h>

std::string packed(const std::string& bytes, int filter, int format, const std::vector<std::string>& names)
{
    std::vector<char> out(bytes.size() * 2 + 100'000);
    std::size_t used = 0;
    archive* writer = archive_write_new();
    archive_write_add_filter(writer, filter);
    archive_write_set_format(writer, format);
    archive_write_open_memory(writer, out.data(), out.size(), &used);
    for (const auto& name : names) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, name.c_str());
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
        archive_write_header(writer, entry);
        archive_write_data(writer, bytes.data(), bytes.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
    return {out.data(), used};
}
