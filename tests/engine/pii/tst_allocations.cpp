// SPDX-License-Identifier: Apache-2.0
#include "core/engine/pii/scanner.h"

#include <QtTest>

#include <cstdlib>
#include <new>
#include <string>

// How much a scan allocates.
namespace {

thread_local std::size_t allocations = 0;

} // namespace

void* operator new(std::size_t size)
{
    ++allocations;
    if (void* place = std::malloc(size == 0 ? 1 : size))
        return place;
    throw std::bad_alloc();
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept
{
    ++allocations;
    return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* place) noexcept { std::free(place); }
void operator delete(void* place, std::size_t) noexcept { std::free(place); }
void operator delete(void* place, const std::nothrow_t&) noexcept { std::free(place); }

using namespace runlog::pii;

class TestAllocations : public QObject {
    Q_OBJECT

private slots:
    void nothingIsAllocatedWhereNothingIsFound();
    void containsAllocatesNothingAtAll();
};

void TestAllocations::nothingIsAllocatedWhereNothingIsFound()
{
    const ScanOptions options{EntitySet::everything(), "note"};
    QVERIFY(contains("ssn 536-22-8145", options)); // the table of words is built at its first use
    std::vector<Finding> findings;
    for (const std::string text :
         {"The quick brown fox jumps over the lazy dog", "order 3039 of 2024-05-20 at 12:30", "ssn 000-22-8145",
          "https://acme.com/a/b?c=d", "call us about 4539578763621487", R"({"first_name":"","token":null})"}) {
        allocations = 0;
        scan(text, options, findings);
        QCOMPARE(allocations, std::size_t(0));
        QVERIFY2(findings.empty(), text.c_str());
    }
}

void TestAllocations::containsAllocatesNothingAtAll()
{
    const ScanOptions options{EntitySet::everything(), "note"};
    QVERIFY(contains("phone 415-555-2671", options));
    allocations = 0;
    QVERIFY(contains("mail joe@acme.com or phone 415-555-2671", options));
    QCOMPARE(allocations, std::size_t(0));
}

QTEST_APPLESS_MAIN(TestAllocations)
#include "tst_allocations.moc"
