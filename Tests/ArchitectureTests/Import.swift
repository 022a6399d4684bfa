// SPDX-License-Identifier: Apache-2.0

/// One import of a Swift file.
struct Import: Equatable {
  let line: Int
  let module: String
  /// The attributes and the access level before `import`, in their order.
  let modifiers: [String]

  /// The imports of `file`, and the numbers of the lines that name `import` in a form unknown here.
  static func all(in file: SourceFile) -> (imports: [Import], unread: [Int]) {
    let statement =
      /\s*((?:@\w+(?:\([^)]*\))?\s+|(?:public|package|internal|fileprivate|private)\s+)*)import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)(?:\.\w+)*\s*/
    let code = file.code
    var imports: [Import] = []
    var unread: [Int] = []
    for line in code.lines(with: "import ") {
      if let match = code.lines[line - 1].wholeMatch(of: statement) {
        let modifiers = match.1.split(separator: " ").map(String.init)
        imports.append(Import(line: line, module: String(match.2), modifiers: modifiers))
      } else {
        unread.append(line)
      }
    }
    return (imports, unread)
  }
}

/// What the imports of one file break.
enum ImportRule {
  static let network: Set = ["CFNetwork", "FoundationNetworking", "Network"]

  static func findings(in file: SourceFile) -> [String] {
    let (imports, unread) = Import.all(in: file)
    var findings = unread.map { "\(file.path):\($0): an import in an unknown form" }
    for found in imports {
      let place = "\(file.path):\(found.line): \(found.module)"
      if found.modifiers.contains("@testable") {
        findings.append("\(place) is imported @testable: use package access")
      }
      if network.contains(found.module) || found.module.hasPrefix("NIO") {
        findings.append("\(place) opens the network")
      }
      if file.path.hasPrefix("Sources/") {
        let row = ImportTable.rows[file.target] ?? ImportTable.Row()
        if !row.declared.union(row.platform).contains(found.module) {
          findings.append("\(place) is not in the table for \(file.target)")
        }
      }
    }
    return findings
  }
}
