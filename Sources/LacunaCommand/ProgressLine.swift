// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Synchronization

/// One line on the terminal while something takes longer than a second: items, rate, time left.
final class ProgressLine: Sendable {
  private struct State {
    /// When the first items of this step were done, and how many they were.
    var start: (time: ContinuousClock.Instant, done: Int)?
    var drawn: ContinuousClock.Instant?
    var last = 0
  }

  private let state = Mutex(State())

  /// Nil where stderr is not a terminal.
  static func onTerminal() -> (@Sendable (Int, Int) -> Void)? {
    guard isatty(STDERR_FILENO) == 1 else { return nil }
    let line = ProgressLine()
    return { done, total in line.update(done, total) }
  }

  private func update(_ done: Int, _ total: Int) {
    state.withLock { state in
      let now = ContinuousClock.now
      // A smaller count than before is the next step of the work.
      if done < state.last, state.last >= total { state = State() }
      state.last = max(done, state.last)
      let start = state.start ?? (now, done)
      state.start = start
      if done == total {
        if state.drawn != nil { write("\r\u{1B}[K") }
        state = State()
        return
      }
      let elapsed = now - start.time
      let isDue = state.drawn.map { now - $0 > .milliseconds(200) } ?? (elapsed > .seconds(1))
      guard isDue, done > 0 else { return }
      state.drawn = now
      let milliseconds = max(
        1,
        elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000)
      let rate = Int64(done - start.done) * 1000 / milliseconds
      let left = rate > 0 ? Int64(total - done) / rate : 0
      write(
        "\r\u{1B}[Klacuna: \(Number.grouped(done)) of \(Number.grouped(total)), "
          + "\(Number.grouped(Int(rate))) a second, \(left) s left")
    }
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
