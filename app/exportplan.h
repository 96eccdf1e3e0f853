// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/baseline.h"
#include "core/export/bundle.h"
#include "ui/theme/paint.h"

#include <QString>
#include <optional>
#include <vector>

namespace studio {

// One thing that was looked at before an export.
struct ExportCheck {
    Tick tick = Tick::Unknown;
    QString text;
    QString detail;
};

// What an export would write, and what speaks for and against it. A value of one moment.
struct ExportPlan {
    runlog::Bundle bundle;
    std::vector<ExportCheck> checks;
    QString refusal;                      // why nothing can be written now; empty: it can
    std::optional<std::size_t> errorAt;   // the place of the first error, an offset of the source
    bool needsSaving = false;
    QString loosened;                     // the steps that are looser than the baseline, to be read; empty: none
};

ExportPlan planExport(const Document& document, const ReplaySession& session, const Baseline& baseline, const QStringList& corpus);

} // namespace studio
