// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"

#include <concepts>
#include <string>
#include <string_view>

namespace runlog {

// Writes one JSON text with keys in the order they are given. Commas are put where they belong; the caller closes what it opens.
class JsonWriter {
public:
    JsonWriter& beginObject() { return open('{'); }
    JsonWriter& endObject() { return close('}'); }
    JsonWriter& beginList() { return open('['); }
    JsonWriter& endList() { return close(']'); }

    JsonWriter& key(std::string_view name)
    {
        separate();
        appendJsonText(m_json, name);
        m_json += ':';
        m_first = true;
        return *this;
    }

    JsonWriter& text(std::string_view value)
    {
        separate();
        appendJsonText(m_json, value);
        return *this;
    }

    JsonWriter& number(std::integral auto value) { return raw(std::to_string(value)); }
    JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
    JsonWriter& null() { return raw("null"); }

    // JSON that is written already.
    JsonWriter& raw(std::string_view json)
    {
        separate();
        m_json += json;
        return *this;
    }

    JsonWriter& member(std::string_view name, std::string_view value) { return key(name).text(value); }
    JsonWriter& member(std::string_view name, const char* value) { return key(name).text(value); }
    JsonWriter& member(std::string_view name, bool value) { return key(name).boolean(value); }
    template <std::integral Number>
        requires(!std::same_as<Number, bool>)
    JsonWriter& member(std::string_view name, Number value)
    {
        return key(name).number(value);
    }

    const std::string& json() const { return m_json; }
    std::string take() { return std::move(m_json); }

private:
    void separate()
    {
        if (!m_first)
            m_json += ',';
        m_first = false;
    }

    JsonWriter& open(char bracket)
    {
        separate();
        m_json += bracket;
        m_first = true;
        return *this;
    }

    JsonWriter& close(char bracket)
    {
        m_json += bracket;
        m_first = false;
        return *this;
    }

    std::string m_json;
    bool m_first = true;
};

} // namespace runlog
