// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/piitexts.h"

#include <iterator>
#include <random>
#include <string_view>

namespace runlog::bench {

namespace {

constexpr std::string_view phrases[] = {
    "the customer asked whether the parcel can be sent to another city, ",
    "please check the refund of the last order and tell me, ",
    "{\"order_id\": \"W2692684\", \"status\": \"pending\", \"total\": 158.89}, ",
    "SELECT id, status FROM orders WHERE total > 100 AND region = 'EU'; ",
    "2026-03-01T10:00:00Z INFO worker.job id=642 queue=exports attempt=1 result=ok ",
    "def handle(request): return response.json()[\"items\"] ",
    "https://shop.example/products/5917587651?ref=mail ",
    "I would like to cancel the flight on the 20th of May and book a later one, ",
    "{\"origin\": \"JFK\", \"destination\": \"SFO\", \"date\": \"2024-05-20\", \"cabin\": \"economy\"} ",
    "thank you very much for your quick answer! ",
    "the build 4.8.279 failed in step 12 of 37 with exit code 1 ",
    "commit 9c7a260902cb160102f410ef6383e1398bf9ce01 ",
};
constexpr std::string_view personal[] = {"write to joe@acme.com ", "call (415) 555-2671 ", "card 4539 5787 6362 1486 ",
                                         "IBAN DE89370400440532013000 "};

constexpr const char* patterns[] = {
    R"([A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+)",
    R"(\b(?:\d[ -]?){12,19}\b)",
    R"(\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}\b)",
    R"(\b\d{3}-\d{2}-\d{4}\b)",
    R"(\+\d[\d ().-]{6,}\d)",
    R"(\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}\b)",
    R"(\b[13][1-9A-HJ-NP-Za-km-z]{25,34}\b)",
    R"(\bbc1[a-z0-9]{11,71}\b)",
    R"(\b\d{4}[ -]\d{4}[ -]\d{4}\b)",
    R"(\b\d{8}[A-Z]\b)",
    R"(\b[XYZ]\d{7}[A-Z]\b)",
    R"(\b[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]\b)",
    R"(\b\d{6}[-+A]\d{3}[0-9A-Y]\b)",
    R"(\b\d{17}[\dX]\b)",
    R"(\b\d{3}\.\d{3}\.\d{3}-\d{2}\b)",
    R"(\b[A-Z]{4}\d{6}[A-Z]{6}[A-Z0-9]\d\b)",
    R"(\b[STFGM]\d{7}[A-Z]\b)",
    R"(\b[A-Z]{2}\d{6}[A-D]\b)",
    R"(\b756\.\d{4}\.\d{4}\.\d{2}\b)",
    R"(\b\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}\b)",
    R"(\b(?:\d{1,3}\.){3}\d{1,3}\b)",
    R"("(?:first|last)_name"\s*:\s*"[^"]+")",
    R"(\bAKIA[A-Z0-9]{16}\b)",
    R"(\bgh[pousr]_[A-Za-z0-9]{36}\b)",
    R"(\beyJ[\w-]+\.eyJ[\w-]+\.[\w-]+)",
    R"(-----BEGIN [A-Z ]*PRIVATE KEY-----)",
};

} // namespace

std::vector<std::string> someTexts(std::size_t count, std::size_t size)
{
    std::mt19937 random(11);
    std::vector<std::string> texts(count);
    for (std::size_t i = 0; i < count; ++i) {
        auto& text = texts[i];
        if (i % 10 == 0)
            text += personal[random() % std::size(personal)];
        while (text.size() < size)
            text += phrases[random() % std::size(phrases)];
        text.resize(size);
    }
    return texts;
}

std::span<const char* const> formPatterns() { return patterns; }

} // namespace runlog::bench
