// SPDX-License-Identifier: Apache-2.0
#include "ui/session/filetests.h"

#include "ui/theme/paint.h"

namespace studio {

namespace {

using runlog::PolicyFile;
using runlog::TestRun;

// What is known of an earlier text at the places of this one. A test is the same where its name stands at the same
// number.
TestRun atPlacesOf(const std::shared_ptr<const PolicyFile>& file, const TestRun& before)
{
    TestRun run;
    run.file = file;
    for (std::size_t i = 0; i < std::min(file->tests.size(), before.tests.size()); ++i) {
        const runlog::PolicyTest& test = file->tests[i];
        if (before.file->tests[i].name != test.name)
            continue;
        runlog::TestResult result = before.tests[i];
        result.span = test.span;
        std::erase_if(result.failures, [&test](const auto& failure) { return failure.step >= test.steps.size(); });
        for (runlog::TestFailure& failure : result.failures)
            failure.span = test.steps[failure.step].expectSpan;
        run.tests.push_back(std::move(result));
    }
    return run;
}

bool isSame(const TestRun& a, const TestRun& b)
{
    const auto sameFailure = [](const runlog::TestFailure& x, const runlog::TestFailure& y) {
        return x.span == y.span && x.expected == y.expected && x.came == y.came && x.why == y.why;
    };
    return std::equal(a.tests.begin(), a.tests.end(), b.tests.begin(), b.tests.end(),
                      [&](const runlog::TestResult& x, const runlog::TestResult& y) {
                          return x.name == y.name
                              && std::equal(x.failures.begin(), x.failures.end(), y.failures.begin(), y.failures.end(), sameFailure);
                      });
}

} // namespace

FileTests::FileTests(QThreadPool& pool, QObject* parent)
    : QObject(parent)
    , m_pool(pool)
{
}

void FileTests::stop()
{
    m_stop.request_stop();
    ++m_generation;
    m_isRunning = false;
}

void FileTests::setFile(std::shared_ptr<const PolicyFile> file)
{
    stop();
    m_run = m_run.file ? atPlacesOf(file, m_run) : TestRun{file, {}, false};
    if (file->tests.empty())
        return;
    m_stop = std::stop_source();
    m_isRunning = true;
    m_pool.start([this, file = std::move(file), generation = m_generation, token = m_stop.get_token()] {
        const TestRun run = runTests(file, token);
        QMetaObject::invokeMethod(this, [this, generation, run] { take(generation, run); }, Qt::QueuedConnection);
    });
}

void FileTests::take(quint64 generation, const TestRun& run)
{
    if (generation != m_generation)
        return;
    m_isRunning = false;
    const bool wasSame = isSame(m_run, run);
    m_run = run;
    if (!wasSame)
        emit changed();
}

runlog::Diagnostics FileTests::problems() const { return failuresOf(m_run, runlog::Severity::Warning); }

QString FileTests::summary() const
{
    const auto total = m_run.file ? m_run.file->tests.size() : 0;
    return total == 0 ? QString() : tr("tests %1 of %2 pass").arg(m_run.passed()).arg(total);
}

QStringList FileTests::names() const
{
    QStringList names;
    for (const runlog::TestResult& test : m_run.tests)
        names << (test.passed() ? tr("passed: %1") : tr("failed: %1")).arg(plain(test.name, 200));
    return names;
}

} // namespace studio
