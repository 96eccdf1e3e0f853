// SPDX-License-Identifier: Apache-2.0
#include "app/cli/pii.h"

#include "core/engine/pii/offsets.h"
#include "core/engine/pii/scanner.h"
#include "core/language/diagnostic.h"
#include "core/language/jsonwriter.h"

#include <simdjson.h>

#include <fstream>

namespace runlog::cli {

namespace {

struct Choice {
    std::vector<std::string> files;
    std::vector<std::string> entities;
    std::string format;
    std::string minLikelihood = "possible";
};

struct Listing {
    runlog::pii::ScanOptions options;
    runlog::pii::Likelihood atLeast = runlog::pii::Likelihood::Possible;
    bool asJson = true;
};

// One text of the input.
struct TextLine {
    std::string id; // JSON
    std::string text;
    std::string field;
};

std::string_view textOf(simdjson::dom::object object, std::string_view key)
{
    std::string_view text;
    return object[key].get(text) == simdjson::SUCCESS ? text : std::string_view();
}

TextLine readLine(simdjson::dom::parser& parser, const std::string& line, std::size_t number)
{
    TextLine result{std::to_string(number), line, {}};
    simdjson::dom::object object;
    std::string_view text;
    const bool labelled = line.starts_with('{') && parser.parse(line).get(object) == simdjson::SUCCESS
                          && object["text"].get(text) == simdjson::SUCCESS;
    if (!labelled)
        return result;
    result.text = text;
    result.field = textOf(object, "field");
    simdjson::dom::element id;
    if (object["id"].get(id) == simdjson::SUCCESS)
        result.id = simdjson::minify(id);
    return result;
}

void writeReason(JsonWriter& json, const runlog::pii::Reason& reason)
{
    json.beginObject().member("kind", name(reason.kind)).member("text", reason.text).endObject();
}

std::string asJson(const TextLine& line, const std::vector<runlog::pii::Finding>& findings)
{
    JsonWriter json;
    json.beginObject().key("id").raw(line.id).key("findings").beginList();
    runlog::pii::CodePointCounter begins(line.text);
    for (const auto& finding : findings) {
        json.beginObject().member("entity", name(finding.entity)).member("category", name(finding.category));
        json.member("start", begins.at(finding.begin)).member("end", begins.at(finding.end));
        json.member("likelihood", name(finding.likelihood)).key("reasons").beginList();
        for (const auto& reason : finding.reasons)
            writeReason(json, reason);
        json.endList().endObject();
    }
    json.endList().endObject();
    return json.take() + "\n";
}

std::string asText(const TextLine& line, const std::vector<runlog::pii::Finding>& findings)
{
    std::string result;
    for (const auto& finding : findings) {
        result += printable(line.id) + ": " + std::string(name(finding.entity)) + " at "
                  + std::to_string(runlog::pii::codePointsBefore(line.text, finding.begin)) + "-"
                  + std::to_string(runlog::pii::codePointsBefore(line.text, finding.end)) + ", "
                  + std::string(name(finding.likelihood));
        for (const auto& reason : finding.reasons)
            result.append("; ").append(name(reason.kind)).append(" `").append(reason.text).append("`");
        result += "\n";
    }
    return result;
}

void list(std::istream& in, const Listing& listing, std::ostream& out)
{
    simdjson::dom::parser parser;
    std::vector<runlog::pii::Finding> findings;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (line.ends_with('\r'))
            line.pop_back();
        const auto text = readLine(parser, line, number);
        auto options = listing.options;
        options.fieldName = text.field;
        findings.clear();
        scan(text.text, options, findings);
        std::erase_if(findings, [&](const auto& finding) { return finding.likelihood < listing.atLeast; });
        out << (listing.asJson ? asJson(text, findings) : asText(text, findings));
    }
}

// The entities that were asked for, or an answer on `err` to the first name that is none.
std::optional<runlog::pii::EntitySet> wantedOf(const Choice& choice, std::ostream& err)
{
    if (choice.entities.empty())
        return runlog::pii::EntitySet::everything();
    runlog::pii::EntitySet wanted;
    for (const auto& entityName : choice.entities) {
        const auto entity = runlog::pii::entityNamed(entityName);
        if (!entity) {
            err << "runlog pii: unknown entity `" << printable(entityName) << "`\n";
            return std::nullopt;
        }
        wanted.insert(*entity);
    }
    return wanted;
}

int listFiles(const Choice& choice, const Listing& listing, std::istream& in, std::ostream& out, std::ostream& err)
{
    if (choice.files.empty())
        list(in, listing, out);
    int code = Exit::Fine;
    for (const auto& path : choice.files) {
        std::ifstream file(path, std::ios::binary);
        if (file && file.peek() != std::ifstream::traits_type::eof()) {
            list(file, listing, out);
        } else if (!file.is_open() || file.bad()) {
            err << "runlog pii: cannot open `" << printable(path) << "`\n";
            code = Exit::Usage;
        }
    }
    return code;
}

} // namespace

int pii(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    Choice choice;
    CLI::App app("lists personal data and secrets in texts", "runlog pii");
    app.add_option("FILE", choice.files, "JSON Lines with `text`, or plain text lines; none: standard input");
    app.add_option("--entities", choice.entities, "only these, separated by commas")->delimiter(',');
    app.add_option("--min-likelihood", choice.minLikelihood, "possible, likely or very_likely")
        ->capture_default_str()
        ->check(CLI::IsMember({"possible", "likely", "very_likely"}));
    addFormat(app, choice.format, {"jsonl", "text"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    const auto wanted = wantedOf(choice, err);
    if (!wanted)
        return Exit::Usage;
    Listing listing;
    listing.options.wanted = *wanted;
    listing.atLeast = runlog::pii::likelihoodNamed(choice.minLikelihood).value_or(runlog::pii::Likelihood::Possible);
    listing.asJson = choice.format == "jsonl";
    return listFiles(choice, listing, in, out, err);
}

} // namespace runlog::cli
