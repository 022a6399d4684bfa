// SPDX-License-Identifier: Apache-2.0

import Agreements
import Blinding
import CleanRoom
import Cryptography
import Exchange

/// What a dishonest responder may put in an answer, from an honest one to the same offer. The rules go by places: it does
/// not know which account stands where.
enum HostileAnswer: String, CaseIterable {
  case tagInTwoSections
  case tagTwice
  case tagsUnsorted
  case tagMissing
  case tagsInvented
  case tagSectionsSwapped
  case pointTwice
  case pointInTwoSections
  case pointsUnsorted
  case torsionCopyInSection
  case torsionCopyAcrossSections
  case pointOfLowOrder
  case pointNotCanonical
  case offerReflected
  case targetsUnderManyScalars
  case accountsAsControls

  /// The refusal's name; nil where I takes the answer.
  var refusal: String? {
    switch self {
    case .tagInTwoSections: "tags-overlap"
    case .tagTwice, .tagsUnsorted, .pointTwice, .pointsUnsorted: "not-ascending"
    case .tagMissing: "shape"
    case .pointInTwoSections, .torsionCopyInSection, .torsionCopyAcrossSections: "point-repeated"
    case .pointOfLowOrder: "point-zero"
    case .pointNotCanonical: "point-not-canonical"
    case .tagsInvented, .tagSectionsSwapped, .offerReflected, .targetsUnderManyScalars,
      .accountsAsControls:
      nil
    }
  }

  func forged(_ honest: AnswerTable, _ responder: ScriptedResponder) throws -> AnswerTable {
    var (tags, points) = (honest.tags, honest.points)
    switch self {
    case .tagInTwoSections:
      tags[1][0] = tags[0][0]
      tags[1].sort()
    case .tagTwice: tags[0][1] = tags[0][0]
    case .tagsUnsorted: tags[2].swapAt(0, 1)
    case .tagMissing: tags[0].removeLast()
    case .tagsInvented:
      tags = try tags.map { try responder.inventedTags($0.count, like: $0[0]).sorted() }
    case .tagSectionsSwapped: tags.swapAt(0, 1)
    case .pointTwice: points[0].insert(points[0][0], at: 0)
    case .pointInTwoSections:
      points[1].append(points[0][0])
      points[1].sort()
    case .pointsUnsorted: points[0].swapAt(0, 1)
    case .torsionCopyInSection, .torsionCopyAcrossSections:
      let section = self == .torsionCopyInSection ? 0 : 2
      points[section].append(try FullPoint.copies(of: points[0][0])[3])
      points[section].sort()
    case .pointOfLowOrder:
      points[0].append(try Point(bytes: [1] + [UInt8](repeating: 0, count: 31)))
      points[0].sort()
    case .pointNotCanonical:
      points[0].append(try Point(bytes: [UInt8](repeating: 0xff, count: 32)))
    case .offerReflected:
      points = responder.offered.dropLast().map { $0.sorted() } + [points[3]]
    case .targetsUnderManyScalars:
      // Every point of a section under two scalars does not fit: half of them do.
      tags = try responder.offered.map { section in
        let half = Array(section.prefix(section.count / 2))
        let doubled = try responder.tags(of: half, under: [1, 2])
        return try
          (doubled + responder.inventedTags(section.count - doubled.count, like: doubled[0]))
          .sorted()
      }
      points = [try responder.targets(under: [1, 2]).sorted(), [], [], points[3]]
    case .accountsAsControls:
      // Is an account of group 0 one of the targets? The tags of the former, the points of the latter.
      let accounts = try responder.tags(of: responder.offered[0], under: [1])
      tags[0] = try responder.inventedTags(tags[0].count, like: tags[0][0]).sorted()
      let rest = try responder.inventedTags(tags[3].count, like: tags[3][0])
      tags[3] = (accounts + rest).prefix(tags[3].count).sorted()
      points[3] = try responder.targets(under: [1, 2, 3, 4]).prefix(points[3].count).sorted()
    }
    return AnswerTable(tags: tags, points: points)
  }
}

/// A responder with scalars of its own choice, which has the keys that it rightly has.
struct ScriptedResponder {
  let offered: [[Point]]
  /// H of the targets' tokens.
  private let hashed: [Point]
  private let multiplier: @Sendable (UInt8) throws -> any PointMultiplier

  init(
    _ pair: StagedPair, _ offer: Received<Offer>, table: Int, targets: [String],
    _ arithmetic: some PointArithmetic
  ) throws {
    offered = offer.body.tables[table]
    let parties = pair.terms.agreement.terms
    var tokens = try TableKey(
      shared: pair.responder.sharedSecret(with: parties.initiator.identity),
      agreement: pair.terms.agreement.digest.bytes,
      identities: parties.initiator.identity.bytes + parties.responder.identity.bytes,
      run: offer.message.preamble.run, table: table
    ).tokens()
    var hashed: [Point] = []
    for target in targets {
      hashed.append(
        try arithmetic.point(of: tokens.token(of: .domain(Array(target.utf8)))))
    }
    self.hashed = hashed
    multiplier = { try arithmetic.multiplier(Self.secret($0)) }
  }

  /// Each point under each scalar.
  func tags(of points: [Point], under scalars: [UInt8]) throws -> [Tag] {
    try scalars.flatMap { scalar in
      try multiplier(scalar).multiply(points).map { try Tag(of: $0, domain: TableTag.domain) }
    }
  }

  func targets(under scalars: [UInt8]) throws -> [Point] {
    try scalars.flatMap { try multiplier($0).multiply(hashed) }
  }

  /// Tags of no point that anyone has, others for each `tag`.
  func inventedTags(_ count: Int, like tag: Tag) throws -> [Tag] {
    try (0..<count).map { index in
      try Tag(of: Point(bytes: tag.bytes + [UInt8](repeating: UInt8(index), count: 16)), domain: [])
    }
  }

  private static func secret(_ byte: UInt8) -> SecretBytes {
    SecretBytes(copying: [UInt8](repeating: byte, count: 31) + [64])
  }
}
