// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/checks/truthset.h"
#include "core/engine/program.h"

#include <cstdint>
#include <memory_resource>
#include <string>
#include <vector>

// The conditions of some policies over a finite world: what a field may hold is cut into cells in which no test of the
// model can tell two values apart. Exact for numbers, times, days, lengths and texts; a test that cannot be cut like
// that (personal data, regular expressions, histories, items of lists, …) is free to be anything, so the world holds
// more than there can be and never less: what is impossible in it is impossible.
namespace runlog::checks {

constexpr std::uint32_t None = 0xFFFFFFFFU;
constexpr TruthSet Open = 8; // of a test in a cell: as its free variable says

// Values between which no test can tell.
struct Cell {
    enum class Kind : std::uint8_t {
        Absent,
        Null,
        Boolean,
        Number,
        Text,
        List,
        Map,
        Counter,
        Day,
        Step,
        Window,
        WindowError,
        Truth
    };

    Kind kind = Kind::Absent;
    KindSet kinds = KindSet::All; // of step, where it can be seen
    bool open = false;            // Number, Text: not cut further, every test of the value is free
    bool alone = false;           // Text: the class has no other text
    Value value;                  // Boolean, Number, Text, Day, Step: one of the class
    std::int64_t low = 0;         // Counter: the class is low … high
    std::int64_t high = 0;
    Decimal number;       // Window
    std::size_t size = 0; // List, Map
};

// Something that conditions ask about.
struct Variable {
    enum class Kind : std::uint8_t { Value, Text, Counter, Day, Step, Window, Free };

    Kind kind = Kind::Value;
    FieldRef field;
    std::uint32_t zone = 0; // Counter and Day that depend on one
    std::string key;        // Window, Free: canonical
    std::uint32_t slot = 0; // Window
    std::vector<std::uint32_t> atoms;
    std::vector<Cell> cells; // Free: False, True and perhaps Error
};

// One test, or `after`, or the tests of a window, or whether a file governs the service.
struct Atom {
    std::uint32_t variable = None;
    std::uint32_t free = None;    // the variable that decides in open cells
    const Leaf* leaf = nullptr;   // of a test
    std::uint32_t root = None;    // Window: the tests of its number
    std::uint32_t file = None;    // whether that file governs
    bool negative = false;        // the complement of what cells and the free variable say
    std::vector<TruthSet> byCell; // already complemented; Open among them
};

// A node of a formula, in preorder like ProgramNode.
struct Part {
    enum class Kind : std::uint8_t { All, Any, Not, Atom };
    Kind kind = Kind::All;
    std::uint32_t end = 0;
    std::uint32_t atom = None;
    const Condition* condition = nullptr; // where it stands in a file; none for what was put around
};

// Where the parts of a policy are.
struct PolicyParts {
    std::uint32_t policy = None; // None: the `default: deny` of a file
    std::uint32_t root = None;   // it is governed, `when` holds, and not `unless`
    std::uint32_t governs = None;
    std::uint32_t when = None;
    std::uint32_t unless = None;
    KindSet concerns = KindSet::All;
};

class CellMaker;

class Model {
public:
    explicit Model(std::shared_ptr<const Program> program);
    ~Model();

    void clear();
    PolicyParts addPolicy(std::uint32_t policy);
    PolicyParts addDefault(std::uint32_t file);
    // A condition of its own, such as the inside of a history. Its number is a root.
    std::uint32_t addCondition(std::uint32_t node) { return add(node); }
    // Makes the cells; once, after everything was added.
    void settle();

    const Program& program() const { return *m_program; }
    const std::vector<Part>& parts() const { return m_parts; }
    const std::vector<Atom>& atoms() const { return m_atoms; }
    const std::vector<Variable>& variables() const { return m_variables; }

private:
    std::uint32_t open(Part::Kind kind, const Condition* condition = nullptr);
    void close(std::uint32_t part) { m_parts[part].end = static_cast<std::uint32_t>(m_parts.size()); }
    std::uint32_t add(std::uint32_t node);
    std::uint32_t addGoverns(std::uint32_t file);
    void addAtom(std::uint32_t node, const Condition* condition);
    std::uint32_t push(Atom atom, const Condition* condition);
    std::uint32_t testVariable(const Leaf& leaf);
    std::uint32_t variable(Variable wanted);
    std::uint32_t freeVariable(std::string key, TruthSet truths);

    std::shared_ptr<const Program> m_program;
    std::vector<Part> m_parts;
    std::vector<Atom> m_atoms;
    std::vector<Variable> m_variables;
    std::uint32_t m_zone = 0; // of the policy that is being added
    std::pmr::monotonic_buffer_resource m_arena;
    std::unique_ptr<CellMaker> m_maker;
};

} // namespace runlog::checks
