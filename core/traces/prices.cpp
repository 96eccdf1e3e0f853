// SPDX-License-Identifier: Apache-2.0
#include "core/traces/prices.h"

#include "core/traces/json.h"

#include <re2/re2.h>

#include <algorithm>
#include <vector>

namespace runlog {

namespace {

constexpr int Scale = 18;                               // prices in 10⁻¹⁸ dollars per token
constexpr Int128 NanosInScale = 1'000'000'000;          // 10⁻⁹ dollars in units of the scale

struct Model {
    std::unique_ptr<re2::RE2> pattern;
    std::int64_t in = 0;
    std::int64_t out = 0;
};

bool has(std::string_view key, std::string_view word) { return key.find(word) != std::string_view::npos; }

bool isText(std::string_view key) { return !has(key, "audio") && !has(key, "image") && !has(key, "modality"); }

bool isOutput(std::string_view key)
{
    return key.starts_with("output") || key.starts_with("candidates") || has(key, "reasoning") || has(key, "thoughts");
}

bool isInput(std::string_view key)
{
    return key.starts_with("input") || key.starts_with("prompt") || key.starts_with("cache") || key.starts_with("cached");
}

void takePrices(Value prices, Model& model)
{
    for (const auto& member : prices.members()) {
        const auto price = member.value.number();
        const auto scaled = price ? price->scaled(Scale) : std::nullopt;
        if (!scaled || !isText(member.key))
            continue;
        if (isOutput(member.key))
            model.out = std::max(model.out, *scaled);
        else if (isInput(member.key))
            model.in = std::max(model.in, *scaled);
    }
}

} // namespace

struct PriceTable::Body {
    std::vector<Model> models;
};

PriceTable::PriceTable(std::unique_ptr<Body> body) : m_body(std::move(body))
{
}
PriceTable::~PriceTable() = default;

std::size_t PriceTable::size() const { return m_body->models.size(); }

std::shared_ptr<const PriceTable> PriceTable::parse(std::string_view json, std::string& error)
{
    std::pmr::monotonic_buffer_resource arena;
    const auto table = parseJson(json, arena);
    if (!table || table->kind() != Value::Kind::List) {
        error = "this price table is no JSON list";
        return nullptr;
    }
    auto body = std::make_unique<Body>();
    for (const auto& row : table->items()) {
        Model model;
        model.pattern = std::make_unique<re2::RE2>(std::string(row.find("matchPattern").text()), re2::RE2::Quiet);
        takePrices(row.find("prices"), model);
        for (const auto& tier : row.find("pricingTiers").items())
            takePrices(tier.find("prices"), model);
        if (!model.pattern->ok() || row.find("matchPattern").text().empty()) {
            error = "a model of this price table has no pattern that can be used";
            return nullptr;
        }
        body->models.push_back(std::move(model));
    }
    return std::shared_ptr<const PriceTable>(new PriceTable(std::move(body)));
}

std::optional<Money> PriceTable::upperBound(std::string_view name, std::int64_t tokensIn, std::int64_t tokensOut) const
{
    const auto model = std::ranges::find_if(m_body->models, [name](const Model& candidate) {
        return re2::RE2::PartialMatch(re2::StringPiece(name.data(), name.size()), *candidate.pattern);
    });
    if (model == m_body->models.end() || (model->in == 0 && model->out == 0) || tokensIn < 0 || tokensOut < 0)
        return std::nullopt;
    const Int128 cost = Int128(model->in) * tokensIn + Int128(model->out) * tokensOut;
    const Int128 nanos = (cost + NanosInScale - 1) / NanosInScale;
    if (nanos > Int128(INT64_MAX))
        return std::nullopt;
    return Money{static_cast<std::int64_t>(nanos)};
}

} // namespace runlog
