// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/export/bundle.h"

namespace runlog {

// One page of HTML for a reviewer: no scripts, nothing loaded, every text of policy or trace escaped.
std::string reportHtml(const BundleInput& input);

// Text as HTML shows it: < > & " ' escaped, control and bidi characters made visible.
std::string htmlText(std::string_view text);

} // namespace runlog
