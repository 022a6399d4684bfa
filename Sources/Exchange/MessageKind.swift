// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// The three sealed messages (messages.md).
package enum MessageKind: UInt8, Sendable, CaseIterable, CustomStringConvertible {
  case offer = 1
  case answer = 2
  case report = 3

  package var description: String {
    switch self {
    case .offer: "offer"
    case .answer: "answer"
    case .report: "report"
    }
  }

  var withArticle: String { self == .report ? "a report" : "an \(self)" }

  /// The first 16 bytes of the content.
  var label: [UInt8] {
    let text = Array("lacuna/1 \(self)".utf8)
    return text + [UInt8](repeating: 0, count: 16 - text.count)
  }

  /// Who sends it.
  package var sender: Role { self == .answer ? .responder : .initiator }
}
