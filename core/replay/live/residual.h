// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/evaluator.h"
#include "core/replay/live/shapes.h"

namespace runlog::live {

// What is left of the policies at one step when every condition on the step's own content has been asked.
class Residual {
public:
    Residual(const Program& program, const Sources& sources, const Request& request, const RunState& blank)
        : m_program(program), m_sources(sources), m_evaluator(program, request, blank), m_request(request)
    {
    }

    // Appends what tells this step from others: verdicts of policies that are settled, and the answers inside those
    // that still depend on a source. Returns the sources that can matter (Shape::reads).
    std::uint32_t describe(std::vector<std::uint32_t>& key);

    // How the step counts for windows and histories; `ran` carries its output.
    void events(Shape& shape, const Request& ran, const RunState& blank) const;

private:
    struct Part {
        bool open = false;
        Verdict verdict;
    };

    Part policy(const ProgramPolicy& policy, std::vector<std::uint32_t>& key);
    Part condition(std::uint32_t index, std::vector<std::uint32_t>& key);
    Part several(std::uint32_t index, bool all, std::vector<std::uint32_t>& key);
    Part test(std::uint32_t leaf, std::vector<std::uint32_t>& key);
    bool isStaticTest(std::uint32_t node) const;

    const Program& m_program;
    const Sources& m_sources;
    Evaluator m_evaluator;
    const Request& m_request;
    std::uint32_t m_reads = 0;
};

} // namespace runlog::live
