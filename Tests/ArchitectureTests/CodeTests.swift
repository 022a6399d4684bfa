// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite struct CodeTests {
  @Test(
    "comments and strings are blank, code stays",
    arguments: [
      ("a // b", "a     "),
      ("a /* b /* c */ d */ e", "a                   e"),
      ("a \"b // c\" d", "a \"      \" d"),
      ("\"a\\\"b\" c", "\"    \" c"),
      ("\"a\\(b(\"c\"))d\" e", "\" \\(b(\" \")) \" e"),
      ("#\"a\"b\\(c)\"# d", "#\"       \"# d"),
      ("\"\" a", "\"\" a"),
      ("\"\"\"\n a \"b\"\n \"\"\" c", "\"\"\"\n      \n \"\"\" c"),
      ("'\"' a\nb", "'\"   \nb"),
      ("func `import a`() {}", "func `        `() {}"),
      ("\"\u{e9}\" a", "\"  \" a"),
      ("\"open", "\"    "),
      ("a)) b", "a)) b"),
    ])
  func blanks(text: String, code: String) {
    #expect(Code(text).text == code)
  }

  @Test func `a phrase is found at the beginning of a name alone`() {
    let code = Code("print(1)\nfootprint(2)\nSwift.print(3)\n// print(4)")
    #expect(code.lines(with: "print(") == [1, 3])
  }
}
