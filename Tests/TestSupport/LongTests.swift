// SPDX-License-Identifier: Apache-2.0

import Foundation

/// With `LACUNA_LONG_TESTS=1` tests take what takes minutes, too: larger lists, more inputs.
package enum LongTests {
  package static let areWanted = ProcessInfo.processInfo.environment["LACUNA_LONG_TESTS"] != nil
}
