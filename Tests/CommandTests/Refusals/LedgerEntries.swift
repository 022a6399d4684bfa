// SPDX-License-Identifier: Apache-2.0

import Agreements
import Foundation
import Ledger
import Release

/// Entries of a run under an agreement of its own, put into a ledger by the library.
enum LedgerEntries {
  struct Run {
    var run = [UInt8](repeating: 9, count: 16)
    var message = Array("message".utf8)
    var counterpart = "globex"
  }

  static func offer(
    _ run: Run, charge: String, allCounterparts: String? = nil, into ledger: Ledger
  ) throws {
    let limits = try BudgetLimits(
      counterpart: PrivacyCost(parsing: "1000/1"),
      allCounterparts: allCounterparts.map { try PrivacyCost(parsing: $0) })
    try ledger.append([facts(.offerSent, run, .initiator, charge)], limits: limits) {
      try $0.write(run.message)
    }
  }

  static func abandon(_ run: Run, into ledger: Ledger) throws {
    try ledger.append([facts(.abandoned, run, .initiator, "0/1")], limits: wide())
  }

  static func report(_ run: Run, charge: String, into ledger: Ledger) throws {
    try ledger.append([facts(.reportSent, run, .initiator, charge)], limits: wide()) {
      try $0.write(run.message)
    }
  }

  /// A whole run of Acme's with Globex, at this price.
  static func reported(charge: String, into ledger: Ledger) throws {
    let run = Run()
    try offer(run, charge: "0/1", into: ledger)
    try ledger.append([facts(.answerReceived, run, .initiator, "0/1")], limits: wide())
    try report(run, charge: charge, into: ledger)
  }

  /// A whole run of Globex's with Acme, at this price.
  static func answered(charge: String, into ledger: Ledger) throws {
    let run = Run(counterpart: "acme")
    try ledger.append(
      [
        facts(.offerReceived, run, .responder, "0/1"), facts(.answerSent, run, .responder, charge),
      ], limits: wide()
    ) { try $0.write(run.message) }
    try ledger.append([facts(.reportReceived, run, .responder, "0/1")], limits: wide())
  }

  private static func wide() throws -> BudgetLimits {
    BudgetLimits(counterpart: try PrivacyCost(parsing: "1000/1"), allCounterparts: nil)
  }

  private static func facts(
    _ kind: EntryKind, _ run: Run, _ role: RunRole, _ charge: String
  ) throws -> EntryFacts {
    let today = Int(Date().timeIntervalSince1970 / 86_400)
    return EntryFacts(
      counterpart: run.counterpart, lineage: "customers", kind: kind,
      agreement: [UInt8](repeating: 5, count: 32), role: role, run: run.run, seedNumber: 1,
      content: [UInt8](repeating: 6, count: 32), charge: try PrivacyCost(parsing: charge),
      day: today)
  }
}

/// Texts of identities and signatures that are none.
enum IdentityText {
  static var error: AgreementsError {
    do throws(AgreementsError) {
      _ = try PublicIdentity(text: "lacuna1")
      return .cryptography("none")
    } catch { return error }
  }

  static var signatureError: AgreementsError {
    do throws(AgreementsError) {
      _ = try AgreementSignature(text: Array("lacuna agreement signature 1\n".utf8))
      return .cryptography("none")
    } catch { return error }
  }
}
