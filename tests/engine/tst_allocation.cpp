// SPDX-License-Identifier: Apache-2.0
#include "core/engine/reason.h"
#include "core/engine/state.h"
#include "core/language/parse.h"

#include <QtTest>

#include <cstdlib>
#include <new>

using namespace runlog;

namespace {

std::size_t allocations = 0;

void* counted(void* memory)
{
    ++allocations;
    if (memory == nullptr)
        throw std::bad_alloc();
    return memory;
}

void* aligned(std::size_t size, std::align_val_t alignment)
{
    const auto unit = static_cast<std::size_t>(alignment);
    return std::aligned_alloc(unit, (size + unit - 1) / unit * unit);
}

} // namespace

void* operator new(std::size_t size) { return counted(std::malloc(size)); }
void* operator new[](std::size_t size) { return counted(std::malloc(size)); }
void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return counted(std::malloc(size)); }
void* operator new(std::size_t size, std::align_val_t alignment) { return counted(aligned(size, alignment)); }
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace {

constexpr const char* Policies = R"(
default: deny
policies:
  - { id: tools, when: { tool: { in: ["database.query", "mail.*", "http.post"] } }, action: allow }
  - { id: budget, when: { cost_today: { gt: 0.50 } }, action: deny }
  - { id: loop, when: { tool_calls_in_run: { gt: 3 } }, action: log }
  - { id: low, when: { tool: "database.query", cost: { lt: 0.10 } }, action: log }
  - { id: personal, when: { tool: "database.query", args.query: { contains_pii: true } }, action: require_approval }
  - { id: anywhere, when: { args: { contains_pii: true } }, action: require_approval }
  - { id: amount, when: { args.limit: { between: [10, 1000.50] } }, action: log }
  - { id: long, when: { args.limit: { gt: 0.000000000000000001 } }, action: log }
  - { id: listed, when: { args.table: { in: [a, b, c, d, e, f, g, h, i, orders] } }, action: log }
  - { id: near, when: { args.url: { url_host: ["*.example.com"] } }, action: log }
  - { id: under, when: { args.path: { path_under: "/srv/data" } }, action: log }
  - { id: inside, when: { args.address: { ip_in: ["10.0.0.0/8"] } }, action: log }
  - { id: shaped, when: { args.table: { matches: "^ord[a-z]+$" } }, action: log }
  - { id: folded, when: { args.table: { eq: ORDERS, ignore_case: true } }, action: log }
  - { id: items, when: { args.lines: { any_item: { price: { gt: 3 } } } }, action: log }
  - { id: watched, when: { tool: { glob: "data*" } }, action: deny, mode: observe }
  - { id: later, when: { after: { tool: "http.post" } }, action: deny }
)";

Value map(std::initializer_list<Member> members, std::pmr::memory_resource& arena)
{
    return Value::map(copyMembers({members.begin(), members.size()}, arena));
}

Request query(std::pmr::memory_resource& arena)
{
    const Value lines[] = {map({{"price", Value::number("2.5")}}, arena), map({{"price", Value::number("3.75")}}, arena)};
    Request request;
    request.service = Value::text("a service with a long name");
    request.user = map({{"id", Value::text("a user with a long identifier")}}, arena);
    request.runId = Value::text("run");
    request.tool = Value::text("database.query");
    request.args = map({{"query", Value::text("select name from people where mail = 'ana.lopez@example.com'")},
                        {"limit", Value::number("250.000000000000000001")},
                        {"table", Value::text("orders")},
                        {"url", Value::text("https://api.internal.EXAMPLE.com/v1/orders?id=1")},
                        {"path", Value::text("/srv/./data/../data/reports/2026")},
                        {"address", Value::text("::ffff:10.20.30.40")},
                        {"lines", Value::list(copyItems(lines, arena))}},
                       arena);
    request.time = 1'772'400'000'000'000'000;
    return request;
}

} // namespace

class TestAllocation : public QObject {
    Q_OBJECT
private slots:
    void aWarmDecisionAllocatesNothing();
    void warmReasonsAllocateNothing();
    void aStepComesAndGoesWithoutAllocating();
    void theCountSeesAnAllocation();

private:
    std::pmr::monotonic_buffer_resource m_arena;
};

// Arrives, evaluates and departs as `rounds` equal steps; answers what the last one allocated, each in turn.
struct Counts {
    std::size_t arrive = 0;
    std::size_t evaluate = 0;
    std::size_t depart = 0;
    std::size_t matched = 0;
    std::size_t keep = 0; // the reasons
    std::size_t kept = 0;
};

static Counts lastOf(int rounds, const Request& request)
{
    const auto source = std::make_shared<const Source>("policies.yaml", Policies);
    const auto parsed = parse(source);
    if (hasError(parsed.diagnostics))
        qFatal("%s", print(parsed.diagnostics, *source).c_str());
    const Engine engine(PolicySet{{parsed.file}});
    SharedState shared(engine.shared());
    RunState state(engine.shared(), shared, request, Request::NoTime);
    std::pmr::monotonic_buffer_resource scratch;
    Decision decision;
    Reasons reasons;
    Counts counts;
    for (int round = 0; round < rounds; ++round) {
        const auto before = allocations;
        state.arrive(request, {Money{10'000'000}, -1});
        const auto arrived = allocations;
        engine.evaluate(request, state, decision, scratch);
        const auto evaluated = allocations;
        reasonsOf(engine, request, state, decision, reasons);
        const auto explained = allocations;
        Departure departure;
        departure.cost = Money{200'000'000};
        state.depart(request, departure);
        counts = {arrived - before, evaluated - arrived, allocations - explained,
                  decision.matched.size(), explained - evaluated, reasons.conditions.size()};
    }
    return counts;
}

void TestAllocation::aWarmDecisionAllocatesNothing()
{
    const auto counts = lastOf(8, query(m_arena));
    QCOMPARE(counts.matched, std::size_t(14)); // all but `low` and the observing one, and `later`
    QCOMPARE(counts.evaluate, std::size_t(0));
}

void TestAllocation::warmReasonsAllocateNothing()
{
    const auto counts = lastOf(8, query(m_arena));
    QVERIFY(counts.kept > counts.matched);
    QCOMPARE(counts.keep, std::size_t(0));
}

void TestAllocation::aStepComesAndGoesWithoutAllocating()
{
    const auto counts = lastOf(8, query(m_arena));
    QCOMPARE(counts.arrive, std::size_t(0));
    QCOMPARE(counts.depart, std::size_t(0));
}

void TestAllocation::theCountSeesAnAllocation()
{
    const auto counts = lastOf(1, query(m_arena));
    QVERIFY(counts.arrive > 0);   // the day's money is looked up
    QVERIFY(counts.evaluate > 0); // the decision is cold
}

QTEST_APPLESS_MAIN(TestAllocation)
#include "tst_allocation.moc"
