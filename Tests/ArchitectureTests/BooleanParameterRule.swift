// SPDX-License-Identifier: Apache-2.0

/// Near crypto and privacy a function takes no Boolean: at the call, `true` does not say what it
/// turns off.
enum BooleanParameterRule {
  static let targets: Set = [
    "Blinding", "Cryptography", "Exchange", "Matching", "Questions", "Release",
  ]

  static func findings(in file: SourceFile) -> [String] {
    guard targets.contains(file.target) else { return [] }
    return parameterLists(in: file.code.text).flatMap { parts(of: $0) }.filter(isBoolean).map {
      "\(file.path): \($0)"
    }
  }

  /// What stands between the parentheses of each declared function, initialiser and subscript.
  private static func parameterLists(in code: String) -> [Substring] {
    code.matches(of: /(?:^|[^.\w`])(?:func|init|subscript)\b[^(){}]*\(/).compactMap { match in
      var open = 1
      let rest = code[match.range.upperBound...]
      let end = rest.firstIndex { character in
        if character == "(" { open += 1 }
        if character == ")" { open -= 1 }
        return open == 0
      }
      return end.map { rest[..<$0] }
    }
  }

  /// The parameters, parted at the commas that stand in no bracket.
  private static func parts(of list: Substring) -> [String] {
    var open = 0
    // The arrow's head is no bracket.
    return list.replacing("->", with: "=>").replacing("=>", with: "\u{2192}").split { character in
      if "([{<".contains(character) { open += 1 }
      if ")]}>".contains(character) { open -= 1 }
      return character == "," && open == 0
    }.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  private static func isBoolean(_ parameter: String) -> Bool {
    guard let colon = parameter.firstIndex(of: ":"), !parameter.contains("\u{2192}") else {
      return false
    }
    let type = parameter[colon...].dropFirst().prefix { $0 != "=" }
    return type.split(separator: " ").last?.wholeMatch(of: /(Swift\.)?Bool(\?|\.\.\.)?/) != nil
  }
}
