// SPDX-License-Identifier: Apache-2.0
#include "core/replay/approvals/modelanswer.h"

#include "core/engine/sha256.h"

#include <algorithm>
#include <array>
#include <limits>

namespace runlog {

namespace {

// exp(z) of a standard normal z in thousandths, at every 32nd of the probability; the ends at 0.001 and 0.999.
constexpr std::array<std::int64_t, 33> Quantiles{45,   155,  216,  268,  317,  364,  412,  460,  509,  560,  613,
                                                 669,  727,  789,  854,  925,  1000, 1082, 1170, 1268, 1375, 1495,
                                                 1630, 1784, 1963, 2174, 2428, 2746, 3159, 3736, 4637, 6441, 21982};
constexpr unsigned SegmentBits = 5;
constexpr std::size_t MostDrawn = 1'001; // more than a model has
constexpr std::uint64_t Million = 1'000'000;
constexpr std::int64_t Never = std::numeric_limits<std::int64_t>::max();

std::int64_t delayOf(std::uint64_t draw, std::int64_t median)
{
    const auto segment = static_cast<std::size_t>(draw >> (64U - SegmentBits));
    const auto part = static_cast<std::int64_t>(draw << SegmentBits >> 33U); // 31 bits of the way through the segment
    const auto low = Quantiles[segment];
    const auto high = Quantiles[segment + 1];
    const auto thousandths = low * (std::int64_t{1} << 31) + (high - low) * part;
    return static_cast<std::int64_t>((static_cast<Int128>(median) * thousandths >> 31U) / 1000);
}

std::uint64_t wordAt(const Sha256::Bytes& bytes, std::size_t at)
{
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i)
        word = word << 8U | bytes[at + i];
    return word;
}

} // namespace

std::vector<Quorum> quorumsOf(const Policy& policy)
{
    std::vector<Quorum> quorums;
    for (const auto& [group, people] : policy.approval().perGroup)
        quorums.push_back({group, std::min(people, MostDrawn)});
    if (!quorums.empty())
        return quorums;
    std::string pool;
    for (const auto& name : policy.approvers)
        pool += (pool.empty() ? "" : ", ") + name;
    return {{pool.empty() ? "anyone" : pool, std::min(policy.approval().required, MostDrawn)}};
}

Time tooLate(const Policy& policy, Time asked)
{
    const auto& timeout = policy.approval().timeout;
    return !timeout || timeout->nanos >= Never - std::max<Time>(asked, 0) ? Never : asked + timeout->nanos + 1;
}

PersonDraw drawOf(const ApproverModel& model, const AnswerKey& request, std::string_view pool, std::size_t index)
{
    std::string text;
    for (const auto& part : {std::to_string(model.seed), request.run, std::to_string(request.seq), request.action, request.policy,
                             std::string(pool), std::to_string(index)})
        text.append(part).push_back('\0');
    Sha256 hash;
    hash.add(text);
    const auto bytes = hash.finish();
    const auto share = static_cast<std::int64_t>((wordAt(bytes, 8) >> 32U) * Million >> 32U);
    return {delayOf(wordAt(bytes, 0), model.latency.nanos), share < model.approveMillionths};
}

ModelAnswer modelAnswerOf(const ApproverModel& model, const AnswerKey& request, const Policy& policy, Time asked, const Zone& zone)
{
    auto people = model;
    if (asked == NoTime)
        people.dayBegins = 0, people.dayEnds = ApproverModel().dayEnds, people.days = ApproverModel().days;
    const WorkingHours hours(people, zone);
    const auto begins = asked == NoTime ? 0 : asked;
    const auto late = tooLate(policy, begins);
    auto lastApproval = begins;
    auto firstRefusal = Never;
    for (const auto& quorum : quorumsOf(policy))
        for (std::size_t person = 0; person < quorum.people; ++person) {
            const auto draw = drawOf(model, request, quorum.pool, person);
            const auto at = hours.after(begins, draw.delay + model.handling.nanos, late);
            (draw.approves ? lastApproval : firstRefusal) =
                draw.approves ? std::max(lastApproval, at) : std::min(firstRefusal, at);
        }
    if (firstRefusal < late)
        return {ApprovalState::Denied, firstRefusal - begins};
    if (lastApproval < late && firstRefusal == Never)
        return {ApprovalState::Approved, lastApproval - begins};
    return late == Never ? ModelAnswer{ApprovalState::Pending, 0} : ModelAnswer{ApprovalState::Expired, policy.approval().timeout->nanos};
}

} // namespace runlog
