// SPDX-License-Identifier: Apache-2.0

package import Release

/// The laws of the noise in a figure: how many draws of each kind it is the sum of.
///
/// A reader of the report knows neither side's noise. Each side knows its own, and so has sharper intervals:
/// `knowing` takes that part out.
package struct DrawLaws: Sendable {
  /// Whose noise the reader knows; with `both` no law is computed, where the shape of figures is all that is wanted.
  package enum Known: Sendable { case neither, initiators, responders, both }

  private let knowsInitiators: Bool
  private let knowsResponders: Bool
  private let size: NoiseDistribution

  package init(
    sizeLaw: TruncatedDiscreteLaplace, knowing known: Known
  ) throws(ReleaseError) {
    knowsInitiators = known == .initiators || known == .both
    knowsResponders = known == .responders || known == .both
    size = knowsInitiators ? .zero : try .truncatedDiscreteLaplace(sizeLaw)
  }

  /// M_g - t_s.
  package var padding: NoiseDistribution { size }

  /// One cell of a count: n - t of each of its tables.
  func cell(_ count: CountPlan) throws(ReleaseError) -> NoiseDistribution {
    guard !knowsResponders else { return .zero }
    var law = NoiseDistribution.zero
    for (table, weight) in zip(count.tables, count.weights) {
      law = try law.convolved(
        with: .truncatedDiscreteLaplace(table.noise).scaled(by: abs(weight)))
    }
    return law
  }

  /// One n - t of the first table of a count.
  func draw(_ count: CountPlan) throws(ReleaseError) -> NoiseDistribution {
    knowsResponders ? .zero : try .truncatedDiscreteLaplace(count.first.noise)
  }

  /// One e of a question, in the numbers of a family.
  func answer(
    _ question: some CompiledQuestion, family: Int = 0
  ) throws(ReleaseError) -> NoiseDistribution {
    knowsInitiators ? .zero : try .discreteLaplace(question.answerLaw(of: family))
  }
}
