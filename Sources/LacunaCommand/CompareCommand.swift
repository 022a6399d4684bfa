// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// `lacuna compare`
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Partners side by side, from the reports in several rooms. Nothing is sent or spent.")

  @Argument(help: "The folders of the rooms.", completion: .directory)
  var rooms: [String]
  @Option(help: "The figure to rank by. Default: accounts in common.") var by: String?
  @Flag(help: "Print the result as JSON.") var json = false

  func run() throws {
    let comparison = try Room.compare(
      rooms.map { (path: $0, room: try Room(at: $0, .today(progress: nil))) }, by: by)
    if json { return try Console.json(comparison) }
    show(comparison)
    for line in comparison.leftOut { Console.note("left out: \(line)", quiet: false) }
  }

  private func show(_ comparison: Comparison) {
    var names: [String] = [comparison.by]
    for name in comparison.partners.flatMap({ $0.figures.map(\.name) }) where !names.contains(name)
    {
      names.append(name)
    }
    Console.table(
      [["partner"] + names + ["certainly ahead of it"]]
        + comparison.partners.map { partner in
          [partner.partner]
            + names.map { name in
              partner.figures.first { $0.name == name }.map { Self.words($0.estimate) } ?? "-"
            } + ["\(partner.certainlyBehind)"]
        })
    if !comparison.joint.isEmpty {
      Console.say()
      Console.say("Together, of your own accounts:")
      for joint in comparison.joint {
        let (both, either) = (joint.both.map(Number.grouped), joint.either.map(Number.grouped))
        Console.say(
          "  \(joint.partners.joined(separator: " and ")): both have \(both[0]) to \(both[1]), at least one "
            + "\(either[0]) to \(either[1])")
      }
    }
    if let benchmark = comparison.benchmark {
      Console.say()
      Console.say(
        "The middle of \(benchmark.partners) partners, \(benchmark.figure): about "
          + "\(Number.grouped(benchmark.median))")
    }
  }

  private static func words(_ estimate: Comparison.Estimate) -> String {
    "\(Number.grouped(estimate.value)) (\(Number.grouped(estimate.lower)) to \(Number.grouped(estimate.upper)))"
  }
}

/// `lacuna trend`
struct TrendCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trend",
    abstract: "The newest report against the one before: which changes exceed the noise.")

  @OptionGroup var options: RoomOptions

  func run() throws {
    let trend = try options.open().trend()
    if options.json { return try Console.json(trend) }
    let real = trend.changes.filter(\.isMoreThanNoise)
    Console.say(
      "Run \(trend.runAfter) against run \(trend.runBefore): \(real.count) of \(trend.changes.count) figures "
        + "changed by more than noise.")
    guard !real.isEmpty else { return }
    Console.say()
    Console.table(
      [["figure", "before", "after", "noise"]]
        + real.map { change in
          let name = change.figure.filter { $0 != "(all)" && $0 != "(none)" }
          return [
            name.joined(separator: ", "), Number.grouped(change.before),
            Number.grouped(change.after), "± \(Number.grouped(change.noise))",
          ]
        })
  }
}
