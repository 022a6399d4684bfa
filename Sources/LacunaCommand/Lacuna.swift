// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import CProcess
internal import CleanRoom

/// The tool: one verb a subcommand.
struct Lacuna: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lacuna",
    abstract: "Two companies, two customer lists, one report of counts. No names leave.",
    discussion: """
      A vendor and a partner each run lacuna on their own machine, over their own list. They exchange
      blinded files by mail or any drive. Both end with the same report. The tool opens no socket.

      Start with:  lacuna demo
      Then:        lacuna init ROOM --as NAME, and lacuna status at any time.

      Exit status: \(ExitStatus.allCases.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: "; "))
      """,
    version: "lacuna 0.1.0, specification lacuna/1",
    subcommands: [
      DemoCommand.self, InitCommand.self, KeysCommand.self, CardCommand.self, AgreeCommand.self,
      RevokeCommand.self, CheckCommand.self, ExplainCommand.self,
      PlanCommand.self, BlindCommand.self, MatchCommand.self, ReportCommand.self,
      StatusCommand.self, InspectCommand.self, LedgerCommand.self, AbandonCommand.self,
      ReferenceCommand.self, CompareCommand.self, TrendCommand.self, FitCommand.self,
      SampleCommand.self,
    ])
}

@main
enum Main {
  static func main() {
    guard lacuna_forbid_dumps() == 0 else {
      Console.refuse(
        CleanRoomError(
          "dumps-allowed", .setUpMissing,
          "this system does not let a program keep its memory out of core dumps"))
    }
    lacuna_return_memory()
    do {
      var command = try Lacuna.parseAsRoot()
      try command.run()
    } catch let error as CleanRoomError {
      Console.refuse(error)
    } catch {
      Lacuna.exit(withError: error)
    }
  }
}
