// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language/decimal.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace runlog {

// What models cost per token, from a price table in Langfuse's format: a JSON list of models with `matchPattern` and prices. Immutable.
//
// Which tokens were cached, and which tier of prices applied, is rarely recorded: the dearest price of text that a table names is taken,
// so that an answer is an upper bound.
class PriceTable {
public:
    // Null where the text is no such table; `error` says why.
    static std::shared_ptr<const PriceTable> parse(std::string_view json, std::string& error);
    ~PriceTable();

    // nullopt where no pattern matches the model.
    std::optional<Money> upperBound(std::string_view model, std::int64_t tokensIn, std::int64_t tokensOut) const;
    std::size_t size() const;

private:
    struct Body;
    explicit PriceTable(std::unique_ptr<Body> body);
    std::unique_ptr<Body> m_body;
};

} // namespace runlog
