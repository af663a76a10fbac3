"""Stands in for the deployed service. Which commit it is follows from the task definition that the fake ECS runs; the file
$FAKE_AWS/broken (METHOD PATH STATUS [TASK_DEFINITION]) makes it answer wrongly."""

import http.server
import json
import os
import pathlib

home = pathlib.Path(os.environ["FAKE_AWS"])


def running():
    updates = home / "updates"
    return (updates if updates.exists() else home / "running").read_text().split()[-1]


class Service(http.server.BaseHTTPRequestHandler):
    def respond(self):
        length = int(self.headers.get("Content-Length") or 0)
        self.rfile.read(length)
        path = self.path.split("?")[0]
        broken = home / "broken"
        if broken.exists():
            method, where, status, *definition = broken.read_text().split()
            if (method, where) == (self.command, path) and definition in ([], [running()]):
                return self.send(int(status), {})
        token = self.headers.get("Authorization") == "Bearer probe-token"
        match self.command, path:
            case "GET", "/actuator/health/readiness" | "/healthz":
                self.send(200, {"status": "UP"})
            case "GET", "/actuator/info":
                self.send(200, {"git": {"commit": {"id": json.loads((home / "commits.json").read_text())[running()]}}})
            case "POST", "/api/v1/movie":
                self.send(401, {})
            case "POST", "/api/token":
                self.send(200, {"access": "probe-token"})
            case "POST", "/api/items":
                self.send(201 if token else 401, {"id": 7})
            case "GET", "/api/items" | "/api/items/7":
                self.send(200, {"id": 7})
            case "DELETE", "/api/items/7":
                self.send(204 if token else 401, None)
            case _:
                self.send(404, {})

    do_GET = do_POST = do_DELETE = respond

    def send(self, status, body):
        with (home / "requests").open("a") as requests:
            requests.write(f"{self.command} {self.path} {status}\n")
        content = b"" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
(home / "port").write_text(str(server.server_port))
server.serve_forever()
