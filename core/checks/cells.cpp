// SPDX-License-Identifier: Apache-2.0
#include "core/checks/cells.h"

#include "core/checks/numbercuts.h"

#include <algorithm>

namespace runlog::checks {

namespace {

constexpr std::int64_t Highest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t LastOfDay = 86'400'000'000'000 - 1;
constexpr std::size_t WordBudget = 100'000;
constexpr std::size_t MostRemembered = 200;
constexpr std::string_view Days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

bool isPattern(Operator op) {
    return op == Operator::Contains || op == Operator::StartsWith || op == Operator::EndsWith || op == Operator::Glob;
}

bool isEquality(Operator op) {
    return op == Operator::Eq || op == Operator::In || op == Operator::InGroup;
}

// The steps that a counter's value can be seen at: each counts its own step.
KindSet kindsOf(Field field, std::int64_t high) {
    if (field == Field::SameCallRepeats) return high >= 1 ? KindSet::ToolCall : KindSet::None;
    if (high >= 1) return KindSet::All;
    if (field == Field::StepsInRun) return KindSet::None;
    if (field == Field::ToolCallsInRun || field == Field::AttemptsInRun) return KindSet::Call | KindSet::LlmCall;
    return field == Field::LlmCallsInRun ? KindSet::Call | KindSet::ToolCall : KindSet::All;
}

std::optional<TextPattern> patternOf(const Leaf& leaf, const Literal& literal) {
    const bool glob = leaf.op == Operator::Glob || (isEquality(leaf.op) && literal.isGlob);
    auto pattern = TextPattern::whole(literal.text, glob, leaf.condition->ignoreCase);
    if (!pattern || isEquality(leaf.op) || leaf.op == Operator::Glob) return pattern;
    return pattern->open(leaf.op != Operator::StartsWith, leaf.op != Operator::EndsWith);
}

} // namespace

CellMaker::CellMaker(std::shared_ptr<const Program> program, std::vector<Atom>& atoms, std::pmr::memory_resource& arena)
    : m_shared(std::move(program))
    , m_program(*m_shared)
    , m_atoms(atoms)
    , m_arena(arena)
    , m_past(m_shared)
    , m_state(m_shared, m_past, m_request, Request::NoTime)
    , m_evaluator(m_program, m_request, m_state) {}

Cell& CellMaker::push(Cell::Kind kind) {
    Cell cell;
    cell.kind = kind;
    return m_cells.emplace_back(std::move(cell));
}

void CellMaker::fill(Variable& variable) {
    m_cells.clear();
    switch (variable.kind) {
    case Variable::Kind::Counter: addCounters(variable); break;
    case Variable::Kind::Day: addDays(); break;
    case Variable::Kind::Step: addSteps(); break;
    case Variable::Kind::Window: addWindows(variable); break;
    case Variable::Kind::Text:
        push(Cell::Kind::Absent);
        addTexts(variable);
        break;
    case Variable::Kind::Value: addValues(variable); break;
    case Variable::Kind::Free: m_cells = variable.cells; break;
    }
    variable.cells = std::move(m_cells);
    for (const auto atom : variable.atoms) {
        auto& truths = m_atoms[atom].byCell;
        truths.clear();
        for (const Cell& cell : variable.cells)
            truths.push_back(truth(m_atoms[atom], cell));
    }
    mergeEqual(variable);
}

void CellMaker::addCounters(const Variable& variable) {
    const auto field = variable.field.field;
    const std::int64_t highest = field == Field::TimeOfDay ? LastOfDay : Highest;
    std::vector<std::int64_t> starts{0, 1};
    for (const auto atom : variable.atoms)
        for (const auto& interval : m_atoms[atom].leaf->intervals) {
            starts.push_back(std::max<std::int64_t>(interval.low, 0));
            if (interval.high >= 0 && interval.high < highest) starts.push_back(interval.high + 1);
        }
    std::ranges::sort(starts);
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
    if (field == Field::Elapsed || field == Field::TimeOfDay) push(Cell::Kind::Absent);
    if (field == Field::SameCallRepeats) push(Cell::Kind::Absent).kinds = KindSet::Call | KindSet::LlmCall;
    for (std::size_t i = 0; i < starts.size() && starts[i] <= highest; ++i) {
        const bool last = i + 1 == starts.size() || starts[i + 1] > highest;
        Cell& cell = push(Cell::Kind::Counter);
        cell.low = starts[i];
        cell.high = last ? highest : starts[i + 1] - 1;
        cell.kinds = kindsOf(field, cell.high);
    }
}

void CellMaker::addDays() {
    push(Cell::Kind::Absent);
    for (const auto day : Days)
        push(Cell::Kind::Day).value = Value::text(day);
}

void CellMaker::addSteps() {
    static constexpr std::pair<StepKind, KindSet> kinds[] = {{StepKind::Call, KindSet::Call},
                                                             {StepKind::LlmCall, KindSet::LlmCall},
                                                             {StepKind::ToolCall, KindSet::ToolCall}};
    for (const auto& [kind, set] : kinds) {
        Cell& cell = push(Cell::Kind::Step);
        cell.value = Value::text(name(kind));
        cell.kinds = set;
    }
}

void CellMaker::addWindows(const Variable& variable) {
    const Window& window = *m_program.windows[variable.slot].window;
    push(Cell::Kind::Absent);
    if (window.function == Window::Function::Sum) push(Cell::Kind::WindowError);
    NumberCuts cuts;
    for (const auto atom : variable.atoms)
        for (auto node = m_atoms[atom].root; node < m_program.nodes[m_atoms[atom].root].end; ++node)
            if (m_program.nodes[node].kind == Condition::Kind::Test)
                cuts.add(m_program.leaves[m_program.nodes[node].index].literals);
    const auto numbers = window.function == Window::Function::Sum ? cuts.numbers() : cuts.counts();
    if (!numbers) {
        push(Cell::Kind::Window).open = true;
        return;
    }
    for (const auto& number : *numbers)
        push(Cell::Kind::Window).number = number;
}

void CellMaker::addValues(const Variable& variable) {
    push(Cell::Kind::Absent);
    push(Cell::Kind::Null).value = Value::null();
    push(Cell::Kind::Boolean).value = Value::boolean(true);
    push(Cell::Kind::Boolean).value = Value::boolean(false);
    addNumbers(variable);
    addTexts(variable);
    addSizes(variable, Cell::Kind::List);
    addSizes(variable, Cell::Kind::Map);
}

void CellMaker::addNumbers(const Variable& variable) {
    NumberCuts cuts;
    for (const auto atom : variable.atoms)
        cuts.add(m_atoms[atom].leaf->literals);
    push(Cell::Kind::Number).value = Value::number("1e99999"); // past what the engine compares
    const auto numbers = cuts.numbers();
    if (!numbers) {
        push(Cell::Kind::Number).open = true;
        return;
    }
    for (const auto& number : *numbers)
        push(Cell::Kind::Number).value = copyText(Value::Kind::Number, number.text(), m_arena);
}

std::vector<std::size_t> CellMaker::lengths(const Variable& variable) const {
    NumberCuts cuts;
    for (const auto atom : variable.atoms)
        if (const Leaf* leaf = m_atoms[atom].leaf; leaf != nullptr && leaf->op == Operator::Length)
            for (const auto& test : leaf->condition->itemTests())
                cuts.add(test.literals);
    std::vector<std::size_t> lengths;
    const auto counts = cuts.counts();
    for (const auto& count : counts ? *counts : std::vector<Decimal>())
        lengths.push_back(static_cast<std::size_t>(count.scaled(0).value_or(0)));
    return lengths;
}

// False where one of them cannot be followed. `key` says which ones they are.
bool CellMaker::collectPatterns(const Variable& variable, std::vector<TextPattern>& patterns, std::string& key) const {
    const auto take = [&](std::optional<TextPattern> pattern, std::string_view how, std::string_view text) {
        if (pattern) patterns.push_back(std::move(*pattern));
        key.append(how).append(std::to_string(text.size())).append(1, ':').append(text);
    };
    std::size_t wanted = 0;
    for (const auto index : variable.atoms) {
        const Atom& atom = m_atoms[index];
        if (atom.file != None)
            for (const auto& glob : m_program.set.files[atom.file]->services)
                ++wanted, take(TextPattern::whole(glob.text, true, false), "*", glob.text);
        if (atom.leaf == nullptr || !(isEquality(atom.leaf->op) || isPattern(atom.leaf->op))) continue;
        const bool folds = atom.leaf->condition->ignoreCase;
        for (const auto& literal : atom.leaf->literals) {
            if (literal.type != Literal::Type::Text && isEquality(atom.leaf->op)) continue;
            ++wanted;
            take(patternOf(*atom.leaf, literal),
                 std::string(row(atom.leaf->op).name) + (folds ? "i" : "") + (literal.isGlob ? "*" : ""), literal.text);
        }
    }
    return patterns.size() == wanted;
}

const std::optional<std::vector<Word>>& CellMaker::words(const std::vector<TextPattern>& patterns,
                                                         const std::vector<std::size_t>& lengths,
                                                         const std::string& key) {
    if (m_words.size() > MostRemembered) m_words.clear();
    const auto [place, isNew] = m_words.try_emplace(key);
    if (isNew) {
        auto budget = std::min(WordBudget, m_stepsLeft);
        m_stepsLeft -= budget;
        place->second = wordsOf(patterns, lengths, budget);
        m_stepsLeft += budget;
    }
    return place->second;
}

void CellMaker::addTexts(const Variable& variable) {
    std::vector<TextPattern> patterns;
    std::string key;
    const bool whole = collectPatterns(variable, patterns, key);
    auto counted = lengths(variable);
    if (counted.size() == 1) // nobody asks
        counted.clear();
    for (const auto length : counted)
        key.append(1, '#').append(std::to_string(length));
    const auto& words = this->words(patterns, counted, key);
    if (!whole || !words) {
        push(Cell::Kind::Text).open = true;
        return;
    }
    for (const auto& word : *words) {
        Cell& cell = push(Cell::Kind::Text);
        cell.value = copyText(Value::Kind::Text, word.text, m_arena);
        cell.alone = word.alone;
    }
}

void CellMaker::addSizes(const Variable& variable, Cell::Kind kind) {
    for (const auto length : lengths(variable)) {
        Cell& cell = push(kind);
        cell.size = length;
        cell.value = kind == Cell::Kind::List ? Value::list({}) : Value::map({});
    }
}

} // namespace runlog::checks
