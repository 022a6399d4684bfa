// SPDX-License-Identifier: Apache-2.0

/// What Package.swift says of the targets that are written in Swift.
struct Manifest {
  /// Target under Sources to the names of the targets and products that it depends on.
  let dependencies: [String: Set<String>]
  /// The same under Tests, of those that depend on any.
  let testDependencies: [String: Set<String>]

  init(_ text: String) {
    let product = /let (\w+) = Target\.Dependency\.product\(\s*name: "(\w+)"/
    let room = /\broom\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?/
    let executable = /\.executableTarget\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\]/

    let tests = /\btests\(\s*"(\w+)",\s*\[([^\]]*)\]/
    let target = /\.(?:target|testTarget)\(\s*name: "(\w+)",\s*dependencies: \[([^\]]*)\]/

    var products: [Substring: String] = [:]
    for match in text.matches(of: product) { products[match.1] = String(match.2) }
    func names(_ list: Substring) -> Set<String> {
      Set(
        list.matches(of: /"(\w+)"|(\w+)/).map { match in
          if let target = match.1 { return String(target) }
          let name = match.2 ?? ""
          return products[name] ?? String(name)
        })
    }

    var dependencies: [String: Set<String>] = [:]
    for match in text.matches(of: room) { dependencies[String(match.1)] = names(match.2 ?? "") }
    for match in text.matches(of: executable) { dependencies[String(match.1)] = names(match.2) }
    self.dependencies = dependencies
    var testDependencies: [String: Set<String>] = [:]
    for match in text.matches(of: tests) { testDependencies[String(match.1)] = names(match.2) }
    for match in text.matches(of: target) { testDependencies[String(match.1)] = names(match.2) }
    self.testDependencies = testDependencies
  }
}
