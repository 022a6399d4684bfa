// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Synchronization

/// How many threads share a batch. What comes out never depends on it.
package struct Workers: Sendable {
  /// Told how many items of how many are done; called from several threads.
  package typealias Progress = @Sendable (_ done: Int, _ total: Int) -> Void

  package let count: Int
  private let progress: Progress?

  package init(count: Int, progress: Progress? = nil) {
    self.count = max(1, count)
    self.progress = progress
  }

  /// The same threads, telling nobody how far they are.
  package var silent: Workers { Workers(count: count) }

  /// Enough work to hide a thread's start, little enough to share evenly.
  private static let batch = 1024

  /// Runs `body` over consecutive ranges that cover `0..<total`, and joins the results in order.
  package func map<Element: Sendable, Failure: Error>(
    _ total: Int, _ body: @Sendable (Range<Int>) throws(Failure) -> [Element]
  ) throws(Failure) -> [Element] {
    try map(total, by: Self.batch, body)
  }

  /// Runs `body` for each of `0..<count`, where each is much work.
  package func map<Element: Sendable, Failure: Error>(
    each count: Int, _ body: @Sendable (Int) throws(Failure) -> Element
  ) throws(Failure) -> [Element] {
    try map(count, by: 1) { range throws(Failure) in [try body(range.lowerBound)] }
  }

  private func map<Element: Sendable, Failure: Error>(
    _ total: Int, by size: Int, _ body: @Sendable (Range<Int>) throws(Failure) -> [Element]
  ) throws(Failure) -> [Element] {
    guard total > size else { return try body(0..<total) }
    let batches = (total + size - 1) / size
    let results = Mutex<[Result<[Element], Failure>?]>(Array(repeating: nil, count: batches))
    let next = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    withoutActuallyEscaping(body) { body in
      DispatchQueue.concurrentPerform(iterations: min(count, batches)) { _ in
        while true {
          let batch = next.wrappingAdd(1, ordering: .relaxed).oldValue
          guard batch < batches else { return }
          let range = batch * size..<min(total, (batch + 1) * size)
          let result = Result { () throws(Failure) in try body(range) }
          results.withLock { $0[batch] = result }
          let soFar = done.wrappingAdd(range.count, ordering: .relaxed).newValue
          progress?(soFar, total)
        }
      }
    }
    var joined: [Element] = []
    joined.reserveCapacity(total)
    for result in results.withLock({ $0 }) {
      if let result { joined += try result.get() }
    }
    return joined
  }
}
