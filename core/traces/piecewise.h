// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/traces/formats.h"
#include "core/traces/pieces.h"
#include "core/traces/runspool.h"

#include <stop_token>

namespace runlog {

// Imports one file of a known format piece by piece into a RunSpool, with what readTraces() would say of it.
class PiecewiseImport {
public:
    // `format`: what the caller said the file is, else null. `tell` hears after each piece how many bytes were read so far.
    PiecewiseImport(std::string name, Pieces::Open open, const Format* format, RunSpool& runs, std::function<void(std::uint64_t)> tell,
                    std::stop_token stop);

    // False, with nothing taken, where the file cannot be cut or a document in it is damaged: then it is to be read as a whole.
    bool read();
    // The same of a file that is a zip archive.
    bool readArchive(const std::string& path);

private:
    bool readLines();
    bool readItems();
    void importLine(std::string& line);
    void groupLine(Value line, std::string_view text);
    void importGroups();
    bool importItem(std::string& item, Value frame);
    void importPiece(Value piece, std::uint32_t line);
    void warnRepeated();
    bool mayGoOn();

    struct Place { // in the spool
        std::uint64_t begin;
        std::size_t size;
    };

    std::string m_name;
    Pieces m_pieces;
    const Format* m_format;
    RunSpool& m_runs;
    std::function<void(std::uint64_t)> m_tell;
    std::stop_token m_stop;
    Import::Shared m_shared;
    std::size_t m_repeated = 0;             // keys of a document that were warned about
    std::map<std::string, std::vector<Place>> m_groups; // lines of each run
    std::size_t m_others = 0;               // lines of no run
};

} // namespace runlog
