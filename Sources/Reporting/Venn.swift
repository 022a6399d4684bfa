// SPDX-License-Identifier: Apache-2.0

/// Two circles whose areas, and the area they share, are in proportion to three released numbers.
///
/// Floating point is at home here: this draws figures that are released already. Only operations
/// that IEEE 754 rounds exactly are used, so the picture is the same on every machine.
package struct Venn: Equatable, Sendable {
  package let leftRadius: Double
  package let rightRadius: Double
  package let distance: Double

  static let largestRadius = 100.0

  /// Sizes below one are drawn as one, an overlap larger than a circle as that circle.
  package init(left: Int, right: Int, shared: Int) {
    let (left, right) = (Double(max(left, 1)), Double(max(right, 1)))
    let scale = Self.largestRadius / max(left, right).squareRoot()
    leftRadius = left.squareRoot() * scale
    rightRadius = right.squareRoot() * scale
    let largest = max(leftRadius, rightRadius) + min(leftRadius, rightRadius)
    guard shared > 0 else {
      distance = largest + 8
      return
    }
    let part = min(Double(shared), min(left, right)) / max(left, right)
    let wanted = part * Self.lens(1, 1, 0) * Self.largestRadius * Self.largestRadius
    var (near, far) = (max(leftRadius, rightRadius) - min(leftRadius, rightRadius), largest)
    for _ in 0..<40 {
      let middle = (near + far) / 2
      if Self.lens(leftRadius, rightRadius, middle) > wanted { near = middle } else { far = middle }
    }
    distance = (near + far) / 2
  }

  /// The area two circles share, by summing chords across the picture.
  package static func lens(_ left: Double, _ right: Double, _ distance: Double) -> Double {
    let (start, end) = (max(-left, distance - right), min(left, distance + right))
    guard end > start else { return 0 }
    let steps = 2000
    let width = (end - start) / Double(steps)
    var area = 0.0
    for step in 0..<steps {
      let x = start + (Double(step) + 0.5) * width
      let (one, other) = (left * left - x * x, right * right - (x - distance) * (x - distance))
      area += 2 * max(min(one, other), 0).squareRoot() * width
    }
    return area
  }
}

extension Venn {
  /// The picture without words; they stand beside it, where they can wrap.
  func svg(label: String) -> Markup {
    let height = 2 * max(leftRadius, rightRadius) + 4
    let width = leftRadius + distance + rightRadius + 4
    let (leftX, rightX) = (leftRadius + 2, leftRadius + 2 + distance)
    return """
      <svg class="venn" role="img" aria-label="\(label)" \
      viewBox="0 0 \(Self.tenths(width)) \(Self.tenths(height))">
      <circle class="one" cx="\(Self.tenths(leftX))" cy="\(Self.tenths(height / 2))" \
      r="\(Self.tenths(leftRadius))"/>
      <circle class="other" cx="\(Self.tenths(rightX))" cy="\(Self.tenths(height / 2))" \
      r="\(Self.tenths(rightRadius))"/>
      </svg>
      """
  }

  private static func tenths(_ length: Double) -> String {
    let tenths = Int((length * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
