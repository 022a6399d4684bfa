// SPDX-License-Identifier: Apache-2.0

package import Agreements

/// What the parts of one cut have in common (messages.md 5): parts of another version do not join.
package struct FileCut: Hashable, Sendable {
  /// The most bytes of a file that is cut, or joined.
  package static let longestFile = 1 << 32
  package static let countRange = 2...100_000

  /// The header of the sealed file that was cut.
  package let message: SealedFile.Header
  /// Bytes of the whole file.
  package let length: Int
  /// Bytes of the file in every part but the last.
  package let piece: Int
  /// SHA-256 of the whole file.
  package let digest: Digest

  /// Nil unless the lengths are within the bounds of the page.
  package init?(message: SealedFile.Header, length: Int, piece: Int, digest: Digest) {
    guard (1...Self.longestFile).contains(length), (1..<length).contains(piece),
      Self.countRange.contains(Self.count(length, piece))
    else { return nil }
    self.message = message
    self.length = length
    self.piece = piece
    self.digest = digest
  }

  /// The cut of a sealed file into parts of at most `partSize` bytes, headers included.
  ///
  /// Nil where the file fits into one, is no sealed file, or would make too many parts.
  package init?(of file: [UInt8], partSize: Int) {
    guard file.count > partSize, let message = SealedFile.Header(file: file) else { return nil }
    self.init(
      message: message, length: file.count, piece: partSize - FilePart.headerByteCount,
      digest: Digest(of: file.span))
  }

  package var count: Int { Self.count(length, piece) }

  /// Where the bytes of part `number` lie in the file.
  package func range(of number: Int) -> Range<Int> {
    (number - 1) * piece..<min(length, number * piece)
  }

  /// Whether `file`, joined from parts of this cut, is the file that was cut.
  package func isWhole(_ file: [UInt8]) -> Bool {
    file.count == length && SealedFile.Header(file: file) == message
      && Digest(of: file.span) == digest
  }

  private static func count(_ length: Int, _ piece: Int) -> Int { (length - 1) / piece + 1 }
}

/// The header of one part: the cut it belongs to, its number there, and the digest of its bytes.
package struct FilePart: Hashable, Sendable {
  package static let headerByteCount = 200
  private static let magic = Array("lacuna/1 part".utf8) + [0, 0, 0]
  private static let coveredByteCount = 168

  package let cut: FileCut
  /// From 1.
  package let number: Int
  package let digest: Digest

  /// Part `number` of `file`, which `cut` was made of.
  package init(_ number: Int, of file: [UInt8], _ cut: FileCut) {
    self.cut = cut
    self.number = number
    digest = Digest(of: file.span.extracting(cut.range(of: number)))
  }

  /// Whether bytes begin as a part, whatever else they are.
  package static func isPart(_ bytes: some Collection<UInt8>) -> Bool { bytes.starts(with: magic) }

  /// Reads the header in front of `bytes`; nil unless every field fits the page.
  package init?(header bytes: some RandomAccessCollection<UInt8>) {
    let bytes = Array(bytes.prefix(Self.headerByteCount))
    guard bytes.count == Self.headerByteCount, Self.isPart(bytes),
      Digest("", Array(bytes[..<Self.coveredByteCount])).bytes
        == Array(bytes[Self.coveredByteCount...])
    else { return nil }
    var reader = ByteReader(bytes[16...])
    guard let number = try? reader.u32(), let count = try? reader.u32(),
      let length = try? reader.u64(), let piece = try? reader.u64(),
      let message = (try? reader.take(64)).flatMap({ SealedFile.Header(file: $0) }),
      let whole = (try? reader.take(32)).flatMap({ Digest(bytes: $0) }),
      let digest = (try? reader.take(32)).flatMap({ Digest(bytes: $0) }),
      let cut = FileCut(message: message, length: length, piece: piece, digest: whole),
      cut.count == Int(count), (1...cut.count).contains(Int(number))
    else { return nil }
    self.cut = cut
    self.number = Int(number)
    self.digest = digest
  }

  package var header: [UInt8] {
    var bytes = Self.magic
    bytes.append(u32: UInt32(number))
    bytes.append(u32: UInt32(cut.count))
    bytes.append(u64: cut.length)
    bytes.append(u64: cut.piece)
    bytes += cut.message.bytes + cut.digest.bytes + digest.bytes
    return bytes + Digest("", bytes).bytes
  }

  /// Bytes of the part's file, header included.
  package var fileLength: Int { Self.headerByteCount + cut.range(of: number).count }

  /// The piece in a part's file; nil where its length or its digest is not the header's.
  package func piece(in file: [UInt8]) -> ArraySlice<UInt8>? {
    guard file.count == fileLength, Self(header: file) == self,
      Digest(of: file.span.extracting(droppingFirst: Self.headerByteCount)) == digest
    else { return nil }
    return file[Self.headerByteCount...]
  }
}
