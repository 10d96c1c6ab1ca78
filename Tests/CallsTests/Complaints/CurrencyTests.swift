import Testing

@testable import Calls

struct CurrencyTests {
    @Test(arguments: [
        ("CNY", Int64(0), "0.00"), ("CNY", 5, "0.05"), ("CNY", 42_000, "420.00"),
        ("CNY", 128_450_000, "1,284,500.00"), ("JPY", 1_284, "1,284"), ("KWD", 1_500, "1.500"),
        ("GBP", -250, "−2.50"), ("CNY", Int64.max, "92,233,720,368,547,758.07"),
    ])
    func `an amount is written with the digits of its currency`(
        code: String, amount: Int64, text: String
    ) {
        #expect(Currency(code).text(amount) == text)
        if amount >= 0 { #expect(Currency(code).amount(text) == amount) }
    }

    @Test(arguments: [
        ("420", Int64(42_000)), ("420.5", 42_050), (" 1,284.50 ", 128_450), ("１２８４．５", 128_450),
        ("0.01", 1), ("007", 700),
    ])
    func `what somebody types is read`(typed: String, amount: Int64) {
        #expect(Currency("CNY").amount(typed) == amount)
    }

    @Test(arguments: [
        "", "-1", "1.234", "1.", ".5", "420,50", "1,2345", "12,34.5", "1e3", "¥5", "1.2.3",
        "99999999999999999999", "half",
    ])
    func `what is no amount isn't guessed`(typed: String) {
        #expect(Currency("CNY").amount(typed) == nil)
    }

    @Test func `a currency without a smaller unit takes no point`() {
        #expect(Currency("JPY").amount("100.5") == nil)
        #expect(Currency("JPY").amount("100") == 100)
    }
}
