// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Synchronization

/// What comes of work that was begun on another thread.
package final class Pending<Value: Sendable>: Sendable {
  private let work: @Sendable () -> Value
  private let made = Mutex<Value?>(nil)
  private let running = DispatchGroup()

  fileprivate init(_ work: @escaping @Sendable () -> Value) { self.work = work }

  fileprivate func begin() {
    DispatchQueue.global().async(group: running) {
      let value = self.work()
      self.made.withLock { $0 = value }
    }
  }

  /// Waits for it; does the work now if it was not begun.
  package func value() -> Value {
    running.wait()
    return made.withLock { $0 } ?? work()
  }
}

extension Workers {
  /// Begins `work` on another thread; where there is one alone, it is done when it is asked for.
  package func begin<Value: Sendable>(
    _ work: @escaping @Sendable () -> Value
  ) -> Pending<Value> {
    let pending = Pending(work)
    if count > 1 { pending.begin() }
    return pending
  }
}
