// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace studio {

// Tells Qt how a ThresholdChart looks to assistive technology: a slider with a spoken value. Once is enough; more do no harm.
void announceCharts();

} // namespace studio
