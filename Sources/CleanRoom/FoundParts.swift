// SPDX-License-Identifier: Apache-2.0

internal import Exchange
internal import Foundation

/// The parts of cut files that lie in one folder, by what their headers say (messages.md 5).
///
/// No piece is read here, and nothing that a part holds becomes a path.
struct FoundParts {
  struct File {
    let path: String
    let part: FilePart
    let date: Date
  }

  let folder: String
  /// The files of each cut and number; their lengths fit.
  private(set) var files: [FileCut: [Int: [File]]] = [:]
  /// Files that begin as parts or are called parts, and are none; their cut where it can be read.
  private(set) var damaged: [(path: String, cut: FileCut?)] = []

  init(in folder: String) {
    self.folder = folder
    for name in RoomFiles.names(in: folder) {
      let path = folder + "/" + name
      if let file = RegularFile(path) { add(file) }
    }
  }

  private mutating func add(_ file: RegularFile) {
    guard let part = FilePart(header: file.opening) else {
      let isMessage = SealedFile.Header(file: file.opening) != nil
      if FilePart.isPart(file.opening) || (PartName.isOne(file.path) && !isMessage) {
        damaged.append((file.path, nil))
      }
      return
    }
    guard file.byteCount == part.fileLength else {
      damaged.append((file.path, part.cut))
      return
    }
    files[part.cut, default: [:]][part.number, default: []].append(
      File(path: file.path, part: part, date: file.date))
  }

  /// The numbers of which no part is here.
  func missing(of cut: FileCut) -> [Int] {
    (1...cut.count).filter { files[cut]?[$0] == nil }
  }

  /// The file that was cut, of parts that each hold.
  func join(_ cut: FileCut) throws(CleanRoomError) -> [UInt8] {
    guard missing(of: cut).isEmpty else { throw absence(of: cut) }
    var whole: [UInt8] = []
    for number in 1...cut.count {
      let copies = files[cut]?[number] ?? []
      if let first = copies.first, let other = copies.first(where: { $0.part != first.part }) {
        throw foreign(
          "\(first.path) and \(other.path): both are \(Self.words([number], of: cut)), and they differ"
        )
      }
      whole += try piece(of: copies, number, cut)
    }
    guard cut.isWhole(whole) else {
      throw foreign("\(folder): the parts of \(Self.name(cut)) do not make the file they name")
    }
    return whole
  }

  private func piece(
    of copies: [File], _ number: Int, _ cut: FileCut
  ) throws(CleanRoomError) -> ArraySlice<UInt8> {
    for copy in copies {
      if let bytes = try RoomFiles.contents(copy.path, limit: copy.part.fileLength),
        let piece = copy.part.piece(in: bytes)
      {
        return piece
      }
    }
    let path = copies.first?.path ?? folder
    throw Self.damaged("\(path): \(Self.words([number], of: cut)) is damaged")
  }

  // MARK: Refusals

  /// What lacks, in words: "part 2 of 3 of the offer of run 0b3ebd4a is missing".
  func absenceText(of cut: FileCut) -> String {
    let missing = missing(of: cut)
    return Self.words(missing, of: cut) + (missing.count == 1 ? " is missing" : " are missing")
  }

  private func absence(of cut: FileCut) -> CleanRoomError {
    let text = absenceText(of: cut)
    if let broken = damaged.first(where: { $0.cut == nil || $0.cut == cut }) {
      return Self.damaged("\(broken.path): this part is damaged, and \(text)")
    }
    let others = files.keys.filter { $0 != cut && $0.message == cut.message }
    return CleanRoomError(
      "part-missing", .fileMissing, "\(folder): \(text)",
      hint: others.isEmpty
        ? "put it here, or ask for it again"
        : "put it here, or ask for it again; parts of another version of this file are here, too, and do not fit"
    )
  }

  static func damaged(_ text: String) -> CleanRoomError {
    CleanRoomError(
      "part-damaged", .counterpartFileRejected, text, hint: "ask for this part again")
  }

  private func foreign(_ text: String) -> CleanRoomError {
    CleanRoomError(
      "part-foreign", .counterpartFileRejected, text,
      hint: "remove these parts, and ask for all of them again")
  }

  private static func name(_ cut: FileCut) -> String {
    "the \(cut.message.kind) of run \(RunName.short(cut.message.run))"
  }

  private static func words(_ numbers: [Int], of cut: FileCut) -> String {
    let most = 20
    var list = numbers.prefix(most).map(String.init)
    if numbers.count > most { list.append("\(numbers.count - most) more") }
    let last = list.popLast() ?? ""
    let text = list.isEmpty ? last : list.joined(separator: ", ") + " and " + last
    return "\(numbers.count == 1 ? "part" : "parts") \(text) of \(cut.count) of \(name(cut))"
  }
}

/// How a part's file is called beside the file that was cut.
enum PartName {
  static func path(_ path: String, _ number: Int, of count: Int) -> String {
    "\(path).part-\(number)-of-\(count)"
  }

  static func isOne(_ path: String) -> Bool {
    path.firstMatch(of: /\.part-[0-9]+-of-[0-9]+$/) != nil
  }
}

/// The front of a regular file: a pipe would block whoever opens it, a link could lead anywhere.
struct RegularFile {
  let path: String
  let byteCount: Int
  let date: Date
  /// The first bytes, as many as the longer of the two headers has.
  let opening: [UInt8]

  /// Nil where there is no such file, or it cannot be read.
  init?(_ path: String) {
    // Not FileManager's attributes: those ask the system for the owner's name, over a socket.
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      let handle = FileHandle(forReadingAtPath: path)
    else { return nil }
    defer { try? handle.close() }
    self.path = path
    byteCount = Int(status.st_size)
    #if canImport(Darwin)
      let changed = status.st_mtimespec
    #else
      let changed = status.st_mtim
    #endif
    date = Date(timeIntervalSince1970: Double(changed.tv_sec) + Double(changed.tv_nsec) / 1e9)
    opening = Array((try? handle.read(upToCount: FilePart.headerByteCount)) ?? Data())
  }
}
