// SPDX-License-Identifier: Apache-2.0

/// Where rows lie that are too many to be held in memory: in runs, each of which is in the order of accounts.
///
/// Secrecy: a list's rows in the clear. They may lie where the list may, and no longer than it is being read.
package protocol RowRuns: ~Copyable {
  /// How many runs there are.
  var count: Int { get }

  /// Keeps one run more: the parts that `content` gives, in order, none of them empty.
  mutating func keep(_ content: ((_ part: [UInt8]) throws -> Void) throws -> Void) throws

  /// The part of a run that follows those given before, as it was kept; empty at the end of the run.
  mutating func next(of run: Int) throws -> [UInt8]
}
