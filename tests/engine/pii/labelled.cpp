// SPDX-License-Identifier: Apache-2.0
#include "tests/engine/pii/labelled.h"

#include "core/engine/pii/offsets.h"

#include <simdjson.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace labelled {

using namespace runlog::pii;

namespace {

std::string textOf(simdjson::dom::object object, const char* key)
{
    std::string_view text;
    return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::string firstOf(simdjson::dom::object object, std::initializer_list<const char*> keys)
{
    for (const auto* key : keys)
        if (auto text = textOf(object, key); !text.empty())
            return text;
    return {};
}

void readSpans(simdjson::dom::object object, const char* list, const char* type, std::vector<Span>& spans)
{
    simdjson::dom::array array;
    if (object[list].get(array) != simdjson::SUCCESS)
        return;
    for (simdjson::dom::object entry : array) {
        Span span{std::uint64_t(entry["start"]), std::uint64_t(entry["end"]), textOf(entry, type)};
        double score = 1;
        if (entry["score"].get(score) == simdjson::SUCCESS)
            span.score = score;
        spans.push_back(std::move(span));
    }
}

Row rowOf(simdjson::dom::object object, std::size_t line)
{
    Row row;
    row.id = firstOf(object, {"id", "source_test"});
    row.id += row.id.empty() ? std::to_string(line) : "";
    row.text = firstOf(object, {"text", "value"});
    row.field = textOf(object, "field");
    row.kind = firstOf(object, {"kind", "category", "entity", "format", "type"});
    readSpans(object, "entities", "type", row.spans);
    readSpans(object, "expected", "entity", row.spans);
    row.suggested = textOf(object, "suggested").starts_with("pii");
    if (object["valid"].get(row.valid) != simdjson::SUCCESS)
        row.valid = false;
    return row;
}

std::vector<Span> found(const Row& row, Entity entity, Likelihood atLeast, const EntitySet& wanted)
{
    std::vector<Finding> findings;
    scan(row.text, {wanted, row.field}, findings);
    std::vector<Span> spans;
    for (const auto& finding : findings)
        if (finding.entity == entity && finding.likelihood >= atLeast)
            spans.push_back(
                {codePointsBefore(row.text, finding.begin), codePointsBefore(row.text, finding.end), {}, 1});
    return spans;
}

bool sameSpan(const Span& left, const Span& right) { return left.begin == right.begin && left.end == right.end; }

bool holds(const std::vector<Span>& spans, const Span& wanted)
{
    return std::any_of(spans.begin(), spans.end(), [&](const Span& span) { return sameSpan(span, wanted); });
}

std::string describe(const Row& row, std::string_view verdict, const Span& span)
{
    return std::string(verdict) + " [" + std::to_string(span.begin) + "," + std::to_string(span.end) + ") in "
           + row.text;
}

std::string valueOf(const Row& row, const Span& span)
{
    const auto byteOf = [&](std::size_t codePoints) {
        std::size_t byte = 0;
        while (byte < row.text.size() && codePointsBefore(row.text, byte) < codePoints)
            ++byte;
        return byte;
    };
    return row.text.substr(byteOf(span.begin), byteOf(span.end) - byteOf(span.begin));
}

} // namespace

std::vector<Row> read(const std::string& path)
{
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error("cannot open " + path);
    std::vector<Row> rows;
    simdjson::dom::parser parser;
    std::string line;
    while (std::getline(file, line)) {
        simdjson::dom::object object;
        if (parser.parse(line).get(object) != simdjson::SUCCESS)
            throw std::runtime_error(path + ":" + std::to_string(rows.size() + 1) + ": no JSON object");
        rows.push_back(rowOf(object, rows.size() + 1));
    }
    return rows;
}

Count& Count::operator+=(const Count& other)
{
    hits += other.hits;
    missed += other.missed;
    extra += other.extra;
    return *this;
}

Count score(const Row& row, const Question& question, const EntitySet& wanted, std::vector<Miss>& misses)
{
    const auto spans = found(row, question.entity, question.atLeast, wanted);
    std::vector<Span> truth;
    for (const auto& span : row.spans)
        if (span.type == question.type && !holds(truth, span))
            truth.push_back(span);
    Count count;
    for (const auto& span : truth) {
        if (span.score < question.least)
            continue; // found or not, it proves nothing
        const bool hit = holds(spans, span);
        ++(hit ? count.hits : count.missed);
        if (hit)
            continue;
        misses.push_back({row.id, describe(row, "missed", span), valueOf(row, span)});
    }
    for (const auto& span : spans)
        if (!holds(truth, span)) {
            ++count.extra;
            misses.push_back({row.id, describe(row, "extra", span), {}});
        }
    return count;
}

bool isFlagged(const Row& row, const EntitySet& wanted, Likelihood atLeast, std::vector<Miss>& misses)
{
    std::vector<Finding> findings;
    ScanOptions options;
    options.wanted = wanted;
    scan(row.text, options, findings);
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [=](const Finding& finding) { return finding.likelihood >= atLeast; });
    if (found == findings.end())
        return false;
    misses.push_back({row.id, "flagged " + std::string(name(found->entity)) + " in " + row.text, {}});
    return true;
}

} // namespace labelled
