"""What notices are sent to in tests: a mail server and a web server, each on a port of its own."""

import http.server
import socketserver
import threading


class MailSink:
    """A mail server that takes everything but what `answers` refuses: recipients by their codes."""

    def __init__(self):
        sink, self.mails, self.answers = self, [], {}

        class Talk(socketserver.StreamRequestHandler):
            def say(self, line):
                self.wfile.write(line.encode() + b"\r\n")

            def handle(self):
                self.say("220 sink")
                recipients = []
                while line := self.rfile.readline().decode().strip():
                    word = line.split()[0].upper()
                    if word == "RCPT":
                        address = line[line.index("<") + 1:line.index(">")]
                        code = sink.answers.get(address, 250)
                        recipients += [address] if code == 250 else []
                        self.say(f"{code} so it is")
                    elif word == "DATA":
                        self.say("354 go on")
                        lines = []
                        while (part := self.rfile.readline()) != b".\r\n":
                            lines.append(part)
                        sink.mails.append((recipients, b"".join(lines)))
                        self.say("250 taken")
                    elif word == "QUIT":
                        self.say("221 bye")
                        return
                    else:
                        self.say("250 sink")

        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class WebSink:
    """A web server that notes what is posted and answers with `status`."""

    def __init__(self):
        sink, self.posts, self.status = self, [], 204

        class Answer(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                headers = {name.lower(): value for name, value in self.headers.items()}
                sink.posts.append((headers, body))
                self.send_response(sink.status)
                if sink.status // 100 == 3:
                    self.send_header("Location", f"http://127.0.0.1:{sink.port}/elsewhere")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
