import Calls
import Testing

struct PhoneNumberTests {
    struct Written: Sendable, CustomTestStringConvertible {
        let text: String
        let region: String
        let e164: String?

        init(_ text: String, _ region: String, _ e164: String?) {
            self.text = text
            self.region = region
            self.e164 = e164
        }

        var testDescription: String { "\(region) \(text)" }
    }

    @Test(arguments: [
        Written("13800138000", "CN", "+8613800138000"),
        Written("013800138000", "CN", "+8613800138000"),
        Written("138 0013 8000", "CN", "+8613800138000"),
        Written("+86 138-0013-8000", "CN", "+8613800138000"),
        Written("8613800138000", "CN", "+8613800138000"),
        Written("008613800138000", "CN", "+8613800138000"),
        Written("010-6234 5678", "CN", "+861062345678"),
        Written("(021) 6234 5678", "CN", "+862162345678"),
        Written("0755-82345678", "CN", "+8675582345678"),
        Written("0898 6234567", "CN", "+868986234567"),
        Written("400 820 8820", "CN", "+864008208820"),
        Written("5123 4567", "HK", "+85251234567"),
        Written("852-5123-4567", "HK", "+85251234567"),
        Written("001 44 20 7946 0958", "HK", "+442079460958"),
        Written("6612 3456", "MO", "+85366123456"),
        Written("0912-345-678", "TW", "+886912345678"),
        Written("(02) 2345-6789", "TW", "+886223456789"),
        Written("037 123 456", "TW", "+88637123456"),
        Written("9123 4567", "SG", "+6591234567"),
        Written("012-345 6789", "MY", "+60123456789"),
        Written("011-1234 5678", "MY", "+601112345678"),
        Written("03-2345 6789", "MY", "+60323456789"),
        Written("020 7946 0958", "GB", "+442079460958"),
        Written("+44 (0)20 7946 0958", "GB", "+442079460958"),
        Written("07700 900123", "GB", "+447700900123"),
        Written("0113 496 0000", "GB", "+441134960000"),
        Written("(415) 555-2671", "US", "+14155552671"),
        Written("1-415-555-2671", "US", "+14155552671"),
        Written("011 86 138 0013 8000", "US", "+8613800138000"),
        Written("00 44 20 7946 0958", "US", "+442079460958"),
        Written("416.555.0123", "CA", "+14165550123"),
        Written("030 123456", "DE", "+4930123456"),
        Written("0171 2345678", "DE", "+491712345678"),
        Written("49 30 123456", "DE", "+4930123456"),
        Written("01 23 45 67 89", "FR", "+33123456789"),
        Written("090-1234-5678", "JP", "+819012345678"),
        Written("03-1234-5678", "JP", "+81312345678"),
        Written("010 1 415 555 2671", "JP", "+14155552671"),
        Written("098765 43210", "IN", "+919876543210"),
        Written("011-23456789", "IN", "+911123456789"),
        Written("0412 345 678", "AU", "+61412345678"),
        Written("0011 65 9123 4567", "AU", "+6591234567"),
        Written("1300 123 456", "AU", "+611300123456"),
        Written("081 234 5678", "TH", "+66812345678"),
        Written("02 123 4567", "TH", "+6621234567"),
        Written("0912 345 678", "VN", "+84912345678"),
        Written("024 3825 1234", "VN", "+842438251234"),
        Written("(044) 123-45-67", "UA", "+380441234567"),
        Written("011 234 5678", "ZA", "+27112345678"),
        Written("082 123 4567", "ZA", "+27821234567"),
    ])
    func `a number is read as its region dials it`(written: Written) {
        let number = PhoneNumber(normalising: written.text, region: written.region)
        #expect(number?.e164 == written.e164)
    }

    @Test(arguments: [
        Written("１３８００１３８０００", "CN", "+8613800138000"),
        Written("＋８６ １３８ ００１３ ８０００", "CN", "+8613800138000"),
        Written("١٣٨٠٠١٣٨٠٠٠", "CN", "+8613800138000"),
        Written("①③⑧00138000", "CN", "+8613800138000"),
        Written("\u{202A}+86\u{00A0}138\u{2011}0013\u{2011}8000\u{202C}", "US", "+8613800138000"),
        Written("tel:+1-415-555-2671", "CN", "+14155552671"),
        Written("sip:+14155552671@pbx.example", "CN", "+14155552671"),
        Written("+1 415 555 2671 ext. 12", "CN", "+14155552671"),
        Written("+14155552671;ext=12", "CN", "+14155552671"),
        Written("00442079460958", "XX", "+442079460958"),
        Written("+442079460958", "", "+442079460958"),
        Written("13800138000", "cn", "+8613800138000"),
    ])
    func `digits of every script and the marks around them are understood`(written: Written) {
        let number = PhoneNumber(normalising: written.text, region: written.region)
        #expect(number?.e164 == written.e164)
    }

    @Test(arguments: [
        Written("1001", "CN", nil), Written("801234", "CN", nil), Written("10086", "CN", nil),
        Written("110", "CN", nil), Written("62345678", "CN", nil),
        Written("12800138000", "CN", nil),
        Written("", "CN", nil), Written("anonymous", "CN", nil), Written("unknown", "US", nil),
        Written("+", "CN", nil), Written("++8613800138000", "CN", nil),
        Written("138+00138000", "CN", nil), Written("555-2671", "US", nil),
        Written("1 555", "US", nil), Written("123456", "DE", nil), Written("5123456", "HK", nil),
        Written("13800138000", "XX", nil), Written("+0138001380", "CN", nil),
        Written("+2890012345", "CN", nil), Written("+12345", "US", nil),
        Written("+1234567890123456", "US", nil), Written("1-800-FLOWERS", "US", nil),
        Written("138e00138000", "CN", nil),
        Written(String(repeating: "1", count: 5_000), "CN", nil),
    ])
    func `what is no full number is refused`(written: Written) {
        #expect(PhoneNumber(normalising: written.text, region: written.region) == nil)
    }

    @Test func `the international form reads back as itself in every region`() throws {
        let forms = [
            "+8613800138000", "+85251234567", "+14155552671", "+4930123456", "+390612345678",
        ]
        for form in forms {
            let number = try #require(PhoneNumber(e164: form))
            #expect(number.e164 == form)
            for region in ["CN", "US", "DE", "JP", "XX"] {
                #expect(PhoneNumber(normalising: form, region: region) == number)
            }
        }
        #expect(PhoneNumber(e164: "8613800138000") == nil)
        #expect(PhoneNumber(e164: "+86 13800138000") == nil)
    }

    @Test func `a masked number hides at least five digits in the middle`() throws {
        let masks = [
            "+8613800138000": "138•••••000", "+14155552671": "415•••••71",
            "+33123456789": "12•••••89", "+85251234567": "51•••••7", "+491712345678": "171•••••78",
            "+49301234": "3•••••",
        ]
        for (form, mask) in masks {
            #expect(try #require(PhoneNumber(e164: form)).masked == mask)
        }
    }
}
