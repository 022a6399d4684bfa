// SPDX-License-Identifier: Apache-2.0

import Agreements
import CleanRoom
import Foundation
import Questions
import Release
import TestSupport
import Testing

/// The other half of questions about shared accounts, and what white space is worth: in the annex of whose they are.
@Suite struct AnnexBesidesTests {
  private static let outcome = Agreements.Dimension(
    name: "outcome", values: ["won", "lost"], rollUp: .precedence, unlisted: .leftOut)

  /// Of Acme's accounts a to f Globex has a, b, c; of Globex's w and y Acme has none.
  private static let acme = """
    Account Name,Website,Type,Outcome,Size (EUR)
    A,a.com,Customer,won,100
    B,b.com,Customer,won,50
    C,c.com,Prospect,lost,30
    D,d.com,Customer,won,900
    E,e.com,Customer,lost,20
    F,f.com,Prospect,lost,10
    """
  private static let globex = """
    Account Name,Website,Type
    A,a.com,Customer
    B,b.com,Customer
    C,c.com,Prospect
    W,w.com,Customer
    Y,y.com,Prospect
    """

  private func annexes(
    _ tape: NoiseTape, _ body: (_ own: String, _ other: String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let pair = try RoomPair.make(
        in: folder, initiator: Array(Self.acme.utf8), responder: Array(Self.globex.utf8),
        RoomPair.Draft(
          edit: { terms in
            guard let euro = CurrencyCode("EUR") else { return }
            terms.dimensions.append(Self.outcome)
            // A unit is ten.
            terms.amounts = [
              AmountTerms(
                name: "size", of: .initiator, measure: .currency(euro), most: 630)
            ]
            let epsilon = terms.questions[0].epsilon
            terms.questions += [
              QuestionTerms(.whiteSpace(of: .responder, by: ["status"]), epsilon: epsilon),
              QuestionTerms(
                .shared(
                  SharedTerms(.withWithout, of: .initiator, ["outcome": "outcome", "size": "size"])),
                epsilon: epsilon),
            ]
          }), RoomPair.setting(tape))
      _ = try pair.play()
      func annex(_ room: Room) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: room.folder.annex)
        let name = try #require(names.first { !$0.hasSuffix(".list") })
        return try String(
          contentsOf: URL(filePath: "\(room.folder.annex)/\(name)/annex.md"), encoding: .utf8)
      }
      try body(try annex(pair.initiator), try annex(pair.responder))
    }
  }

  /// The numbers of a row, without their intervals.
  private func numbers(_ row: String, in text: Substring) -> [[String]] {
    text.split(separator: "\n").filter { $0.hasPrefix("| \(row) |") }.map { line in
      line.matches(of: /\*\*([0-9,]+)\*\* \(/).map { String($0.1) }
    }
  }

  @Test func `what is not shared is the own total less the shared`() throws {
    try annexes(.insecureZero) { own, other in
      let start = try #require(own.range(of: "## What is yours alone"))
      let besides = own[start.lowerBound...]
      // D is won and counts with 630 at the most; E and F are lost.
      #expect(numbers("Without the partner", in: besides) == [["1", "2"], ["630", "30"]])
      #expect(!besides.contains("| With the partner"))
      #expect(
        numbers("With the partner", in: own[..<start.lowerBound]) == [["2", "1"], ["150", "30"]])
      // The answering side asked nothing of the kind.
      #expect(!other.contains("What is yours alone"))
    }
  }

  @Test func `white space is worth the own average`() throws {
    try annexes(.insecureZero) { own, other in
      // Two accounts, at the mean of 100, 50, 630 and 20.
      #expect(own.contains("Globex has about 2 accounts that you lack"))
      #expect(own.contains("At your average size of 200 EUR, over 4 customers that have any"))
      #expect(own.contains("**about 400 EUR**"))
      #expect(!other.contains("Value at stake"))
    }
  }

  /// The own noise is not in it: with the initiator's alone it is as without.
  @Test func `own noise is taken out`() throws {
    let noise = NoiseTape(insecureRecorded: { draw in
      switch draw {
      case .padding(_, let group, let law): law.shift + 4 - group
      case .table(_, _, _, let law): law.shift
      case .answer(_, let draw, _): 7 - 2 * draw.family + (draw.p ?? 3)
      }
    })
    func besides(_ text: String) throws -> Substring {
      text[try #require(text.range(of: "## What is yours alone")).lowerBound...]
    }
    var without: [[String]] = []
    try annexes(.insecureZero) { own, _ in
      without = numbers("Without the partner", in: try besides(own))
    }
    try annexes(noise) { own, _ in
      let found = numbers("Without the partner", in: try besides(own))
      #expect(found == without)
    }
  }
}
