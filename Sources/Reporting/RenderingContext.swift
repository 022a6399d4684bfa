// SPDX-License-Identifier: Apache-2.0

/// What a section needs to know of its report to be drawn.
struct RenderingContext: Sendable {
  let initiator: Report.Party
  let responder: Report.Party
  let minimum: Int
  /// Which of the page's sections of one kind this is, from 1.
  var ordinal = 1

  func name(_ role: Report.Role) -> String {
    switch role {
    case .initiator: initiator.name
    case .responder: responder.name
    }
  }

  /// The name of a place on the page: as it is in the first section of a kind, numbered in others.
  func id(_ name: String) -> String { ordinal == 1 ? name : "\(name)-\(ordinal)" }
}

extension Report {
  var context: RenderingContext {
    RenderingContext(initiator: initiator, responder: responder, minimum: privacy.minimum)
  }
}

extension Report.Role {
  var other: Report.Role { self == .initiator ? .responder : .initiator }
}
