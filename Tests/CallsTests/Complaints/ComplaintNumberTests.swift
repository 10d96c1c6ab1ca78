import Testing

@testable import Calls

struct ComplaintNumberTests {
    @Test func `the check digit is Damm's`() throws {
        // The example of Damm's algorithm that is handed down: 572 has the digit 4.
        #expect(ComplaintNumber.damm([5, 7, 2]) == 4)
        #expect(ComplaintNumber.damm([5, 7, 2, 4]) == 0)
        let number = try #require(ComplaintNumber(year: 2026, count: 471))
        #expect(number.description == "26-0000471-4")
    }

    @Test func `a number is read however it is typed`() throws {
        let number = try #require(ComplaintNumber(year: 2026, count: 471))
        for text in ["26-0000471-4", "2600004714", " 26 0000471 4 ", "２６－００００４７１－４"] {
            #expect(ComplaintNumber(text: text) == number, "\(text)")
        }
        for text in ["", "26-0000471", "26-0000471-44", "26-0000471-x", "26-0000000-0"] {
            #expect(ComplaintNumber(text: text) == nil, "\(text)")
        }
        #expect(ComplaintNumber(year: 2026, count: 0) == nil)
        #expect(ComplaintNumber(year: 2026, count: 10_000_000) == nil)
    }

    @Test(arguments: [1, 471, 90_210, 9_999_999])
    func `one wrong digit, or two that changed places, is found`(count: Int) throws {
        let number = try #require(ComplaintNumber(year: 2031, count: count))
        let digits = number.description.filter { $0 != "-" }.map { String($0) }
        for place in digits.indices {
            for digit in 0...9 where digits[place] != String(digit) {
                var wrong = digits
                wrong[place] = String(digit)
                #expect(ComplaintNumber(text: wrong.joined()) == nil)
            }
            guard place > 0, digits[place] != digits[place - 1] else { continue }
            var wrong = digits
            wrong.swapAt(place, place - 1)
            #expect(ComplaintNumber(text: wrong.joined()) == nil)
        }
    }
}
