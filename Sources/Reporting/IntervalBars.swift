// SPDX-License-Identifier: Apache-2.0

/// Horizontal bars, each with its interval, on one scale from zero; their words stand beside them, where they can wrap.
struct IntervalBars {
  struct Bar {
    let label: String
    let estimate: Report.Estimate
    /// The value, and the interval, in words.
    let value: String
    let interval: String
  }

  let caption: Phrase
  let bars: [Bar]
  /// The least end of the scale.
  let least: Int

  var html: Markup {
    let most = Int128(max(1, bars.map(\.estimate.upper).max() ?? 0, least))
    // Thousandths of the scale's length.
    func place(_ value: Int) -> Int { Int(clamping: 1000 * Int128(max(0, value)) / most) }
    let rows = bars.map { bar -> Markup in
      let (low, value, high) = (
        place(bar.estimate.lower), place(bar.estimate.value), place(bar.estimate.upper)
      )
      return """
        <li><span>\(bar.label)</span>\
        <svg aria-hidden="true" viewBox="0 0 1000 24" preserveAspectRatio="none">\
        <rect width="\(value)" height="24"/>\
        <path d="M\(low) 12H\(high)M\(low) 6V18M\(high) 6V18"/></svg>\
        <span><b>\(bar.value)</b> <small>\(bar.interval)</small></span></li>
        """
    }
    return """
      <figure class="bars">
      <figcaption class="caption">\(caption)</figcaption>
      <ul>
      \(rows)
      </ul>
      </figure>
      """
  }
}
