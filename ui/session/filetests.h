// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/checks/testrun.h"

#include <QObject>
#include <QStringList>
#include <QThreadPool>
#include <stop_token>

namespace studio {

// The tests of the policy file that is edited, run again behind every change of it.
//
// Lives on the window's thread; the tests run in `pool`, which outlives the last of them: its owner waits after stop().
// Until a new text's results are there, those of the text before stand at the places of the new one, so that nothing
// flickers.
class FileTests : public QObject {
    Q_OBJECT
public:
    explicit FileTests(QThreadPool& pool, QObject* parent = nullptr);

    void setFile(std::shared_ptr<const runlog::PolicyFile> file);
    void stop();

    const runlog::TestRun& run() const { return m_run; }
    bool isRunning() const { return m_isRunning; }
    runlog::Diagnostics problems() const; // the failures, as warnings
    QString summary() const;              // "tests 4 of 5 pass"; empty: the file has none
    QStringList names() const;            // "passed: …" and "failed: …", in the order of the file

signals:
    void changed(); // other results than those that stood; after setFile(), never within it

private:
    void take(quint64 generation, const runlog::TestRun& run);

    QThreadPool& m_pool;
    runlog::TestRun m_run;
    std::stop_source m_stop;
    quint64 m_generation = 0;
    bool m_isRunning = false;
};

} // namespace studio
