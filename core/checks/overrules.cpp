// SPDX-License-Identifier: Apache-2.0
#include "core/checks/overrules.h"

namespace runlog::checks {

TruthSet countingTruths(const EnginePolicy& info) {
    const bool errors = info.policy->action != Action::Allow && info.mode == Mode::Enforce && !info.policy->skipOnError;
    return errors ? Trues | Errors : Trues;
}

bool overrules(const Program& program, std::uint32_t stricter, std::uint32_t weaker, TruthSet weakerTruth) {
    const auto& strict = program.policies[stricter];
    const auto& weak = program.policies[weaker];
    if (stricter == weaker || strict.info.mode == Mode::Observe || strict.info.policy->stale) return false;
    const Action by = strict.info.policy->action;
    const bool earlier = stricter < weaker;
    const bool stops = by >= Action::Deny;
    switch (weak.info.policy->action) {
    case Action::Allow: return stops || (by == Action::Allow && earlier && strict.file == weak.file);
    case Action::Log: return by >= Action::RequireApproval;
    case Action::Modify: // in error it is a deny
        return (weakerTruth & Errors) != 0 ? by == Action::Terminate || (by == Action::Deny && earlier) : stops;
    case Action::RequireApproval: return stops;
    case Action::Deny: return by == Action::Terminate || (by == Action::Deny && earlier);
    case Action::Terminate: return by == Action::Terminate && earlier;
    }
    return false;
}

bool defaultOverrules(const Program& program, std::uint32_t weaker, TruthSet weakerTruth) {
    const auto& weak = program.policies[weaker];
    const auto& file = *program.set.files[weak.file];
    if (file.defaultDecision != DefaultDecision::Deny || file.mode == Mode::Observe) return false;
    switch (weak.info.policy->action) {
    case Action::Log:
    case Action::RequireApproval: return true;
    case Action::Modify: return (weakerTruth & Errors) == 0;
    case Action::Allow:
    case Action::Deny:
    case Action::Terminate: return false;
    }
    return false;
}

} // namespace runlog::checks
