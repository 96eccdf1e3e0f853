// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/value.h"

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

namespace runlog {

enum class StepKind : std::uint8_t;
struct Step;

// A column that takes no memory while all of its values are the same.
template <typename Element> class RareColumn {
public:
    explicit RareColumn(Element usual) : m_usual(usual) {}

    // Appends the value of the step with that index; those before it have theirs already.
    void append(std::size_t index, Element value)
    {
        if (m_values.empty()) {
            if (isUsual(value))
                return;
            m_values.assign(index, m_usual);
        }
        m_values.push_back(value);
    }

    Element operator[](std::size_t index) const { return m_values.empty() ? m_usual : m_values[index]; }
    bool isUniform() const { return m_values.empty(); }
    std::vector<Element>& values() { return m_values; }
    void set(std::size_t index, Element value, std::size_t size)
    {
        if (m_values.empty())
            m_values.assign(size, m_usual);
        m_values[index] = value;
    }
    void reserve(std::size_t size) { m_values.reserve(size); }
    void clear() { std::vector<Element>().swap(m_values); }

private:
    bool isUsual(const Element& value) const
    {
        if constexpr (std::is_same_v<Element, Value>)
            return value.kind() == m_usual.kind();
        else
            return value == m_usual;
    }

    Element m_usual;
    std::vector<Element> m_values;
};

// Steps by column: one per field, all of one length. -1, UnknownCost and NoDecision say "not there".
struct StepColumns {
    static constexpr std::int64_t UnknownCost = std::numeric_limits<std::int64_t>::min();
    static constexpr std::uint32_t NoDecision = std::numeric_limits<std::uint32_t>::max();

    std::vector<std::int64_t> seq;
    std::vector<StepKind> kind;
    std::vector<std::uint32_t> tool;
    std::vector<std::uint32_t> model;
    std::vector<Value> args;
    RareColumn<Value> input{Value()};
    RareColumn<Value> output{Value()};
    std::vector<std::int64_t> cost;
    RareColumn<std::int64_t> costEstimate{UnknownCost};
    RareColumn<std::int64_t> tokensIn{-1};
    RareColumn<std::int64_t> tokensOut{-1};
    std::vector<std::int64_t> startedAt;
    RareColumn<std::int64_t> duration{-1};
    RareColumn<std::string_view> error{std::string_view()};
    RareColumn<std::int64_t> batch{-1};
    RareColumn<std::int64_t> parent{-1};
    RareColumn<std::string_view> role{std::string_view()};
    RareColumn<std::uint32_t> decision{NoDecision};
    RareColumn<std::uint32_t> line{0};
    RareColumn<std::uint8_t> costIsEstimate{0};

    std::size_t size() const { return seq.size(); }
    void append(const Step& step);
};

} // namespace runlog
