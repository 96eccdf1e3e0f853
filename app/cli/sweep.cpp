// SPDX-License-Identifier: Apache-2.0
#include "app/cli/sweep.h"

#include "app/cli/problems.h"
#include "app/cli/replayinput.h"
#include "app/cli/sweeptarget.h"
#include "core/language/diagnostic.h"
#include "core/language/edit.h"
#include "core/replay/flipwalk.h"
#include "core/replay/sweep.h"

#include <algorithm>

namespace runlog::cli {

namespace {

constexpr std::size_t FlipsForTarget = 50; // on each side, where nobody says how many

std::vector<ThresholdPlace> placesOf(const PolicySet& set)
{
    std::vector<ThresholdPlace> places;
    for (const auto& file : set.files)
        for (auto& place : thresholds(*file))
            places.push_back(std::move(place));
    return places;
}

// The number meant by a condition's id, or by the id of a policy that has just one.
const ThresholdPlace* find(const std::vector<ThresholdPlace>& places, const std::string& id, std::size_t literal)
{
    const auto byCondition = std::find_if(places.begin(), places.end(), [&](const ThresholdPlace& place) {
        return place.threshold.condition == id && place.threshold.literal == literal;
    });
    if (byCondition != places.end())
        return &*byCondition;
    const auto isOf = [&](const ThresholdPlace& place) { return place.policy == id; };
    const auto first = std::find_if(places.begin(), places.end(), isOf);
    return first != places.end() && std::count_if(places.begin(), places.end(), isOf) == 1 ? &*first : nullptr;
}

int notFound(const std::vector<ThresholdPlace>& places, const std::string& id, std::ostream& err)
{
    err << "runlog sweep: no number is meant by `" << printable(id, 200) << "`; the numbers of these policies are:\n";
    for (const auto& place : places)
        err << "  " << printable(place.threshold.condition, 200)
            << (place.threshold.literal != 0 ? " --literal " + std::to_string(place.threshold.literal) : std::string())
            << "\n";
    return Usage;
}

// Values spread over what was observed, by rank: the observed ones themselves where they are few.
std::vector<Decimal> spread(const Observations& seen, const Decimal& current, std::size_t most)
{
    std::vector<Decimal> values;
    for (const auto& each : seen.values)
        if (values.empty() || values.back() != each.value)
            values.push_back(each.value);
    std::vector<Decimal> chosen{current};
    for (std::size_t place = 0; place < std::min(values.size(), most); ++place)
        chosen.push_back(values[values.size() <= most ? place : place * (values.size() - 1) / (most - 1)]);
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    return chosen;
}

// The values at which outcomes change, nearest first.
struct Flips {
    std::vector<Flip> below;
    std::vector<Flip> above;
    bool gaveUpBelow = false; // so many compared values changed nothing that the search for a further one ended
    bool gaveUpAbove = false;
    bool isExact = true;
};

std::vector<Flip> walked(FlipWalk& walk, FlipWalk::Side side, std::size_t most)
{
    std::vector<Flip> flips;
    while (flips.size() < most) {
        const auto flip = flips.size() + 1 == most ? walk.nearest(side) : walk.next(side);
        if (!flip)
            break;
        flips.push_back(*flip);
    }
    return flips;
}

Flips flipsOf(const ReplayReady& ready, const ThresholdPlace& place, std::size_t most)
{
    const auto from = valueOf(*place.value);
    std::optional<FlipWalk> walk;
    const auto begin = [&] {
        walk.emplace(ready.engine, ready.read.runs, ready.answers, place.threshold, from, grain(*place.value));
    };
    begin();
    Flips flips;
    flips.isExact = walk->isExact();
    flips.below = walked(*walk, FlipWalk::Side::Below, most);
    flips.gaveUpBelow = walk->gaveUp();
    if (walk->at() != from)
        begin();
    flips.above = walked(*walk, FlipWalk::Side::Above, most);
    flips.gaveUpAbove = walk->gaveUp();
    return flips;
}

struct Swept {
    ThresholdPlace place;
    Decimal current;
    Observations seen;
    Flips flips;
    std::vector<SweepPoint> curve;
    RunsPtr runs;
    std::optional<TargetSet> target;
};

void writeFlip(JsonWriter& json, const Flip& flip, const Runs& runs)
{
    json.beginObject().key("value").raw(flip.value.text()).member("changed_steps", flip.changed);
    json.member("run", runs.run(runs.runOf(flip.step)).id).member("seq", runs.seq()[flip.step]).endObject();
}

void writeNearest(JsonWriter& json, const char* key, const std::vector<Flip>& flips, const Runs& runs)
{
    json.key(key);
    if (flips.empty())
        json.null();
    else
        writeFlip(json, flips.front(), runs);
}

void writeFlips(JsonWriter& json, const char* key, const std::vector<Flip>& flips, const Runs& runs)
{
    json.key(key).beginList();
    for (const auto& flip : flips)
        writeFlip(json, flip, runs);
    json.endList();
}

std::string jsonOf(const Swept& swept, const ReplayReady& ready)
{
    JsonWriter json;
    json.beginObject()
        .member("condition", swept.place.threshold.condition)
        .member("literal", swept.place.threshold.literal);
    json.member("policy", swept.place.policy).key("value").raw(swept.current.text());
    json.key("observed").beginObject().member("numbers", swept.seen.values.size()).member("absent", swept.seen.absent);
    json.member("in_error", swept.seen.inError).member("not_recorded", swept.seen.unknown);
    if (!swept.seen.values.empty()) {
        json.key("least")
            .raw(swept.seen.values.front().value.text())
            .key("most")
            .raw(swept.seen.values.back().value.text());
        json.key("median").raw(swept.seen.values[swept.seen.values.size() / 2].value.text());
    }
    json.endObject().key("flips").beginObject();
    writeNearest(json, "below", swept.flips.below, *swept.runs);
    writeNearest(json, "above", swept.flips.above, *swept.runs);
    json.endObject();
    writeFlips(json, "flips_below", swept.flips.below, *swept.runs);
    writeFlips(json, "flips_above", swept.flips.above, *swept.runs);
    json.member("gave_up_below", swept.flips.gaveUpBelow).member("gave_up_above", swept.flips.gaveUpAbove);
    json.member("flips_exact", swept.flips.isExact);
    if (swept.target)
        writeTarget(json, *swept.target, *swept.runs);
    json.key("curve").beginList();
    for (const auto& point : swept.curve) {
        json.beginObject().key("value").raw(point.value.text());
        for (std::size_t outcome = 0; outcome < OutcomeCount; ++outcome)
            json.member(name(static_cast<Outcome>(outcome)), point.totals.outcomes[outcome]);
        json.endObject();
    }
    json.endList().member("incomplete", swept.runs->damagedLines() != 0).key("diagnostics").beginList();
    writeDiagnostics(json, ready.files);
    writeProblems(json, ready.read.problems);
    return json.endList().endObject().take();
}

std::string csvOf(const Swept& swept)
{
    std::string csv = "value";
    for (std::size_t outcome = 0; outcome < OutcomeCount; ++outcome)
        csv.append(",").append(name(static_cast<Outcome>(outcome)));
    csv += "\n";
    for (const auto& point : swept.curve) {
        csv += point.value.text();
        for (const auto count : point.totals.outcomes)
            csv += "," + std::to_string(count);
        csv += "\n";
    }
    return csv;
}

std::string flipsText(const char* word, const std::vector<Flip>& flips, bool gaveUp, const Runs& runs)
{
    const std::string none = gaveUp ? ": the search gave up, too many compared values change nothing\n" : ": none found\n";
    if (flips.empty())
        return std::string("next change ") + word + none;
    std::string text;
    for (const auto& flip : flips)
        text += std::string(text.empty() ? "next change " : "then ") + word + ": " + flip.value.text() + " ("
                + std::to_string(flip.changed) + " steps, first " + printable(runs.run(runs.runOf(flip.step)).id, 60) + "#"
                + std::to_string(runs.seq()[flip.step]) + ")\n";
    return gaveUp ? text + "then " + word + none : text;
}

std::string textOf(const Swept& swept)
{
    std::string text = printable(swept.place.threshold.condition, 200) + " is " + swept.current.text() + "\nobserved "
                       + std::to_string(swept.seen.values.size()) + " numbers";
    if (!swept.seen.values.empty())
        text += " from " + swept.seen.values.front().value.text() + " to " + swept.seen.values.back().value.text();
    text += "; absent " + std::to_string(swept.seen.absent) + ", in error " + std::to_string(swept.seen.inError)
            + ", not recorded " + std::to_string(swept.seen.unknown) + "\n";
    text += flipsText("below", swept.flips.below, swept.flips.gaveUpBelow, *swept.runs)
            + flipsText("above", swept.flips.above, swept.flips.gaveUpAbove, *swept.runs);
    if (!swept.flips.isExact)
        text += "other changes may lie between these: the number is compared with more than the recorded steps\n";
    if (swept.target)
        text += targetText(*swept.target, *swept.runs);
    text += "\n";
    text += "value: allow log modify approval deny terminate not-reached\n";
    for (const auto& point : swept.curve) {
        text += (point.value == swept.current ? "> " : "  ") + point.value.text() + ":";
        for (const auto count : point.totals.outcomes)
            text += " " + std::to_string(count);
        text += "\n";
    }
    return text;
}

} // namespace

int sweep(Arguments arguments, std::istream& in, std::ostream& out, std::ostream& err)
{
    CLI::App app("Moves the number of one condition over what it observed in recorded runs. Values are in base units: "
                 "dollars, seconds.",
                 "runlog sweep");
    ReplayInput input;
    std::string condition;
    std::size_t literal = 0;
    std::size_t points = 50;
    std::size_t most = 1;
    std::string format;
    input.addTo(app);
    TargetInput wanted;
    wanted.addTo(app);
    const auto* flips = app.add_option("--flips", most, "most values below and above at which outcomes change; for a target 50")
        ->check(CLI::Range(1, 10'000))
        ->capture_default_str();
    app.add_option("--condition", condition, "the condition's id, or the id of a policy with one number")->required();
    app.add_option("--literal", literal, "which number of the condition, from 0")->capture_default_str();
    app.add_option("--points", points, "most values of the curve")
        ->check(CLI::Range(2, 100'000))
        ->capture_default_str();
    addFormat(app, format, {"text", "json", "csv"});
    if (const auto code = readArguments(app, arguments, out, err))
        return *code;
    auto ready = readInput(input, in, err);
    if (const auto* code = std::get_if<int>(&ready))
        return *code;
    auto& parts = std::get<ReplayReady>(ready);
    const auto places = placesOf(parts.files.set);
    const auto* place = find(places, condition, literal);
    if (place == nullptr)
        return notFound(places, condition, err);
    const auto target = targetOf(wanted, *parts.read.runs, in, err);
    if (const auto* code = std::get_if<int>(&target))
        return *code;
    const auto current = valueOf(*place->value);
    Swept swept{*place, current, observe(parts.engine, parts.read.runs, parts.answers, place->threshold),
                {},     {},      parts.read.runs, {}};
    swept.flips = flipsOf(parts, *place, most);
    if (wanted.isSet())
        swept.target = valuesMeeting(std::get<Target>(target), parts.engine, swept.runs, parts.answers, place->threshold, current,
                                     grain(*place->value), flips->count() > 0 ? most : FlipsForTarget);
    swept.curve =
        runlog::sweep(parts.engine, swept.runs, parts.answers, place->threshold, spread(swept.seen, current, points));
    out << (format == "json" ? jsonOf(swept, parts) + "\n" : format == "csv" ? csvOf(swept) : textOf(swept) + incompleteText(*swept.runs));
    return exitOf(parts.read);
}

} // namespace runlog::cli
