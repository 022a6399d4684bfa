// SPDX-License-Identifier: Apache-2.0

internal import COpenSSL

/// One run of a key derivation function of libcrypto: its parameters set one by one, then its output.
struct KeyDerivation: ~Copyable {
  private let context: OpenSSLObject

  init(_ algorithm: String) throws(CryptographyError) {
    let function = try OpenSSLObject(
      unsafe EVP_KDF_fetch(nil, algorithm, nil), from: "EVP_KDF_fetch"
    ) { unsafe EVP_KDF_free($0) }
    context = try OpenSSLObject(
      unsafe EVP_KDF_CTX_new(function.pointer), from: "EVP_KDF_CTX_new"
    ) { unsafe EVP_KDF_CTX_free($0) }
  }

  mutating func set(_ name: String, text: String) throws(CryptographyError) {
    var text = Array(text.utf8CString)
    let status = unsafe name.withCString { name in
      unsafe text.withUnsafeMutableBufferPointer { text in
        unsafe apply(OSSL_PARAM_construct_utf8_string(name, text.baseAddress, 0))
      }
    }
    try CryptographyError.check(status, "EVP_KDF_CTX_set_params")
  }

  mutating func set(_ name: String, number: UInt64) throws(CryptographyError) {
    var number = number
    let status = unsafe name.withCString { name in
      unsafe withUnsafeMutablePointer(to: &number) { number in
        unsafe apply(OSSL_PARAM_construct_uint64(name, number))
      }
    }
    try CryptographyError.check(status, "EVP_KDF_CTX_set_params")
  }

  mutating func set(_ name: String, bytes: Span<UInt8>) throws(CryptographyError) {
    let status = unsafe name.withCString { name in
      unsafe bytes.withUnsafeBufferPointer { bytes in
        // libcrypto reads a parameter through a mutable pointer and does not write to it.
        let start = unsafe UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        return unsafe apply(OSSL_PARAM_construct_octet_string(name, start, bytes.count))
      }
    }
    try CryptographyError.check(status, "EVP_KDF_CTX_set_params")
  }

  private func apply(_ parameter: OSSL_PARAM) -> Int32 {
    unsafe EVP_KDF_CTX_set_params(context.pointer, [parameter, OSSL_PARAM_construct_end()])
  }

  consuming func derive(count: Int) throws(CryptographyError) -> SecretBytes {
    try SecretBytes(count: count) { output throws(CryptographyError) in
      let status = unsafe output.withUnsafeMutableBufferPointer { buffer in
        unsafe EVP_KDF_derive(context.pointer, buffer.baseAddress, buffer.count, nil)
      }
      try CryptographyError.check(status, "EVP_KDF_derive")
    }
  }
}
