import CallVault
import Testing

struct MessageKeyTests {
    /// The worked example of Standard Webhooks' own libraries.
    @Test func `a message is signed as others sign it`() throws {
        let key = try #require(
            try MessageKey(text: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
        let signed =
            #"msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}"#
        #expect(
            key.signature(of: Array(signed.utf8))
                == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
    }

    @Test func `a secret that is too short, or no base64, is none`() throws {
        #expect(try MessageKey(text: "twenty-three bytes long") == nil)
        #expect(try MessageKey(text: "whsec_c2hvcnQ=") == nil)
        #expect(try MessageKey(text: "whsec_!") == nil)
        #expect(try MessageKey(text: "a secret of at least 24 bytes") != nil)
    }
}
