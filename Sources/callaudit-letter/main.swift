import CallSandbox
import Calls
import Glibc

// Makes a PDF of one letter: opens the fonts of the language that it is called with, shuts itself
// in, and only then reads the letter from standard input and writes the PDF to standard output.
// `LetterExit` says what its exit statuses mean.
let arguments = CommandLine.arguments
guard arguments.count >= 2, let language = LetterLanguage(rawValue: arguments[1]) else {
    exit(LetterExit.usage.rawValue)
}
do {
    try LetterSandbox.begin()
} catch {
    exit(LetterExit.notShutIn.rawValue)
}
guard let fonts = LetterFonts(for: language) else { exit(LetterExit.noFont.rawValue) }
do {
    try LetterSandbox.enter()
} catch {
    exit(LetterExit.notShutIn.rawValue)
}
if arguments.count == 4, arguments[2] == "--prove" {
    guard let proof = SandboxProof(rawValue: arguments[3]) else {
        exit(LetterExit.usage.rawValue)
    }
    exit(proof.isPossible(addressSpaceBytes: LetterSandbox.addressSpaceBytes) ? 1 : 0)
}
guard let request = StandardStreams.read(atMost: LetterRequest.bytesMax)
    .flatMap({ LetterRequest(encoded: $0) })
else { exit(LetterExit.badRequest.rawValue) }
do {
    let pdf = try LetterDrawing(fonts: fonts, request: request).pdf()
    exit(StandardStreams.write(pdf) ? LetterExit.made.rawValue : LetterExit.notTaken.rawValue)
} catch {
    exit(error.rawValue)
}
