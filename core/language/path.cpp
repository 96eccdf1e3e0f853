// SPDX-License-Identifier: Apache-2.0
#include "core/language/fields.h"

#include <algorithm>
#include <charconv>

// Paths into arguments and users: `a.b`, `items[0]`, `"key with . in it"`.
namespace runlog {

namespace {

std::optional<std::string> takeQuoted(std::string_view& text)
{
    std::string key;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"') {
            text.remove_prefix(i + 1);
            return key;
        }
        if (text[i] == '\\' && ++i == text.size())
            return std::nullopt;
        key += text[i];
    }
    return std::nullopt;
}

std::optional<std::string> takeKey(std::string_view& text)
{
    if (text.starts_with('"'))
        return takeQuoted(text);
    const std::size_t end = std::min(text.find_first_of(".[]\""), text.size());
    if (end == 0)
        return std::nullopt;
    std::string key(text.substr(0, end));
    text.remove_prefix(end);
    return key;
}

std::optional<std::size_t> takeIndex(std::string_view& text)
{
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos || close < 2 || close > 10)
        return std::nullopt;
    std::size_t index = 0;
    const auto read = std::from_chars(text.data() + 1, text.data() + close, index);
    if (read.ec != std::errc() || read.ptr != text.data() + close)
        return std::nullopt;
    text.remove_prefix(close + 1);
    return index;
}

void appendQuoted(std::string& out, std::string_view key)
{
    out += '"';
    for (const char c : key) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c;
    }
    out += '"';
}

} // namespace

std::optional<Path> parsePath(std::string_view text)
{
    Path path;
    while (!text.empty()) {
        if (text.starts_with('[')) {
            const auto index = takeIndex(text);
            if (!index)
                return std::nullopt;
            path.push_back({{}, *index, true});
            continue;
        }
        if (!path.empty()) {
            if (!text.starts_with('.'))
                return std::nullopt;
            text.remove_prefix(1);
        }
        auto key = takeKey(text);
        if (!key)
            return std::nullopt;
        path.push_back({std::move(*key), 0, false});
    }
    return path.empty() ? std::nullopt : std::optional(std::move(path));
}

std::string print(const Path& path)
{
    std::string out;
    for (const PathStep& step : path) {
        if (step.isIndex) {
            out += '[' + std::to_string(step.index) + ']';
            continue;
        }
        if (!out.empty())
            out += '.';
        if (step.key.empty() || step.key.find_first_of(".[]\"") != std::string::npos)
            appendQuoted(out, step.key);
        else
            out += step.key;
    }
    return out;
}

} // namespace runlog
