// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/pii/context.h"
#include "core/engine/pii/scanner.h"

#include <cstddef>
#include <string_view>
#include <vector>

// One pass over one text: what the recognizers offer to, and what keeps or drops it.
namespace runlog::pii {

// How much a match is worth before its surroundings are known.
enum class Level : std::uint8_t { Nothing, Possible, Likely, VeryLikely };

enum class Surroundings : std::uint8_t {
    Ignored,   // the form says it all: e-mail addresses, tokens with a prefix
    Read,      // words for and against it count
    ReadWidely // and weaker words too
};

struct Match {
    Entity entity = Entity::Email;
    std::size_t begin = 0;
    std::size_t end = 0;
    Level alone = Level::Nothing;  // without a word for or against it; one against it takes one level
    Level beside = Level::Nothing; // beside a telling word
    Surroundings surroundings = Surroundings::Read;
    std::string_view pattern; // the form that it has
    bool checked = false;     // a checksum or the like agreed
    std::string_view sample;  // it stands in documents as an example
    std::string_view field;   // found by the key before it: the word of ours in that key
    std::size_t fieldPlace = Reason::nowhere;
    bool random = false; // believed for its entropy
};

class Pass {
public:
    enum class Overlaps : std::uint8_t { Dropped, Kept };

    // Keeps every finding in `out`.
    Pass(std::string_view text, const ScanOptions& options, std::vector<Finding>& out, Overlaps overlaps = Overlaps::Dropped);
    // Keeps none, only whether there is one of at least `atLeast`.
    Pass(std::string_view text, const ScanOptions& options, Likelihood atLeast);

    std::string_view text() const { return m_text; }
    std::string_view fieldName() const { return m_options.fieldName; }
    const EntitySet& wanted() const { return m_options.wanted; }
    bool wants(Entity entity) const { return m_options.wanted.contains(entity); }

    void offer(const Match& match);

    // Nothing more can change the answer.
    bool decided() const { return m_found; }

private:
    struct Judgement {
        Level level = Level::Nothing;
        Context context;
        bool inAddress = false; // part of a web address
    };

    Judgement judge(const Match& match);
    void keep(const Match& match, const Judgement& judgement);

    std::string_view m_text;
    const ScanOptions& m_options;
    Neighbourhood m_neighbourhood;
    std::vector<Finding>* m_out = nullptr;
    std::size_t m_first = 0; // findings before it are not ours
    Overlaps m_overlaps = Overlaps::Dropped;
    Level m_atLeast = Level::Possible;
    bool m_found = false;
};

// Puts a finding behind those from `first` on, or drops it, or drops those that it overlaps and is better than.
void place(std::vector<Finding>& out, std::size_t first, Finding finding);

// Whether `begin` may be the begin of a number: no word, path, decimal or longer group runs into it.
bool opensFreely(std::string_view text, std::size_t begin);

// Whether `end` may be the end of one.
bool closesFreely(std::string_view text, std::size_t end);

// Whether the place is inside of `scheme://…`.
bool insideWebAddress(std::string_view text, std::size_t place);

} // namespace runlog::pii
