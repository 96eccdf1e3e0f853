// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/runs.h"

#include <QString>
#include <vector>

namespace studio {

// Names that the open runs have: what completion offers beside the language's own words.
struct CorpusWords {
    struct Word {
        QString text;      // as a policy writes it: quoted where it must be
        std::size_t count = 0; // steps that have it
        QString from;      // of an argument: a tool that takes it
    };
    std::vector<Word> tools;     // most frequent first
    std::vector<Word> services;
    std::vector<Word> models;
    std::vector<Word> arguments; // "args.query"; maps down to the third level
};

// Looks at every step once; any thread. Names with control characters, and more than 2,000 different ones, are left out.
CorpusWords corpusWords(const runlog::Runs& runs);

// A text as a policy must write it: plain where YAML reads it back as this text, else in double quotes.
QString yamlText(const QString& text);

} // namespace studio
