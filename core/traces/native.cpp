// SPDX-License-Identifier: Apache-2.0
#include "core/traces/native.h"

#include "core/language/report.h"
#include "core/traces/nativeline.h"

#include <cstring>

namespace runlog {

struct NativeReader::Body {
    JsonReader json;
    std::vector<std::byte> buffer = std::vector<std::byte>(64 * 1024);
    std::pmr::monotonic_buffer_resource scratch{buffer.data(), buffer.size()};

    bool readLine(std::string_view text, std::uint32_t number, RunsPart& part);
};

bool NativeReader::Body::readLine(std::string_view text, std::uint32_t number, RunsPart& part)
{
    scratch.release();
    const auto value = json.read(text, scratch);
    if (!value) {
        part.problems.damaged(number, "damaged-line", "this line is left out: " + json.remarks().error);
        return false;
    }
    for (const auto& key : json.remarks().repeatedKeys)
        part.problems.warning(number, "key-twice", "the key " + inTicks(key) + " stands twice; the last one is kept");
    if (value->kind() != Value::Kind::Map) {
        part.problems.damaged(number, "no-event", "this line is left out: it is no object");
        return false;
    }
    NativeLine line(number, part);
    line.take(value->members());
    const bool used = line.apply();
    if (!used)
        part.problems.damaged(number, "no-event", "this line is left out: " + line.refusal());
    return used;
}

NativeReader::NativeReader() : m_body(std::make_unique<Body>())
{
}
NativeReader::~NativeReader() = default;

bool NativeReader::readLine(std::string_view line, std::uint32_t number, RunsPart& part)
{
    return m_body->readLine(line, number, part);
}

void NativeReader::readBlock(std::string_view block, RunsPart& part)
{
    std::uint32_t number = 0;
    while (!block.empty()) {
        const auto* found = static_cast<const char*>(std::memchr(block.data(), '\n', block.size()));
        const auto length = found == nullptr ? block.size() : static_cast<std::size_t>(found - block.data());
        ++number;
        const auto line = block.substr(0, length);
        if (line.find_first_not_of(" \t\r") != std::string_view::npos)
            m_body->readLine(line, number, part);
        block.remove_prefix(found == nullptr ? length : length + 1);
    }
    part.lines = number;
}

} // namespace runlog
