import CallVault
import Testing

struct PasswordTests {
    private static let cheap = PasswordCost(memoryBytes: 8192, passes: 1)

    @Test func `a password is kept as Argon2id and fits nothing else`() throws {
        let hash = try Passwords.hash("violet trapeze", cost: Self.cheap)
        #expect(hash.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(try Passwords.hash("violet trapeze", cost: Self.cheap) != hash)
        #expect(Passwords.verify("violet trapeze", hash))
        for other in ["Violet trapeze", "violet trapeze ", "", "violet"] {
            #expect(!Passwords.verify(other, hash))
        }
        let long = String(repeating: "x", count: 500)
        for broken in ["", "$argon2id$", String(hash.dropLast(2)), long] {
            #expect(!Passwords.verify("violet trapeze", broken))
        }
    }

    @Test func `the standard costs 64 MiB and two passes`() throws {
        let hash = try Passwords.hash("x", cost: .standard)
        #expect(hash.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
        #expect(!Passwords.needsRehash(hash, cost: .standard))
        #expect(Passwords.needsRehash(hash, cost: Self.cheap))
    }

    @Test func `it doesn't matter how a keyboard writes an accent or a wide letter`() throws {
        let hash = try Passwords.hash("e\u{301}te\u{301} ａｂｃ", cost: Self.cheap)
        #expect(Passwords.verify("\u{E9}t\u{E9} abc", hash))
    }

    @Test(arguments: [
        "violet trapeze under snow", "correct-house-battery-elephant", "我的猫每天早上六点半叫我起床去上班吧",
        "Vj2#kd9!mWq0zL_p", "sunshine violin 84 carburettor", "the7thofnovemberwasrainy",
    ])
    func `a long password that nobody guesses first may be used`(password: String) {
        let rule = PasswordRule(hasSecondFactor: false, names: ["anna", "Anna Meier"])
        #expect(rule.weakness(of: password) == nil)
    }

    @Test(arguments: [
        "passwordpassword", "Password12345678", "p@ssw0rdP@ssw0rd", "aaaaaaaaaaaaaaaaaa",
        "abcabcabcabcabcabc", "123456789012345678", "qwertyuiopasdfghjkl", "1qaz2wsx3edc4rfv",
        "woaini1314woaini1314", "5201314woaini1314", "iloveyou iloveyou", "callaudit-callaudit",
        "annaannaannaanna", "annameier annameier", "AnnaMeierPassword", "letmeinletmein2026",
        "drowssapdrowssap1", "zaq1zaq1zaq1zaq1",
    ])
    func `what is guessed first is refused, however disguised`(password: String) {
        let rule = PasswordRule(hasSecondFactor: false, names: ["anna", "Anna Meier"])
        #expect(rule.weakness(of: password) == .common, "\(password)")
    }

    @Test func `length counts characters, and less of them beside a second factor`() {
        let alone = PasswordRule(hasSecondFactor: false, names: [])
        let beside = PasswordRule(hasSecondFactor: true, names: [])
        #expect(alone.weakness(of: "kd9!mWq0zL_p7v") == .tooShort(charactersMin: 15))
        #expect(alone.weakness(of: "kd9!mWq0zL_p7vX") == nil)
        #expect(beside.weakness(of: "kd9!mWq") == .tooShort(charactersMin: 8))
        #expect(beside.weakness(of: "kd9!mWq0") == nil)
        #expect(beside.weakness(of: "password1") == .common)
        let long = (0..<129).map { "\(($0 * 7) % 10)" }.joined()
        #expect(alone.weakness(of: long) == .tooLong(charactersMax: 128))
    }
}

struct DoorSecretTests {
    @Test func `a secret reads back what it writes, and nothing else does`() throws {
        let secret = DoorSecret.random()
        #expect(secret.text.utf8.count == 43)
        #expect(DoorSecret(text: secret.text) == secret)
        #expect(DoorSecret.random() != secret)
        for text in ["", String(secret.text.dropLast()), secret.text + "A", secret.text + "=",
            String(repeating: "!", count: 43), String(repeating: "A", count: 42) + "B"]
        {
            #expect(DoorSecret(text: text) == nil)
        }
    }

    @Test func `a typed code forgives case, hyphens and look-alikes`() throws {
        let code = TypedCode.random()
        #expect(code.text.wholeMatch(of: /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/) != nil)
        #expect(TypedCode(typed: code.text.lowercased().replacing("-", with: " ")) == code)
        #expect(TypedCode(typed: "O0O0-1I1L-0000-0000") == TypedCode(typed: "0000111100000000"))
        for text in ["", "0000", "0000-0000-0000-000U", String(repeating: "0", count: 17)] {
            #expect(TypedCode(typed: text) == nil)
        }
        #expect(code.hash(for: "a") != code.hash(for: "b"))
    }
}
