// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CleanRoom

/// `lacuna fit`
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "How well the partner fits, from the newest report, part by part.",
    discussion: "Arithmetic on a report that is held: nothing is asked, sent or spent.")

  @OptionGroup var options: RoomOptions
  @Option(
    help:
      "How much each part counts: \(FitWeights.Part.allCases.map(\.rawValue).joined(separator: ", "))."
  )
  var weights = FitWeights.standard.text

  func run() throws {
    guard let weights = FitWeights(weights) else {
      throw ValidationError(
        "--weights takes parts with whole numbers from 0 to 100, as \(FitWeights.standard.text).")
    }
    let fit = try options.open().fit(weights)
    if options.json { return try Console.json(fit) }
    Console.say(
      fit.score.map { "\(fit.partner): fit \(Self.words($0))" }
        ?? "\(fit.partner): \(Fit.notEnough) for a fit")
    Console.table(
      [["part", "weight", "share"]]
        + fit.parts.map {
          [$0.part.rawValue, "\($0.weight)", $0.share.map(Self.words) ?? $0.lacks ?? "-"]
        })
  }

  private static func words(_ share: Comparison.Estimate) -> String {
    "\(Number.percent(share.value)) (\(Number.percent(share.lower)) to \(Number.percent(share.upper)))"
  }
}
