// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace studio {

class VerdictStrip;

// Lets assistive technology see each cell of a verdict strip as a child with a whole sentence. Harmless to call again.
void offerStripAccessible();

// Tells that the keyboard is at a cell.
void tellStripFocus(VerdictStrip& strip, std::size_t cell);

} // namespace studio
