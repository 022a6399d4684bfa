// SPDX-License-Identifier: Apache-2.0

extension Report.Privacy {
  var json: JSONValue {
    [
      "initiator": initiator.json, "responder": responder.json, "delta": .string(delta),
      "minimum": .integer(minimum), "matchRule": .string(matchRule),
      "matchKeys": .strings(matchKeys), "normaliser": .string(normaliser),
      "publicLists": .array(
        publicLists.map { ["name": .string($0.name), "digest": .bytes($0.digest)] }),
    ]
  }

  init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    initiator = try Account(fields.value("initiator"), at: fields.at("initiator"))
    responder = try Account(fields.value("responder"), at: fields.at("responder"))
    delta = try fields.string("delta")
    minimum = try fields.integer("minimum")
    matchRule = try fields.string("matchRule")
    matchKeys = try fields.strings("matchKeys")
    normaliser = try fields.string("normaliser")
    publicLists = try fields.list("publicLists") { (value, path) throws(ReportingError) in
      var fields = try FieldReader(value, at: path)
      let name = try fields.string("name")
      let list = PublicList(name: name, digest: try fields.bytes("digest"))
      try fields.end()
      return list
    }
    try fields.end()
  }
}

extension Report.Privacy.Account {
  fileprivate var json: JSONValue {
    [
      "learned": .strings(learned),
      "epsilon": [
        "spentThisRun": .string(spentThisRun),
        "spentUnderAgreement": .string(spentUnderAgreement),
        "leftUnderAgreement": .string(leftUnderAgreement),
      ],
    ]
  }

  fileprivate init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    learned = try fields.strings("learned")
    var epsilon = try fields.object("epsilon")
    spentThisRun = try epsilon.string("spentThisRun")
    spentUnderAgreement = try epsilon.string("spentUnderAgreement")
    leftUnderAgreement = try epsilon.string("leftUnderAgreement")
    try epsilon.end()
    try fields.end()
  }
}

extension Report.Provenance {
  var json: JSONValue {
    [
      "offerDigest": .bytes(offerDigest), "answerDigest": .bytes(answerDigest),
      "agreementSignatureOfInitiator": .bytes(agreementSignatureOfInitiator),
      "agreementSignatureOfResponder": .bytes(agreementSignatureOfResponder),
      "offerSignature": .bytes(offerSignature), "answerSignature": .bytes(answerSignature),
    ]
  }

  init(_ json: JSONValue, at path: String) throws(ReportingError) {
    var fields = try FieldReader(json, at: path)
    offerDigest = try fields.bytes("offerDigest")
    answerDigest = try fields.bytes("answerDigest")
    agreementSignatureOfInitiator = try fields.bytes("agreementSignatureOfInitiator")
    agreementSignatureOfResponder = try fields.bytes("agreementSignatureOfResponder")
    offerSignature = try fields.bytes("offerSignature")
    answerSignature = try fields.bytes("answerSignature")
    try fields.end()
  }
}
