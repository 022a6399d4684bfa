// SPDX-License-Identifier: Apache-2.0

/// A sentence before it is HTML or Markdown: written once, so that both say the same.
///
/// Interpolated strings carry their part in the sentence. Names come from the other company and are
/// never trusted.
struct Phrase: ExpressibleByStringInterpolation, Sendable {
  enum Piece: Sendable {
    case text(String)
    case name(String)
    case strong(String)
  }

  var pieces: [Piece]

  init(stringLiteral value: String) { pieces = [.text(value)] }
  init(stringInterpolation: StringInterpolation) { pieces = stringInterpolation.pieces }

  struct StringInterpolation: StringInterpolationProtocol {
    var pieces: [Piece] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ literal: String) { pieces.append(.text(literal)) }
    mutating func appendInterpolation(_ text: String) { pieces.append(.text(text)) }
    mutating func appendInterpolation(name: String) { pieces.append(.name(name)) }
    mutating func appendInterpolation(strong: String) { pieces.append(.strong(strong)) }
    mutating func appendInterpolation(_ phrase: Phrase) { pieces += phrase.pieces }
  }
}

extension Phrase {
  var html: Markup {
    var markup: Markup = ""
    for piece in pieces {
      switch piece {
      case .text(let text): markup += "\(text)"
      // A name in another script must not turn the sentence around it.
      case .name(let name): markup += "<bdi>\(name)</bdi>"
      case .strong(let text): markup += "<strong>\(text)</strong>"
      }
    }
    return markup
  }

  var markdown: String {
    pieces.map { piece in
      switch piece {
      case .text(let text), .name(let text): Markdown.escape(text)
      case .strong(let text): "**\(Markdown.escape(text))**"
      }
    }.joined()
  }
}

extension Phrase {
  /// For a terminal: without control characters and those that turn the direction of writing.
  var plainText: String {
    pieces.map { piece in
      switch piece {
      case .text(let text), .name(let text), .strong(let text):
        String(String.UnicodeScalarView(text.unicodeScalars.filter { Words.visible($0) == $0 }))
      }
    }.joined()
  }
}

extension Phrase {
  /// The phrase as a sentence of its own: its first letter large, unless it begins with a name.
  func capitalised() -> Phrase {
    var phrase = self
    guard let first = pieces.firstIndex(where: { !$0.isEmpty }) else { return self }
    func large(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
    switch phrase.pieces[first] {
    case .text(let text): phrase.pieces[first] = .text(large(text))
    case .strong(let text): phrase.pieces[first] = .strong(large(text))
    case .name: break
    }
    return phrase
  }
}

extension Phrase.Piece {
  fileprivate var isEmpty: Bool {
    switch self {
    case .text(let text), .name(let text), .strong(let text): text.isEmpty
    }
  }
}
